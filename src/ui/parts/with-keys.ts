/** React wants a key for each line. A line of text has no identity but its position. */

interface KeyedLine<T> {
  readonly key: number;
  readonly line: T;
}

export const withKeys = <T>(lines: readonly T[]): readonly KeyedLine<T>[] => lines.map((line, key) => ({key, line}));
