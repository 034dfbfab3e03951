/** Works on several things at once, but on few: other programs share the account's limits. */

const AT_ONCE = 3;

/** Begins in the order of `items`. Rejects with the first failure, and begins nothing after it. */
export const inTurns = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  let next = 0;
  const workThrough = async (): Promise<void> => {
    while (next < items.length) {
      const item = items[next++] as T;
      await work(item).catch((cause: unknown) => {
        next = items.length;
        throw cause;
      });
    }
  };
  await Promise.all(Array.from({length: AT_ONCE}, workThrough));
};
