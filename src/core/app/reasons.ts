/** The screen of reasons: it asks for what is missing of its period while it is open, three jobs at a time, and stops when asked to. */
import type {AppError} from '../domain/app-error.ts';
import {PAGE_SIZE} from '../domain/query.ts';
import {concernsOneJob} from '../reasons/job-failures.ts';
import {
  halted,
  isListing,
  isReading,
  newReading,
  PERIODS,
  type Reading,
  requestsOf,
  resumed,
  withPage,
  withPeriod,
  withReasons,
} from '../reasons/reading.ts';
import {reasonOf} from '../reasons/reason-of.ts';
import {pauseMs} from '../retry/backoff.ts';
import type {Answered, Effect, Step} from '../state/message.ts';
import {isConnected, mainTarget, openOverlay, overlayOf} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {popped, pushed, step, withError, withTopOverlay} from '../state/step.ts';
import {received, withEndings} from './received.ts';

/** GetModelImportJob requests at a time. */
const AT_ONCE = 3;

const cancels = (reading: Reading): readonly Effect[] => requestsOf(reading).map(id => ({kind: 'cancel', id}));

/** Replaces the reading, and cancels what it no longer waits for. */
const replaced = (state: State, reading: Reading): Step => {
  const kept = new Set(requestsOf(reading));
  const dropped = state.reading ? requestsOf(state.reading).filter(id => !kept.has(id)) : [];
  return step({...state, reading}, ...dropped.map((id): Effect => ({kind: 'cancel', id})));
};

/** Forgets everything: the jobs of another target or account are not these. */
export const withoutReading = (state: State): Step =>
  state.reading ? step({...state, reading: undefined}, ...cancels(state.reading)) : step(state);

/** Opens the screen, or goes back to it if it lies below others. */
export const reasonsOpened = (state: State, at: number): Step => {
  const target = mainTarget(state);
  const index = state.overlays.findIndex(({kind}) => kind === 'reasons');
  const overlays = state.overlays.slice(0, index + 1);
  const opened = index < 0 ? pushed(state, {kind: 'reasons', top: 0}) : {...state, overlays};
  const {reading} = state;
  const isKnown = reading?.target === target;
  return replaced(opened, isKnown ? resumed(reading, at) : newReading(target, at));
};

/** The first time it stops what is going on, and then it closes the screen. */
export const reasonsLeft = (state: State): Step => {
  const {reading} = state;
  return reading && isReading(reading) ? replaced(state, halted(reading, {kind: 'stopped'})) : step(popped(state));
};

/** Whatever has stopped or failed is tried again, and the list is read anew. */
export const reasonsRefreshed = (state: State, at: number): Step =>
  state.reading && openOverlay(state, 'reasons') ? replaced(state, resumed(state.reading, at, 0)) : step(state);

/** A longer or a shorter period. */
export const periodChanged = (state: State, by: 1 | -1, at: number): Step => {
  const {reading} = state;
  const overlay = overlayOf(state);
  const days = reading && PERIODS[PERIODS.indexOf(reading.days) + by];
  if (!days || overlay?.kind !== 'reasons') return step(state);
  return replaced(withTopOverlay(state, {kind: 'reasons', top: 0}), withPeriod(reading, days, at));
};

/** Lists the jobs of the selected reason. */
export const reasonOpened = (state: State, reason: string | undefined): State =>
  reason === undefined ? state : pushed(state, {kind: 'reason-jobs', reason, top: 0});

const askPage = (state: State, reading: Reading): Step => {
  if (reading.listing !== undefined) return step(state);
  const id = state.nextId;
  const {after, tokens} = reading.pass;
  const input = {
    createdAfter: after,
    sortBy: 'CreationTime',
    order: 'Descending',
    pageSize: PAGE_SIZE.max,
    token: tokens.at(-1),
  } as const;
  const effect: Effect = {kind: 'request', id, target: reading.target, request: {operation: 'listJobs', input}};
  return step({...state, nextId: id + 1, reading: {...reading, listing: id}}, effect);
};

/** What to do about the next jobs of the queue: details that are there, or on their way, are not asked for again. */
const sorted = ({details}: State, reading: Reading) => {
  const found = new Map<string, string>();
  const arns: string[] = [];
  const waiting: string[] = [];
  let next = 0;
  for (const arn of reading.queue) {
    if (reading.asked.size + arns.length >= AT_ONCE) break;
    next += 1;
    const entry = details.get(arn);
    if (entry?.detail?.status === 'Failed') found.set(arn, reasonOf(entry.detail.failureMessage ?? ''));
    else if (entry?.load.kind === 'loading') waiting.push(arn);
    else arns.push(arn);
  }
  return {found, arns, queue: next === 0 ? reading.queue : [...reading.queue.slice(next), ...waiting]};
};

const askReasons = (state: State, reading: Reading): Step => {
  const {found, arns, queue} = sorted(state, reading);
  if (found.size === 0 && arns.length === 0) return step(state);
  const asked = new Map(reading.asked);
  const effects = arns.map((arn, i): Effect => {
    const id = state.nextId + i;
    asked.set(id, arn);
    return {kind: 'request', id, target: reading.target, request: {operation: 'getJob', input: arn}};
  });
  const next = withReasons({...reading, asked, queue}, found);
  return step({...state, nextId: state.nextId + arns.length, reading: next}, ...effects);
};

/** Asks for what is missing while the screen is open; stops when it has been closed. */
export const readReasons = (state: State): Step => {
  const {reading} = state;
  if (!reading || !isReading(reading)) return step(state);
  if (!openOverlay(state, 'reasons')) return replaced(state, halted(reading, {kind: 'stopped'}));
  if (!isConnected(state, reading.target)) return step(state);
  return isListing(reading) ? askPage(state, reading) : askReasons(state, reading);
};

/** Everything stops, and what is temporary is retried after a pause. */
const failed = (state: State, reading: Reading, {error, jitter, at}: {error: AppError; jitter: number; at: number}) => {
  const {failures} = reading;
  const retryAt = error.isTransient ? at + pauseMs(state.settings.refreshMs, failures, jitter) : undefined;
  const next = {...halted(reading, {kind: 'failed', error, retryAt}), failures: failures + 1};
  return replaced(withError(state, error, at), next);
};

export const isReasonsPage = ({reading}: State, id: number): boolean => reading?.listing === id;

export const reasonsListed = (state: State, {outcome, jitter, target}: Answered<'listJobs'>, at: number): Step => {
  const {reading} = state;
  if (!reading) return step(state);
  if (!outcome.ok) return failed(state, {...reading, listing: undefined}, {error: outcome.error, jitter, at});
  const {jobs: answer, nextToken} = outcome.value;
  const jobs = withEndings(state, target, answer);
  const read: State = {...state, reading: withPage(reading, {jobs, nextToken})};
  return received(read, {target, jobs, at});
};

export const isReasonAnswer = ({reading}: State, id: number): boolean => reading?.asked.has(id) ?? false;

export const reasonAnswered = (state: State, message: Answered<'getJob'>, at: number): Step => {
  const {id, input: arn, outcome, jitter} = message;
  if (!state.reading) return step(state);
  const asked = new Map(state.reading.asked);
  asked.delete(id);
  const reading = {...state.reading, asked};
  if (outcome.ok) {
    const reason = reasonOf(outcome.value.failureMessage ?? '');
    return step({...state, reading: {...withReasons(reading, new Map([[arn, reason]])), failures: 0}});
  }
  const {error} = outcome;
  if (!concernsOneJob(error)) return failed(state, reading, {error, jitter, at});
  const unreadable = new Set(reading.unreadable).add(arn);
  return step(withError({...state, reading: {...reading, unreadable}}, error, at));
};

/** When what has failed is retried; undefined if it is not, or not now. */
export const reasonsDueAt = (state: State): number | undefined => {
  const halt = state.reading?.halt;
  if (halt?.kind !== 'failed' || state.isPaused || !openOverlay(state, 'reasons')) return undefined;
  return halt.retryAt;
};

/** The number of failures in a row stays: the next pause is longer. */
export const reasonsDue = (state: State): Step => {
  const {reading} = state;
  return reading?.halt?.kind === 'failed' ? step({...state, reading: {...reading, halt: undefined}}) : step(state);
};

/** The failure that the screen of reasons shows. */
export const reasonsError = ({reading}: State): AppError | undefined =>
  reading?.halt?.kind === 'failed' ? reading.halt.error : undefined;
