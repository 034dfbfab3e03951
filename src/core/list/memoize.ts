/** A function that remembers its last result, for views of the state that are expensive to make. */

export const memoizeLast = <A extends readonly unknown[], R>(compute: (...args: A) => R): ((...args: A) => R) => {
  let last: {readonly args: A; readonly result: R} | undefined;
  return (...args) => {
    if (last?.args.length !== args.length || !last.args.every((arg, i) => Object.is(arg, args[i]))) {
      last = {args, result: compute(...args)};
    }
    return last.result;
  };
};
