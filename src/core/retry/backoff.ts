/** The pause before a failed request is made again. */

const PAUSE_MAX_MS = 5 * 60_000;

/**
 * The pause before attempt number `failures` + 1 (ms): doubles from `baseMs`, at most five minutes, spread over its upper half by
 * `jitter` (0 to 1).
 */
export const pauseMs = (baseMs: number, failures: number, jitter: number): number => {
  const full = Math.min(PAUSE_MAX_MS, baseMs * 2 ** Math.max(0, failures));
  return Math.round(full * (0.5 + jitter / 2));
};
