/** The demo's jobs: an import that is about to end, followed by one import after another, for ever. */
import {randomFailure} from './failure-reasons.ts';
import type {Ending} from './job-record.ts';
import {consoleName, type Draft, draftImport, type ProjectPool} from './projects.ts';
import {createRandom, type Random} from './random.ts';
import {DEFAULT_WORLD, worldNameOf} from './world-name.ts';
import {addJob, isModelNameTaken, keepModels, type WorldState} from './world-state.ts';

/** Starts jobs in a world without anybody asking. */
export interface Script {
  /** When the next job starts, in ms since the epoch; undefined while a job is running. */
  nextStart(): number | undefined;
  /** Starts the next job at the world's current time. */
  start(): void;
  /** Called when a job has ended. */
  ended(): void;
}

const SECOND = 1000;
/** The first import seems to have a realistic length. Those that start during the demo take about a minute. */
const FIRST_AGE = 11 * 60 * SECOND + 3217;
const FIRST_REMAINING = 40 * SECOND;
const PAUSE = 15 * SECOND;
/** If somebody wanted to import meanwhile, so that they can. */
const LONG_PAUSE = 60 * SECOND;
const MAX_SHIFT = 4 * 60 * SECOND;
const REAL_TOUCH_INTERVAL = 82 * SECOND;
const DEMO_TOUCH_INTERVAL = 7 * SECOND;

const nextDraft = (state: WorldState, pool: ProjectPool, hasFailed: boolean): Draft => {
  let draft = draftImport(pool, 1, hasFailed);
  while (isModelNameTaken(state, draft.modelName) || (draft.name !== undefined && state.jobByName.has(draft.name))) {
    draft = draftImport(pool, 1, false);
  }
  return draft;
};

interface DemoJob {
  readonly createdAt: number;
  readonly endsAt: number;
  readonly ending: Ending;
  readonly touchInterval: number;
}

const startDraft = (state: WorldState, {random, draft}: {random: Random; draft: Draft}, job: DemoJob): void => {
  const {family, ...facts} = draft;
  const failure = job.ending === 'Failed' ? randomFailure(random, draft) : undefined;
  const name = draft.name ?? consoleName(job.createdAt);
  addJob(state, {...facts, ...job, name, modelKind: family, modelTags: draft.tags, failure});
};

/** How much later than in the default world the first import began, so that those of several regions do not run in step. */
const shiftOf = (state: WorldState, seed: string): number =>
  worldNameOf(state) === worldNameOf(DEFAULT_WORLD) ? 0 : createRandom(`${seed}:shift`).int(10 * SECOND, MAX_SHIFT);

/** Starts the import that is running when the demo begins. The returned script starts the following ones. */
export const startDemo = (state: WorldState, pool: ProjectPool, seed: string): Script => {
  const random = createRandom(`${seed}:demo`);
  const begin = state.now;
  const shift = shiftOf(state, seed);
  let started = 1;
  let hasFailed = false;
  startDraft(
    state,
    {random, draft: nextDraft(state, pool, false)},
    {
      createdAt: begin - FIRST_AGE + shift,
      endsAt: begin + FIRST_REMAINING + Math.round(shift / 4),
      ending: 'Completed',
      touchInterval: REAL_TOUCH_INTERVAL,
    },
  );
  return {
    nextStart: () => {
      if (state.jobsByStatus.InProgress.length > 0) return undefined;
      const latest = state.jobs.at(-1)?.createdAt ?? begin;
      return state.lastEnd + (state.slotWantedAt > latest ? LONG_PAUSE : PAUSE);
    },
    // The account always has room for one more model.
    ended: () => keepModels(state, Math.max(0, state.modelQuota - 1)),
    start: () => {
      const createdAt = state.now;
      started += 1;
      // The second import fails, so that within two minutes a person sees both endings.
      const ending = started === 2 || random.chance(0.2) ? 'Failed' : 'Completed';
      const draft = nextDraft(state, pool, hasFailed);
      const endsAt = createdAt + (ending === 'Failed' ? random.int(25_000, 45_000) : random.int(48_000, 72_000));
      startDraft(state, {random, draft}, {createdAt, endsAt, ending, touchInterval: DEMO_TOUCH_INTERVAL});
      hasFailed = ending === 'Failed';
    },
  };
};

/** The history must end at least this long before the demo begins, in ms. */
export const DEMO_LEAD = FIRST_AGE;
