/** The projects of the simulated account, and the imports that they start. */
import {FAMILIES, type Family, TOPICS} from './families.ts';
import type {Tag, VpcConfig} from './job-record.ts';
import {createRandom, type Random} from './random.ts';
import {correctedPrefix} from './s3-location.ts';
import {arnPrefix, type WorldName} from './world-name.ts';

interface Project {
  readonly family: Family;
  readonly topic: string;
  readonly team: string;
  readonly bucket: string;
  readonly roleArn: string;
  readonly vpcConfig: VpcConfig | undefined;
  readonly kmsKeyArn: string | undefined;
  version: number;
}

/** An import as a person would request it. */
export interface Draft {
  readonly family: Family;
  /** Undefined if the console names the job after its creation time. */
  readonly name: string | undefined;
  readonly modelName: string;
  readonly s3Uri: string;
  readonly roleArn: string;
  readonly vpcConfig: VpcConfig | undefined;
  readonly kmsKeyArn: string | undefined;
  readonly tags: readonly Tag[];
}

export interface ProjectPool {
  readonly random: Random;
  readonly projects: readonly Project[];
  /** The project of the last draft, and the number of attempts to import its current version. */
  last: {readonly project: Project; readonly attempt: number} | undefined;
}

/** The maximum number of projects that are active at a time. */
const MAX_ACTIVE = 4;
const HEX = '0123456789abcdef';

const keyArn = (random: Random, {region, account}: WorldName): string => {
  const part = (length: number) => random.text(HEX, length);
  return `${arnPrefix(region)}:kms:${region}:${account}:key/${part(8)}-${part(4)}-4${part(3)}-a${part(3)}-${part(12)}`;
};

const createProject = (random: Random, owner: WorldName, work: {family: Family; topic: string}): Project => {
  const team = random.pick(['platform', 'research', 'assist', 'data-science']);
  const subnet = () => `subnet-0${random.text(HEX, 16)}`;
  const role = random.pick(['BedrockModelImport', `service-role/BedrockImport-${team}`, `${team}-model-import`]);
  const bucket = random.pick([`models-${owner.account}`, `${team}-artifacts-${owner.region}`, 'example-fine-tunes']);
  return {
    ...work,
    team,
    bucket,
    roleArn: `${arnPrefix(owner.region)}:iam::${owner.account}:role/${role}`,
    vpcConfig: random.chance(0.25)
      ? {
          subnetIds: Array.from({length: random.int(1, 3)}, subnet),
          securityGroupIds: [`sg-0${random.text(HEX, 16)}`],
        }
      : undefined,
    kmsKeyArn: random.chance(0.25) ? keyArn(random, owner) : undefined,
    version: 0,
  };
};

const shuffled = <T>(random: Random, list: readonly T[]): T[] => {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = random.int(0, i);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
};

/** Creates a number of projects that suits `jobs` imports, in the order in which they become active over the years. */
export const createProjectPool = (seed: string, jobs: number, owner: WorldName): ProjectPool => {
  const random = createRandom(`${seed}:naming`);
  const pairs = shuffled(
    random,
    FAMILIES.flatMap(family => TOPICS.map(topic => ({family, topic}))),
  );
  const count = Math.min(pairs.length, Math.max(6, Math.round(Math.sqrt(jobs) * 1.2)));
  return {
    random,
    projects: pairs.slice(0, count).map(work => createProject(random, owner, work)),
    last: undefined,
  };
};

const chooseProject = (pool: ProjectPool, progress: number, hasFailed: boolean): NonNullable<ProjectPool['last']> => {
  const {random, projects, last} = pool;
  // Job names are never reused, so another attempt to import the same version gets a name of its own.
  if (hasFailed && last && last.attempt < 3 && random.chance(0.7)) return {...last, attempt: last.attempt + 1};
  const newest = Math.round(progress * (projects.length - 1));
  const oldest = Math.max(0, newest - MAX_ACTIVE + 1);
  const project = projects[random.int(oldest, Math.max(newest, Math.min(MAX_ACTIVE, projects.length) - 1))] as Project;
  project.version += 1;
  return {project, attempt: 1};
};

/** The prefix of the files of an attempt. After a failure the files are corrected and uploaded beside the first ones. */
const uploadOf = (prefix: string, attempt: number): string =>
  attempt === 1 ? prefix : uploadOf(correctedPrefix(prefix), attempt - 1);

/** The next import. `progress` goes from 0 (the first projects) to 1 (the last ones). `hasFailed` is that of the last import. */
export const draftImport = (pool: ProjectPool, progress: number, hasFailed: boolean): Draft => {
  const {random} = pool;
  pool.last = chooseProject(pool, progress, hasFailed);
  const {project, attempt} = pool.last;
  const {family, topic, version} = {...project};
  const work = `${family.stem}-${topic}-v${version}`;
  const retry = attempt === 1 ? '' : attempt === 2 ? '-retry' : `-retry${attempt - 1}`;
  return {
    family,
    name: attempt === 1 && random.chance(0.07) ? undefined : `${work}${retry}`,
    modelName: work.replaceAll('.', '-'),
    s3Uri: `s3://${project.bucket}/${uploadOf(`${topic}/${family.stem}/v${version}/`, attempt)}`,
    roleArn: project.roleArn,
    vpcConfig: project.vpcConfig,
    kmsKeyArn: project.kmsKeyArn,
    tags: random.chance(0.45)
      ? [
          {key: 'team', value: project.team},
          {key: 'stage', value: random.pick(['dev', 'staging', 'production'])},
        ]
      : [],
  };
};

/** The name that the console gives to a job created at `createdAt` (ms since the epoch): importJob-20240713T121942. */
export const consoleName = (createdAt: number): string =>
  `importJob-${new Date(createdAt).toISOString().slice(0, 19).replace(/[-:]/g, '')}`;
