/**
 * A timer whose callback runs after the events that already wait: reads and signals. After a busy moment or a stop of the
 * process, Node runs timers before those events, and immediates after them. Returns a function that cancels it.
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
