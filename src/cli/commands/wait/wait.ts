/** The wait command: polls until the jobs have ended, the time is up, or retrying is pointless. */
import type {AppError} from '../../../core/domain/app-error.ts';
import {hasEnded, type JobDetail} from '../../../core/domain/job.ts';
import {verdictOf} from '../../../core/domain/wait-goal.ts';
import {pollPauseMs, type RetryLimits} from '../../../core/retry/retry.ts';
import {faster, slower} from '../../../core/retry/slowdown.ts';
import {durationOf} from '../../../core/text/format.ts';
import {resultText, timeoutText} from '../../../output/wait-text.ts';
import type {WaitOptions} from '../../args/wait-options.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {createDeadline, type Deadline, withTimeLimit} from '../shared/deadline.ts';
import {type PlainHost, pause, sayAt} from '../shared/host.ts';
import {type Expression, readExpression} from '../shared/jmespath.ts';
import {printDetails} from '../shared/job-output.ts';
import type {JobSource} from '../shared/job-source.ts';
import {openJobSource} from '../shared/open-job-source.ts';
import {createSlowRequestNotice, withSlowRequestNotice} from '../shared/slow-request.ts';
import {answerLimitMs, finalLine, noAnswerError} from '../shared/with-retry.ts';
import {fetchJobs, readHistory} from './first-requests.ts';
import {createSourcePoll, type JobPoll, type Polled} from './job-poll.ts';
import {createWaitReporter, type WaitReporter} from './wait-reporter.ts';

type Ending =
  | {readonly kind: 'met' | 'missed' | 'timeout'; readonly jobs: readonly JobDetail[]}
  | {readonly kind: 'failed'; readonly error: AppError}
  /** A signal has arrived. */
  | {readonly kind: 'ended'};

interface Wait {
  readonly options: WaitOptions;
  readonly host: PlainHost;
  readonly source: JobSource;
  readonly deadline: Deadline;
  readonly reporter: WaitReporter;
}

/** The time for the last fetch if the process was stopped. */
const FINAL_FETCH_MS = 10_000;
const FINAL_FETCH: RetryLimits = {throttledMs: FINAL_FETCH_MS, otherMs: FINAL_FETCH_MS};

/**
 * How the command ends if the time is up or a signal has arrived. If the process was stopped meanwhile, or the machine asleep,
 * the known state of the jobs is out of date, so they are fetched once more.
 */
const timeoutEnding = async (wait: Wait, jobs: readonly JobDetail[], wasStopped: boolean): Promise<Ending> => {
  const {options, host, deadline} = wait;
  if (!host.ended.aborted && (wasStopped || deadline.isLate())) {
    const limits = {ended: host.ended, limitMs: FINAL_FETCH_MS};
    const {result: outcome} = await withTimeLimit(host.clock, limits, signal => fetchJobs(wait, signal, FINAL_FETCH));
    if (outcome.ok && !host.ended.aborted) {
      const verdict = verdictOf(outcome.value, options.goal);
      return {kind: verdict === 'open' ? 'timeout' : verdict, jobs: outcome.value};
    }
  }
  return host.ended.aborted ? {kind: 'ended'} : {kind: 'timeout', jobs};
};

const countUnfinished = (jobs: readonly JobDetail[]): number => jobs.filter(job => !hasEnded(job)).length;

interface PollInput {
  readonly poll: JobPoll;
  readonly jobs: readonly JobDetail[];
  /** When the requests began to fail. */
  readonly since: number | undefined;
}

interface PollResult extends Polled {
  readonly stoppedMs: number;
}

/** One poll. If --retry-for was given, the poll is cancelled when that time is up. */
const pollOnce = async (wait: Wait, {poll, jobs, since}: PollInput): Promise<PollResult> => {
  const {options, host, deadline, reporter} = wait;
  const limitMs = answerLimitMs(options.retryLimits, since === undefined ? 0 : host.clock.now() - since);
  reporter.sent();
  const {result: limited, stoppedMs} = await withSlowRequestNotice(createSlowRequestNotice(host, reporter.slow), () =>
    withTimeLimit(host.clock, {ended: deadline.signal, limitMs}, signal => poll(jobs, signal)),
  );
  const {result, hasTimedOut} = limited;
  return {
    ...result,
    stoppedMs,
    error: hasTimedOut && result.error ? noAnswerError(result.error, limitMs ?? 0) : result.error,
  };
};

/** Polls until the goal is met or missed, or there is a reason to stop. */
const pollUntilDecided = async (wait: Wait, first: readonly JobDetail[]): Promise<Ending> => {
  const {options, host, source, deadline, reporter} = wait;
  const {clock} = host;
  const poll = createSourcePoll(source);
  let jobs = first;
  let pace = 1;
  let failing: {since: number; failures: number} | undefined;
  let pauseMs = options.refreshMs;
  for (;;) {
    const verdict = verdictOf(jobs, options.goal);
    if (verdict !== 'open') return {kind: verdict, jobs};
    const pausedMs = await pause(clock, pauseMs, deadline.signal);
    if (deadline.signal.aborted) return timeoutEnding(wait, jobs, pausedMs > 0);
    // The time for which the process was stopped does not count.
    if (failing) failing = {...failing, since: failing.since + pausedMs};
    const sentAt = clock.now();
    const {jobs: latest, error, stoppedMs} = await pollOnce(wait, {poll, jobs, since: failing?.since});
    // If a job has ended, AWS has answered, even if a later request of the same poll failed.
    if (countUnfinished(latest) < countUnfinished(jobs)) failing = undefined;
    jobs = latest;
    if (deadline.signal.aborted && error) return timeoutEnding(wait, jobs, pausedMs + stoppedMs > 0);
    if (!error || verdictOf(jobs, options.goal) !== 'open') {
      reporter.jobs(jobs);
      failing = undefined;
      pace = faster(pace);
      pauseMs = options.refreshMs * pace;
      continue;
    }
    failing = {since: (failing?.since ?? sentAt) + stoppedMs, failures: (failing?.failures ?? 0) + 1};
    if (error.kind === 'throttled') pace = slower(pace);
    const given = {limits: options.retryLimits, now: clock.now(), jitter: host.jitter(), everyMs: options.refreshMs};
    const next = pollPauseMs(error, failing, given);
    if (next === undefined) return {kind: 'failed', error};
    reporter.failed(error, next);
    pauseMs = next;
  }
};

const waitForJobs = async (wait: Wait): Promise<Ending> => {
  const {options, host, source, deadline, reporter} = wait;
  const {timeoutMs, firstLimits} = options;
  if (timeoutMs) deadline.start(timeoutMs);
  // --timeout 0s means one attempt without retries.
  const retryLimits: RetryLimits = timeoutMs === 0 ? {...firstLimits, throttledMs: 0, otherMs: 0} : firstLimits;
  const outcome = await fetchJobs(wait, deadline.signal, retryLimits);
  if (!outcome.ok)
    return deadline.signal.aborted ? timeoutEnding(wait, [], false) : {kind: 'failed', error: outcome.error};
  // With 0s, the deadline starts only now, so that the jobs could be fetched.
  if (timeoutMs === 0) deadline.start(0);
  for (const error of source.failures()) sayAt(host, finalLine(error, host));
  reporter.jobs(outcome.value);
  if (host.stderrWidth() !== undefined && !options.isQuiet) readHistory(wait, outcome.value);
  return pollUntilDecided(wait, outcome.value);
};

const CODES = {met: EXIT_CODES.ok, missed: EXIT_CODES.failedJob, timeout: EXIT_CODES.timeout} as const;

const finish = async (ending: Ending, wait: Wait, expression: Expression | undefined): Promise<number> => {
  const {host, options} = wait;
  if (ending.kind === 'ended') return host.endCode();
  if (ending.kind === 'failed') {
    host.say(finalLine(ending.error, host));
    return exitCodeOf(ending.error);
  }
  const {jobs} = ending;
  if (jobs.length > 0) {
    const printed = await printDetails(
      {options, expression, jobs, isList: true, text: style => resultText(jobs, style)},
      host,
    );
    if (!printed.ok) {
      host.say(printed.reason);
      return EXIT_CODES.usage;
    }
  }
  if (ending.kind === 'timeout') host.say(timeoutText(jobs, durationOf(options.timeoutMs ?? 0), host.clock.now()));
  return host.ended.aborted ? host.endCode() : CODES[ending.kind];
};

/** Resolves to the exit code. */
export const runWait = async (options: WaitOptions, host: PlainHost): Promise<number> => {
  const read = options.expression === undefined ? undefined : await readExpression(options.expression);
  if (read && !read.ok) {
    host.say(read.reason);
    return EXIT_CODES.usage;
  }
  const wait: Wait = {
    options,
    host,
    source: await openJobSource(options, host),
    deadline: createDeadline(host.clock, host.ended),
    reporter: createWaitReporter(host, options.isQuiet),
  };
  const ending = await waitForJobs(wait);
  wait.reporter.stop(ending.kind === 'ended');
  wait.deadline.stop();
  wait.source.close();
  return finish(ending, wait, read?.value);
};
