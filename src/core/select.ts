/** Views of the state: what can be derived from its facts. The costly ones are remembered by identity. */
import type {AppError} from './app-error.ts';
import {type Feed, jobIn, positionOf} from './feed.ts';
import {isRunning, type Job} from './job.ts';
import {hasName, matches} from './query.ts';
import type {LocalSort, Overlay, OverlayOf, State} from './state.ts';
import {columnsOf, keepInView, type Layout, layoutOf} from './viewport.ts';

/** The rows of the list in the order in which they are shown, and where each job stands. */
export interface Rows {
  readonly jobs: readonly Job[];
  indexOf(arn: string | undefined): number;
}

/** What was asked last, remembered for one argument list. */
const rememberLast = <A extends readonly unknown[], R>(compute: (...args: A) => R): ((...args: A) => R) => {
  let last: {readonly args: A; readonly result: R} | undefined;
  return (...args) => {
    if (!last?.args.every((arg, i) => Object.is(arg, args[i]))) last = {args, result: compute(...args)};
    return last.result;
  };
};

export const tookMs = (job: Job, now: number): number | undefined =>
  job.endedAt !== undefined ? job.endedAt - job.createdAt : isRunning(job) ? now - job.createdAt : undefined;

const STATUS_ORDER = ['InProgress', 'Failed', 'Completed'];

const statusRank = ({status}: Job): number => {
  const rank = STATUS_ORDER.indexOf(status);
  return rank < 0 ? STATUS_ORDER.length : rank;
};

/** Running jobs have taken the longest when they began the earliest, so the comparison needs no clock. */
const tookKey = (job: Job): number => tookMs(job, 0) ?? -1;

const COMPARE: Readonly<Record<LocalSort['by'], (a: Job, b: Job) => number>> = {
  name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  status: (a, b) => statusRank(a) - statusRank(b) || (a.status < b.status ? -1 : a.status > b.status ? 1 : 0),
  took: (a, b) => {
    if (isRunning(a) && isRunning(b)) return a.createdAt - b.createdAt;
    if (isRunning(a) !== isRunning(b)) return isRunning(a) ? -1 : 1;
    return tookKey(b) - tookKey(a);
  },
};

const sorted = (jobs: readonly Job[], sort: LocalSort): readonly Job[] => {
  const compare = COMPARE[sort.by];
  return jobs.toSorted(sort.isReversed ? (a, b) => compare(b, a) : compare);
};

const rowsFrom = rememberLast(
  (feed: Feed, query: State['query'], narrow: string, sort: LocalSort | undefined): Rows => {
    const isStale = feed.query !== query;
    const kept =
      isStale || narrow !== ''
        ? feed.items.filter(job => (!isStale || matches(query, job)) && hasName(job, narrow))
        : feed.items;
    const jobs = sort ? sorted(kept, sort) : kept;
    if (jobs === feed.items) return {jobs, indexOf: arn => (arn === undefined ? -1 : positionOf(feed, arn))};
    let index: Map<string, number> | undefined;
    return {
      jobs,
      indexOf: arn => {
        index ??= new Map(jobs.map((job, i) => [job.arn, i]));
        return arn === undefined ? -1 : (index.get(arn) ?? -1);
      },
    };
  },
);

export const overlayOf = (state: State): Overlay | undefined => state.overlays.at(-1);

export const openOverlay = <K extends Overlay['kind']>(state: State, kind: K): OverlayOf<K> | undefined =>
  state.overlays.find((overlay): overlay is OverlayOf<K> => overlay.kind === kind);

/** The text that narrows the loaded rows here: what is being typed, or what AWS cannot search for. */
export const narrowOf = (state: State): string => {
  const search = openOverlay(state, 'search');
  return search?.isTouched ? search.draft : state.narrow;
};

export const rowsOf = (state: State): Rows => rowsFrom(state.feed, state.query, narrowOf(state), state.sort);

const layoutFor = rememberLast((columns: number, rows: number): Layout => layoutOf({columns, rows}));
export const layout = (state: State): Layout => layoutFor(state.size.columns, state.size.rows);

const columnsFor = rememberLast(columnsOf);
export const columns = (state: State) => columnsFor(layout(state).listWidth, state.query.status === 'Failed');

export const selectedIndex = (state: State): number => rowsOf(state).indexOf(state.selected);

export const selectedJob = (state: State): Job | undefined => {
  const rows = rowsOf(state);
  return rows.jobs[rows.indexOf(state.selected)];
};

export interface VisibleRows {
  readonly first: number;
  readonly jobs: readonly Job[];
  readonly count: number;
}

/** The rows in the window; the selected one is always among them. */
export const visibleRows = (state: State): VisibleRows => {
  const rows = rowsOf(state);
  const height = layout(state).listRows;
  const count = rows.jobs.length;
  const first = keepInView(Math.max(0, rows.indexOf(state.top)), rows.indexOf(state.selected), {height, count});
  return {first, jobs: rows.jobs.slice(first, first + height), count};
};

/** A job as it is known best: in the feed, among the running ones, or from its own detail. */
export const knownJob = (state: State, arn: string): Job | undefined =>
  jobIn(state.feed, arn) ?? state.watch.running.get(arn) ?? state.details.get(arn)?.detail;

/** Which screen is up, under any overlay. */
export type Screen = 'too-small' | 'setup' | 'list';

export const screenOf = (state: State): Screen => {
  if (layout(state).isTooSmall) return 'too-small';
  if (state.feed.items.length > 0) return 'list';
  if (state.link.kind === 'unusable') return 'setup';
  return state.link.kind === 'connecting' && state.link.isOverdue ? 'setup' : 'list';
};

/** What owns the keyboard. */
export type Context = Screen | Overlay['kind'];

export const contextOf = (state: State): Context => {
  const screen = screenOf(state);
  return screen === 'too-small' ? screen : (overlayOf(state)?.kind ?? screen);
};

/** AWS has answered the query in force: the rows are its own, and not what an earlier one left. */
export const isAnswered = ({feed, query}: Pick<State, 'feed' | 'query'>): boolean =>
  feed.isLoaded && feed.query === query;

/** All that matches the query is loaded, as far as AWS has said. */
export const isComplete = (state: State): boolean =>
  isAnswered(state) && state.feed.nextToken === undefined && state.load.kind === 'idle';

export interface Trouble {
  readonly error: AppError;
  /** Absent where it is not tried again by itself. */
  readonly retryAt?: number | undefined;
}

/** What is refused about a job that has left the tick's answer. */
const leftTrouble = (state: State): Trouble | undefined => {
  for (const arn of state.watch.left) {
    const load = state.details.get(arn)?.load;
    if (load?.kind === 'failed') return {error: load.error};
  }
  return undefined;
};

/** The failure that the list should speak of now, if any, and when it is tried again. */
export const troubleOf = (state: State): Trouble | undefined => {
  if (state.load.kind === 'failed') return {error: state.load.error, retryAt: state.load.retryAt};
  const {running, tick, look, isPaused} = state.watch;
  // Where nothing runs any more no tick will come that could clear it.
  const trouble = (running.size > 0 ? tick.trouble : undefined) ?? look.trouble;
  return trouble ? {error: trouble.error, retryAt: isPaused ? undefined : trouble.retryAt} : leftTrouble(state);
};
