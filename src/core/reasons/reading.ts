/**
 * Reading the reasons of a period: one pass over the list of its jobs, then one question for each failed one. What has been read is
 * kept when the reading stops, fails, or goes on with another period. Of an answer only its reason is kept.
 */
import type {AppError} from '../domain/app-error.ts';
import type {Job} from '../domain/job.ts';
import type {TargetId} from '../domain/target.ts';
import {memoizeLast} from '../list/memoize.ts';
import {groupsOf} from './groups.ts';
import {failedIn, figuresOf, type Report} from './report.ts';

/** In days. */
export const PERIODS = [7, 30, 90] as const;
export type Period = (typeof PERIODS)[number];
const DEFAULT_PERIOD: Period = 30;
const DAY = 86_400_000;

/** One way through the list, the newest jobs first. */
interface Pass {
  /** The period ends here (ms since the epoch). */
  readonly startedAt: number;
  /** The jobs were created after this. */
  readonly after: number;
  /** The tokens of the pages so far; the last one leads to the next page. */
  readonly tokens: readonly string[];
  /** How many pages in a row had no jobs. */
  readonly emptyPages: number;
  readonly isComplete: boolean;
}

/** Why nothing is asked now, although something is missing. */
export type Halt =
  | {readonly kind: 'stopped'}
  /** `retryAt`: absent if only the person can help. */
  | {readonly kind: 'failed'; readonly error: AppError; readonly retryAt?: number | undefined};

export interface Reading {
  readonly target: TargetId;
  readonly days: Period;
  readonly pass: Pass;
  /** All jobs that any pass has found, by ARN. */
  readonly jobs: ReadonlyMap<string, Job>;
  /** The request for a page that is under way. */
  readonly listing?: number | undefined;
  /** Failed jobs that have not been asked about, by ARN. */
  readonly queue: readonly string[];
  /** The requests about single jobs that are under way: the ARN for each id. */
  readonly asked: ReadonlyMap<number, string>;
  /** The reasons that occur, and for each ARN the index of its own. */
  readonly reasons: readonly string[];
  readonly known: ReadonlyMap<string, number>;
  /** Jobs whose answer was a failure that concerns them alone, by ARN. */
  readonly unreadable: ReadonlySet<string>;
  readonly halt?: Halt | undefined;
  /** How many requests in a row have failed. */
  readonly failures: number;
}

const newPass = (days: Period, at: number): Pass => ({
  startedAt: at,
  after: at - days * DAY,
  tokens: [],
  emptyPages: 0,
  isComplete: false,
});

export const newReading = (target: TargetId, at: number): Reading => ({
  target,
  days: DEFAULT_PERIOD,
  pass: newPass(DEFAULT_PERIOD, at),
  jobs: new Map(),
  queue: [],
  asked: new Map(),
  reasons: [],
  known: new Map(),
  unreadable: new Set(),
  failures: 0,
});

const periodStart = ({pass, days}: Pick<Reading, 'pass' | 'days'>): number => pass.startedAt - days * DAY;

const jobsFrom = memoizeLast((jobs: Reading['jobs'], after: number): readonly Job[] =>
  [...jobs.values()].filter(({createdAt}) => createdAt > after).sort((a, b) => b.createdAt - a.createdAt),
);

/** The jobs of the period that have been read, the newest first. */
const jobsOfPeriod = (reading: Reading): readonly Job[] => jobsFrom(reading.jobs, periodStart(reading));

/** With the failed jobs of the period whose reasons are missing in the queue. */
const withQueue = (reading: Reading): Reading => {
  const {known, unreadable, asked} = reading;
  const isAsked = new Set(asked.values());
  const queue = failedIn(jobsOfPeriod(reading))
    .map(({arn}) => arn)
    .filter(arn => !known.has(arn) && !unreadable.has(arn) && !isAsked.has(arn));
  return {...reading, queue};
};

export const isListing = ({pass}: Reading): boolean => !pass.isComplete;

/** Something is missing that has not failed. */
const isUnfinished = (reading: Reading): boolean =>
  isListing(reading) || reading.queue.length > 0 || reading.asked.size > 0;

/** Requests are sent until nothing is missing. */
export const isReading = (reading: Reading): boolean => !reading.halt && isUnfinished(reading);

/** The ids of all requests under way. */
export const requestsOf = ({listing, asked}: Reading): readonly number[] => [
  ...(listing === undefined ? [] : [listing]),
  ...asked.keys(),
];

/** Nothing is under way; what has been read stays. */
export const halted = (reading: Reading, halt: Halt): Reading =>
  withQueue({...reading, listing: undefined, asked: new Map(), halt});

/** A list that is older is read again when somebody looks: jobs may have been created and have ended since. */
const FRESH_MS = 60_000;

/** Goes on with what is missing. A list that is not fresh, or does not go back to where the period begins, is read again. */
export const resumed = (reading: Reading, at: number, freshMs = FRESH_MS): Reading => {
  const {pass, days} = reading;
  const isUsable = pass.after <= periodStart(reading) && (!pass.isComplete || at - pass.startedAt < freshMs);
  return withQueue({
    ...reading,
    halt: undefined,
    failures: 0,
    unreadable: new Set(),
    pass: isUsable ? pass : newPass(days, at),
    listing: isUsable ? reading.listing : undefined,
  });
};

/** The same for another period. */
export const withPeriod = (reading: Reading, days: Period, at: number): Reading => resumed({...reading, days}, at);

interface Page {
  readonly jobs: readonly Job[];
  readonly nextToken?: string | undefined;
}

/** More pages without a job in a row, or a page that leads back, would never end. */
const EMPTY_PAGES_MAX = 50;

const ENDLESS: AppError = {
  kind: 'answer',
  what: 'The list of jobs could not be read to its end',
  why: 'Its pages stay empty, or lead back to an earlier one',
  next: 'Check that the endpoint is Amazon Bedrock’s',
  isTransient: false,
  operation: 'ListModelImportJobs',
};

/** Takes in a page. */
export const withPage = (reading: Reading, {jobs: page, nextToken}: Page): Reading => {
  const {pass} = reading;
  const jobs = new Map(reading.jobs);
  for (const job of page) jobs.set(job.arn, job);
  const emptyPages = page.length === 0 ? pass.emptyPages + 1 : 0;
  const read: Reading = {...reading, jobs, listing: undefined, failures: 0};
  if (nextToken === undefined) return withQueue({...read, pass: {...pass, isComplete: true}});
  if (emptyPages >= EMPTY_PAGES_MAX || pass.tokens.includes(nextToken)) {
    return halted({...read, pass: newPass(reading.days, pass.startedAt)}, {kind: 'failed', error: ENDLESS});
  }
  return {...read, pass: {...pass, emptyPages, tokens: [...pass.tokens, nextToken]}};
};

/** Takes in reasons by ARN. */
export const withReasons = (reading: Reading, found: ReadonlyMap<string, string>): Reading => {
  if (found.size === 0) return reading;
  const reasons = [...reading.reasons];
  const known = new Map(reading.known);
  for (const [arn, reason] of found) {
    const index = reasons.indexOf(reason);
    known.set(arn, index < 0 ? reasons.push(reason) - 1 : index);
  }
  return {...reading, reasons, known};
};

const figuresFor = memoizeLast(figuresOf);
const groupsFor = memoizeLast((jobs: readonly Job[], known: Reading['known'], reasons: readonly string[]) =>
  groupsOf(failedIn(jobs), ({arn}) => reasons[known.get(arn) ?? -1]),
);

const reportFor = memoizeLast((reading: Reading): Report => {
  const jobs = jobsOfPeriod(reading);
  const groups = groupsFor(jobs, reading.known, reading.reasons);
  return {
    ...figuresFor(jobs),
    after: periodStart(reading),
    before: reading.pass.startedAt,
    groups,
    read: groups.reduce((sum, group) => sum + group.jobs.length, 0),
    isListComplete: reading.pass.isComplete,
  };
});

/** The report from what has been read so far. */
export const reportSoFar = (reading: Reading): Report => reportFor(reading);
