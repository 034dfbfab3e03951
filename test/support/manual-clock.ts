/** A clock that tests move by hand. */
import type {Clock} from '../../src/core/domain/ports.ts';

export interface ManualClock extends Clock {
  /** Runs everything that falls due within the next `ms`, in order, letting promises settle in between. */
  advance(ms: number): Promise<void>;
  /** Lets time pass as while the process is stopped: what falls due in it runs late, with the next `advance`. */
  stop(ms: number): void;
  /** Lets promises settle. */
  settle(): Promise<void>;
  pending(): number;
}

interface Waiting {
  readonly at: number;
  readonly callback: () => void;
}

export const createManualClock = (start: number): ManualClock => {
  let now = start;
  const waiting = new Set<Waiting>();
  const settle = async () => {
    for (let i = 0; i < 400; i++) await Promise.resolve();
  };
  const next = (until: number): Waiting | undefined =>
    [...waiting].filter(({at}) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    after: (delay, callback) => {
      const timer = {at: now + delay, callback};
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    settle,
    stop: ms => {
      now += ms;
    },
    pending: () => waiting.size,
    advance: async ms => {
      const until = now + ms;
      await settle();
      for (let timer = next(until); timer; timer = next(until)) {
        waiting.delete(timer);
        now = Math.max(now, timer.at);
        timer.callback();
        await settle();
      }
      now = until;
    },
  };
};
