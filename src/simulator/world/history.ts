/** The jobs that ended before the simulation starts: what they imported, when, and how they ended. */
import type {Failure} from './defect.ts';
import {randomFailure} from './failure-reasons.ts';
import type {Ending} from './job-record.ts';
import {type Draft, draftImport, type ProjectPool} from './projects.ts';
import {createRandom, type Random} from './random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface PastImport {
  readonly draft: Draft;
  readonly createdAt: number;
  readonly endedAt: number;
  readonly ending: Ending;
  readonly failure: Failure | undefined;
}

interface Run {
  readonly draft: Draft;
  readonly ending: Ending;
  /** Milliseconds. */
  readonly duration: number;
}

const minutesBetween = (random: Random, min: number, max: number): number =>
  Math.round((min + random.next() * (max - min)) * MINUTE);

/** A realistic duration for a run of `draft`, in ms: 3 to 45 minutes. Failed runs are usually shorter. */
const runDuration = (random: Random, draft: Draft, ending: Ending): number => {
  const [min, max] = draft.family.minutes;
  return ending === 'Failed' && random.chance(0.75)
    ? minutesBetween(random, 3, Math.max(5, min))
    : minutesBetween(random, min, max);
};

/** On average one run in eight fails. After a failure the next one is more likely to fail, as the cause is often still there. */
const nextEnding = (random: Random, hasFailed: boolean): Ending =>
  random.chance(hasFailed ? 0.3 : 0.1) ? 'Failed' : 'Completed';

const planRuns = (random: Random, pool: ProjectPool, count: number): Run[] => {
  const runs: Run[] = [];
  let hasFailed = false;
  for (let i = 0; i < count; i += 1) {
    const draft = draftImport(pool, i / count, hasFailed);
    const ending = nextEnding(random, hasFailed);
    hasFailed = ending === 'Failed';
    runs.push({draft, ending, duration: runDuration(random, draft, ending)});
  }
  return runs;
};

const isWeekend = (at: number): boolean => [0, 6].includes(new Date(at).getUTCDay());

/** `at` if it is within working hours; otherwise usually a time in the working hours before it. Some people work at night. */
const workingMoment = (random: Random, at: number): number => {
  const midnight = Math.floor(at / DAY) * DAY;
  const isEvening = at - midnight >= 19 * HOUR;
  if (!isWeekend(at) && !isEvening && at - midnight >= 7 * HOUR) return at;
  if (random.chance(0.04)) return at;
  let day = isEvening && !isWeekend(at) ? midnight : midnight - DAY;
  while (isWeekend(day)) day -= DAY;
  return day + random.int(8 * HOUR, 18 * HOUR);
};

/** With more jobs than this in a working day, imports run around the clock. */
const BUSY_RATE = 15;

/** When a run ended that was followed by a run at `next`. `rate` is the number of imports in a working day. */
const endBefore = (random: Random, next: number, {ending, rate}: {ending: Ending; rate: number}): number => {
  if (rate > BUSY_RATE) return next - random.int(20_000, 5 * MINUTE);
  if (ending === 'Failed' && random.chance(0.8)) return next - random.int(45_000, 9 * MINUTE);
  if (random.chance(0.3)) return next - random.int(4 * MINUTE, 80 * MINUTE);
  const pause = (-Math.log(1 - random.next()) * 12 * HOUR) / rate;
  return workingMoment(random, next - 10 * MINUTE - Math.round(pause));
};

/**
 * `count` imports that ended before `until` (ms since the epoch), oldest first. They never overlap. A small history keeps to
 * working days (UTC). A large one runs day and night, so that it does not go back for decades.
 */
export const pastImports = (
  pool: ProjectPool,
  {seed, count, until}: {readonly seed: string; readonly count: number; readonly until: number},
): PastImport[] => {
  const random = createRandom(`${seed}:history`);
  const times = createRandom(`${seed}:times`);
  const rate = Math.max(2, count / 400);
  const runs = planRuns(random, pool, count);
  const past: PastImport[] = [];
  let next = until;
  for (const {draft, ending, duration} of runs.reverse()) {
    const endedAt = endBefore(times, next, {ending, rate});
    const createdAt = endedAt - duration;
    const failure = ending === 'Failed' ? randomFailure(random, draft) : undefined;
    past.push({draft, createdAt, endedAt, ending, failure});
    next = createdAt;
  }
  return past.reverse();
};
