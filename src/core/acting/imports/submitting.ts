/**
 * A submission on its way: sent, sent again, looked for after a lost answer, or waiting until the import before it has ended. What an
 * answer means is in core/imports/submission.ts.
 */

import {refreshTarget} from '../../app/link.ts';
import type {AppError} from '../../domain/app-error.ts';
import type {ImportInput} from '../../domain/import-input.ts';
import type {Job} from '../../domain/job.ts';
import {matches, RUNNING_JOBS, withoutFilters} from '../../domain/query.ts';
import {afterCreate, afterVerify, isUncertain, type Verdict} from '../../imports/submission.ts';
import {ask} from '../../list/pages.ts';
import {pauseMs} from '../../retry/backoff.ts';
import type {Submission, SubmissionPhase} from '../../state/acting-state.ts';
import type {Answered, Step} from '../../state/message.ts';
import {openOverlay, overlayOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {chain, step, stepJobs, withError, withJobs} from '../../state/step.ts';
import {asking, noticeOf, withActing} from '../acting-step.ts';
import {withSubmission} from './questions.ts';

/** The pause before the first retry. */
const RETRY_MS = 2_000;

const submissionOf = ({acting}: State): Submission | undefined => acting.submission;

const inPhase = (state: State, phase: SubmissionPhase): State => withSubmission(state, {phase});

/** Equal for equal submissions only. */
const inputsText = (target: string, input: ImportInput): string =>
  JSON.stringify([target, Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1))]);

const send = (state: State): Step => {
  const submission = submissionOf(state);
  if (!submission?.token) return step(state);
  const {target, input, token} = submission;
  const request = {operation: 'createJob', input: {...input, clientRequestToken: token}} as const;
  return asking(state, {target, request}, (s, id) => inPhase(s, {kind: 'sending', id}));
};

const verify = (state: State, cause: AppError | undefined): Step => {
  const submission = submissionOf(state);
  if (!submission) return step(state);
  const {target, input} = submission;
  return asking(state, {target, request: {operation: 'getJob', input: input.jobName}}, (s, id) =>
    inPhase(s, {kind: 'verifying', id, cause}),
  );
};

/** The same inputs keep their token, so that a second submission of them never imports twice. */
const withToken = (state: State, submission: Submission, fresh: string, at: number): State => {
  const inputs = inputsText(submission.target, submission.input);
  const last = state.acting.lastToken;
  const known = last?.inputs === inputs ? last : {inputs, token: fresh, sentAt: at};
  return withActing(withSubmission(state, {token: known.token, sentAt: known.sentAt}), {lastToken: known});
};

const WAITING = {kind: 'waiting'} as const;

/** Enter on the checklist: sends the import, or waits for the slot first. */
export const submitted = (state: State, fresh: string, at: number): Step => {
  const submission = submissionOf(state);
  if (!submission) return step(state);
  const {phase, questions} = submission;
  if (phase.kind !== 'review' && phase.kind !== 'failed') return step(state);
  const isBusy =
    phase.kind === 'failed' ? phase.error.kind === 'import-running' : questions.slot?.check.result === 'warn';
  const ready = withToken(state, submission, fresh, at);
  return isBusy ? step(inPhase(ready, {...WAITING, since: at, askAt: at})) : send(ready);
};

const failed = (state: State, error: AppError, at: number): Step =>
  step(withError(inPhase(state, {kind: 'failed', error, at}), error, at));

const paused = (
  state: State,
  {
    error,
    next,
    cause,
    jitter,
    at,
  }: {error: AppError; next: 'send' | 'verify'; cause?: AppError | undefined; jitter: number; at: number},
): Step => {
  const failures = submissionOf(state)?.failures ?? 0;
  const until = at + pauseMs(RETRY_MS, failures, jitter);
  const counted = withSubmission(state, {failures: failures + 1});
  return step(withError(inPhase(counted, {kind: 'pausing', until, next, error, cause}), error, at));
};

/** The job is there: the list shows and selects it as soon as it has it. */
const created = (state: State, arn: string, at: number): Step => {
  const submission = submissionOf(state);
  if (!submission) return step(state);
  const {input, target} = submission;
  const isShown = overlayOf(state)?.kind === 'review';
  const overlays = isShown ? [] : state.overlays.filter(({kind}) => kind !== 'quit');
  const notice = noticeOf([`Import of ${input.modelName} started: ${input.jobName}`, `Started: ${input.jobName}`], at);
  const done = withActing({...state, overlays, notice}, {submission: undefined, lastToken: undefined, selecting: arn});
  return chain(shownInList(done, {arn, name: input.jobName, status: 'InProgress', createdAt: at}, at), s =>
    refreshTarget(s, target, at),
  );
};

/** Filters that would hide the new job are cleared. */
const shownInList = (state: State, job: Job, at: number): Step => {
  const list = withoutNarrow(state);
  const {query} = list.screens.jobs;
  if (matches(query, job)) return step(list);
  const open = {...withoutFilters(query), name: undefined};
  return stepJobs(list, (jobs, id) => ask(jobs, id, {query: open, at}));
};

const withoutNarrow = (state: State): State =>
  state.screens.jobs.narrow === '' ? state : withJobs(state, {narrow: '', more: undefined});

const settledBy = (
  state: State,
  verdict: Verdict,
  {jitter, at, cause}: {jitter: number; at: number; cause?: AppError | undefined},
): Step => {
  switch (verdict.kind) {
    case 'created':
      return created(state, verdict.arn, at);
    case 'verify':
      return verify(state, cause);
    case 'retry':
      return paused(state, {error: verdict.error, next: 'send', jitter, at});
    case 'failed':
      return failed(state, verdict.error, at);
  }
};

const createAnswered = (state: State, {id, outcome, jitter}: Answered<'createJob'>, at: number): Step => {
  const submission = submissionOf(state);
  // The SDK has sent it more than once, so an answer was lost.
  const wasRepeated = state.inFlight.get(id)?.attempt !== undefined;
  const mayHaveStarted = submission?.mayHaveStarted === true || wasRepeated;
  const verdict = afterCreate(outcome, {mayHaveStarted});
  const noted = withSubmission(state, {mayHaveStarted: mayHaveStarted || (!outcome.ok && isUncertain(outcome.error))});
  return settledBy(noted, verdict, {jitter, at, cause: outcome.ok ? undefined : outcome.error});
};

const verifyAnswered = (state: State, {outcome, jitter}: Answered<'getJob'>, at: number): Step => {
  const submission = submissionOf(state);
  if (submission?.phase.kind !== 'verifying') return step(state);
  const {input, token = '', sentAt: since, phase} = submission;
  const verdict = afterVerify(outcome, {...input, clientRequestToken: token}, {cause: phase.cause, since});
  if (verdict.kind !== 'lookAgain') return settledBy(state, verdict, {jitter, at});
  return paused(state, {error: verdict.error, next: 'verify', cause: phase.cause, jitter, at});
};

/** Whether the slot is free. A failure is shown, and the question is asked again. */
const slotAnswered = (state: State, {outcome}: Answered<'listJobs'>, at: number): Step => {
  const phase = submissionOf(state)?.phase;
  if (phase?.kind !== 'waiting') return step(state);
  const {since} = phase;
  const askAt = at + state.settings.refreshMs;
  if (!outcome.ok) return step(inPhase(state, {...WAITING, since, askAt, job: phase.job, error: outcome.error}));
  const [job] = outcome.value.jobs;
  return job ? step(inPhase(state, {...WAITING, since, askAt, job})) : send(state);
};

/** Undefined if the request was somebody else's. */
export const submissionAnswered = (state: State, message: Answered, at: number): Step | undefined => {
  const phase = submissionOf(state)?.phase;
  if (!phase || !('id' in phase) || phase.id !== message.id) return undefined;
  if (message.operation === 'createJob') return createAnswered(state, message, at);
  if (message.operation === 'getJob') return verifyAnswered(state, message, at);
  return message.operation === 'listJobs' ? slotAnswered(state, message, at) : undefined;
};

export const submissionDueAt = (state: State): number | undefined => {
  const phase = submissionOf(state)?.phase;
  if (phase?.kind === 'pausing') return phase.until;
  return phase?.kind === 'waiting' && phase.id === undefined ? phase.askAt : undefined;
};

export const submissionDue = (state: State, at: number): Step => {
  const submission = submissionOf(state);
  const phase = submission?.phase;
  if (phase?.kind === 'pausing' && phase.until <= at)
    return phase.next === 'send' ? send(state) : verify(state, phase.cause);
  if (!submission || phase?.kind !== 'waiting' || phase.id !== undefined || phase.askAt > at) return step(state);
  const request = {operation: 'listJobs', input: RUNNING_JOBS} as const;
  return asking(state, {target: submission.target, request}, (s, id) => inPhase(s, {...phase, id}));
};

/** Nothing is known to be lost if the program ends now: no import is under way. */
export const isUnderWay = (state: State): boolean => {
  const kind = submissionOf(state)?.phase.kind;
  return kind === 'sending' || kind === 'verifying' || kind === 'pausing' || kind === 'waiting';
};

/** Stops waiting or retrying. What has been sent cannot be taken back: AWS cannot stop an import. */
export const stopped = (state: State): Step => {
  const submission = submissionOf(state);
  const phase = submission?.phase;
  if (!submission || (phase?.kind !== 'waiting' && phase?.kind !== 'pausing')) return step(state);
  const back = inPhase(state, {kind: 'review'});
  return phase.kind === 'waiting' && phase.id !== undefined ? step(back, {kind: 'cancel', id: phase.id}) : step(back);
};

/** The new job is selected once the list has it. */
export const chainSelected = (done: Step, at: number): Step => chain(done, s => step(withSelected(s, at)));

const withSelected = (state: State, at: number): State => {
  const {selecting} = state.acting;
  if (selecting === undefined || openOverlay(state, 'review')) return state;
  const {jobs} = state.screens;
  const isListed = [...jobs.slices.values()].some(({feed}) => feed.positions.has(selecting));
  if (!isListed) return state;
  const selected = {...jobs, selected: selecting, selectedAt: at, movedAt: at, hasSettled: false};
  return withActing({...state, screens: {...state.screens, jobs: selected}}, {selecting: undefined});
};
