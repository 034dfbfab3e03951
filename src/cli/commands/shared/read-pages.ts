/** Reads a list from one connection, page after page. */
import type {AppError, Outcome} from '../../../core/domain/app-error.ts';
import type {PlainHost} from './host.ts';
import {createPageGuard, type Listed} from './page-guard.ts';
import {type RetryOptions, withRetry} from './with-retry.ts';

/** How reading the list ended. */
export interface Ending {
  /** The token of the next page, if there is one. */
  readonly nextToken: string | undefined;
  readonly error?: AppError | undefined;
  /** How many rows were read. */
  readonly count: number;
  /** There is more, but no token leads to it. */
  readonly hasMore?: boolean | undefined;
}

/** The rows of each page as it arrives. The next page is asked for only when the next rows are. */
export type RowPages<R> = AsyncGenerator<readonly R[], Ending>;

interface PageRequest {
  readonly pageSize: number;
  readonly token: string | undefined;
  readonly signal: AbortSignal;
}

interface ItemPage<T> {
  readonly items: readonly T[];
  readonly nextToken?: string | undefined;
}

/** What a person asked for. */
export interface PageLimits {
  readonly pageSize: number;
  readonly limit?: number | undefined;
  readonly startingToken?: string | undefined;
}

export interface PageReading<T, R> {
  readonly listed: Listed;
  readonly ask: (request: PageRequest) => Promise<Outcome<ItemPage<T>>>;
  readonly limits: PageLimits;
  /** The items with whatever else is printed of them. */
  readonly rowsOf: (items: readonly T[]) => Promise<readonly R[]>;
  /** Only rows that it accepts are passed on; absent: all are. */
  readonly isWanted?: ((row: R) => boolean) | undefined;
  readonly host: PlainHost;
  readonly retry: RetryOptions;
  /** Called before the rows of a page are passed on. */
  readonly onPage?: ((nextToken: string | undefined) => void) | undefined;
}

export async function* readPagesOf<T extends {readonly arn: string}, R>(reading: PageReading<T, R>): RowPages<R> {
  const {ask, rowsOf, isWanted, host, retry, onPage} = reading;
  const {pageSize: chosenSize, limit = Number.POSITIVE_INFINITY, startingToken} = reading.limits;
  const guard = createPageGuard(reading.listed, startingToken);
  let token = startingToken;
  let before: ReadonlySet<string> = new Set();
  for (let count = 0; ; ) {
    // Of a page that is searched, any number of items may be printed.
    const pageSize = isWanted ? chosenSize : Math.min(chosenSize, limit - count);
    const outcome = await withRetry(signal => ask({pageSize, token, signal}), host, retry);
    if (!outcome.ok) return {nextToken: token, error: outcome.error, count};
    const {items, nextToken} = outcome.value;
    // An item that is created between two requests moves the last one of a page to the next page.
    const fresh = items.filter(({arn}) => !before.has(arn)).slice(0, isWanted ? undefined : limit - count);
    before = new Set(items.map(({arn}) => arn));
    const read = await rowsOf(fresh);
    const rows = (isWanted ? read.filter(isWanted) : read).slice(0, limit - count);
    count += rows.length;
    onPage?.(nextToken);
    yield rows;
    token = nextToken;
    if (token === undefined || count >= limit || host.ended.aborted) return {nextToken: token, count};
    const error = guard(fresh.length, token);
    // Going on from the token would not help.
    if (error) return {nextToken: undefined, error, count};
  }
}
