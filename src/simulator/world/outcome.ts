/** How imports that are created will end, if somebody has said so. */
import {DURATION_WANTED, durationOf} from './duration.ts';
import type {Ending} from './job-record.ts';

export interface Outcome {
  /** The name of a job, or a number: the n-th job that is created. */
  readonly job: string | number;
  readonly status: Ending;
  /** Why it fails; a made-up reason if absent. */
  readonly message?: string | undefined;
  /** How long it runs; by default as long as any other. */
  readonly durationMs?: number | undefined;
}

const ENDINGS: readonly Ending[] = ['Completed', 'Failed'];
const JOB_NAME = /^[a-zA-Z0-9][a-zA-Z0-9+.-]{0,62}$/;
const NUMBER = /^[1-9]\d{0,8}$/;
/** The API's limit for a failureMessage. */
const MAX_MESSAGE = 2048;

type Read<T> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly reason: string};
const bad = (reason: string): Read<never> => ({ok: false, reason});

/** Members as they come from a command line or from JSON. */
interface Given {
  readonly job: unknown;
  readonly status: unknown;
  readonly message?: unknown;
  readonly duration?: unknown;
}

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 100));

const jobOf = (given: unknown): string | number | undefined => {
  const text = typeof given === 'number' || typeof given === 'string' ? String(given) : '';
  if (NUMBER.test(text)) return Number(text);
  return JOB_NAME.test(text) && typeof given === 'string' ? text : undefined;
};

/** The outcome, or a clause that says what is wrong with it. */
export const readOutcome = ({job, status, message, duration}: Given): Read<Outcome> => {
  const readJob = jobOf(job);
  if (readJob === undefined || readJob === '0') {
    return bad(`job must be the name of a job, or a number from 1 for the n-th that is created (got ${shown(job)})`);
  }
  const ending = ENDINGS.find(each => each.toLowerCase() === String(status).toLowerCase());
  if (!ending) return bad(`status must be Completed or Failed (got ${shown(status)})`);
  if (message !== undefined && ending === 'Completed') return bad('only a job that fails has a message');
  if (message !== undefined && (typeof message !== 'string' || message === '' || message.length > MAX_MESSAGE)) {
    return bad(`message must be a text of 1 to ${MAX_MESSAGE} characters (got ${shown(message)})`);
  }
  const durationMs =
    typeof duration === 'string' || typeof duration === 'number' ? durationOf(String(duration)) : undefined;
  if (duration !== undefined && durationMs === undefined) {
    return bad(`duration must be ${DURATION_WANTED} (got ${shown(duration)})`);
  }
  return {ok: true, value: {job: readJob, status: ending, message, durationMs}};
};

/** Reads NAME=Completed, NAME=Failed or NAME=Failed: message. In place of the name, the number of a job in order of creation. */
export const parseOutcome = (text: string): Read<Outcome> => {
  const [, job, status, message] = /^([^=]*)=([^:]*)(?::(.*))?$/s.exec(text.trim()) ?? [];
  if (job === undefined || status === undefined) {
    return bad(`must be JOB=Completed, JOB=Failed or JOB=Failed: message (got “${text}”)`);
  }
  return readOutcome({job: job.trim(), status: status.trim(), message: message?.trim()});
};

/** The latest outcome for a job of this name, or for the n-th that is created. A name counts more than a number. */
export const outcomeFor = (outcomes: readonly Outcome[], name: string, count: number): Outcome | undefined =>
  outcomes.findLast(({job}) => job === name) ?? outcomes.findLast(({job}) => job === count);
