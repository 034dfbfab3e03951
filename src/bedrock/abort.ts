/** Leaves a promise behind when its caller no longer waits. */

/**
 * `promise`, or a rejection as soon as `signal` aborts. The SDK stops its requests by the signal itself, but neither its
 * search for credentials nor a search that several callers share, which goes on for the others.
 */
export const untilAborted = async <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> => {
  let leave = () => {};
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(Object.assign(new Error('aborted'), {name: 'AbortError'}));
  });
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave, {once: true});
  try {
    return await Promise.race([promise, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
};
