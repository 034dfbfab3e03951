/** The wait command: polls until the jobs have ended, the time is over, or retrying makes no sense. */
import type {AppError, Outcome} from '../../core/app-error.ts';
import {durationOf} from '../../core/format.ts';
import {isOver, type JobDetail} from '../../core/job.ts';
import {type Patience, pollPauseMs} from '../../core/patience.ts';
import type {Gateway} from '../../core/ports.ts';
import {RUNNING_JOBS} from '../../core/query.ts';
import {faster, slower} from '../../core/slowdown.ts';
import {verdictOf} from '../../core/waiting.ts';
import {resultText, timeoutText} from '../../output/wait-text.ts';
import {EXIT_CODES, exitCodeOf} from '../exit-codes.ts';
import {answerLimitMs, askPatiently, finalLine, noAnswer} from './ask.ts';
import {createDeadline, type Deadline, within} from './deadline.ts';
import {type PlainHost, pause, sayAt} from './host.ts';
import {type Expression, readExpression} from './jmespath.ts';
import {printDetails} from './job-output.ts';
import {createJobPoll, type JobPoll, type Polled} from './job-poll.ts';
import {createSilence, withSilence} from './silence.ts';
import type {WaitOptions} from './wait-options.ts';
import {createWaitTalk, type WaitTalk} from './wait-talk.ts';

type Ending =
  | {readonly kind: 'met' | 'missed' | 'timeout'; readonly jobs: readonly JobDetail[]}
  | {readonly kind: 'failed'; readonly error: AppError}
  /** A signal has arrived. */
  | {readonly kind: 'ended'};

interface Wait {
  readonly options: WaitOptions;
  readonly host: PlainHost;
  readonly gateway: Gateway;
  readonly deadline: Deadline;
  readonly talk: WaitTalk;
}

/** How long AWS is asked once more for the jobs if the process was stopped. */
const LAST_LOOK_MS = 10_000;
const LAST_LOOK: Patience = {throttledMs: LAST_LOOK_MS, otherMs: LAST_LOOK_MS};

/**
 * The time is over, or a signal has arrived. If the process was stopped meanwhile, or the machine asleep, what is known of the
 * jobs is out of date, so they are fetched once more.
 */
const timedOut = async (wait: Wait, jobs: readonly JobDetail[], wasStopped: boolean): Promise<Ending> => {
  const {options, host, deadline} = wait;
  if (!host.ended.aborted && (wasStopped || deadline.isLate())) {
    const limits = {ended: host.ended, limitMs: LAST_LOOK_MS};
    const {result: outcome} = await within(host.clock, limits, signal => found(wait, signal, LAST_LOOK));
    if (outcome.ok && !host.ended.aborted) {
      const verdict = verdictOf(outcome.value, options.goal);
      return {kind: verdict === 'open' ? 'timeout' : verdict, jobs: outcome.value};
    }
  }
  return host.ended.aborted ? {kind: 'ended'} : {kind: 'timeout', jobs};
};

/** Fetches each job by its name or ARN. If one does not exist, the command fails. */
const found = async (
  {options, host, gateway}: Wait,
  signal: AbortSignal,
  patience: Patience,
): Promise<Outcome<readonly JobDetail[]>> => {
  const manner = {patience, isQuiet: options.isQuiet, signal, say: (line: string) => sayAt(host, line)};
  const jobs = new Map<string, JobDetail>();
  for (const identifier of options.jobs) {
    const outcome = await askPatiently(inner => gateway.getJob(identifier, inner), host, manner);
    if (!outcome.ok) return outcome;
    jobs.set(outcome.value.arn, outcome.value);
  }
  return {ok: true, value: [...jobs.values()]};
};

const countOpen = (jobs: readonly JobDetail[]): number => jobs.filter(job => !isOver(job)).length;

interface Asked {
  readonly poll: JobPoll;
  readonly jobs: readonly JobDetail[];
  /** When AWS stopped answering. */
  readonly since: number | undefined;
}

interface Answer extends Polled {
  readonly stoppedMs: number;
}

/** One poll. If --retry-for was given, it is cancelled when that time is over. */
const pollOnce = async (wait: Wait, {poll, jobs, since}: Asked): Promise<Answer> => {
  const {options, host, deadline, talk} = wait;
  const limitMs = answerLimitMs(options.patience, since === undefined ? 0 : host.clock.now() - since);
  talk.asking();
  const {result: limited, stoppedMs} = await withSilence(createSilence(host, talk.silent), () =>
    within(host.clock, {ended: deadline.signal, limitMs}, signal => poll(jobs, signal)),
  );
  const {result, isOver} = limited;
  return {...result, stoppedMs, error: isOver && result.error ? noAnswer(result.error, limitMs ?? 0) : result.error};
};

/** Polls until there is a verdict or a reason to stop. */
const polled = async (wait: Wait, first: readonly JobDetail[]): Promise<Ending> => {
  const {options, host, gateway, deadline, talk} = wait;
  const {clock} = host;
  const poll = createJobPoll(gateway);
  let jobs = first;
  let pace = 1;
  let trouble: {since: number; failures: number} | undefined;
  let pauseMs = options.refreshMs;
  for (;;) {
    const verdict = verdictOf(jobs, options.goal);
    if (verdict !== 'open') return {kind: verdict, jobs};
    const pausedMs = await pause(clock, pauseMs, deadline.signal);
    if (deadline.signal.aborted) return timedOut(wait, jobs, pausedMs > 0);
    // The time for which the process was stopped does not count.
    if (trouble) trouble = {...trouble, since: trouble.since + pausedMs};
    const askedAt = clock.now();
    const {jobs: latest, error, stoppedMs} = await pollOnce(wait, {poll, jobs, since: trouble?.since});
    // Answers that arrived count, even if a later request failed.
    if (countOpen(latest) < countOpen(jobs)) trouble = undefined;
    jobs = latest;
    if (deadline.signal.aborted && error) return timedOut(wait, jobs, pausedMs + stoppedMs > 0);
    if (!error || verdictOf(jobs, options.goal) !== 'open') {
      talk.jobs(jobs);
      trouble = undefined;
      pace = faster(pace);
      pauseMs = options.refreshMs * pace;
      continue;
    }
    trouble = {since: (trouble?.since ?? askedAt) + stoppedMs, failures: (trouble?.failures ?? 0) + 1};
    if (error.kind === 'throttled') pace = slower(pace);
    const given = {patience: options.patience, now: clock.now(), luck: host.luck(), everyMs: options.refreshMs};
    const next = pollPauseMs(error, trouble, given);
    if (next === undefined) return {kind: 'failed', error};
    talk.trouble(error, next);
    pauseMs = next;
  }
};

const waited = async (wait: Wait): Promise<Ending> => {
  const {options, host, gateway, deadline, talk} = wait;
  const {timeoutMs, firstPatience} = options;
  if (timeoutMs) deadline.start(timeoutMs);
  // 0s means one attempt.
  const patience: Patience = timeoutMs === 0 ? {...firstPatience, throttledMs: 0, otherMs: 0} : firstPatience;
  const outcome = await found(wait, deadline.signal, patience);
  if (!outcome.ok) return deadline.signal.aborted ? timedOut(wait, [], false) : {kind: 'failed', error: outcome.error};
  // 0s still asks once.
  if (timeoutMs === 0) deadline.start(0);
  talk.jobs(outcome.value);
  if (host.talkWidth() !== undefined && !options.isQuiet && outcome.value.some(job => !isOver(job))) {
    // For an estimate. It is not waited for, and its failure does not matter.
    const completed = {...RUNNING_JOBS, status: 'Completed', pageSize: 25};
    void gateway.listJobs(completed, host.ended).then(page => page.ok && talk.history(page.value.jobs));
  }
  return polled(wait, outcome.value);
};

const CODES = {met: EXIT_CODES.ok, missed: EXIT_CODES.failedJob, timeout: EXIT_CODES.timeout} as const;

const concluded = async (ending: Ending, wait: Wait, expression: Expression | undefined): Promise<number> => {
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
    gateway: await host.openGateway(options),
    deadline: createDeadline(host.clock, host.ended),
    talk: createWaitTalk(host, options.isQuiet),
  };
  const ending = await waited(wait);
  wait.talk.stop(ending.kind === 'ended');
  wait.deadline.stop();
  wait.gateway.close();
  return concluded(ending, wait, read?.value);
};
