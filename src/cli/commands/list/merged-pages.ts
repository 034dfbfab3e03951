/** Merges the lists of several connections by creation time. A row is printed once no connection can have one before it. */
import type {JobRow} from '../../../core/jobs/columns.ts';
import type {Ending, Pages} from './pages.ts';

/** One connection while it is merged. */
export interface Source {
  readonly pages: Pages;
  /** The last page pointed to another one, or there was none yet. */
  hasMore(): boolean;
}

interface Head {
  readonly source: Source;
  rows: readonly JobRow[];
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

const isEmpty = ({rows, position, ending}: Head): boolean => position >= rows.length && ending === undefined;

/** Reads on until there are rows, or the end. */
const filled = async (head: Head): Promise<void> => {
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

const fillAll = async (heads: readonly Head[]): Promise<void> => {
  await Promise.all(heads.filter(isEmpty).map(filled));
};

/** The head with the row that comes first; of equal times, the first connection. */
const firstOf = (heads: readonly Head[], isNewestFirst: boolean): Head | undefined => {
  let first: Head | undefined;
  let best = 0;
  for (const head of heads) {
    const at = head.rows[head.position]?.job.createdAt;
    if (at === undefined || (first && (isNewestFirst ? at <= best : at >= best))) continue;
    first = head;
    best = at;
  }
  return first;
};

/** The rows that were printed. The same job through two profiles has the same creation time, so those of the latest are enough. */
const createPrinted = () => {
  let time: number | undefined;
  let arns = new Set<string>();
  return {
    has: ({job}: JobRow): boolean => job.createdAt === time && arns.has(job.arn),
    add: ({job}: JobRow): void => {
      if (job.createdAt !== time) arns = new Set();
      time = job.createdAt;
      arns.add(job.arn);
    },
  };
};

type Printed = ReturnType<typeof createPrinted>;

/** Whether a connection has anything that was not printed. */
const isOpen = ({source, rows, position}: Head, printed: Printed): boolean =>
  source.hasMore() || rows.slice(position).some(row => !printed.has(row));

interface Limits {
  readonly isNewestFirst: boolean;
  readonly limit: number;
}

/** Takes the rows whose place is known, at most `max`. */
const taken = (
  heads: readonly Head[],
  printed: Printed,
  {max, isNewestFirst}: {max: number; isNewestFirst: boolean},
) => {
  const rows: JobRow[] = [];
  while (rows.length < max && !heads.some(isEmpty)) {
    const head = firstOf(heads, isNewestFirst);
    const row = head?.rows[head.position];
    if (!head || !row) break;
    head.position += 1;
    if (printed.has(row)) continue;
    printed.add(row);
    rows.push(row);
  }
  return rows;
};

export async function* mergedPages(
  sources: readonly Source[],
  {isNewestFirst, limit}: Limits,
): AsyncGenerator<readonly JobRow[], MergedEnding> {
  const heads = sources.map((source): Head => ({source, rows: [], position: 0, hasAnswered: false}));
  const printed = createPrinted();
  const isRead = ({ending, rows, position}: Head): boolean => ending !== undefined && position >= rows.length;
  for (let count = 0; ; ) {
    await fillAll(heads);
    const rows = taken(heads, printed, {max: limit - count, isNewestFirst});
    count += rows.length;
    // Nothing is printed if no connection has answered.
    if (heads.some(({hasAnswered}) => hasAnswered)) yield rows;
    if (count < limit && !heads.every(isRead)) continue;
    const hasMore = count >= limit && heads.some(head => isOpen(head, printed));
    return {count, endings: heads.map(({ending}) => ending), hasMore};
  }
}
