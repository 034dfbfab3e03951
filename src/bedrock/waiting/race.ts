/** Stops waiting for a promise if its caller has gone, or has waited long enough. The work behind the promise goes on. */

/**
 * Settles like `promise`, or rejects with an AbortError as soon as `signal` aborts. The SDK ends its requests by the signal,
 * but not its search for credentials; and a search that several callers share goes on for the others.
 */
export const raceAbort = async <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> => {
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(Object.assign(new Error('aborted'), {name: 'AbortError'}));
  });
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, {once: true});
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};

/** Settles like `promise`, or rejects with `timeoutError()` after `ms` milliseconds. */
export const withDeadline = async <T>(promise: Promise<T>, ms: number, timeoutError: () => Error): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timeoutError()), ms);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
};
