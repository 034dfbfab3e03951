/** Counts unfinished reads and name lookups: process.exit would wait for those that block. */

let count = 0;

/** Counts one more read or lookup until the returned function is called. Further calls of it do nothing. */
export const startPending = (): (() => void) => {
  count += 1;
  let isPending = true;
  return () => {
    if (isPending) count -= 1;
    isPending = false;
  };
};

/** Counts `promise` until it settles, even if nobody waits for it any more. */
export const pending = <T>(promise: Promise<T>): Promise<T> => {
  const settled = startPending();
  promise.then(settled, settled);
  return promise;
};

/** Whether something may still block: a file on a dead mount, a name server that does not answer. */
export const isAnythingPending = (): boolean => count > 0;
