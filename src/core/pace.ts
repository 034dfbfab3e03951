/** How much throttling stretches the time between two refreshes: 1 is as asked for. */

const SLOWEST = 12;

/** After AWS has refused for too many requests. */
export const slower = (pace: number): number => Math.min(SLOWEST, pace * 2);

/** After an answer. */
export const faster = (pace: number): number => Math.max(1, pace / 1.5);
