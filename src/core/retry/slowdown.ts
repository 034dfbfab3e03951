/** How much throttling stretches the time between two refreshes: 1 is the interval as set. */

const SLOWDOWN_MAX = 12;

/** After AWS has refused a request because of too many. */
export const slower = (slowdown: number): number => Math.min(SLOWDOWN_MAX, slowdown * 2);

/** After an answer. */
export const faster = (slowdown: number): number => Math.max(1, slowdown / 1.5);
