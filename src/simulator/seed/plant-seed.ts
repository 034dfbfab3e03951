/** Puts the jobs and models of a seed into a world that has just been created. */
import {guessKind} from '../world/families.ts';
import type {JobRecord, ModelKind} from '../world/job-record.ts';
import {advance, type World} from '../world/world.ts';
import {deleteModel} from '../world/world-state.ts';
import type {Seed, SeedJob, SeedModel} from './seed.ts';

const MINUTE = 60_000;
/** How long an import takes that has no end of its own, and how far apart those begin that have no time at all. */
const RUN = 14 * MINUTE;
const STEP = 60 * MINUTE;

/** When a job began and ended. Without times, it began `before` steps ago; a running one ends when somebody says so. */
const timesOf = ({status, createdAt, endsAt}: SeedJob, now: number, before: number) => {
  if (status === 'InProgress') {
    const began = createdAt ?? Math.min(now, endsAt ?? now) - MINUTE;
    return {createdAt: began, endsAt: endsAt ?? Number.POSITIVE_INFINITY};
  }
  const began = createdAt ?? (endsAt === undefined ? now - before * STEP : endsAt - RUN);
  return {createdAt: began, endsAt: endsAt ?? Math.min(now, began + RUN)};
};

const kindOf = ({name, modelName = '', s3Uri = ''}: SeedJob, model: SeedModel): ModelKind => {
  const guessed = guessKind(`${name} ${modelName} ${s3Uri}`);
  return {
    architecture: model.architecture ?? guessed.architecture,
    instructSupported: model.instructSupported ?? guessed.instructSupported,
    units: model.units ?? guessed.units,
  };
};

const addJob = (
  world: World,
  job: SeedJob,
  {model, before}: {model: SeedModel | undefined; before: number},
): JobRecord => {
  const {name, s3Uri, roleArn, kmsKeyArn, vpcConfig, tags, modelName, failureMessage} = job;
  return world.start({
    ...{name, s3Uri, roleArn, kmsKeyArn, vpcConfig, tags, modelName},
    ...timesOf(job, world.now, before),
    ending: job.status === 'Failed' ? 'Failed' : 'Completed',
    failure: failureMessage === undefined ? undefined : {message: failureMessage, defect: undefined},
    modelKind: model && kindOf(job, model),
    modelTags: model?.tags,
  });
};

/** What is wrong with the jobs of a seed in this world, each with its place: names that its history has. */
export const plantSeed = (world: World, seed: Seed): readonly string[] => {
  const taken = seed.jobs.flatMap(({name}, i) =>
    world.jobByName.has(name) ? [`jobs[${i}].jobName: a job of the history is named “${name}”`] : [],
  );
  if (taken.length > 0) return taken;
  const quota = world.modelQuota;
  world.modelQuota = Number.POSITIVE_INFINITY;
  const modelOf = ({modelName}: {modelName: string | undefined}) =>
    seed.models?.find(model => model.modelName === modelName);
  const records = seed.jobs.map((job, i) => addJob(world, job, {model: modelOf(job), before: seed.jobs.length - i}));
  advance(world, world.now);
  for (const record of records) if (seed.models && !modelOf(record)) deleteModel(world, record);
  // More models than usual need a higher quota.
  world.modelQuota = seed.modelQuota ?? Math.max(quota, world.models.length);
  return [];
};
