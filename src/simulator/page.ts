/** One page of a list that is kept in order of creation, and the opaque token that leads to the next one. */
import {createHash} from 'node:crypto';

/** A place in the order of creation. It stays right when items are added, unlike a number of items to skip. */
export interface Place {
  /** ms since the epoch. */
  readonly createdAt: number;
  /** Decides between items of the same millisecond. */
  readonly id: string;
}

export interface PageQuery {
  readonly nameContains: string | undefined;
  /** ms since the epoch; the moment itself is not included. */
  readonly createdAfter: number | undefined;
  readonly createdBefore: number | undefined;
  readonly isAscending: boolean;
  readonly maxResults: number;
  /** The last item of the page before. */
  readonly from: Place | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the page ends, if there is more. */
  readonly end: Place | undefined;
}

const isBefore = (a: Place, b: Place): boolean =>
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

/** The index of the first item of `list` (oldest first) that comes after `place`. */
export const placeAfter = (list: readonly Place[], place: Place): number =>
  search(list.length, index => !isBefore(place, list[index] as Place));

const placeOf = (list: readonly Place[], place: Place): number =>
  search(list.length, index => isBefore(list[index] as Place, place));

/** The part of `list` that the times and the token leave: the index of its first item, and of the first after it. */
const bounds = (list: readonly Place[], query: PageQuery): readonly [number, number] => {
  const {createdAfter: after, createdBefore: before, from, isAscending} = query;
  const first = after === undefined ? 0 : search(list.length, index => (list[index] as Place).createdAt <= after);
  const last =
    before === undefined ? list.length : search(list.length, index => (list[index] as Place).createdAt < before);
  if (!from) return [first, last];
  return isAscending ? [Math.max(first, placeAfter(list, from)), last] : [first, Math.min(last, placeOf(list, from))];
};

/** A page of `list`, which is oldest first. Nothing is looked through, unless a name is asked for. */
export const pageOf = <T extends Place>(list: readonly T[], query: PageQuery, nameOf: (item: T) => string): Page<T> => {
  const {nameContains, isAscending, maxResults} = query;
  const [first, last] = bounds(list, query);
  const items: T[] = [];
  for (let step = 0; step < last - first; step += 1) {
    const item = list[isAscending ? first + step : last - 1 - step] as T;
    if (nameContains !== undefined && !nameOf(item).includes(nameContains)) continue;
    const end = items.at(-1);
    if (end && items.length === maxResults) return {items, end: {createdAt: end.createdAt, id: end.id}};
    items.push(item);
  }
  return {items, end: undefined};
};

/** Ties a place to the question that led there, so that a token answers no other one. */
const seal = (place: Place, question: string): string =>
  createHash('sha256').update(`${place.createdAt} ${place.id} ${question}`).digest('base64url').slice(0, 22);

/** `question` says everything that the answer depends on, but for the page size. */
export const writeToken = (place: Place, question: string): string =>
  Buffer.from(`${place.createdAt} ${place.id} ${seal(place, question)}`).toString('base64url');

/** The place that `token` stands for, or undefined where it was not made for `question`. */
export const readToken = (token: string, question: string): Place | undefined => {
  const [createdAt, id] = Buffer.from(token, 'base64url').toString().split(' ');
  const place = {createdAt: Number(createdAt), id: id ?? ''};
  return writeToken(place, question) === token ? place : undefined;
};
