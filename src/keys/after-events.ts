/**
 * A timer whose callback runs after the events that are waiting already: reads and signals.
 * When a busy moment or a stop of the process is over, Node runs timers before those, and immediates after them.
 * Returns what cancels it.
 */
export const afterEvents = (delayMs: number, callback: () => void): (() => void) => {
  let immediate: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    immediate = setImmediate(callback);
  }, delayMs);
  return () => {
    clearTimeout(timer);
    clearImmediate(immediate);
  };
};
