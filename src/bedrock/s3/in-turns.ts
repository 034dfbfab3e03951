/** Works on several things at once, but on few: other programs share the account's limits. */

const AT_ONCE = 3;

/** Begins in the order of `items`. Rejects with the first failure, and begins nothing after it. */
export const inTurns = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  const left = items.values();
  let hasFailed = false;
  const workThrough = async (): Promise<void> => {
    for (const item of left) {
      if (hasFailed) return;
      await work(item).catch((cause: unknown) => {
        hasFailed = true;
        throw cause;
      });
    }
  };
  await Promise.all(Array.from({length: AT_ONCE}, workThrough));
};
