/** A list of items: one query, and what each target has answered to it. */
import type {AppError} from '../domain/app-error.ts';
import type {TargetId} from '../domain/target.ts';
import {emptyFeed, type Feed} from './feed.ts';
import type {Item, ListQuery, LocalSort, Poll} from './item.ts';
import type {MoreText} from './texts.ts';

/** A request for a page of the feed. `isFirst`: its answer replaces the rows. */
export type Load =
  | {readonly kind: 'idle'}
  | {readonly kind: 'loading'; readonly id: number; readonly isFirst: boolean; readonly failures: number}
  | {
      readonly kind: 'failed';
      readonly error: AppError;
      readonly isFirst: boolean;
      readonly failures: number;
      /** When it is retried automatically; absent if only the person can help. */
      readonly retryAt?: number | undefined;
    };

export const IDLE: Load = {kind: 'idle'};

/** What one target has answered. */
export interface Slice<T extends Item, Q extends ListQuery> {
  readonly feed: Feed<T, Q>;
  readonly load: Load;
  /** Asks for the newest items that match the query. */
  readonly headPoll: Poll<T>;
  /** Oldest first: the newest creation time that is known. Items created later are new. */
  readonly newestAt?: number | undefined;
  /** Items that came in another way since the last head poll: finding one does not mean that all newer ones are known. */
  readonly sinceHeadPoll: readonly string[];
  /** New items whose page is not loaded yet (oldest first). */
  readonly incoming: readonly string[];
  /** AWS kept the latest page waiting, or refused it because of too many requests. */
  readonly isThrottled: boolean;
  /** Of several: its next page has failed or is late, so the list goes on without it and leaves a gap there. */
  readonly isBehind?: boolean | undefined;
}

export interface List<T extends Item, Q extends ListQuery, S extends string = string> {
  readonly query: Q;
  /** Text that narrows the loaded rows here: what is being typed, or what AWS cannot search for. */
  readonly narrow: string;
  /** If it is there, the text narrows by everything that is loaded, and not by the name alone. */
  readonly more?: MoreText | undefined;
  readonly sort?: LocalSort<S> | undefined;
  readonly slices: ReadonlyMap<TargetId, Slice<T, Q>>;
  readonly isLoadingAll: boolean;
  /** The selected item's ARN. */
  readonly selected?: string | undefined;
  readonly selectedAt: number;
  /** The ARN of the first visible row; absent: the window is at the top of the list. */
  readonly top?: string | undefined;
  /** When the selection or the window last moved, and whether it has stayed there long enough to fetch details. */
  readonly movedAt: number;
  readonly hasSettled: boolean;
  /** How many new items came in above the window. */
  readonly newAbove: number;
  /** ARN → until when its row is highlighted. */
  readonly highlights: ReadonlyMap<string, number>;
}

export const emptySlice = <T extends Item, Q extends ListQuery>(query: Q, at: number): Slice<T, Q> => ({
  feed: emptyFeed(query),
  load: IDLE,
  headPoll: {startedAt: at},
  sinceHeadPoll: [],
  incoming: [],
  isThrottled: false,
});

export const emptyList = <T extends Item, Q extends ListQuery, S extends string>(
  query: Q,
  targets: Iterable<TargetId>,
  at: number,
): List<T, Q, S> => ({
  query,
  narrow: '',
  slices: new Map([...targets].map(target => [target, emptySlice(query, at)])),
  isLoadingAll: false,
  selectedAt: at,
  movedAt: at,
  hasSettled: true,
  newAbove: 0,
  highlights: new Map(),
});

/** The list with a changed slice of `target`; the same list if it has no such slice. */
export const withSlice = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  target: TargetId,
  change: Partial<Slice<T, Q>>,
): List<T, Q, S> => {
  const slice = list.slices.get(target);
  return slice ? {...list, slices: new Map(list.slices).set(target, {...slice, ...change})} : list;
};

/** The list with every slice changed. */
export const withSlices = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  change: (slice: Slice<T, Q>) => Partial<Slice<T, Q>>,
): List<T, Q, S> => ({
  ...list,
  slices: new Map([...list.slices].map(([target, slice]) => [target, {...slice, ...change(slice)}])),
});

/** AWS has answered the current query: the rows are its own, and not left from an earlier one. */
export const isAnsweredIn = <T extends Item, Q extends ListQuery>({feed}: Slice<T, Q>, query: Q): boolean =>
  feed.isLoaded && feed.query === query;

/** At least one target has answered: the rows are those of the current query. */
export const isAnswered = <T extends Item, Q extends ListQuery, S extends string>({
  slices,
  query,
}: List<T, Q, S>): boolean => {
  for (const slice of slices.values()) if (isAnsweredIn(slice, query)) return true;
  return false;
};

/** Its last request has failed or is late. */
export const isFailing = <T extends Item, Q extends ListQuery>({load, isBehind}: Slice<T, Q>): boolean =>
  load.kind === 'failed' || (load.kind === 'loading' && (load.failures > 0 || isBehind === true));

/** Everything that matches the query is loaded from all targets that work, as far as AWS has said. */
export const isComplete = <T extends Item, Q extends ListQuery, S extends string>(list: List<T, Q, S>): boolean => {
  let isAnyComplete = false;
  for (const slice of list.slices.values()) {
    const isAtEnd = isAnsweredIn(slice, list.query) && slice.feed.nextToken === undefined && slice.load.kind === 'idle';
    if (!isAtEnd && !isFailing(slice)) return false;
    isAnyComplete ||= isAtEnd;
  }
  return isAnyComplete;
};
