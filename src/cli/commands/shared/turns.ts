/** Limits how many requests are under way over all connections of a command, so that many connections do not flood the line. */
import {withEachCall} from '../../../core/domain/each-call.ts';
import type {Clock, Gateway} from '../../../core/domain/ports.ts';

/** Requests at a time. */
const AT_ONCE = 6;
/** Afterwards a request without an answer no longer counts: one that hangs must not block others. */
const COUNTED_MS = 3_000;

/** Waits for a turn; the returned function ends it. There is no waiting once `signal` is aborted. */
export type Turns = (signal: AbortSignal) => Promise<() => void>;

export const createTurns = (clock: Clock): Turns => {
  const waiting = new Set<() => void>();
  let counted = 0;
  const next = (): void => {
    const [begin] = waiting;
    if (begin && counted < AT_ONCE) begin();
  };
  /** Counts a turn until it ends, or has taken too long. */
  const begin = (): (() => void) => {
    counted += 1;
    let isCounted = true;
    const end = () => {
      if (!isCounted) return;
      isCounted = false;
      cancel();
      counted -= 1;
      next();
    };
    const cancel = clock.after(COUNTED_MS, end);
    return end;
  };
  return signal =>
    new Promise(resolve => {
      const start = () => {
        waiting.delete(start);
        signal.removeEventListener('abort', start);
        resolve(begin());
      };
      if (counted < AT_ONCE || signal.aborted) return start();
      waiting.add(start);
      signal.addEventListener('abort', start);
    });
};

/** The same gateway; each of its requests to Bedrock waits for its turn. */
export const inTurns = (gateway: Gateway, turns: Turns): Gateway =>
  withEachCall(gateway, async ({signal, send}) => {
    const endTurn = await turns(signal);
    try {
      return await send();
    } finally {
      endTurn();
    }
  });
