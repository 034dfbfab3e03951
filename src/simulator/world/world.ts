/** The simulated account: its history, jobs that run and end as time passes, and ways to start and end jobs by hand. */
import type {BucketChoice} from './bucket.ts';
import {failureFor} from './created-import.ts';
import {DEMO_LEAD, type Script, startDemo} from './demo-script.ts';
import {randomFailure} from './failure-reasons.ts';
import {guessKind} from './families.ts';
import {pastImports} from './history.ts';
import type {Ending, JobRecord} from './job-record.ts';
import type {Outcome} from './outcome.ts';
import {consoleName, createProjectPool, draftImport, type ProjectPool} from './projects.ts';
import {createRandom} from './random.ts';
import {DEFAULT_WORLD, type WorldName, worldSeed} from './world-name.ts';
import {addJob, createState, endJob, type JobFacts, keepModels, type WorldState} from './world-state.ts';

export interface WorldOptions extends Partial<WorldName> {
  /** The clock (ms since the epoch). If it is turned back, nothing happens until it has caught up. */
  readonly now: () => number;
  /** By default 1. The same seed, clock, region, account and options give the same world. */
  readonly seed?: number | undefined;
  /** The number of jobs that ended before the start; by default 140. */
  readonly jobs?: number | undefined;
  /** The number of jobs in progress at the start; by default 0. AWS allows only one. The demo starts its own. */
  readonly running?: number | undefined;
  /** When they end, in ms from the start: for all, or for each one, oldest first. With Infinity, they do not end by themselves. */
  readonly runningEndsIn?: number | readonly number[] | undefined;
  /** How much faster than in reality an import runs; by default 1, in the demo 16. In reality it takes 12 to 20 minutes. */
  readonly pace?: number | undefined;
  /** 'demo': endless imports, one after another. The first is about to complete. */
  readonly script?: 'demo' | undefined;
  /** The maximum number of imported models; by default 3, as on AWS. The history leaves room for one. */
  readonly modelQuota?: number | undefined;
  /** Buckets with their objects. In a bucket that is given nothing is made up. */
  readonly buckets?: readonly BucketChoice[] | undefined;
  /** How jobs end that the API creates. Others end as their files allow. */
  readonly outcomes?: readonly Outcome[] | undefined;
  /** How long jobs run that the API creates, whatever the pace is; by default 12 to 20 minutes at the world's pace. */
  readonly durationMs?: number | undefined;
}

/** A job to start by hand. Missing members are made up; by default the job completes, at the world's pace. */
type StartRequest = Partial<JobFacts>;

export interface World extends WorldState {
  /** Starts a job now, or at `createdAt` in the past. If its `endsAt` is in the past, it has ended by the next answer. */
  start(request?: StartRequest): JobRecord;
  /** Ends a running job now. Throws if no job with this ARN is running. */
  finish(arn: string, ending: Ending, message?: string): JobRecord;
  readonly script: Script | undefined;
}

const MINUTE = 60_000;
const TOUCH_INTERVAL = 82_000;

const addHistory = (
  state: WorldState,
  pool: ProjectPool,
  range: {seed: string; count: number; until: number},
): void => {
  for (const {draft, createdAt, endedAt, ending, failure} of pastImports(pool, range)) {
    const {family: modelKind, modelName, s3Uri, roleArn, vpcConfig, kmsKeyArn, tags} = draft;
    const name = draft.name ?? consoleName(createdAt);
    const times = {createdAt, endsAt: endedAt, touchInterval: TOUCH_INTERVAL};
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
      failure,
    });
    endJob(state, job);
  }
  keepModels(state, Math.max(0, state.modelQuota - 1));
};

/** A millisecond in which no job was created yet, so that the order of creation is the order of the calls. */
const creationMoment = (state: WorldState): number => Math.max(state.now, (state.jobs.at(-1)?.createdAt ?? 0) + 1);

const factsOf = (state: WorldState, request: StartRequest, by: {pool: ProjectPool; pace: number}): JobFacts => {
  let draft = draftImport(by.pool, 1, false);
  while (draft.name === undefined || state.jobByName.has(draft.name)) draft = draftImport(by.pool, 1, false);
  const {name = draft.name, createdAt = creationMoment(state), ending = 'Completed'} = request;
  const duration = state.random.int(12 * MINUTE, 20 * MINUTE);
  const s3Uri = request.s3Uri ?? draft.s3Uri;
  const roleArn = request.roleArn ?? draft.roleArn;
  const modelKind = request.name === undefined ? draft.family : guessKind(`${request.name} ${s3Uri}`);
  const failed = {s3Uri, roleArn, kmsKeyArn: request.kmsKeyArn};
  return {
    name,
    modelName: request.name === undefined ? draft.modelName : request.name.replace(/[^0-9a-zA-Z]+/g, '-'),
    modelKind,
    createdAt,
    endsAt: createdAt + Math.round(duration / by.pace),
    touchInterval: Math.max(1, TOUCH_INTERVAL / by.pace),
    failure: ending === 'Failed' ? randomFailure(state.random, failed) : undefined,
    ...definedMembers(request),
    s3Uri,
    roleArn,
    ending,
  };
};

/** Without undefined members, which would overwrite others when spread. */
const definedMembers = (request: StartRequest): StartRequest =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));

const startRunning = (world: World, {running = 0, runningEndsIn, pace = 1}: WorldOptions): void => {
  const begin = world.now;
  for (let i = 0; i < running; i += 1) {
    const given = typeof runningEndsIn === 'number' ? runningEndsIn : runningEndsIn?.[i];
    const remaining = given ?? Math.round(world.random.int(2 * MINUTE, 14 * MINUTE) / pace);
    const createdAt = begin - Math.round(((running - i) * 5 * MINUTE) / Math.max(1, running / 4));
    world.start({createdAt, endsAt: begin + remaining});
  }
};

/** Creates a world. Its time passes only by `advance`, which starting and ending a job by hand call as well. */
export const createWorld = (options: WorldOptions): World => {
  const {now, jobs = 140, script, modelQuota = 3, buckets = [], outcomes = [], durationMs} = options;
  const {region = DEFAULT_WORLD.region, account = DEFAULT_WORLD.account} = options;
  const seed = worldSeed(options.seed ?? 1, {region, account});
  const pace = options.pace ?? (script === 'demo' ? 16 : 1);
  const begin = now();
  const random = createRandom(`${seed}:world`);
  const fingerprint = JSON.stringify([seed, begin, jobs, script, region, account]);
  const state = createState({
    ...{region, account, modelQuota, random, fingerprint, now: begin, buckets, durationMs},
    outcomes: [...outcomes],
    needsFiles: script === 'demo',
  });
  const pool = createProjectPool(seed, jobs, {region, account});
  // The jobs that run at the start were created in the last 20 minutes or so. The history ends at least half an hour before them.
  const lead = script === 'demo' ? DEMO_LEAD : 21 * MINUTE;
  const pause = createRandom(`${seed}:pause`).int(30 * MINUTE, 150 * MINUTE);
  addHistory(state, pool, {seed, count: jobs, until: state.now - lead - pause});
  const world: World = Object.assign(state, {
    script: script === 'demo' ? startDemo(state, pool, seed) : undefined,
    start: (request: StartRequest = {}) => {
      advance(world, now());
      return addJob(world, factsOf(world, request, {pool, pace}));
    },
    finish: (arn: string, ending: Ending, message?: string) => {
      advance(world, now());
      const job = world.jobByArn.get(arn);
      if (job?.status !== 'InProgress') throw new Error(`No import job is running under ${arn}.`);
      job.endsAt = world.now;
      job.ending = ending;
      const failure = failureFor(world, job, {status: ending, message});
      job.failureMessage = failure?.message;
      job.defect = failure?.defect;
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

/** Advances the world to `now` (ms since the epoch): jobs start and end, each at its own time. */
export const advance = (world: World, now: number): void => {
  for (;;) {
    const job = nextToEnd(world);
    const start = world.script?.nextStart() ?? Number.POSITIVE_INFINITY;
    const end = job?.endsAt ?? Number.POSITIVE_INFINITY;
    const at = Math.min(end, start);
    if (!(at <= now)) break;
    world.now = Math.max(world.now, at);
    if (job && end <= start) {
      endJob(world, job);
      world.script?.ended();
    } else world.script?.start();
  }
  world.now = Math.max(world.now, now);
};
