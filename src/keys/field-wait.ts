/** The wait of a stroke for its field: bounded, and over as soon as the field has come. */
import type {Clock} from '../core/ports.ts';

const LOOK_MS = 10;
const LOOKS = 50;

export interface FieldWait {
  /** Looks again in a while, unless that is on its way already. */
  start(): void;
  end(): void;
}

export interface FieldWaitOptions {
  readonly clock: Pick<Clock, 'after'>;
  readonly onLook: () => void;
  /** Called after half a second of looks, before onLook. */
  readonly onGiveUp: () => void;
}

export const createFieldWait = ({clock, onLook, onGiveUp}: FieldWaitOptions): FieldWait => {
  let looks = 0;
  let cancel: (() => void) | undefined;
  const look = () => {
    cancel = undefined;
    looks++;
    if (looks >= LOOKS) {
      looks = 0;
      onGiveUp();
    }
    onLook();
  };
  return {
    start() {
      cancel ??= clock.after(LOOK_MS, look);
    },
    end() {
      cancel?.();
      cancel = undefined;
      looks = 0;
    },
  };
};
