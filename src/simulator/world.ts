/** The simulated account: a history, jobs that run and end as time goes by, and the ways to start and end them by hand. */
import {DEMO_LEAD, type Script, startDemo} from './demo-script.ts';
import {failureReason} from './failure-reasons.ts';
import {guessKind} from './families.ts';
import {pastImports} from './history.ts';
import type {Ending, JobRecord} from './job-record.ts';
import {consoleName, createNaming, draftImport, type Naming} from './naming.ts';
import {createRandom} from './random.ts';
import {addJob, createState, deleteModel, endJob, type JobFacts, type WorldState} from './world-state.ts';

export interface WorldOptions {
  /** The clock: ms since the epoch. A clock that is turned back changes nothing until it has caught up. */
  readonly now: () => number;
  /** The same seed, clock and options give the same world. 1 by default. */
  readonly seed?: number | undefined;
  /** Jobs that ended before the start; 140 by default. */
  readonly jobs?: number | undefined;
  /** Jobs in progress at the start, 0 by default. More than AWS's one are allowed here. The demo brings its own. */
  readonly running?: number | undefined;
  /** When those end: ms from the start, for all of them or one by one, oldest first. Infinity: not by themselves. */
  readonly runningEndsIn?: number | readonly number[] | undefined;
  /** How many times as fast as life an import runs: 1 by default, 16 in the demo. One takes 12 to 20 minutes of life. */
  readonly pace?: number | undefined;
  /** 'demo': one import after another, without end, beginning with one that is about to complete. */
  readonly script?: 'demo' | undefined;
  /** Imported models that may exist; 3 by default, as on AWS. The history leaves room for one. */
  readonly modelQuota?: number | undefined;
  readonly region?: string | undefined;
  readonly account?: string | undefined;
}

/** A job to start by hand. What is left out continues the account's history, and the job completes at the world's pace. */
export type StartRequest = Partial<JobFacts>;

export interface World extends WorldState {
  /** Starts a job now, or in the past where `createdAt` says so; one whose `endsAt` is past has ended by the next answer. */
  start(request?: StartRequest): JobRecord;
  /** Ends a running job now. Throws where there is no such running job. */
  finish(arn: string, ending: Ending, message?: string): JobRecord;
  readonly script: Script | undefined;
}

const MINUTE = 60_000;
const TOUCH = 82_000;

const addHistory = (state: WorldState, naming: Naming, range: {seed: string; count: number; until: number}): void => {
  for (const {draft, createdAt, endedAt, ending, failureMessage} of pastImports(naming, range)) {
    const {family: modelKind, modelName, s3Uri, roleArn, vpcConfig, kmsKeyArn, tags} = draft;
    const name = draft.name ?? consoleName(createdAt);
    const times = {createdAt, endsAt: endedAt, touchInterval: TOUCH};
    const source = {s3Uri, roleArn, vpcConfig, kmsKeyArn};
    const job = addJob(state, {
      name,
      modelName,
      modelKind,
      ...source,
      tags,
      modelTags: tags,
      ...times,
      ending,
      failureMessage,
    });
    endJob(state, job);
  }
  while (state.models.length > Math.max(0, state.modelQuota - 1)) deleteModel(state, state.models[0] as JobRecord);
};

/** A millisecond that no job was created in yet, so that the order of creation is the order of the calls. */
const creationMoment = (state: WorldState): number => Math.max(state.now, (state.jobs.at(-1)?.createdAt ?? 0) + 1);

const factsOf = (state: WorldState, request: StartRequest, by: {naming: Naming; pace: number}): JobFacts => {
  let draft = draftImport(by.naming, 1, false);
  while (draft.name === undefined || state.jobByName.has(draft.name)) draft = draftImport(by.naming, 1, false);
  const {name = draft.name, createdAt = creationMoment(state), ending = 'Completed'} = request;
  const life = state.random.int(12 * MINUTE, 20 * MINUTE);
  const s3Uri = request.s3Uri ?? draft.s3Uri;
  const roleArn = request.roleArn ?? draft.roleArn;
  const modelKind = request.name === undefined ? draft.family : guessKind(`${request.name} ${s3Uri}`);
  const failed = {s3Uri, roleArn, kmsKeyArn: request.kmsKeyArn};
  return {
    name,
    modelName: request.name === undefined ? draft.modelName : request.name.replace(/[^0-9a-zA-Z]+/g, '-'),
    modelKind,
    createdAt,
    endsAt: createdAt + Math.round(life / by.pace),
    touchInterval: Math.max(1, TOUCH / by.pace),
    failureMessage: ending === 'Failed' ? failureReason(state.random, failed) : undefined,
    ...present(request),
    s3Uri,
    roleArn,
    ending,
  };
};

/** Without the members that are undefined, which would hide those they are spread over. */
const present = (request: StartRequest): StartRequest =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));

const startRunning = (world: World, {running = 0, runningEndsIn, pace = 1}: WorldOptions): void => {
  const begin = world.now;
  for (let i = 0; i < running; i += 1) {
    const given = typeof runningEndsIn === 'number' ? runningEndsIn : runningEndsIn?.[i];
    const rest = given ?? Math.round(world.random.int(2 * MINUTE, 14 * MINUTE) / pace);
    const createdAt = begin - Math.round(((running - i) * 5 * MINUTE) / Math.max(1, running / 4));
    world.start({createdAt, endsAt: begin + rest});
  }
};

/** Reads the clock once, then whenever a job is started or ended by hand; time passes through `advance`. */
export const createWorld = (options: WorldOptions): World => {
  const {now, jobs = 140, script, modelQuota = 3, region = 'us-east-1', account = '111122223333'} = options;
  const seed = String(options.seed ?? 1);
  const pace = options.pace ?? (script === 'demo' ? 16 : 1);
  const begin = now();
  const random = createRandom(`${seed}:world`);
  const seal = JSON.stringify([seed, begin, jobs, script, region, account]);
  const state = createState({region, account, modelQuota, random, seal, now: begin});
  const naming = createNaming(seed, jobs, {region, account});
  // Seeded running jobs were created in the last 20 minutes or so; the history ends half an hour or more before them.
  const lead = script === 'demo' ? DEMO_LEAD : 21 * MINUTE;
  const pause = createRandom(`${seed}:pause`).int(30 * MINUTE, 150 * MINUTE);
  addHistory(state, naming, {seed, count: jobs, until: state.now - lead - pause});
  const world: World = Object.assign(state, {
    script: script === 'demo' ? startDemo(state, naming, seed) : undefined,
    start: (request: StartRequest = {}) => {
      advance(world, now());
      return addJob(world, factsOf(world, request, {naming, pace}));
    },
    finish: (arn: string, ending: Ending, message?: string) => {
      advance(world, now());
      const job = world.jobByArn.get(arn);
      if (job?.status !== 'InProgress') throw new Error(`No import job is running under ${arn}.`);
      job.endsAt = world.now;
      job.ending = ending;
      job.failureMessage = ending === 'Failed' ? (message ?? failureReason(world.random, job)) : undefined;
      endJob(world, job);
      return job;
    },
  });
  startRunning(world, {...options, pace});
  return world;
};

const nextToEnd = (world: World): JobRecord | undefined => {
  let next: JobRecord | undefined;
  for (const job of world.jobsByStatus.InProgress) if (!next || job.endsAt < next.endsAt) next = job;
  return next;
};

/** Lets everything happen that happens until `now` (ms since the epoch), each thing at its own time. */
export const advance = (world: World, now: number): void => {
  for (;;) {
    const job = nextToEnd(world);
    const start = world.script?.nextStart() ?? Number.POSITIVE_INFINITY;
    const end = job?.endsAt ?? Number.POSITIVE_INFINITY;
    const at = Math.min(end, start);
    if (!(at <= now)) break;
    world.now = Math.max(world.now, at);
    if (job && end <= start) endJob(world, job);
    else world.script?.start();
  }
  world.now = Math.max(world.now, now);
};
