/** What the wait command says on stderr: a line that counts on a terminal, plain lines with times elsewhere. */
import type {AppError} from '../../core/app-error.ts';
import {isOver, type JobDetail} from '../../core/job.ts';
import {type Typical, typicalOf} from '../../core/waiting.ts';
import {cut} from '../../core/wrap.ts';
import {isoTime} from '../../output/shape.ts';
import {progressText, standingText} from '../../output/wait-text.ts';
import {textWidth} from '../../ui/text-width.ts';
import {retryLine} from './ask.ts';
import type {PlainHost} from './host.ts';

export interface WaitTalk {
  /** How the jobs stand now. */
  jobs(jobs: readonly JobDetail[]): void;
  /** A question has failed, and is asked again after `pauseMs`. */
  trouble(error: AppError, pauseMs: number): void;
  /** The jobs that have completed before, for an estimate. */
  history(jobs: Parameters<typeof typicalOf>[0]): void;
  stop(): void;
}

const SILENT: WaitTalk = {jobs() {}, trouble() {}, history() {}, stop() {}};

/** A build that says nothing for long is taken for dead, by people and by machines. */
const HEARTBEAT_MS = 60_000;
const SECOND = 1_000;

/** 2026-11-22T14:06:02Z */
const stamp = (at: number): string => isoTime(at).replace(/\.\d+Z$/, 'Z');

/** The jobs that stand otherwise than they did. */
const changedIn = (before: readonly JobDetail[] | undefined, jobs: readonly JobDetail[]): readonly JobDetail[] =>
  jobs.filter((job, i) => before?.[i]?.status !== job.status);

const linesTalk = (host: PlainHost): WaitTalk => {
  let before: readonly JobDetail[] | undefined;
  let isTroubled = false;
  let saidAt = 0;
  const say = (text: string) => {
    saidAt = host.clock.now();
    host.say(`${stamp(saidAt)}  ${text}`);
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
    trouble: (error, pauseMs) => {
      isTroubled = true;
      say(retryLine(error, pauseMs));
    },
  };
};

const terminalTalk = (host: PlainHost): WaitTalk => {
  let now: readonly JobDetail[] = [];
  let typical: Typical | undefined;
  let cancel = () => {};
  let trouble: string | undefined;
  const draw = () => {
    const room = (host.talkWidth() ?? 80) - 1;
    const textIn = (isShort: boolean) => progressText(now, typical, {now: host.clock.now(), isShort});
    const whole = trouble ?? textIn(false);
    host.progress(textWidth(whole) <= room ? whole : cut(trouble ?? textIn(true), room, textWidth));
  };
  const tick = () => {
    draw();
    cancel = host.clock.after(SECOND, tick);
  };
  return {
    jobs: jobs => {
      const isFirst = now.length === 0;
      const ended = isFirst || jobs.length === 1 ? [] : changedIn(now, jobs).filter(isOver);
      for (const job of ended) host.say(standingText(job, host.clock.now()));
      now = jobs;
      trouble = undefined;
      if (isFirst) tick();
      else draw();
    },
    trouble: (error, pauseMs) => {
      const line = retryLine(error, pauseMs);
      if (trouble === undefined) host.say(line);
      trouble = line;
      draw();
    },
    history: jobs => {
      typical = typicalOf(jobs);
    },
    stop: () => {
      cancel();
      host.progress(undefined);
    },
  };
};

export const createWaitTalk = (host: PlainHost, isQuiet: boolean): WaitTalk => {
  if (isQuiet) return SILENT;
  return host.talkWidth() === undefined ? linesTalk(host) : terminalTalk(host);
};
