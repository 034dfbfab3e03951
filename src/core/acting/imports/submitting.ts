/**
 * A submission on its way: sent, sent again, looked for after a lost answer, or waiting until the import before it has ended. What an
 * answer means is in core/imports/submission.ts.
 */

import type {AppError} from '../../domain/app-error.ts';
import type {ImportInput} from '../../domain/import-input.ts';
import {RUNNING_JOBS} from '../../domain/query.ts';
import {afterCreate, afterVerify, isUncertain, type Verdict} from '../../imports/submission.ts';
import {pauseMs} from '../../retry/backoff.ts';
import type {Submission, SubmissionPhase} from '../../state/acting-state.ts';
import type {Answered, Step} from '../../state/message.ts';
import type {State} from '../../state/state.ts';
import {step, withError} from '../../state/step.ts';
import {asking, withActing} from '../acting-step.ts';
import {created} from './created.ts';
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
  return isBusy ? step(inPhase(ready, {...WAITING, since: at, askAt: at, failures: 0})) : send(ready);
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

/** Whether the slot is free. A failure is shown, and the question is asked again, each time after a longer pause. */
const slotAnswered = (state: State, {outcome, jitter}: Answered<'listJobs'>, at: number): Step => {
  const phase = submissionOf(state)?.phase;
  if (phase?.kind !== 'waiting') return step(state);
  const {refreshMs} = state.settings;
  const {since, failures} = phase;
  if (!outcome.ok) {
    const askAt = at + pauseMs(refreshMs, failures, jitter);
    const {error} = outcome;
    return step(inPhase(state, {...WAITING, since, askAt, job: phase.job, error, failures: failures + 1}));
  }
  const [job] = outcome.value.jobs;
  return job ? step(inPhase(state, {...WAITING, since, askAt: at + refreshMs, job, failures: 0})) : send(state);
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
