/** Timers that run faster: the SDK asks a container four times, a second apart. */
import {afterEach, beforeEach, vi} from 'vitest';

const FACTOR = 20;

/** In this group of tests, `setTimeout` waits for a twentieth of the time. */
export const hurriedTimers = (): void => {
  const {setTimeout: real} = globalThis;
  beforeEach(() => {
    vi.stubGlobal('setTimeout', (run: () => void, ms = 0) => real(run, ms / FACTOR));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });
};
