/** What several targets have answered as one list, in AWS's order, as far as that order is known. Made for 100,000 items. */
import type {TargetId} from '../domain/target.ts';
import {countIn, type Feed, positionOf} from './feed.ts';
import type {Item, ItemKind, ListQuery} from './item.ts';
import {isAnsweredIn, type List, type Slice} from './list.ts';

/** A place at which items of a target are missing, because the list goes on without them. */
export interface Gap {
  readonly target: TargetId;
  /** The index of the row that follows it. */
  readonly before: number;
}

export interface Merged<T> {
  readonly items: readonly T[];
  /** By group, over `items`. */
  readonly counts: Readonly<Record<string, number>>;
  readonly gaps: readonly Gap[];
  /** The target whose next page would continue the list: further items of others may have to stand behind its own. */
  readonly heldBy?: TargetId | undefined;
  /** -1 for an item that is not among them. */
  rankOf(arn: string): number;
  /** Which target an item is from. */
  targetAt(rank: number): TargetId | undefined;
}

/** One slice while it is merged. */
interface Source<T> {
  readonly target: TargetId;
  /** In the order of the query. */
  readonly items: readonly T[];
  readonly positionOf: (arn: string) => number;
  /** What comes after the items: nothing, items that everybody waits for, or items that nobody waits for. */
  readonly then: 'end' | 'hold' | 'gap';
  /** Where each item stands in the result, or -1. */
  readonly ranks: Int32Array;
  /** The other sources that can contain the same items. */
  readonly twins: Source<T>[];
}

type Merging<T extends Item, Q extends ListQuery> = Pick<ItemKind<T, Q, string>, 'groupOf' | 'newerOf' | 'matches'>;

/** What comes before the item's own name in an ARN: service, region and account. */
const placeOf = (item: Item | undefined): string | undefined => item?.arn.slice(0, item.arn.lastIndexOf(':'));

/** Items of an earlier query stay as far as they match, until the answer to this one replaces them. */
const itemsOf = <T extends Item, Q extends ListQuery>(
  kind: Merging<T, Q>,
  {feed}: Slice<T, Q>,
  query: Q,
): Pick<Source<T>, 'items' | 'positionOf'> => {
  if (feed.query === query) return {items: feed.items, positionOf: arn => positionOf(feed, arn)};
  const kept = feed.items.filter(item => kind.matches(query, item));
  const items = feed.query.order === query.order ? kept : kept.toReversed();
  const positions = new Map(items.map((item, i) => [item.arn, i]));
  return {items, positionOf: arn => positions.get(arn) ?? -1};
};

const sourcesOf = <T extends Item, Q extends ListQuery>(
  kind: Merging<T, Q>,
  {slices, query}: Pick<List<T, Q>, 'slices' | 'query'>,
): readonly Source<T>[] => {
  const sources: Source<T>[] = [];
  for (const [target, slice] of slices) {
    const own = itemsOf(kind, slice, query);
    const hasMore = isAnsweredIn(slice, query) && slice.feed.nextToken !== undefined;
    const then = hasMore ? (slice.isBehind ? 'gap' : 'hold') : 'end';
    const source: Source<T> = {target, ...own, then, ranks: new Int32Array(own.items.length).fill(-1), twins: []};
    const place = placeOf(own.items[0]);
    for (const other of sources) {
      if (place === undefined || placeOf(other.items[0]) !== place) continue;
      other.twins.push(source);
      source.twins.push(other);
    }
    sources.push(source);
  }
  return sources;
};

/** Where a source is: the creation time of its next item, or of what may follow its last one; undefined at its end. */
const headOf = <T extends Item>(
  {items, then}: Source<T>,
  position: number,
  isNewestFirst: boolean,
): number | undefined => {
  const item = items[position];
  if (item) return item.createdAt;
  if (then === 'end') return undefined;
  return items.at(-1)?.createdAt ?? (isNewestFirst ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
};

/** The rank that the same item has from another source, or -1. */
const rankOfTwin = <T extends Item>({twins}: Source<T>, {arn}: T): number => {
  for (const {positionOf, ranks} of twins) {
    const rank = ranks[positionOf(arn)] ?? -1;
    if (rank >= 0) return rank;
  }
  return -1;
};

/** The source that comes next, or -1 at the end of all. Of equal times, the first source comes first. */
const nextSource = (heads: readonly (number | undefined)[], isNewestFirst: boolean): number => {
  let next = -1;
  let best = 0;
  for (let i = 0; i < heads.length; i++) {
    const head = heads[i];
    if (head === undefined || (next >= 0 && (isNewestFirst ? head <= best : head >= best))) continue;
    next = i;
    best = head;
  }
  return next;
};

const counted = <T>(items: readonly T[], groupOf: (item: T) => string): Record<string, number> => {
  const counts: Record<string, number> = Object.create(null);
  for (const item of items) counts[groupOf(item)] = countIn(counts, groupOf(item)) + 1;
  return counts;
};

/**
 * Merges by creation time. The result ends before anything that a target in the list could still precede with its next page; a
 * target that is behind holds nothing up, and leaves a gap instead.
 */
export const merge = <T extends Item, Q extends ListQuery>(
  kind: Merging<T, Q>,
  list: Pick<List<T, Q>, 'slices' | 'query'>,
): Merged<T> => {
  const sources = sourcesOf(kind, list);
  const isNewestFirst = list.query.order === 'Descending';
  const positions = sources.map(() => 0);
  const heads = sources.map(source => headOf(source, 0, isNewestFirst));
  const items: T[] = [];
  const owners: number[] = [];
  const gaps: Gap[] = [];
  let heldBy: TargetId | undefined;
  for (let next = nextSource(heads, isNewestFirst); next >= 0; next = nextSource(heads, isNewestFirst)) {
    const source = sources[next] as Source<T>;
    const position = positions[next] ?? 0;
    const item = source.items[position];
    if (!item) {
      if (source.then === 'hold') {
        heldBy = source.target;
        break;
      }
      gaps.push({target: source.target, before: items.length});
      heads[next] = undefined;
      continue;
    }
    const twin = source.twins.length === 0 ? -1 : rankOfTwin(source, item);
    if (twin >= 0) items[twin] = kind.newerOf(items[twin] as T, item);
    else owners.push(next);
    source.ranks[position] = twin >= 0 ? twin : items.push(item) - 1;
    positions[next] = position + 1;
    heads[next] = headOf(source, position + 1, isNewestFirst);
  }
  const rankOf = (arn: string): number => {
    for (const {positionOf: positionIn, ranks} of sources) {
      const rank = ranks[positionIn(arn)] ?? -1;
      if (rank >= 0) return rank;
    }
    return -1;
  };
  const targetAt = (rank: number): TargetId | undefined => sources[owners[rank] ?? -1]?.target;
  return {items, counts: counted(items, kind.groupOf), gaps, heldBy, rankOf, targetAt};
};

/** `merge`, made again only if a feed, the query or what is waited for has changed. */
export const mergeOnce = <T extends Item, Q extends ListQuery>(
  kind: Merging<T, Q>,
): ((list: Pick<List<T, Q>, 'slices' | 'query'>) => Merged<T>) => {
  type Seen = {readonly target: TargetId; readonly feed: Feed<T, Q>; readonly isBehind: boolean | undefined};
  let last: {readonly query: Q; readonly seen: readonly Seen[]; readonly merged: Merged<T>} | undefined;
  const isSame = ({slices, query}: Pick<List<T, Q>, 'slices' | 'query'>): boolean => {
    if (last?.query !== query || last.seen.length !== slices.size) return false;
    let i = 0;
    for (const [target, {feed, isBehind}] of slices) {
      const seen = last.seen[i++];
      if (seen?.feed !== feed || seen.isBehind !== isBehind || seen.target !== target) return false;
    }
    return true;
  };
  return list => {
    if (!last || !isSame(list)) {
      const seen = [...list.slices].map(([target, {feed, isBehind}]) => ({target, feed, isBehind}));
      last = {query: list.query, seen, merged: merge(kind, list)};
    }
    return last.merged;
  };
};
