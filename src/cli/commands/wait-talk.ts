/** The messages of the wait command on stderr: a status line that counts on a terminal, otherwise lines with times. */
import type {AppError} from '../../core/app-error.ts';
import {durationOf, isoSecond} from '../../core/format.ts';
import {isOver, type JobDetail} from '../../core/job.ts';
import {type Typical, typicalOf} from '../../core/waiting.ts';
import {cut} from '../../core/wrap.ts';
import {interruptedText, progressTexts, standingText} from '../../output/wait-text.ts';
import {textWidth} from '../../ui/text-width.ts';
import {retryLine} from './ask.ts';
import type {PlainHost} from './host.ts';

export interface WaitTalk {
  /** The jobs as they are now. */
  jobs(jobs: readonly JobDetail[]): void;
  /** A request has been sent. */
  asking(): void;
  /** A message about a request that has no answer yet. */
  silent(line: string): void;
  /** A request has failed, and is retried after `pauseMs`. */
  trouble(error: AppError, pauseMs: number): void;
  /** Jobs that completed earlier, for an estimate. */
  history(jobs: Parameters<typeof typicalOf>[0]): void;
  /** `isInterrupted`: a signal came before the jobs had ended. */
  stop(isInterrupted: boolean): void;
}

const SILENT: WaitTalk = {jobs() {}, asking() {}, silent() {}, trouble() {}, history() {}, stop() {}};

/** People and CI systems assume that a build without output is stuck. */
const HEARTBEAT_MS = 60_000;
const SECOND = 1_000;

/** The jobs whose status has changed. */
const changedIn = (before: readonly JobDetail[] | undefined, jobs: readonly JobDetail[]): readonly JobDetail[] =>
  jobs.filter((job, i) => before?.[i]?.status !== job.status);

const linesTalk = (host: PlainHost): WaitTalk => {
  let before: readonly JobDetail[] | undefined;
  let isTroubled = false;
  let saidAt = 0;
  const say = (text: string) => {
    saidAt = host.clock.now();
    host.say(`${isoSecond(saidAt)}  ${text}`);
  };
  return {
    ...SILENT,
    jobs: jobs => {
      const now = host.clock.now();
      const isDue = now - saidAt >= HEARTBEAT_MS || isTroubled;
      const told = isDue
        ? jobs.filter((job, i) => !isOver(job) || before?.[i]?.status !== job.status)
        : changedIn(before, jobs);
      isTroubled = false;
      before = jobs;
      for (const job of told) say(standingText(job, now));
    },
    silent: say,
    trouble: (error, pauseMs) => {
      isTroubled = true;
      say(retryLine(error, pauseMs));
    },
  };
};

/** Leaves room for the ^C that the terminal echoes. */
const MARGIN = 3;

interface Standing {
  readonly jobs: readonly JobDetail[];
  readonly typical?: Typical | undefined;
  readonly trouble?: {readonly kind: AppError['kind']; readonly since: number; readonly retryAt: number} | undefined;
  /** When the request was sent that has no answer yet. */
  readonly askedAt?: number | undefined;
}

const TROUBLE_WORDS: Readonly<Partial<Record<AppError['kind'], string>>> = {
  network: 'no answer',
  throttled: 'throttled',
};

/** Most answers arrive sooner. */
const SLOW_MS = 3_000;

/** How long there has been no answer, if it is long enough to be mentioned. */
const silenceText = ({trouble, askedAt}: Standing, at: number): string | undefined =>
  askedAt === undefined || at - askedAt < SLOW_MS
    ? undefined
    : `no answer for ${durationOf(at - (trouble?.since ?? askedAt))}`;

/** The longest status text that fits into `room` columns. */
const lineOf = (standing: Standing, at: number, room: number): string => {
  const {jobs, typical, trouble} = standing;
  const troubleText =
    trouble &&
    `${TROUBLE_WORDS[trouble.kind] ?? 'failing'} for ${durationOf(at - trouble.since)}, retrying in ${durationOf(Math.max(0, trouble.retryAt - at))}`;
  const texts = progressTexts(jobs, {typical, now: at, trouble: silenceText(standing, at) ?? troubleText});
  return texts.find(text => textWidth(text) <= room) ?? cut(texts.at(-1) ?? '', room, textWidth);
};

const terminalTalk = (host: PlainHost): WaitTalk => {
  const {clock} = host;
  let now: Standing = {jobs: []};
  let cancel: (() => void) | undefined;
  const draw = () => host.progress(lineOf(now, clock.now(), (host.talkWidth() ?? 80) - MARGIN));
  const tick = () => {
    draw();
    cancel = clock.after(SECOND, tick);
  };
  return {
    jobs: jobs => {
      const ended = now.jobs.length === 0 || jobs.length === 1 ? [] : changedIn(now.jobs, jobs).filter(isOver);
      for (const job of ended) host.say(standingText(job, clock.now()));
      now = {...now, jobs, trouble: undefined, askedAt: undefined};
      if (cancel) draw();
      else tick();
    },
    asking: () => {
      now = {...now, askedAt: clock.now()};
    },
    // The status line shows the time; only a credential_process needs a message.
    silent: line => {
      if (host.credentialProcess() !== undefined) host.say(line);
    },
    trouble: (error, pauseMs) => {
      const at = clock.now();
      if (!now.trouble) host.say(retryLine(error, pauseMs));
      now = {
        ...now,
        askedAt: undefined,
        trouble: {kind: error.kind, since: now.trouble?.since ?? at, retryAt: at + pauseMs},
      };
      draw();
    },
    history: jobs => {
      now = {...now, typical: typicalOf(jobs)};
    },
    stop: isInterrupted => {
      cancel?.();
      host.progress(undefined);
      if (isInterrupted && now.jobs.length > 0) host.say(interruptedText(now.jobs, clock.now()));
    },
  };
};

export const createWaitTalk = (host: PlainHost, isQuiet: boolean): WaitTalk => {
  if (isQuiet) return SILENT;
  return host.talkWidth() === undefined ? linesTalk(host) : terminalTalk(host);
};
