/** The wait command: polls until the jobs have ended, the time is up, or retrying is pointless. */
import type {AppError, Outcome} from '../../../core/domain/app-error.ts';
import {hasEnded, type JobDetail} from '../../../core/domain/job.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {RUNNING_JOBS} from '../../../core/domain/query.ts';
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
import {createSlowRequestNotice, withSlowRequestNotice} from '../shared/slow-request.ts';
import {answerLimitMs, finalLine, noAnswerError, withRetry} from '../shared/with-retry.ts';
import {createJobPoll, type JobPoll, type Polled} from './job-poll.ts';
import {createWaitReporter, type WaitReporter} from './wait-reporter.ts';

type Ending =
  | {readonly kind: 'met' | 'missed' | 'timeout'; readonly jobs: readonly JobDetail[]}
  | {readonly kind: 'failed'; readonly error: AppError}
  /** A signal has arrived. */
  | {readonly kind: 'ended'};

type WaitGateway = Pick<Gateway, 'getJob' | 'listJobs' | 'close'>;

interface Wait {
  readonly options: WaitOptions;
  readonly host: PlainHost;
  readonly gateway: WaitGateway;
  readonly deadline: Deadline;
  readonly reporter: WaitReporter;
}

/** So many completed jobs are read for the estimate, in one request. */
const HISTORY_SIZE = 100;
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

/** Fetches each job by its name or ARN. Fails if one of them does not exist. */
const fetchJobs = async (
  {options, host, gateway}: Wait,
  signal: AbortSignal,
  retryLimits: RetryLimits,
): Promise<Outcome<readonly JobDetail[]>> => {
  const retry = {retryLimits, isQuiet: options.isQuiet, signal, say: (line: string) => sayAt(host, line)};
  const jobs = new Map<string, JobDetail>();
  for (const identifier of options.jobs) {
    const outcome = await withRetry(inner => gateway.getJob(identifier, inner), host, retry);
    if (!outcome.ok) return outcome;
    jobs.set(outcome.value.arn, outcome.value);
  }
  return {ok: true, value: [...jobs.values()]};
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
  const {options, host, gateway, deadline, reporter} = wait;
  const {clock} = host;
  const poll = createJobPoll(gateway);
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
  const {options, host, gateway, deadline, reporter} = wait;
  const {timeoutMs, firstLimits} = options;
  if (timeoutMs) deadline.start(timeoutMs);
  // --timeout 0s means one attempt without retries.
  const retryLimits: RetryLimits = timeoutMs === 0 ? {...firstLimits, throttledMs: 0, otherMs: 0} : firstLimits;
  const outcome = await fetchJobs(wait, deadline.signal, retryLimits);
  if (!outcome.ok)
    return deadline.signal.aborted ? timeoutEnding(wait, [], false) : {kind: 'failed', error: outcome.error};
  // With 0s, the deadline starts only now, so that the jobs could be fetched.
  if (timeoutMs === 0) deadline.start(0);
  reporter.jobs(outcome.value);
  if (host.stderrWidth() !== undefined && !options.isQuiet && outcome.value.some(job => !hasEnded(job))) {
    // For an estimate. Nothing waits for it, and its failure does not matter.
    const completed = {...RUNNING_JOBS, status: 'Completed', pageSize: HISTORY_SIZE};
    void gateway.listJobs(completed, host.ended).then(page => page.ok && reporter.history(page.value.jobs));
  }
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

/** A connection that cannot be asked for a name is mentioned; the job may be found at another. */
const openGateway = async (options: WaitOptions, host: PlainHost): Promise<WaitGateway> => {
  if (options.targets.length < 2) return host.openGateway(options);
  const {openSeveral} = await import('../shared/several-gateway.ts');
  return openSeveral({...options, retryLimits: options.firstLimits}, host);
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
    gateway: await openGateway(options, host),
    deadline: createDeadline(host.clock, host.ended),
    reporter: createWaitReporter(host, options.isQuiet),
  };
  const ending = await waitForJobs(wait);
  wait.reporter.stop(ending.kind === 'ended');
  wait.deadline.stop();
  wait.gateway.close();
  return finish(ending, wait, read?.value);
};
