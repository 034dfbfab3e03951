/** Views of the state: what can be derived from its facts. The expensive ones are memoized by identity. */
import type {Connection} from '../connections/connection.ts';
import type {AppError} from '../domain/app-error.ts';
import type {Job} from '../domain/job.ts';
import {isModelArn} from '../domain/model.ts';
import {type TargetId, targetKey} from '../domain/target.ts';
import {jobColumns, minListWidth, type Places} from '../jobs/columns.ts';
import {JOBS, type JobFeed, type JobList, type JobSlice} from '../jobs/job-list.ts';
import {itemIn} from '../list/feed.ts';
import {isAnswered as isListAnswered, isComplete as isListComplete, type Load} from '../list/list.ts';
import {memoizeLast} from '../list/memoize.ts';
import type {Rows} from '../list/rows.ts';
import {type VisibleRows, visibleRows as visibleIn} from '../list/window.ts';
import {plainText} from '../text/plain-text.ts';
import {type Frame, type Layout, layoutOf} from './layout.ts';
import {placesOf} from './places.ts';
import type {Overlay, OverlayOf, State} from './state.ts';

export const jobsOf = (state: State): JobList => state.screens.jobs;

/** The connection that the header and the setup screen show: the first. */
export const mainConnection = (state: State): Connection => {
  const [connection] = state.connections.values();
  if (!connection) throw new Error('a state without a connection');
  return connection;
};

export const mainTarget = (state: State): TargetId => targetKey(mainConnection(state).target);

/** The slice of the main connection. */
export const mainSlice = (state: State): JobSlice => {
  const [slice] = state.screens.jobs.slices.values();
  if (!slice) throw new Error('a list without a slice');
  return slice;
};

export const feedOf = (state: State): JobFeed => mainSlice(state).feed;

/** The page request that the list shows: the one of the main connection. */
export const loadOf = (state: State): Load => mainSlice(state).load;

export const overlayOf = (state: State): Overlay | undefined => state.overlays.at(-1);

/** The top overlay, if it is of this kind. */
export const topOverlay = <K extends Overlay['kind']>(state: State, kind: K): OverlayOf<K> | undefined => {
  const overlay = overlayOf(state);
  return overlay?.kind === kind ? (overlay as OverlayOf<K>) : undefined;
};

export const openOverlay = <K extends Overlay['kind']>(state: State, kind: K): OverlayOf<K> | undefined =>
  state.overlays.find((overlay): overlay is OverlayOf<K> => overlay.kind === kind);

/** The text that narrows the loaded rows here: what is being typed, or what AWS cannot search for. */
export const narrowOf = (state: State): string => state.screens.jobs.narrow;

export const rowsOf = (state: State): Rows<Job> => JOBS.rowsOf(state.screens.jobs);

/** Only failed jobs are listed: none has a model, and each has a reason. */
const isFailedOnly = (state: State): boolean => jobsOf(state).query.status === 'Failed';

const frameFor = memoizeLast((isFailedOnly: boolean, hasSeveral: boolean, places: Places) => ({
  minListWidth: minListWidth(isFailedOnly, places),
  extraRows: hasSeveral ? 1 : 0,
}));
const layoutFor = memoizeLast(
  (columns: number, rows: number, frame: Frame): Layout => layoutOf({columns, rows}, frame),
);
/** Nothing is drawn, so nothing has a size. */
const HEADLESS: Layout = {
  columns: 0,
  rows: 0,
  isTooSmall: true,
  listWidth: 0,
  listRows: 0,
  pane: {kind: 'none'},
  bodyRows: 0,
};

/** One message asks for it many times. */
const layoutIn = memoizeLast(
  (window: State['window'], isFailedOnly: boolean, connections: State['connections']): Layout => {
    const frame = frameFor(isFailedOnly, connections.size > 1, placesOf({connections}));
    return window.kind === 'headless' ? HEADLESS : layoutFor(window.columns, window.rows, frame);
  },
);

export const layout = (state: State): Layout => layoutIn(state.window, isFailedOnly(state), state.connections);

const columnsFor = memoizeLast(jobColumns);
export const columns = (state: State) => columnsFor(layout(state).listWidth, isFailedOnly(state), placesOf(state));

export const selectedIndex = (state: State): number => rowsOf(state).indexOf(jobsOf(state).selected);

export const selectedJob = (state: State): Job | undefined => {
  const rows = rowsOf(state);
  return rows.at(rows.indexOf(jobsOf(state).selected));
};

/** The rows in the window; the selected one is always among them. */
export const visibleRows = (state: State): VisibleRows<Job> => visibleIn(JOBS, jobsOf(state), layout(state).listRows);

/** The job of this run that ended last. */
export const lastEnded = ({events}: State): Job | undefined => events.findLast(({kind}) => kind !== 'new')?.job;

/** The targets that a job is known from, in the order of the connections. */
export const targetsKnowing = (state: State, arn: string): readonly TargetId[] => {
  const {slices} = jobsOf(state);
  const attempts = openOverlay(state, 'attempts')?.parts;
  const targets: TargetId[] = [];
  for (const [target, {running, ended}] of state.connections) {
    const feed = slices.get(target)?.feed;
    const isListed = feed !== undefined && itemIn(feed, arn) !== undefined;
    const isRead = state.reading?.parts.get(target)?.arns.has(arn) === true || attempts?.get(target)?.found.has(arn);
    if (isListed || isRead || running.has(arn) || ended.has(arn)) targets.push(target);
  }
  return targets;
};

/** The target that a job is asked about at: of several that know it, one that works. */
export const targetOf = (state: State, arn: string): TargetId => {
  const [first, ...others] = state.connections.keys();
  if (first === undefined || others.length === 0) return first ?? '';
  const knowing = targetsKnowing(state, arn);
  const working = knowing.find(target => isConnected(state, target) && !failureOf(state, target));
  return working ?? knowing[0] ?? targetOfPlace(state, arn) ?? first;
};

/** The profile through which a job is seen. */
export const profileOf = (state: State, arn: string): string | undefined => {
  const link = state.connections.get(targetOf(state, arn))?.link;
  return link?.kind === 'connected' ? link.resolved.profile : undefined;
};

/** The connection whose region and account are those of an ARN that no list has. */
const targetOfPlace = ({connections}: State, arn: string): TargetId | undefined => {
  const [, , , region, account] = arn.split(':');
  for (const [target, {link, account: own}] of connections) {
    if (link.kind === 'connected' && link.resolved.region === region && own === account) return target;
  }
  return undefined;
};

/** The latest version of a job: from the feed, from those that run or have ended, from its own detail, or from a report. */
export const knownJob = (state: State, arn: string): Job | undefined => {
  for (const {feed} of jobsOf(state).slices.values()) {
    const job = itemIn(feed, arn);
    if (job) return job;
  }
  for (const {running, ended} of state.connections.values()) {
    const job = running.get(arn) ?? ended.get(arn);
    if (job) return job;
  }
  for (const overlay of state.overlays) {
    for (const {found} of overlay.kind === 'attempts' ? overlay.parts.values() : []) {
      const job = found.get(arn);
      if (job) return job;
    }
  }
  return state.details.get(arn)?.detail ?? state.reading?.jobs.get(arn);
};

export const isConnected = (state: State, target: TargetId): boolean =>
  state.connections.get(target)?.link.kind === 'connected';

export const isAnyConnected = (state: State): boolean => {
  for (const {link} of state.connections.values()) if (link.kind === 'connected') return true;
  return false;
};

/** Which screen is up, under any overlay. */
export type Screen = 'headless' | 'too-small' | 'setup' | 'list';

export const screenOf = (state: State): Screen => {
  if (state.window.kind === 'headless') return 'headless';
  if (layout(state).isTooSmall) return 'too-small';
  if (feedOf(state).items.length > 0 || state.connections.size > 1) return 'list';
  const {link} = mainConnection(state);
  if (link.kind === 'unusable') return 'setup';
  return link.kind === 'connecting' && link.isOverdue ? 'setup' : 'list';
};

/** Whether rows are drawn, so that more of them may be needed. */
export const isVisible = (state: State): boolean => {
  const screen = screenOf(state);
  return screen === 'list' || screen === 'setup';
};

/** What owns the keyboard. */
export type Context = Exclude<Screen, 'headless'> | Overlay['kind'] | 'help-filter' | 'find' | 'model';

export const contextOf = (state: State): Context => {
  const screen = screenOf(state);
  if (screen === 'headless' || screen === 'too-small') return 'too-small';
  const overlay = overlayOf(state);
  if (!overlay) return screen;
  if (overlay.kind === 'detail' && overlay.find.isTyping) return 'find';
  if (overlay.kind === 'detail' && isModelArn(overlay.arn)) return 'model';
  return overlay.kind === 'help' && overlay.isTyping ? 'help-filter' : overlay.kind;
};

/** The profile that is asked for: the one chosen on the setup screen, else what the command line and the environment say. */
export const namedProfile = (state: State): string | undefined => {
  const {target} = mainConnection(state);
  return (target.kind === 'aws' ? target.profile : undefined) ?? state.settings.profile;
};

/** The profile that the setup screen would connect with: the one that was moved to, else the one in use, else the first. */
export const profileChoice = (state: State): string | undefined => {
  const {profiles = [], highlighted} = state.setup;
  // The name from the environment is plain; those of the files are as they are written.
  const named = [highlighted, namedProfile(state), state.settings.profile].filter(name => name !== undefined);
  const found = named.map(name => profiles.find(profile => profile === name || plainText(profile) === name));
  return found.find(profile => profile !== undefined) ?? profiles[0];
};

/** AWS has answered the current query: the rows are its own, and not left from an earlier one. */
export const isAnswered = (state: State): boolean => isListAnswered(jobsOf(state));

/** Everything that matches the query is loaded, as far as AWS has said. */
export const isComplete = (state: State): boolean => isListComplete(jobsOf(state));

/** A failure that keeps the list from being complete or up to date. */
interface ListFailure {
  readonly error: AppError;
  /** Absent if it is not retried automatically. */
  readonly retryAt?: number | undefined;
}

/** What was refused about a job that has vanished from the running poll. */
const vanishedFailure = (state: State, {vanished}: Connection): ListFailure | undefined => {
  for (const arn of vanished) {
    const load = state.details.get(arn)?.load;
    if (load?.kind === 'failed') return {error: load.error};
  }
  return undefined;
};

/** The failure that keeps a connection from being complete or up to date. */
export const failureOf = (state: State, target: TargetId): ListFailure | undefined => {
  const slice = jobsOf(state).slices.get(target);
  const connection = state.connections.get(target);
  if (!slice || !connection) return undefined;
  const {link} = connection;
  if (state.connections.size > 1 && link.kind === 'unusable') return {error: link.error, retryAt: link.retryAt};
  if (slice.load.kind === 'failed') return {error: slice.load.error, retryAt: slice.load.retryAt};
  const {running, runningPoll} = connection;
  // If nothing runs any more, no running poll will come that could clear its failure.
  const failure = (running.size > 0 ? runningPoll.failure : undefined) ?? slice.headPoll.failure;
  if (failure) return {error: failure.error, retryAt: state.isPaused ? undefined : failure.retryAt};
  return vanishedFailure(state, connection);
};

interface NamedFailure extends ListFailure {
  readonly target: TargetId;
}

/** The failure that the list shows now, if any, and when it is retried: of several connections, the first one's. */
export const listFailure = (state: State): NamedFailure | undefined => {
  for (const target of state.connections.keys()) {
    const failure = failureOf(state, target);
    if (failure) return {...failure, target};
  }
  return undefined;
};
