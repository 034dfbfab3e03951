/** A function that remembers its last result, for views of the state that are expensive to make. */

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
};

export const memoizeLast = <A extends readonly unknown[], R>(compute: (...args: A) => R): ((...args: A) => R) => {
  let last: {readonly args: A; readonly result: R} | undefined;
  return (...args) => {
    if (last && isSame(last.args, args)) return last.result;
    const result = compute(...args);
    last = {args, result};
    return result;
  };
};
