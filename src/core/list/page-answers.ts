/** Taking in the answers to page requests. */
import type {Outcome} from '../domain/app-error.ts';
import type {TargetId} from '../domain/target.ts';
import {pauseMs} from '../retry/backoff.ts';
import {firstPage, withPage} from './feed.ts';
import type {Item, ItemKind, ListQuery, Page} from './item.ts';
import {IDLE, type List, type Load, withSlice} from './list.ts';

/** The target whose page request has this id. */
export const targetLoading = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  id: number,
): TargetId | undefined => {
  for (const [target, {load}] of list.slices) if (load.kind === 'loading' && load.id === id) return target;
  return undefined;
};

/** An answer to a request, and what the runtime adds to it. */
export interface Answer<T> {
  readonly outcome: Outcome<T>;
  /** A number from 0 to 1 that spreads retries. */
  readonly jitter: number;
  readonly at: number;
}

/** Loading all ends when no target has a page left that may still come. */
const stillLoadingAll = <T extends Item, Q extends ListQuery, S extends string>(list: List<T, Q, S>): List<T, Q, S> => {
  if (!list.isLoadingAll) return list;
  for (const {feed, load} of list.slices.values()) {
    const isRefused = load.kind === 'failed' && load.retryAt === undefined;
    // Of several targets, one may still be at its first page.
    const isBeginning = list.slices.size > 1 && load.kind === 'loading' && load.isFirst;
    if (isBeginning || (feed.nextToken !== undefined && !isRefused)) return list;
  }
  return {...list, isLoadingAll: false};
};

/** Takes in the answer to the page request of `target`. `retryMs` is the base of the pause before a retry. */
export const pageReceived = <T extends Item, Q extends ListQuery, S extends string>(
  kind: Pick<ItemKind<T, Q, S>, 'groupOf' | 'newerOf'>,
  list: List<T, Q, S>,
  {target, retryMs, outcome, jitter, at}: Answer<Page<T>> & {readonly target: TargetId; readonly retryMs: number},
): List<T, Q, S> => {
  const slice = list.slices.get(target);
  if (slice?.load.kind !== 'loading') return list;
  const {load, feed: before} = slice;
  if (!outcome.ok) {
    const {error} = outcome;
    const failures = load.failures + 1;
    const retryAt = error.isTransient ? at + pauseMs(retryMs, failures - 1, jitter) : undefined;
    const failed: Load = {kind: 'failed', error, isFirst: load.isFirst, failures, retryAt};
    const isThrottled = slice.isThrottled || error.kind === 'throttled';
    const isBehind = list.slices.size > 1 && !load.isFirst ? true : slice.isBehind;
    return stillLoadingAll(withSlice(list, target, {load: failed, isThrottled, isBehind}));
  }
  const page = outcome.value;
  const feed = load.isFirst ? firstPage(kind, list.query, page) : withPage(kind, before, page);
  const hasMore = feed.nextToken !== undefined;
  const incoming = hasMore ? slice.incoming.filter(arn => !feed.positions.has(arn)) : [];
  return stillLoadingAll(withSlice(list, target, {feed, load: IDLE, incoming, isThrottled: page.isThrottled ?? false}));
};
