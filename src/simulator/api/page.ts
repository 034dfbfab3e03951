/** Pages of a list in order of creation, and the opaque token that leads to the next page. */
import {createHash} from 'node:crypto';
import {indexAfter, indexAfterTime, indexAt, indexAtTime, type Position} from '../world/creation-order.ts';

export interface PageQuery {
  readonly nameContains: string | undefined;
  /** Milliseconds since the epoch, exclusive. */
  readonly createdAfter: number | undefined;
  readonly createdBefore: number | undefined;
  readonly isAscending: boolean;
  readonly maxResults: number;
  /** The last item of the page before. */
  readonly from: Position | undefined;
}

interface Page<T> {
  readonly items: readonly T[];
  /** The last item of the page; undefined if there are no more pages. */
  readonly end: Position | undefined;
}

/** The part of `list` that is within the times and behind the token: the index of its first item, and of the first after it. */
const bounds = (list: readonly Position[], query: PageQuery): readonly [number, number] => {
  const {createdAfter: after, createdBefore: before, from, isAscending} = query;
  const first = after === undefined ? 0 : indexAfterTime(list, after);
  const last = before === undefined ? list.length : indexAtTime(list, before);
  if (!from) return [first, last];
  return isAscending ? [Math.max(first, indexAfter(list, from)), last] : [first, Math.min(last, indexAt(list, from))];
};

/** A page of `list`, which is oldest first. Items are visited one by one only if the query has a name. */
export const pageOf = <T extends Position>(
  list: readonly T[],
  query: PageQuery,
  nameOf: (item: T) => string,
): Page<T> => {
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

/** Ties a position to the scope of its token, so that the token is refused in any other scope. */
const signature = (position: Position, scope: string): string =>
  createHash('sha256').update(`${position.createdAt} ${position.id} ${scope}`).digest('base64url').slice(0, 22);

/** `scope` describes everything that the answer depends on, except for the page size. */
export const writeToken = (position: Position, scope: string): string =>
  Buffer.from(`${position.createdAt} ${position.id} ${signature(position, scope)}`).toString('base64url');

/** The position that `token` stands for, or undefined if it was not made for `scope`. */
export const readToken = (token: string, scope: string): Position | undefined => {
  const [createdAt, id] = Buffer.from(token, 'base64url').toString().split(' ');
  const position = {createdAt: Number(createdAt), id: id ?? ''};
  return writeToken(position, scope) === token ? position : undefined;
};
