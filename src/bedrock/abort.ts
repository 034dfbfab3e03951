/** Leaves a promise behind when its caller no longer waits, or has waited long enough. */

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

/** `promise`, or a rejection with what `late` makes, after `ms`. */
export const withDeadline = async <T>(promise: Promise<T>, ms: number, late: () => Error): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
};
