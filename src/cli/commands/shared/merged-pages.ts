/** Merges the lists of several connections by creation time. A row is printed once no connection can have one before it. */
import type {Ending, RowPages} from './read-pages.ts';

/** One connection while it is merged. */
export interface Source<R> {
  readonly pages: RowPages<R>;
  /** The last page pointed to another one, or there was none yet. */
  hasMore(): boolean;
}

interface Head<R> {
  readonly source: Source<R>;
  rows: readonly R[];
  position: number;
  hasAnswered: boolean;
  ending?: Ending | undefined;
}

export interface MergedEnding {
  readonly count: number;
  /** How each connection ended, in their order; absent if it was not read to its end. */
  readonly endings: readonly (Ending | undefined)[];
  /** The limit has left out jobs. */
  readonly hasMore: boolean;
}

const isEmpty = <R>({rows, position, ending}: Head<R>): boolean => position >= rows.length && ending === undefined;

/** Reads on until there are rows, or the end. */
const filled = async <R>(head: Head<R>): Promise<void> => {
  while (isEmpty(head)) {
    const {done, value} = await head.source.pages.next();
    if (done) head.ending = value;
    else {
      head.rows = value;
      head.position = 0;
      head.hasAnswered = true;
    }
  }
};

const fillAll = async <R>(heads: readonly Head<R>[]): Promise<void> => {
  await Promise.all(heads.filter(isEmpty).map(filled));
};

interface MergedItem {
  readonly arn: string;
  readonly createdAt: number;
}

interface Limits<R> {
  readonly itemOf: (row: R) => MergedItem;
  readonly isNewestFirst: boolean;
  readonly limit: number;
}

/** The head with the row that comes first; of equal times, the first connection. */
const firstOf = <R>(heads: readonly Head<R>[], {itemOf, isNewestFirst}: Limits<R>): Head<R> | undefined => {
  let first: Head<R> | undefined;
  let best = 0;
  for (const head of heads) {
    const row = head.rows[head.position];
    if (row === undefined) continue;
    const at = itemOf(row).createdAt;
    if (first && (isNewestFirst ? at <= best : at >= best)) continue;
    first = head;
    best = at;
  }
  return first;
};

/** What was printed. The same item through two profiles has the same creation time, so those of the latest are enough. */
const createPrinted = () => {
  let time: number | undefined;
  let arns = new Set<string>();
  return {
    has: ({createdAt, arn}: MergedItem): boolean => createdAt === time && arns.has(arn),
    add: ({createdAt, arn}: MergedItem): void => {
      if (createdAt !== time) arns = new Set();
      time = createdAt;
      arns.add(arn);
    },
  };
};

type Printed = ReturnType<typeof createPrinted>;

/** Whether a connection has anything that was not printed. */
const isOpen = <R>({source, rows, position}: Head<R>, printed: Printed, itemOf: (row: R) => MergedItem): boolean =>
  source.hasMore() || rows.slice(position).some(row => !printed.has(itemOf(row)));

/** Takes the rows whose place is known, at most `max`. */
const taken = <R>(
  heads: readonly Head<R>[],
  printed: Printed,
  {max, ...limits}: Limits<R> & {readonly max: number},
) => {
  const rows: R[] = [];
  while (rows.length < max && !heads.some(isEmpty)) {
    const head = firstOf(heads, limits);
    const row = head?.rows[head.position];
    if (!head || row === undefined) break;
    head.position += 1;
    const item = limits.itemOf(row);
    if (printed.has(item)) continue;
    printed.add(item);
    rows.push(row);
  }
  return rows;
};

export async function* mergedPages<R>(
  sources: readonly Source<R>[],
  limits: Limits<R>,
): AsyncGenerator<readonly R[], MergedEnding> {
  const {limit, itemOf} = limits;
  const heads = sources.map((source): Head<R> => ({source, rows: [], position: 0, hasAnswered: false}));
  const printed = createPrinted();
  const isRead = ({ending, rows, position}: Head<R>): boolean => ending !== undefined && position >= rows.length;
  for (let count = 0; ; ) {
    await fillAll(heads);
    const rows = taken(heads, printed, {...limits, max: limit - count});
    count += rows.length;
    // Nothing is printed if no connection has answered.
    if (heads.some(({hasAnswered}) => hasAnswered)) yield rows;
    if (count < limit && !heads.every(isRead)) continue;
    const hasMore = count >= limit && heads.some(head => isOpen(head, printed, itemOf));
    return {count, endings: heads.map(({ending}) => ending), hasMore};
  }
}
