/**
 * Reading the reasons of a period from every connection. Each goes its own way (part.ts), whatever happens to the others. What has
 * been read is kept when the reading stops, fails, or goes on with another period. Of an answer only its reason is kept.
 */
import type {Job} from '../domain/job.ts';
import type {TargetId} from '../domain/target.ts';
import {memoizeLast} from '../list/memoize.ts';
import {groupsOf} from './groups.ts';
import {
  DEFAULT_PERIOD,
  type Halt,
  haltedPart,
  isPartReading,
  newPart,
  type Part,
  type Period,
  requestsOfPart,
  resumedPart,
  startOf,
  withPartPage,
} from './part.ts';
import {failedIn, figuresOf, type Report} from './report.ts';

export interface Reading {
  readonly days: Period;
  /** In the order of the connections. */
  readonly parts: ReadonlyMap<TargetId, Part>;
  /** All jobs that any connection has found, by ARN. */
  readonly jobs: ReadonlyMap<string, Job>;
  /** The reasons that occur, and for each ARN the index of its own. */
  readonly reasons: readonly string[];
  readonly known: ReadonlyMap<string, number>;
  /** Jobs whose answer was a failure that concerns them alone, by ARN. */
  readonly unreadable: ReadonlySet<string>;
}

export const newReading = (targets: Iterable<TargetId>, at: number): Reading => ({
  days: DEFAULT_PERIOD,
  parts: new Map([...targets].map(target => [target, newPart(DEFAULT_PERIOD, at)])),
  jobs: new Map(),
  reasons: [],
  known: new Map(),
  unreadable: new Set(),
});

const changedParts = (parts: Reading['parts'], change: (part: Part) => Part): Reading['parts'] =>
  new Map([...parts].map(([target, part]) => [target, change(part)]));

/** Connections that start at different times end their periods at different times: the last one counts. */
const periodEnd = ({parts}: Reading): number => Math.max(...[...parts.values()].map(({pass}) => pass.startedAt));

const periodStart = (reading: Reading): number => startOf(reading.days, periodEnd(reading));

const jobsFrom = memoizeLast((jobs: Reading['jobs'], after: number): readonly Job[] =>
  [...jobs.values()].filter(({createdAt}) => createdAt > after).sort((a, b) => b.createdAt - a.createdAt),
);

/** The jobs of the period that have been read, the newest first. */
const jobsOfPeriod = (reading: Reading): readonly Job[] => jobsFrom(reading.jobs, periodStart(reading));

/** Who is asked about a job: of several connections that have found it, one that works. */
const ownerOf = (parts: Reading['parts'], arn: string): TargetId | undefined => {
  let owner: TargetId | undefined;
  for (const [target, {arns, halt}] of parts) {
    if (!arns.has(arn)) continue;
    if (!halt) return target;
    owner ??= target;
  }
  return owner;
};

/** With the failed jobs of the period whose reasons are missing in the queues, each in one of them. */
const withQueues = (reading: Reading): Reading => {
  const {known, unreadable, parts} = reading;
  const asked = new Set([...parts.values()].flatMap(part => [...part.asked.values()]));
  const queues = new Map([...parts.keys()].map(target => [target, [] as string[]]));
  for (const {arn} of failedIn(jobsOfPeriod(reading))) {
    if (known.has(arn) || unreadable.has(arn) || asked.has(arn)) continue;
    queues.get(ownerOf(parts, arn) ?? '')?.push(arn);
  }
  return {
    ...reading,
    parts: new Map([...parts].map(([target, part]) => [target, {...part, queue: queues.get(target) ?? []}])),
  };
};

/** The reading with a changed part. */
export const withPart = (reading: Reading, target: TargetId, part: Part): Reading => ({
  ...reading,
  parts: new Map(reading.parts).set(target, part),
});

/** The same for other connections; what those that stay have read is kept. */
export const withTargets = (reading: Reading, targets: readonly TargetId[], at: number): Reading => {
  const {parts, days} = reading;
  if (targets.length === parts.size && targets.every(target => parts.has(target))) return reading;
  const next = new Map(targets.map(target => [target, parts.get(target) ?? newPart(days, at)]));
  const isFound = (arn: string): boolean => ownerOf(next, arn) !== undefined;
  const jobs = new Map([...reading.jobs].filter(([arn]) => isFound(arn)));
  const known = new Map([...reading.known].filter(([arn]) => isFound(arn)));
  const unreadable = new Set([...reading.unreadable].filter(isFound));
  return withQueues({...reading, parts: next, jobs, known, unreadable});
};

export const isReading = ({parts}: Reading): boolean => [...parts.values()].some(isPartReading);

/** The ids of all requests under way. */
export const requestsOf = ({parts}: Reading): readonly number[] => [...parts.values()].flatMap(requestsOfPart);

/** Nothing is under way at one connection, and the others go on; what has been read stays. */
export const halted = (reading: Reading, target: TargetId, halt: Halt): Reading => {
  const part = reading.parts.get(target);
  return part ? withQueues(withPart(reading, target, haltedPart(part, halt))) : reading;
};

/** Nothing is under way, and nothing is tried again until somebody asks for it. */
export const stopped = (reading: Reading): Reading => {
  const stop = (part: Part): Part => {
    if (part.halt?.kind === 'failed') return {...part, halt: {...part.halt, retryAt: undefined}};
    return isPartReading(part) ? haltedPart(part, {kind: 'stopped'}) : part;
  };
  return withQueues({...reading, parts: changedParts(reading.parts, stop)});
};

/** A list that is older is read again when somebody looks: jobs may have been created and have ended since. */
const FRESH_MS = 60_000;

/** Goes on with what is missing. */
export const resumed = (reading: Reading, at: number, freshMs = FRESH_MS): Reading => {
  const {days} = reading;
  const parts = changedParts(reading.parts, part => resumedPart(part, {days, at, freshMs}));
  return withQueues({...reading, unreadable: new Set(), parts});
};

/** The same for another period. */
export const withPeriod = (reading: Reading, days: Period, at: number): Reading => resumed({...reading, days}, at);

interface Page {
  readonly jobs: readonly Job[];
  readonly nextToken?: string | undefined;
}

/** Takes in a page. */
export const withPage = (reading: Reading, target: TargetId, {jobs: page, nextToken}: Page): Reading => {
  const part = reading.parts.get(target);
  if (!part) return reading;
  const jobs = new Map(reading.jobs);
  for (const job of page) jobs.set(job.arn, job);
  const next = withPartPage(part, {arns: page.map(({arn}) => arn), nextToken}, reading.days);
  const read = withPart({...reading, jobs}, target, next);
  return next.pass.isComplete || next.halt ? withQueues(read) : read;
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
    before: periodEnd(reading),
    groups,
    read: groups.reduce((sum, group) => sum + group.jobs.length, 0),
    isListComplete: [...reading.parts.values()].every(({pass}) => pass.isComplete),
  };
});

/** The report from what has been read so far. */
export const reportSoFar = (reading: Reading): Report => reportFor(reading);
