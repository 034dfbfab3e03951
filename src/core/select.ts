/** Views of the state: what can be derived from its facts. The costly ones are remembered by identity. */
import type {AppError} from './app-error.ts';
import {jobIn} from './feed.ts';
import type {Job} from './job.ts';
import {jobColumns, minListWidth} from './job-columns.ts';
import {rememberLast} from './remember.ts';
import {type Rows, rowsFrom} from './rows.ts';
import type {Overlay, OverlayOf, State} from './state.ts';
import {keepInView, type Layout, layoutOf} from './viewport.ts';

export const overlayOf = (state: State): Overlay | undefined => state.overlays.at(-1);

export const openOverlay = <K extends Overlay['kind']>(state: State, kind: K): OverlayOf<K> | undefined =>
  state.overlays.find((overlay): overlay is OverlayOf<K> => overlay.kind === kind);

/** The text that narrows the loaded rows here: what is being typed, or what AWS cannot search for. */
export const narrowOf = (state: State): string => {
  const search = openOverlay(state, 'search');
  return search?.isTouched ? search.draft : state.narrow;
};

export const rowsOf = (state: State): Rows => rowsFrom(state.feed, state.query, narrowOf(state), state.sort);

/** Only failed jobs are listed: none has a model, and each has a reason. */
const isFailedOnly = ({query}: State): boolean => query.status === 'Failed';

const layoutFor = rememberLast(
  (columns: number, rows: number, isFailedOnly: boolean): Layout =>
    layoutOf({columns, rows}, minListWidth(isFailedOnly)),
);
export const layout = (state: State): Layout => layoutFor(state.size.columns, state.size.rows, isFailedOnly(state));

const columnsFor = rememberLast(jobColumns);
export const columns = (state: State) => columnsFor(layout(state).listWidth, isFailedOnly(state));

export const selectedIndex = (state: State): number => rowsOf(state).indexOf(state.selected);

export const selectedJob = (state: State): Job | undefined => {
  const rows = rowsOf(state);
  return rows.at(rows.indexOf(state.selected));
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
  const {count} = rows;
  const first = keepInView(Math.max(0, rows.indexOf(state.top)), rows.indexOf(state.selected), {height, count});
  const shown = Math.max(0, Math.min(height, count - first));
  const window = Array.from({length: shown}, (_, i) => rows.at(first + i)).filter(job => job !== undefined);
  return {first, jobs: window, count};
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
export type Context = Screen | Overlay['kind'] | 'help-filter';

export const contextOf = (state: State): Context => {
  const screen = screenOf(state);
  const overlay = overlayOf(state);
  if (screen === 'too-small' || !overlay) return screen;
  return overlay.kind === 'help' && overlay.isTyping ? 'help-filter' : overlay.kind;
};

/** The profile that the setup screen would connect with: the one that was moved to, else the one in use, else the first. */
export const profileChoice = ({profiles = [], highlighted, profile, settings}: State): string | undefined =>
  [highlighted, profile, settings.profile].find(name => name !== undefined && profiles.includes(name)) ?? profiles[0];

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
