/** The rows of a list: what is loaded, in the current order, as far as the query and the typed text match. Made for 100,000. */
import {type Feed, positionOf} from './feed.ts';
import type {Item, ItemKind, ListQuery, LocalSort} from './item.ts';
import type {List} from './list.ts';
import {memoizeLast} from './memoize.ts';
import {type Gap, type Merged, mergeOnce} from './merge.ts';
import {indexesOf} from './names.ts';
import {ranksOfTerms} from './target-words.ts';
import {termsOf} from './terms.ts';
import {indexesMatching, type MoreText} from './texts.ts';

/** The rows in the order in which they are shown, and the position of each item. */
export interface Rows<T> {
  readonly count: number;
  at(index: number): T | undefined;
  /** -1 for an item that is not among them. */
  indexOf(arn: string | undefined): number;
  /** All of them; made when it is first asked for. */
  readonly items: readonly T[];
  /** Where items of a target are missing, from the first row on; none if the order was made here. */
  readonly gaps: readonly Gap[];
}

/** Everything that is loaded, in the current order; -1 for an item that is not loaded. */
interface Ordered<T> {
  readonly items: readonly T[];
  rankOf(arn: string): number;
}

const sorted = <T>(items: readonly T[], compare: (a: T, b: T) => number, isReversed: boolean): readonly T[] =>
  items.toSorted(isReversed ? (a, b) => compare(b, a) : compare);

/** Ranks of everything that is ordered. */
const allRanks = <T>({items}: Ordered<T>): Int32Array => Int32Array.from(items.keys());

/** The index of `wanted` in ascending `numbers`, or -1. */
const searched = (numbers: Int32Array, wanted: number): number => {
  let low = 0;
  for (let high = numbers.length - 1; low <= high; ) {
    const middle = (low + high) >> 1;
    const found = numbers[middle] ?? 0;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
};

const NO_GAPS: readonly Gap[] = [];

/** The position of `wanted` in ascending `numbers`, or of the first that is greater. */
const placeIn = (numbers: Int32Array, wanted: number): number => {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};

const keptRows = <T>({items, rankOf}: Ordered<T>, ranks: Int32Array, gaps = NO_GAPS): Rows<T> => {
  let kept: readonly T[] | undefined;
  return {
    gaps: gaps.map(gap => ({...gap, before: placeIn(ranks, gap.before)})),
    count: ranks.length,
    at: index => items[ranks[index] ?? -1],
    indexOf: arn => {
      const rank = arn === undefined ? -1 : rankOf(arn);
      return rank < 0 ? -1 : searched(ranks, rank);
    },
    get items() {
      kept ??= Array.from(ranks, rank => items[rank]).filter(item => item !== undefined);
      return kept;
    },
  };
};

const allRows = <T>({items, rankOf}: Ordered<T>, gaps = NO_GAPS): Rows<T> => ({
  gaps,
  count: items.length,
  at: index => items[index],
  indexOf: arn => (arn === undefined ? -1 : rankOf(arn)),
  items,
});

/** The rules of one kind of item, and the rows of its lists. */
export interface ListKind<T extends Item, Q extends ListQuery, S extends string> extends ItemKind<T, Q, S> {
  /** It remembers its last result. */
  rowsOf(list: List<T, Q, S>): Rows<T>;
  /** What several targets have answered, in AWS's order. It remembers its last result. */
  mergedOf(list: Pick<List<T, Q, S>, 'slices' | 'query'>): Merged<T>;
}

export const listKind = <T extends Item, Q extends ListQuery, S extends string>(
  kind: ItemKind<T, Q, S>,
): ListKind<T, Q, S> => {
  const mergedOf = mergeOnce<T, Q>(kind);
  return {...kind, mergedOf, rowsOf: rowsOfKind(kind, mergedOf)};
};

interface Narrowing {
  readonly text: string;
  readonly more: MoreText | undefined;
}

/** The same items' ranks after an order that was made here. */
const ranksAfterSort = <T extends Item>({items}: Merged<T>, sorted: Ordered<T>, ranks: Int32Array): Int32Array =>
  ranks.map(rank => sorted.rankOf(items[rank]?.arn ?? '')).sort();

/** The ranks of those that the text matches. */
const ranksWith = <T extends Item>(
  ordered: Ordered<T>,
  {text, more}: Narrowing,
  textOf: (item: T) => string,
): Int32Array => {
  if (text === '') return allRanks(ordered);
  const {items, rankOf: positionOf} = ordered;
  return more ? indexesMatching(items, {terms: termsOf(text), more, textOf, positionOf}) : indexesOf(items, text);
};

const sortedFrom = <T extends Item>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  isReversed: boolean,
): Ordered<T> => {
  const ordered = sorted(items, compare, isReversed);
  let ranks: Map<string, number> | undefined;
  const rankOf = (arn: string): number => {
    ranks ??= new Map(ordered.map((item, i) => [item.arn, i]));
    return ranks.get(arn) ?? -1;
  };
  return {items: ordered, rankOf};
};

const rowsOfKind = <T extends Item, Q extends ListQuery, S extends string>(
  {compare, matches, textOf}: Pick<ItemKind<T, Q, S>, 'compare' | 'matches' | 'textOf'>,
  mergedOf: ListKind<T, Q, S>['mergedOf'],
): ((list: List<T, Q, S>) => Rows<T>) => {
  const orderedFrom = memoizeLast((feed: Feed<T, Q>, sort: LocalSort<S> | undefined): Ordered<T> => {
    if (!sort) return {items: feed.items, rankOf: arn => positionOf(feed, arn)};
    return sortedFrom(feed.items, compare[sort.by], sort.isReversed);
  });
  /** The ranks of those that the query (if given) and the text match. */
  const keptRanks = (ordered: Ordered<T>, query: Q | undefined, narrowing: Narrowing): Int32Array => {
    const ranks = ranksWith(ordered, narrowing, textOf);
    if (!query) return ranks;
    return ranks.filter(rank => {
      const item = ordered.items[rank];
      return item !== undefined && matches(query, item);
    });
  };
  const rowsFrom = memoizeLast(
    (
      feed: Feed<T, Q>,
      query: Q,
      narrow: string,
      more: MoreText | undefined,
      sort: LocalSort<S> | undefined,
    ): Rows<T> => {
      const ordered = orderedFrom(feed, sort);
      // Rows of an earlier query stay, as far as they match the current one, until its answer is there.
      const filter = feed.query === query ? undefined : query;
      if (filter === undefined && narrow === '') return allRows(ordered);
      return keptRows(ordered, keptRanks(ordered, filter, {text: narrow, more}));
    },
  );
  const mergedOrder = memoizeLast(
    (merged: Merged<T>, sort: LocalSort<S> | undefined): Ordered<T> =>
      sort ? sortedFrom(merged.items, compare[sort.by], sort.isReversed) : merged,
  );
  const rowsFromMerged = memoizeLast(
    (merged: Merged<T>, narrow: string, more: MoreText | undefined, sort: LocalSort<S> | undefined): Rows<T> => {
      const ordered = mergedOrder(merged, sort);
      const gaps = sort ? NO_GAPS : merged.gaps;
      if (narrow === '') return allRows(ordered, gaps);
      if (!more) return keptRows(ordered, ranksWith(ordered, {text: narrow, more}, textOf), gaps);
      const ranks = ranksOfTerms(merged, termsOf(narrow), {more, textOf});
      return keptRows(ordered, sort ? ranksAfterSort(merged, ordered, ranks) : ranks, gaps);
    },
  );
  return list => {
    const {slices, query, narrow, more, sort} = list;
    if (slices.size > 1) return rowsFromMerged(mergedOf(list), narrow, more, sort);
    const [slice] = slices.values();
    return slice ? rowsFrom(slice.feed, query, narrow, more, sort) : allRows({items: [], rankOf: () => -1});
  };
};
