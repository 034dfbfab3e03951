/** Reports the progress of the wait command on stderr: as a status line on a terminal, otherwise as lines with times. */
import type {AppError} from '../../../core/domain/app-error.ts';
import {hasEnded, type Job, type JobDetail} from '../../../core/domain/job.ts';
import {type History, historyOf} from '../../../core/jobs/estimate.ts';
import {durationOf, isoSecond} from '../../../core/text/format.ts';
import {cut} from '../../../core/text/wrap.ts';
import {interruptedText, progressTexts, standingText} from '../../../output/wait-text.ts';
import {textWidth} from '../../../ui/terminal/text-width.ts';
import type {PlainHost} from '../shared/host.ts';
import {retryLine} from '../shared/with-retry.ts';

export interface WaitReporter {
  /** The jobs have been fetched. */
  jobs(jobs: readonly JobDetail[]): void;
  /** A request has been sent. */
  sent(): void;
  /** A request has had no answer for a while, as `line` says. */
  slow(line: string): void;
  /** A request has failed, and is retried after `pauseMs`. */
  failed(error: AppError, pauseMs: number): void;
  /** Jobs that completed earlier, the newest first: they give an estimate. */
  history(jobs: readonly Job[]): void;
  /** The command ends. `isInterrupted`: by a signal, before the jobs have ended. */
  stop(isInterrupted: boolean): void;
}

const QUIET: WaitReporter = {jobs() {}, sent() {}, slow() {}, failed() {}, history() {}, stop() {}};

/** At least one line in this time, because people and CI systems take a build without output for a stuck one. */
const HEARTBEAT_MS = 60_000;
const SECOND = 1_000;

/** The jobs whose status has changed. */
const changedIn = (before: readonly JobDetail[] | undefined, jobs: readonly JobDetail[]): readonly JobDetail[] =>
  jobs.filter((job, i) => before?.[i]?.status !== job.status);

const createLineReporter = (host: PlainHost): WaitReporter => {
  let before: readonly JobDetail[] | undefined;
  let hasFailed = false;
  let saidAt = 0;
  const say = (text: string) => {
    saidAt = host.clock.now();
    host.say(`${isoSecond(saidAt)}  ${text}`);
  };
  return {
    ...QUIET,
    jobs: jobs => {
      const now = host.clock.now();
      const isDue = now - saidAt >= HEARTBEAT_MS || hasFailed;
      const mentioned = isDue
        ? jobs.filter((job, i) => !hasEnded(job) || before?.[i]?.status !== job.status)
        : changedIn(before, jobs);
      hasFailed = false;
      before = jobs;
      for (const job of mentioned) say(standingText(job, now));
    },
    slow: say,
    failed: (error, pauseMs) => {
      hasFailed = true;
      say(retryLine(error, pauseMs));
    },
  };
};

/** Room for the ^C that the terminal echoes. */
const MARGIN = 3;

interface Progress {
  readonly jobs: readonly JobDetail[];
  readonly history?: History | undefined;
  readonly failure?: {readonly kind: AppError['kind']; readonly since: number; readonly retryAt: number} | undefined;
  /** When the request in progress was sent. */
  readonly askedAt?: number | undefined;
}

const FAILURE_WORDS: Readonly<Partial<Record<AppError['kind'], string>>> = {
  network: 'no answer',
  throttled: 'throttled',
};

/** Most answers arrive sooner, so a shorter wait is not mentioned. */
const SLOW_MS = 3_000;

/** How long there has been no answer; undefined if that is not worth mentioning. */
const slowText = ({failure, askedAt}: Progress, at: number): string | undefined =>
  askedAt === undefined || at - askedAt < SLOW_MS
    ? undefined
    : `no answer for ${durationOf(at - (failure?.since ?? askedAt))}`;

/** The longest status text that fits into `room` columns. */
const lineOf = (progress: Progress, at: number, room: number): string => {
  const {jobs, history, failure} = progress;
  const failureText =
    failure &&
    `${FAILURE_WORDS[failure.kind] ?? 'failing'} for ${durationOf(at - failure.since)}, retrying in ${durationOf(Math.max(0, failure.retryAt - at))}`;
  const texts = progressTexts(jobs, {history, now: at, trouble: slowText(progress, at) ?? failureText});
  return texts.find(text => textWidth(text) <= room) ?? cut(texts.at(-1) ?? '', room, textWidth);
};

const createStatusLineReporter = (host: PlainHost): WaitReporter => {
  const {clock} = host;
  let now: Progress = {jobs: []};
  let cancel: (() => void) | undefined;
  const draw = () => host.progress(lineOf(now, clock.now(), (host.stderrWidth() ?? 80) - MARGIN));
  const tick = () => {
    draw();
    cancel = clock.after(SECOND, tick);
  };
  return {
    jobs: jobs => {
      const ended = now.jobs.length === 0 || jobs.length === 1 ? [] : changedIn(now.jobs, jobs).filter(hasEnded);
      for (const job of ended) host.say(standingText(job, clock.now()));
      now = {...now, jobs, failure: undefined, askedAt: undefined};
      if (cancel) draw();
      else tick();
    },
    sent: () => {
      now = {...now, askedAt: clock.now()};
    },
    // The status line shows the time without an answer. Only a credential_process needs a message.
    slow: line => {
      if (host.credentialProcess() !== undefined) host.say(line);
    },
    failed: (error, pauseMs) => {
      const at = clock.now();
      if (!now.failure) host.say(retryLine(error, pauseMs));
      now = {
        ...now,
        askedAt: undefined,
        failure: {kind: error.kind, since: now.failure?.since ?? at, retryAt: at + pauseMs},
      };
      draw();
    },
    history: jobs => {
      now = {...now, history: historyOf(jobs)};
    },
    stop: isInterrupted => {
      cancel?.();
      host.progress(undefined);
      if (isInterrupted && now.jobs.length > 0) host.say(interruptedText(now.jobs, clock.now()));
    },
  };
};

export const createWaitReporter = (host: PlainHost, isQuiet: boolean): WaitReporter => {
  if (isQuiet) return QUIET;
  return host.stderrWidth() === undefined ? createLineReporter(host) : createStatusLineReporter(host);
};
