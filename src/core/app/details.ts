/** What is asked about single jobs, once the selection has settled, and what the answers change. */
import type {AppError} from '../domain/app-error.ts';
import {hasEnded, type Job, type JobDetail, summaryOf} from '../domain/job.ts';
import {isModelArn} from '../domain/model.ts';
import {matches} from '../domain/query.ts';
import type {TargetId} from '../domain/target.ts';
import {isFailureColumn} from '../jobs/columns.ts';
import {JOBS} from '../jobs/job-list.ts';
import {isWithinLoaded, positionOf, withNew} from '../list/feed.ts';
import {isAnsweredIn, withSlice} from '../list/list.ts';
import {pauseMs} from '../retry/backoff.ts';
import {visibleAttempts} from '../screens/rows.ts';
import type {Answered, Step} from '../state/message.ts';
import {
  columns,
  isAnyConnected,
  isConnected,
  isVisible,
  jobsOf,
  layout,
  overlayOf,
  selectedJob,
  targetOf,
  targetsKnowing,
  visibleRows,
} from '../state/select.ts';
import type {DetailEntry, State} from '../state/state.ts';
import {chain, forEachTarget, inTurn, step, withConnection, withError, withJobs} from '../state/step.ts';
import {askReasons, forgotten, received, withEndings} from './received.ts';
import {requestDetails} from './request-details.ts';

/** GetModelImportJob requests at a time for the reasons of failed jobs in the window. */
const REASONS_AT_ONCE = 3;

/** The job whose detail is visible: on the full screen, where no list need have it, in the copy menu, or in the pane. */
const shownArn = (state: State): string | undefined => {
  const shown = state.overlays.findLast(overlay => overlay.kind === 'detail' || overlay.kind === 'copy');
  if (shown) return shown.arn === undefined || isModelArn(shown.arn) ? undefined : shown.arn;
  return layout(state).pane.kind === 'none' ? undefined : selectedJob(state)?.arn;
};

/** Failed jobs in the window, if the list, or the rows that lie over it, have room for their reasons. */
const shownFailures = (state: State): readonly Job[] => {
  const isFailed = ({status}: Job): boolean => status === 'Failed';
  const attempts = visibleAttempts(state);
  if (attempts) return attempts.filter(isFailed);
  return columns(state).some(isFailureColumn) ? visibleRows(state).items.filter(isFailed) : [];
};

const retryAtOf = (entry: DetailEntry | undefined): number =>
  (entry?.load.kind === 'failed' ? entry.load.retryAt : undefined) ?? Number.POSITIVE_INFINITY;

const countLoading = (state: State): number =>
  [...state.details.values()].filter(entry => entry.load.kind === 'loading').length;

const canFetchDetails = (state: State): boolean =>
  jobsOf(state).hasSettled && isAnyConnected(state) && isVisible(state);

/** When a visible answer that failed is next retried automatically; Infinity if there is none, or none could be retried now. */
export const detailDueAt = (state: State): number => {
  if (!canFetchDetails(state) || state.isPaused) return Number.POSITIVE_INFINITY;
  const dueAt = (arn = '') => retryAtOf(state.details.get(arn));
  const reasons = Math.min(...shownFailures(state).map(({arn}) => dueAt(arn)));
  const canAsk = Number.isFinite(reasons) && countLoading(state) < REASONS_AT_ONCE;
  return Math.min(dueAt(shownArn(state)), canAsk ? reasons : Number.POSITIVE_INFINITY);
};

const isDue = (state: State, entry: DetailEntry | undefined, at: number): boolean =>
  !state.isPaused && retryAtOf(entry) <= at;

/**
 * The selected job, if its detail is needed. A job that has not ended, or whose answer failed, is asked about again each time that
 * it is selected.
 */
const neededForSelection = (state: State, at: number): readonly string[] => {
  const arn = shownArn(state);
  if (arn === undefined) return [];
  const entry = state.details.get(arn);
  if (!entry) return [arn];
  if (entry.load.kind === 'loading') return [];
  const isFinal = entry.load.kind === 'loaded' && entry.detail !== undefined && hasEnded(entry.detail);
  return !isFinal && (entry.askedAt < jobsOf(state).selectedAt || isDue(state, entry, at)) ? [arn] : [];
};

/** Failed jobs whose reason the list would show, as many as may be asked about now; each is asked about until it is answered. */
const neededForReasons = (state: State, at: number): readonly string[] => {
  const waiting = shownFailures(state).filter(job => {
    const entry = state.details.get(job.arn);
    return !entry || isDue(state, entry, at);
  });
  if (waiting.length === 0) return [];
  return waiting.slice(0, Math.max(0, REASONS_AT_ONCE - countLoading(state))).map(job => job.arn);
};

/** Each job is asked about on its own target. */
const request = (state: State, arns: readonly string[], at: number): Step =>
  arns.length === 0
    ? step(state)
    : forEachTarget(state, (s, target) =>
        requestDetails(s, {target, arns: arns.filter(arn => targetOf(s, arn) === target)}, at),
      );

/** Jobs that are compared and that no answer is there of, or on its way. */
const neededForCompare = (state: State, at: number): readonly string[] => {
  const overlay = overlayOf(state);
  if (overlay?.kind !== 'compare') return [];
  return overlay.arns.filter(arn => {
    const entry = state.details.get(arn);
    return !entry || isDue(state, entry, at);
  });
};

/** The full screen needs its jobs at once. */
export const fetchSelected = (state: State, at: number): Step =>
  request(state, [...new Set([...neededForSelection(state, at), ...neededForCompare(state, at)])], at);

/** Once the selection has settled: asks for what the screen shows and no answer has said yet. */
export const fetchDetails = (state: State, at: number): Step => {
  if (!canFetchDetails(state)) return step(state);
  return chain(fetchSelected(state, at), s => request(s, neededForReasons(s, at), at));
};

/** Forgets failed answers about single jobs, so that they are asked for again. */
export const withoutFailedDetails = (state: State, target: TargetId): State => {
  const isOf = (arn: string): boolean => targetOf(state, arn) === target || targetsKnowing(state, arn).includes(target);
  const kept = [...state.details].filter(([arn, entry]) => entry.load.kind !== 'failed' || !isOf(arn));
  return kept.length === state.details.size ? state : {...state, details: new Map(kept)};
};

const withDetail = (state: State, arn: string, entry: DetailEntry): State => ({
  ...state,
  details: new Map(state.details).set(arn, entry),
});

interface DetailFailure {
  readonly target: TargetId;
  readonly arn: string;
  readonly entry: DetailEntry;
  readonly error: AppError;
  readonly jitter: number;
  readonly at: number;
}

/** A job that AWS does not know any more is not expected to end. One that may not be read stays among the vanished ones. */
const detailFailed = (state: State, {target, arn, entry, error, jitter, at}: DetailFailure): State => {
  const {failures = 0} = entry;
  const retryAt = error.isTransient ? at + pauseMs(state.settings.refreshMs, failures, jitter) : undefined;
  const load: DetailEntry['load'] = {kind: 'failed', error, retryAt};
  const failed = withError(withDetail(state, arn, {...entry, load, failures: failures + 1}), error, at);
  if (error.kind === 'not-found') return forgotten(failed, target, arn);
  return error.isTransient ? withoutVanished(failed, target, arn) : failed;
};

/** The next running poll finds again that the job is not among the running ones. */
const withoutVanished = (state: State, target: TargetId, arn: string): State => {
  const vanished = state.connections.get(target)?.vanished ?? [];
  return vanished.includes(arn)
    ? withConnection(state, target, {vanished: vanished.filter(other => other !== arn)})
    : state;
};

export const jobAnswered = (
  state: State,
  {id, target, input: arn, outcome, jitter}: Answered<'getJob'>,
  at: number,
): Step => {
  const entry = state.details.get(arn);
  if (entry?.load.kind !== 'loading' || entry.load.id !== id) return step(state);
  if (!outcome.ok) return step(detailFailed(state, {target, arn, entry, error: outcome.error, jitter, at}));
  const {value: detail} = outcome;
  return inTurn(
    withoutVanished(state, target, arn),
    s => received(s, {target, jobs: [summaryOf(detail)], at}),
    s => kept(s, {target, detail, askedAt: entry.askedAt, at}),
  );
};

interface Kept {
  readonly target: TargetId;
  readonly detail: JobDetail;
  readonly askedAt: number;
  readonly at: number;
}

/** Keeps the answer; a job that ended out of sight and now matches the filters gets its row. */
const kept = (state: State, {target, detail, askedAt, at}: Kept): Step => {
  const [latest = detail] = withEndings(state, target, [summaryOf(detail)]);
  if (hasEnded(latest) && !hasEnded(detail)) {
    // The job has ended since the question was asked: it is asked again when somebody looks.
    const details = new Map(state.details);
    details.delete(detail.arn);
    const {ending} = state;
    // The announcement needs the reason at once. A question from after the end is not repeated: AWS may say for a while that the job runs.
    const isAnnounced = ending?.arns.includes(detail.arn) && askedAt < ending.shownAt;
    const next = {...state, details};
    return isAnnounced ? askReasons(next, {target, jobs: [latest], at}) : step(next);
  }
  return step(withEndedRow(withDetail(state, detail.arn, {detail, load: {kind: 'loaded'}, askedAt}), target, detail));
};

const withEndedRow = (state: State, target: TargetId, detail: JobDetail): State => {
  const list = jobsOf(state);
  const slice = list.slices.get(target);
  if (!slice || !isConnected(state, target) || !isAnsweredIn(slice, list.query)) return state;
  const isNewHere = positionOf(slice.feed, detail.arn) < 0 && hasEnded(detail) && matches(list.query, detail);
  if (!isNewHere || !isWithinLoaded(slice.feed, detail)) return state;
  const feed = withNew(JOBS, slice.feed, [summaryOf(detail)]);
  const sinceHeadPoll = [...slice.sinceHeadPoll, detail.arn];
  return withJobs(state, withSlice(list, target, {feed, sinceHeadPoll}));
};
