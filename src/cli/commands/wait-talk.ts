/** What the wait command says on stderr: a line that counts on a terminal, plain lines with times elsewhere. */
import type {AppError} from '../../core/app-error.ts';
import {durationOf} from '../../core/format.ts';
import {isOver, type JobDetail} from '../../core/job.ts';
import {type Typical, typicalOf} from '../../core/waiting.ts';
import {cut} from '../../core/wrap.ts';
import {isoSecond} from '../../output/shape.ts';
import {interruptedText, progressTexts, standingText} from '../../output/wait-text.ts';
import {textWidth} from '../../ui/text-width.ts';
import {retryLine} from './ask.ts';
import type {PlainHost} from './host.ts';

export interface WaitTalk {
  /** How the jobs stand now. */
  jobs(jobs: readonly JobDetail[]): void;
  /** A question has been asked. */
  asking(): void;
  /** What can be said of a question that has no answer yet. */
  silent(line: string): void;
  /** A question has failed, and is asked again after `pauseMs`. */
  trouble(error: AppError, pauseMs: number): void;
  /** The jobs that have completed before, for an estimate. */
  history(jobs: Parameters<typeof typicalOf>[0]): void;
  /** `isInterrupted`: by a signal, before the jobs have ended. */
  stop(isInterrupted: boolean): void;
}

const SILENT: WaitTalk = {jobs() {}, asking() {}, silent() {}, trouble() {}, history() {}, stop() {}};

/** A build that says nothing for long is taken for dead, by people and by machines. */
const HEARTBEAT_MS = 60_000;
const SECOND = 1_000;

/** The jobs that stand otherwise than they did. */
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

/** So that the ^C of a terminal still fits behind it. */
const MARGIN = 3;

interface Standing {
  readonly jobs: readonly JobDetail[];
  readonly typical?: Typical | undefined;
  readonly trouble?: {readonly kind: AppError['kind']; readonly since: number; readonly retryAt: number} | undefined;
  /** Since when a question has been without an answer. */
  readonly askedAt?: number | undefined;
}

const TROUBLE_WORDS: Readonly<Partial<Record<AppError['kind'], string>>> = {
  network: 'no answer',
  throttled: 'throttled',
};

/** Most answers come sooner. */
const SLOW_MS = 3_000;

/** How long AWS has not answered the question that is on its way, once that is worth saying. */
const silenceText = ({trouble, askedAt}: Standing, at: number): string | undefined =>
  askedAt === undefined || at - askedAt < SLOW_MS
    ? undefined
    : `no answer for ${durationOf(at - (trouble?.since ?? askedAt))}`;

/** The fullest text of how things stand that fits into `room` columns. */
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
    // The line counts by itself; only a credential_process needs more words.
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
