/** Starts the job: sends the request until it is known whether there is one. */
import {type AppError, failure, type Outcome, success} from '../../../core/domain/app-error.ts';
import type {CreateJobRequest} from '../../../core/domain/import-input.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {afterCreate, afterVerify, isUncertain, type Verdict} from '../../../core/imports/submission.ts';
import {retryPauseMs} from '../../../core/retry/retry.ts';
import type {ImportOptions} from '../../args/import-options.ts';
import {type PlainHost, pause} from '../shared/host.ts';
import {createSlowRequestNotice, withSlowRequestNotice} from '../shared/slow-request.ts';
import {retryLine} from '../shared/with-retry.ts';
import {waitForSlot} from './slot.ts';

export interface Started {
  readonly arn: string;
  /** An earlier attempt had started it: its answer was lost. */
  readonly wasRepeated: boolean;
}

export interface SubmitFailure {
  readonly error: AppError;
  /** It is not known whether AWS has started a job. */
  readonly isUncertain: boolean;
}

/** A new role is known to AWS after some minutes. */
const ROLE_PAUSE_MS = 10_000;

interface Submission {
  readonly gateway: Gateway;
  readonly request: CreateJobRequest;
  readonly options: ImportOptions;
  readonly host: PlainHost;
  /** When --timeout ends all waiting (ms since the epoch). */
  readonly deadline?: number | undefined;
}

/** One attempt. `noteSent`: the SDK has sent the request more than once, so an earlier answer was lost. */
const create = async ({gateway, request, host}: Submission, noteSent: () => void) => {
  const notice = createSlowRequestNotice(host, host.say);
  const {result} = await withSlowRequestNotice(notice, () =>
    gateway.createJob(request, host.ended, ({number}) => {
      if (number > 1) noteSent();
    }),
  );
  return result;
};

interface Doubt {
  /** When the request was sent first. With a given token, that may have been in an earlier run. */
  readonly firstSentAt: number;
  /** Why it is not known whether the job exists. */
  readonly cause: AppError | undefined;
}

/** Looks for the job until an answer says whether it exists. */
const verify = async ({gateway, request, host, options}: Submission, doubt: Doubt): Promise<Verdict> => {
  const given = options.clientRequestToken !== undefined;
  const verification = {cause: doubt.cause, since: given ? undefined : doubt.firstSentAt};
  const since = host.clock.now();
  for (let failures = 1; ; failures++) {
    const verdict = afterVerify(await gateway.getJob(request.jobName, host.ended), request, verification);
    if (verdict.kind !== 'lookAgain') return verdict;
    const now = {limits: options.retryLimits, now: host.clock.now(), jitter: host.jitter()};
    const wait = retryPauseMs(verdict.error, {since, failures}, now);
    if (wait === undefined) return {kind: 'failed', error: verdict.error};
    if (!options.isQuiet) host.say(retryLine(verdict.error, wait));
    await pause(host.clock, wait, host.ended);
  }
};

/** How long to wait before the same request is sent again; undefined: not at all. */
const pauseBefore = (
  error: AppError,
  {options, host}: Submission,
  streak: {readonly since: number; readonly failures: number},
): number | undefined => {
  const {retryLimits} = options;
  const now = host.clock.now();
  if (error.kind === 'role-refused') {
    return retryLimits.isStrict && now - streak.since + ROLE_PAUSE_MS <= retryLimits.otherMs
      ? ROLE_PAUSE_MS
      : undefined;
  }
  // Whatever else is retried may pass: an answer that cannot be read, or a job that is not visible yet.
  return retryPauseMs({...error, isTransient: true}, streak, {limits: retryLimits, now, jitter: host.jitter()});
};

export const submit = async (
  submission: Submission,
): Promise<Outcome<Started> | ({readonly ok: false} & SubmitFailure)> => {
  const {host, options} = submission;
  let mayHaveStarted = false;
  let streak: {since: number; failures: number} | undefined;
  const failed = (error: AppError) => ({...failure<Started>(error), isUncertain: mayHaveStarted});
  const firstSentAt = host.clock.now();
  for (;;) {
    const sentAt = host.clock.now();
    const outcome = await create(submission, () => {
      mayHaveStarted = true;
    });
    let verdict = afterCreate(outcome, {mayHaveStarted});
    if (!outcome.ok && isUncertain(outcome.error)) mayHaveStarted = true;
    if (host.ended.aborted && verdict.kind !== 'created') {
      return failed(verdict.kind === 'verify' || outcome.ok ? NO_ANSWER : outcome.error);
    }
    if (verdict.kind === 'verify')
      verdict = await verify(submission, {firstSentAt, cause: outcome.ok ? undefined : outcome.error});
    if (verdict.kind === 'created') return success({arn: verdict.arn, wasRepeated: verdict.wasRepeated});
    if (verdict.kind === 'verify') throw new Error('a verification that asks for another');
    const {error} = verdict;
    if (error.kind === 'import-running' && options.waitsForSlot) {
      const waited = await waitForSlot(submission);
      if (!waited.ok) return failed(waited.error);
      streak = undefined;
      continue;
    }
    const isFinal = verdict.kind === 'failed' && error.kind !== 'role-refused';
    streak = {since: streak?.since ?? sentAt, failures: (streak?.failures ?? 0) + 1};
    const wait = isFinal ? undefined : pauseBefore(error, submission, streak);
    if (wait === undefined) return failed(error);
    if (!options.isQuiet) host.say(retryLine(error, wait));
    await pause(host.clock, wait, host.ended);
    if (host.ended.aborted) return failed(error);
  }
};

const NO_ANSWER: AppError = {
  kind: 'cancelled',
  what: 'The import could not be followed',
  why: 'The program was ended before AWS answered',
  next: '',
  isTransient: false,
};
