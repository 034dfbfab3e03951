/** Which targets of a list the others do not wait for: one whose next page has failed or is late, or that answers after the others. */
import type {TargetId} from '../domain/target.ts';
import type {Item, ListQuery} from './item.ts';
import {type List, withSlice} from './list.ts';
import {merge} from './merge.ts';
import type {ListKind} from './rows.ts';
import {visibleRows} from './window.ts';

/** How long the rows of others wait for a page. */
export const LATE_MS = 3_000;

/** The index of the last row that the person has reached: rows up to there never disappear because another target has answered. */
const lastReached = <T extends Item, Q extends ListQuery, S extends string>(
  kind: ListKind<T, Q, S>,
  list: List<T, Q, S>,
  height: number,
): number => {
  const selected = kind.rowsOf(list).indexOf(list.selected);
  if (list.top === undefined) return selected;
  const {first, items} = visibleRows(kind, list, height);
  return Math.max(selected, first + items.length - 1);
};

interface Arrived<L> {
  readonly target: TargetId;
  readonly isFirst: boolean;
  readonly height: number;
  /** The list before the page came. */
  readonly before: L;
}

/**
 * The list after a page of `target`. It is behind if rows follow its gap: after its first page only if the person has been there, as
 * nothing may disappear from the screen; after a further page if it was behind already.
 */
export const withPlaceOf = <T extends Item, Q extends ListQuery, S extends string>(
  kind: ListKind<T, Q, S>,
  list: List<T, Q, S>,
  {target, isFirst, height, before}: Arrived<List<T, Q, S>>,
): List<T, Q, S> => {
  const slice = list.slices.get(target);
  if (!slice || list.slices.size < 2) return list;
  if (!isFirst && !slice.isBehind) return list;
  const behind = withSlice(list, target, {isBehind: true});
  const {gaps, items} = merge(kind, behind);
  const gap = gaps.find(each => each.target === target);
  const hasRowsAfter = gap !== undefined && gap.before < items.length;
  const isReached = (): boolean => {
    const arn = kind.rowsOf(before).at(lastReached(kind, before, height))?.arn;
    return arn !== undefined && kind.mergedOf(behind).rankOf(arn) >= (gap?.before ?? 0);
  };
  return hasRowsAfter && (!isFirst || isReached()) ? behind : withSlice(list, target, {isBehind: undefined});
};

/** A further page of `target` is late: the list goes on without it. */
export const withLate = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  target: TargetId,
): List<T, Q, S> => {
  const load = list.slices.get(target)?.load;
  const isWaiting = list.slices.size > 1 && load?.kind === 'loading' && !load.isFirst;
  return isWaiting ? withSlice(list, target, {isBehind: true}) : list;
};
