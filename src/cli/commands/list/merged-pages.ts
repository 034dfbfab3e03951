/** Merges the lists of several connections by creation time. A row is printed once no connection can have one before it. */
import type {JobRow} from '../../../core/jobs/columns.ts';
import type {Ending, Pages} from './pages.ts';

/** Requests at a time, over all connections. */
const AT_ONCE = 6;

/** One connection while it is merged. */
export interface Source {
  readonly name: string;
  readonly pages: Pages;
}

interface Head {
  readonly pages: Pages;
  readonly index: number;
  rows: readonly JobRow[];
  position: number;
  ending?: Ending | undefined;
}

export interface MergedEnding {
  readonly count: number;
  /** How each connection ended, in their order; absent if it was not read to its end. */
  readonly endings: readonly (Ending | undefined)[];
}

const isEmpty = ({rows, position, ending}: Head): boolean => position >= rows.length && ending === undefined;

/** Reads on until there are rows, or the end. */
const filled = async (head: Head): Promise<void> => {
  while (isEmpty(head)) {
    const {done, value} = await head.pages.next();
    if (done) head.ending = value;
    else {
      head.rows = value;
      head.position = 0;
    }
  }
};

/** A few at a time. */
const fillAll = async (heads: readonly Head[]): Promise<void> => {
  const waiting = heads.filter(isEmpty);
  let next = 0;
  const work = async () => {
    for (let i = next++; i < waiting.length; i = next++) await filled(waiting[i] as Head);
  };
  await Promise.all(Array.from({length: Math.min(AT_ONCE, waiting.length)}, work));
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

/** The same job through two profiles has the same creation time, so those of the latest time are enough. */
const createRepeats = () => {
  let time: number | undefined;
  let arns = new Set<string>();
  return ({job}: JobRow): boolean => {
    if (job.createdAt !== time) arns = new Set();
    time = job.createdAt;
    if (arns.has(job.arn)) return true;
    arns.add(job.arn);
    return false;
  };
};

interface Limits {
  readonly isNewestFirst: boolean;
  readonly limit: number;
  readonly ended: AbortSignal;
}

export async function* mergedPages(
  sources: readonly Source[],
  {isNewestFirst, limit, ended}: Limits,
): AsyncGenerator<readonly JobRow[], MergedEnding> {
  const heads = sources.map(({pages}, index): Head => ({pages, index, rows: [], position: 0}));
  const isRepeated = createRepeats();
  let count = 0;
  for (;;) {
    await fillAll(heads);
    const rows: JobRow[] = [];
    while (!heads.some(isEmpty) && count + rows.length < limit) {
      const head = firstOf(heads, isNewestFirst);
      const row = head?.rows[head.position];
      if (!head || !row) break;
      head.position += 1;
      if (!isRepeated(row)) rows.push(row);
    }
    count += rows.length;
    yield rows;
    const isOver = heads.every(({ending, rows: own, position}) => ending !== undefined && position >= own.length);
    if (isOver || count >= limit || ended.aborted) return {count, endings: heads.map(({ending}) => ending)};
  }
}
