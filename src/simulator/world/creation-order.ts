/** Finds items by binary search in lists that are in order of creation, oldest first. */

/** A position in the order of creation. It stays valid when items are added, unlike a number of items to skip. */
export interface Position {
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Decides between items of the same millisecond. */
  readonly id: string;
}

const isBefore = (a: Position, b: Position): boolean =>
  a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id);

const search = (length: number, isLeft: (index: number) => boolean): number => {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isLeft(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The index of the first item after `position`. */
export const indexAfter = (list: readonly Position[], position: Position): number =>
  search(list.length, index => !isBefore(position, list[index] as Position));

/** The index of the first item at `position` or after it. */
export const indexAt = (list: readonly Position[], position: Position): number =>
  search(list.length, index => isBefore(list[index] as Position, position));

/** The index of the first item that was created after `at`, in ms since the epoch. */
export const indexAfterTime = (list: readonly Position[], at: number): number =>
  search(list.length, index => (list[index] as Position).createdAt <= at);

/** The index of the first item that was created at `at` or later. */
export const indexAtTime = (list: readonly Position[], at: number): number =>
  search(list.length, index => (list[index] as Position).createdAt < at);
