/** What is asked about single jobs, once the selection has rested, and what the answers change. */
import type {AppError} from './app-error.ts';
import {pauseMs, recorded} from './failures.ts';
import {isWithinLoaded, positionOf, withNew} from './feed.ts';
import {isOver, type Job, type JobDetail, summaryOf} from './job.ts';
import {isFailureColumn} from './job-columns.ts';
import type {Message, Step} from './message.ts';
import {matches} from './query.ts';
import {requestDetails} from './request-details.ts';
import {columns, layout, openOverlay, screenOf, selectedJob, visibleRows} from './select.ts';
import type {DetailEntry, State} from './state.ts';
import {chain, step} from './step.ts';
import {forgotten, learned, withEndings} from './update-running.ts';
import {canLook} from './update-watch.ts';

/** GetModelImportJob requests at a time for the reasons of failed jobs in the window. */
const REASONS_AT_ONCE = 3;

/** The job whose detail is in sight. */
const shownJob = (state: State): Job | undefined => {
  const isShown = layout(state).pane.kind !== 'none' || openOverlay(state, 'detail') !== undefined;
  return isShown ? selectedJob(state) : undefined;
};

/** Failed jobs in the window, if the list has room for their reasons. */
const shownFailures = (state: State): readonly Job[] =>
  columns(state).some(isFailureColumn) ? visibleRows(state).jobs.filter(job => job.status === 'Failed') : [];

const retryAtOf = (entry: DetailEntry | undefined): number =>
  (entry?.load.kind === 'failed' ? entry.load.retryAt : undefined) ?? Number.POSITIVE_INFINITY;

const countLoading = (state: State): number =>
  [...state.details.values()].filter(entry => entry.load.kind === 'loading').length;

const canHydrate = (state: State): boolean =>
  state.hasRested && state.link.kind === 'connected' && screenOf(state) !== 'too-small';

/** When an answer in sight that failed is next asked for again by itself; Infinity where none is, or none could be now. */
export const detailDueAt = (state: State): number => {
  if (!canHydrate(state) || state.watch.isPaused) return Number.POSITIVE_INFINITY;
  const dueAt = (job: Job | undefined) => retryAtOf(job && state.details.get(job.arn));
  const reasons = Math.min(...shownFailures(state).map(dueAt));
  const canAsk = Number.isFinite(reasons) && countLoading(state) < REASONS_AT_ONCE;
  return Math.min(dueAt(shownJob(state)), canAsk ? reasons : Number.POSITIVE_INFINITY);
};

const isDue = (state: State, entry: DetailEntry | undefined, at: number): boolean =>
  !state.watch.isPaused && retryAtOf(entry) <= at;

/**
 * The selected job, where it is not known in full; one that is not over, or whose answer failed, is asked about anew each
 * time that it is selected.
 */
const selectionOwed = (state: State, at: number): readonly string[] => {
  const job = shownJob(state);
  if (!job) return [];
  const entry = state.details.get(job.arn);
  if (!entry) return [job.arn];
  if (entry.load.kind === 'loading') return [];
  const isFinal = entry.load.kind === 'loaded' && entry.detail !== undefined && isOver(entry.detail);
  return !isFinal && (entry.askedAt < state.selectedAt || isDue(state, entry, at)) ? [job.arn] : [];
};

/** Failed jobs whose reason the list would show, as many as may be asked about now; each is asked about until it is answered. */
const reasonsOwed = (state: State, at: number): readonly string[] => {
  const waiting = shownFailures(state).filter(job => {
    const entry = state.details.get(job.arn);
    return !entry || isDue(state, entry, at);
  });
  if (waiting.length === 0) return [];
  return waiting.slice(0, Math.max(0, REASONS_AT_ONCE - countLoading(state))).map(job => job.arn);
};

/** The full screen wants its job at once. */
export const hydrateNow = (state: State, at: number): Step => requestDetails(state, selectionOwed(state, at), at);

/** Once the selection has rested: asks for what the screen shows and nobody has told yet. */
export const hydrate = (state: State, at: number): Step => {
  if (!canHydrate(state)) return step(state);
  return chain(hydrateNow(state, at), s => requestDetails(s, reasonsOwed(s, at), at));
};

/** Forgets failed answers about single jobs, so that they are asked for again. */
export const withoutFailedDetails = (state: State): State => {
  const kept = [...state.details].filter(([, entry]) => entry.load.kind !== 'failed');
  return kept.length === state.details.size ? state : {...state, details: new Map(kept)};
};

type Told = Extract<Message, {kind: 'job-told'}>;

const withDetail = (state: State, arn: string, entry: DetailEntry): State => ({
  ...state,
  details: new Map(state.details).set(arn, entry),
});

/** A job that AWS does not know any more is not waited for; where asking was refused, the job stays among those that are owed an answer. */
const tellFailed = (
  state: State,
  arn: string,
  {entry, error, luck, at}: {entry: DetailEntry; error: AppError; luck: number; at: number},
): State => {
  const {failures = 0} = entry;
  const retryAt = error.isTransient ? at + pauseMs(state.settings.refreshMs, failures, luck) : undefined;
  const load: DetailEntry['load'] = {kind: 'failed', error, retryAt};
  const failed = recorded(withDetail(state, arn, {...entry, load, failures: failures + 1}), error, at);
  if (error.kind === 'not-found') return forgotten(failed, arn);
  return error.isTransient ? withoutLeft(failed, arn) : failed;
};

/** The next tick tells again that the job is not among the running ones. */
const withoutLeft = (state: State, arn: string): State => ({
  ...state,
  watch: {...state.watch, left: state.watch.left.filter(other => other !== arn)},
});

export const jobTold = (state: State, {id, arn, outcome, luck}: Told, at: number): Step => {
  const entry = state.details.get(arn);
  if (entry?.load.kind !== 'loading' || entry.load.id !== id) return step(state);
  if (!outcome.ok) return step(tellFailed(state, arn, {entry, error: outcome.error, luck, at}));
  const left = state.watch.left.filter(other => other !== arn);
  const answered: State = {...state, watch: {...state.watch, left}};
  return chain(learned(answered, [summaryOf(outcome.value)], at), s => step(kept(s, outcome.value, entry.askedAt)));
};

/** Keeps the answer; a job that ended out of sight and now matches the filters gets its row. */
const kept = (state: State, detail: JobDetail, askedAt: number): State => {
  const [told = detail] = withEndings(state, [summaryOf(detail)]);
  if (isOver(told) && !isOver(detail)) {
    // The job has ended since this was asked: it is asked about anew when somebody looks.
    const rest = new Map(state.details);
    rest.delete(detail.arn);
    return {...state, details: rest};
  }
  const next = withDetail(state, detail.arn, {detail, load: {kind: 'loaded'}, askedAt});
  const isNewHere = positionOf(next.feed, detail.arn) < 0 && isOver(detail) && matches(next.query, detail);
  if (!isNewHere || !canLook(next) || !isWithinLoaded(next.feed, detail)) return next;
  const sinceLook = [...next.watch.sinceLook, detail.arn];
  return {...next, feed: withNew(next.feed, [summaryOf(detail)]), watch: {...next.watch, sinceLook}};
};
