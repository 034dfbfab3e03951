/** What a list knows of its items and of the query that fills it, whatever they are. */
import type {AppError} from '../domain/app-error.ts';

export interface Item {
  readonly arn: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface ListQuery {
  /** Only items whose name contains this text. */
  readonly name?: string | undefined;
  readonly order: 'Ascending' | 'Descending';
  readonly pageSize: number;
}

/** An order made here, over what is loaded. */
export interface LocalSort<S extends string> {
  readonly by: S;
  readonly isReversed: boolean;
}

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly nextToken?: string | undefined;
  /** AWS made the request wait before it answered: it was throttled, or AWS failed for a moment. */
  readonly isThrottled?: true | undefined;
}

/** The rules of one kind of item. `T` is the item, `Q` its query, `S` names what its list can be sorted by. */
export interface ItemKind<T extends Item, Q extends ListQuery, S extends string> {
  /** The newer of two versions of one item. */
  newerOf(known: T, received: T): T;
  /** What `Feed.counts` counts by. */
  groupOf(item: T): string;
  /** Whether AWS would return this item for this query. */
  matches(query: Q, item: T): boolean;
  /** All that the list knows of an item, in one line: what a search over everything looks at. */
  textOf(item: T): string;
  readonly compare: Readonly<Record<S, (a: T, b: T) => number>>;
  readonly pageSize: {readonly min: number; readonly default: number};
}

/** A question that the program repeats by itself. */
export interface Poll<T> {
  /** When it was last asked (ms since the epoch), or when polling began. */
  readonly startedAt: number;
  /** In flight: its id, and what its earlier pages contained. */
  readonly request?: {readonly id: number; readonly received: readonly T[]; readonly pages: number} | undefined;
  readonly failure?: {readonly error: AppError; readonly failures: number; readonly retryAt: number} | undefined;
}

/** Milliseconds between two questions for the newest items. */
export const HEAD_POLL_MS = 60_000;

/** When the poll of the target at `index` counts as asked, so that the next polls of several targets do not come all at once. */
export const spreadStart = (
  at: number,
  index: number,
  {count, everyMs}: {readonly count: number; readonly everyMs: number},
): number => (count < 2 ? at : at - Math.round((everyMs * index) / count));

/** How many pages one poll reads at most. */
export const POLL_PAGES_MAX = 10;
