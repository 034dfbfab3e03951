/** The screen of reasons: how it is opened, stopped and left, and what the answers change. */
import type {AppError} from '../domain/app-error.ts';
import type {TargetId} from '../domain/target.ts';
import {concernsOneJob} from '../reasons/job-failures.ts';
import {PERIODS, withoutGoneToken} from '../reasons/part.ts';
import {
  halted,
  newReading,
  type Reading,
  requestsOf,
  resumed,
  stopped,
  withPage,
  withPart,
  withPeriod,
  withReasons,
  withTargets,
} from '../reasons/reading.ts';
import {reasonOf} from '../reasons/reason-of.ts';
import {pauseMs} from '../retry/backoff.ts';
import {isGoingOn} from '../screens/reasons/lacks.ts';
import type {Answered, Effect, Step} from '../state/message.ts';
import {openOverlay, overlayOf} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {popped, pushed, step, withError, withTopOverlay} from '../state/step.ts';
import {replaced} from './reason-requests.ts';
import {received, withEndings} from './received.ts';

/** Forgets what was read from one connection: the jobs of another account are not these. */
export const withoutReading = (state: State, target: TargetId, at: number): Step => {
  const {reading} = state;
  if (!reading) return step(state);
  const others = [...reading.parts.keys()].filter(other => other !== target);
  if (others.length > 0) return replaced(state, withTargets(reading, others, at));
  const cancels = requestsOf(reading).map((id): Effect => ({kind: 'cancel', id}));
  return step({...state, reading: undefined}, ...cancels);
};

/** Opens the screen, or goes back to it if it lies below others. */
export const reasonsOpened = (state: State, at: number): Step => {
  const targets = [...state.connections.keys()];
  const index = state.overlays.findIndex(({kind}) => kind === 'reasons');
  const overlays = state.overlays.slice(0, index + 1);
  const opened = index < 0 ? pushed(state, {kind: 'reasons', top: 0}) : {...state, overlays};
  const {reading} = state;
  return replaced(opened, reading ? resumed(withTargets(reading, targets, at), at) : newReading(targets, at));
};

/** The first time it stops what is going on, and then it closes the screen. */
export const reasonsLeft = (state: State): Step => {
  const {reading} = state;
  return reading && isGoingOn(state) ? replaced(state, stopped(reading)) : step(popped(state));
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

interface Failed {
  readonly target: TargetId;
  readonly error: AppError;
  readonly jitter: number;
  readonly at: number;
}

/** One connection stops, and what is temporary is retried after a pause. */
const failed = (state: State, reading: Reading, {target, error, jitter, at}: Failed): Step => {
  const part = reading.parts.get(target);
  if (!part) return step(state);
  const {failures} = part;
  const retryAt = error.isTransient ? at + pauseMs(state.settings.refreshMs, failures, jitter) : undefined;
  const next = withPart(reading, target, {...withoutGoneToken(part, reading.days, error), failures: failures + 1});
  return replaced(withError(state, error, at), halted(next, target, {kind: 'failed', error, retryAt}));
};

export const isReasonsPage = ({reading}: State, target: TargetId, id: number): boolean =>
  reading?.parts.get(target)?.listing === id;

export const reasonsListed = (state: State, {outcome, jitter, target}: Answered<'listJobs'>, at: number): Step => {
  const {reading} = state;
  if (!reading) return step(state);
  if (!outcome.ok) return failed(state, reading, {target, error: outcome.error, jitter, at});
  const {jobs: answer, nextToken} = outcome.value;
  const jobs = withEndings(state, target, answer);
  const read: State = {...state, reading: withPage(reading, target, {jobs, nextToken})};
  return received(read, {target, jobs, at});
};

export const isReasonAnswer = ({reading}: State, {target, id}: Answered<'getJob'>): boolean =>
  reading?.parts.get(target)?.asked.has(id) ?? false;

export const reasonAnswered = (state: State, message: Answered<'getJob'>, at: number): Step => {
  const {id, target, input: arn, outcome, jitter} = message;
  const part = state.reading?.parts.get(target);
  if (!state.reading || !part) return step(state);
  const asked = new Map(part.asked);
  asked.delete(id);
  const reading = withPart(state.reading, target, {...part, asked, failures: outcome.ok ? 0 : part.failures});
  if (outcome.ok) {
    const reason = reasonOf(outcome.value.failureMessage ?? '');
    return step({...state, reading: withReasons(reading, new Map([[arn, reason]]))});
  }
  const {error} = outcome;
  if (!concernsOneJob(error)) return failed(state, reading, {target, error, jitter, at});
  const unreadable = new Set(reading.unreadable).add(arn);
  return step(withError({...state, reading: {...reading, unreadable}}, error, at));
};

/** The number of failures in a row stays: the next pause is longer. The state is a new one, so that the timer is set again. */
export const reasonsDue = (state: State, at: number): Step => {
  let {reading} = state;
  for (const [target, part] of reading?.parts ?? []) {
    const {halt} = part;
    const isDue = halt?.kind === 'failed' && halt.retryAt !== undefined && halt.retryAt <= at;
    if (reading && isDue) reading = withPart(reading, target, {...part, halt: undefined});
  }
  return step({...state, reading});
};

/** The failure of a connection that the screen of reasons shows. */
export const reasonsError = ({reading}: State, target: TargetId): AppError | undefined => {
  const halt = reading?.parts.get(target)?.halt;
  return halt?.kind === 'failed' ? halt.error : undefined;
};
