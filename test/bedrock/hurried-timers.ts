/** Timers that run faster: the SDK asks a container four times, a second apart. */
import {afterEach, beforeEach, vi} from 'vitest';

const FACTOR = 20;

/** Within this group of tests `setTimeout` waits for a twentieth of what it is told. */
export const hurriedTimers = (): void => {
  const {setTimeout: usual} = globalThis;
  beforeEach(() => {
    vi.stubGlobal('setTimeout', (run: () => void, ms = 0) => usual(run, ms / FACTOR));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });
};
