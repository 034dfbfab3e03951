/** Lines of text have no identity but their place; this gives them that as a key. */

export interface Placed<T> {
  readonly place: number;
  readonly line: T;
}

export const placed = <T>(lines: readonly T[]): readonly Placed<T>[] => lines.map((line, place) => ({place, line}));
