/** How long a stroke waits for its field. It ends as soon as the field is there. */
import type {Clock} from '../../core/domain/ports.ts';

const CHECK_MS = 10;
const MAX_CHECKS = 50;

interface FieldWait {
  /** Checks again in a moment, unless a check is already due. */
  start(): void;
  end(): void;
}

interface FieldWaitOptions {
  readonly clock: Pick<Clock, 'after'>;
  readonly onCheck: () => void;
  /** Called after half a second, before onCheck. */
  readonly onGiveUp: () => void;
}

export const createFieldWait = ({clock, onCheck, onGiveUp}: FieldWaitOptions): FieldWait => {
  let checks = 0;
  let cancel: (() => void) | undefined;
  const check = () => {
    cancel = undefined;
    checks++;
    if (checks >= MAX_CHECKS) {
      checks = 0;
      onGiveUp();
    }
    onCheck();
  };
  return {
    start() {
      cancel ??= clock.after(CHECK_MS, check);
    },
    end() {
      cancel?.();
      cancel = undefined;
      checks = 0;
    },
  };
};
