/** The life of the demo: an import that is about to end, and after it one after another, for ever. */
import {failureReason} from './failure-reasons.ts';
import type {Ending} from './job-record.ts';
import {consoleName, type Draft, draftImport, type Naming} from './naming.ts';
import {createRandom, type Random} from './random.ts';
import {addJob, deleteModel, isModelNameTaken, type WorldState} from './world-state.ts';

/** What happens by itself in a world, beside jobs that end. */
export interface Script {
  /** When the next job starts, ms since the epoch; undefined while one is running. */
  nextStart(): number | undefined;
  /** Starts it, at the moment to which the world has come. */
  start(): void;
}

const SECOND = 1000;
/** The first import looks like one of life's length; those that people see from their start take about a minute. */
const FIRST_AGE = 11 * 60 * SECOND + 3217;
const FIRST_REST = 40 * SECOND;
const PAUSE = 15 * SECOND;
const LIFE_TOUCH = 82 * SECOND;
const DEMO_TOUCH = 7 * SECOND;

const nextDraft = (state: WorldState, naming: Naming, hasFailed: boolean): Draft => {
  let draft = draftImport(naming, 1, hasFailed);
  while (isModelNameTaken(state, draft.modelName) || (draft.name !== undefined && state.jobByName.has(draft.name))) {
    draft = draftImport(naming, 1, false);
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
  // Whoever starts an import makes room for its model first.
  const oldest = state.models[0];
  if (oldest && state.models.length >= state.modelQuota) deleteModel(state, oldest);
  const {family, ...facts} = draft;
  const failureMessage = job.ending === 'Failed' ? failureReason(random, draft) : undefined;
  const name = draft.name ?? consoleName(job.createdAt);
  addJob(state, {...facts, ...job, name, modelKind: family, modelTags: draft.tags, failureMessage});
};

/** Starts the import that is running when the demo begins, and returns what follows it. */
export const startDemo = (state: WorldState, naming: Naming, seed: string): Script => {
  const random = createRandom(`${seed}:demo`);
  const begin = state.now;
  let started = 1;
  let hasFailed = false;
  startDraft(
    state,
    {random, draft: nextDraft(state, naming, false)},
    {createdAt: begin - FIRST_AGE, endsAt: begin + FIRST_REST, ending: 'Completed', touchInterval: LIFE_TOUCH},
  );
  return {
    nextStart: () => (state.jobsByStatus.InProgress.length > 0 ? undefined : state.lastEnd + PAUSE),
    start: () => {
      const createdAt = state.now;
      started += 1;
      // The second one fails, so that whoever watches for two minutes has seen both endings.
      const ending = started === 2 || random.chance(0.2) ? 'Failed' : 'Completed';
      const draft = nextDraft(state, naming, hasFailed);
      const endsAt = createdAt + (ending === 'Failed' ? random.int(25_000, 45_000) : random.int(48_000, 72_000));
      startDraft(state, {random, draft}, {createdAt, endsAt, ending, touchInterval: DEMO_TOUCH});
      hasFailed = ending === 'Failed';
    },
  };
};

/** How far before the demo begins its history has to end. */
export const DEMO_LEAD = FIRST_AGE;
