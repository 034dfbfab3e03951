/** Counts the reads and name lookups that have not answered yet: process.exit waits for those that block. */

let count = 0;

/** Notes that something was asked for; the function returned notes the answer. */
export const startPending = (): (() => void) => {
  count += 1;
  let isPending = true;
  return () => {
    if (isPending) count -= 1;
    isPending = false;
  };
};

/** Counts `promise` until it settles, whether or not somebody still waits for it. */
export const pending = <T>(promise: Promise<T>): Promise<T> => {
  const settled = startPending();
  promise.then(settled, settled);
  return promise;
};

/** Whether something may still block: a file on a dead mount, a name server that does not answer. */
export const isAnythingPending = (): boolean => count > 0;
