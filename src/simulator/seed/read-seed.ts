/** Reads a seed file. Jobs and models have the members that the API gives them, so that its answers can be pasted. */
import {
  JOB_NAME,
  KMS_KEY_ID,
  MODEL_NAME,
  ROLE_ARN,
  S3_URI,
  TAG_KEY,
  TAG_VALUE,
  type TextRule,
} from '../api/constraint.ts';
import {STATUSES, type Tag, type VpcConfig} from '../world/job-record.ts';
import {type Outcome, readOutcome} from '../world/outcome.ts';
import {
  checked,
  choiceOf,
  createProblems,
  FLAG,
  listAt,
  numberRule,
  objectAt,
  optional,
  type Problems,
  type Rule,
  type Spot,
  textRule,
} from './checked.ts';
import {bucketAt} from './read-bucket.ts';
import type {Seed, SeedJob, SeedModel} from './seed.ts';

const MAX_MESSAGE = 2048;

const apiText = (wanted: string, {min = 0, max = Number.POSITIVE_INFINITY, pattern}: TextRule): Rule<string> =>
  textRule(wanted, text => text.length >= min && text.length <= max && (pattern?.test(text) ?? true));

const JOB = apiText('the name of a job: 1 to 63 letters, digits and + . -', JOB_NAME);
const MODEL = apiText('the name of a model: 1 to 63 letters, digits, - and _', MODEL_NAME);
const ROLE = apiText('the ARN of a role', ROLE_ARN);
const URI = apiText('an S3 URI such as s3://bucket/prefix/', S3_URI);
const KEY = apiText('the ARN or id of a KMS key', KMS_KEY_ID);
const STATUS = choiceOf(...STATUSES);
const MESSAGE = textRule(`a text of 1 to ${MAX_MESSAGE} characters`, text => text !== '' && text.length <= MAX_MESSAGE);
const ID = textRule('a text of letters, digits and -', text => /^[-0-9a-zA-Z]{1,32}$/.test(text));
const TIME: Rule<number> = {
  wanted: 'a time such as 2026-11-23T12:00:00Z',
  read: value =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))
      ? Date.parse(value)
      : undefined,
};

const tagAt = (spot: Spot): Tag | undefined => {
  const tag = objectAt(spot, ['key', 'value']);
  const key = tag && checked(tag.at('key'), apiText('the key of a tag', TAG_KEY));
  const value = tag && checked(tag.at('value'), apiText('the value of a tag', TAG_VALUE));
  return key === undefined || value === undefined ? undefined : {key, value};
};

const vpcAt = (spot: Spot): VpcConfig | undefined => {
  const vpc = spot.value === undefined ? undefined : objectAt(spot, ['subnetIds', 'securityGroupIds']);
  return (
    vpc && {
      subnetIds: listAt(vpc.at('subnetIds'), each => checked(each, ID)),
      securityGroupIds: listAt(vpc.at('securityGroupIds'), each => checked(each, ID)),
    }
  );
};

/** The S3 URI in a modelDataSource. */
const sourceAt = (spot: Spot): string | undefined => {
  const source = spot.value === undefined ? undefined : objectAt(spot, ['s3DataSource']);
  const s3 = source && objectAt(source.at('s3DataSource'), ['s3Uri']);
  return s3 && checked(s3.at('s3Uri'), URI);
};

/** Accepted because the API gives them, and not used: ARNs are made anew, and times follow from the others. */
const UNUSED_OF_JOB = ['jobArn', 'importedModelArn', 'lastModifiedTime'];
const UNUSED_OF_MODEL = ['modelArn', 'jobArn', 'jobName', 'creationTime', 'modelDataSource', 'modelKmsKeyArn'];

const JOB_MEMBERS = [
  ...['jobName', 'status', 'importedModelName', 'roleArn', 'modelDataSource', 'failureMessage', 'creationTime'],
  ...['endTime', 'importedModelKmsKeyArn', 'vpcConfig', 'jobTags', ...UNUSED_OF_JOB],
];

const jobAt = (spot: Spot): SeedJob | undefined => {
  const job = objectAt(spot, JOB_MEMBERS);
  if (!job) return undefined;
  const name = checked(job.at('jobName'), JOB);
  const status = checked(job.at('status'), STATUS);
  const failureMessage = optional(job.at('failureMessage'), MESSAGE);
  const [createdAt, endsAt] = [optional(job.at('creationTime'), TIME), optional(job.at('endTime'), TIME)];
  if (failureMessage !== undefined && status !== undefined && status !== 'Failed') {
    spot.problems.add(job.at('failureMessage').place, `only a job that is Failed has one (this one is ${status})`);
  }
  if (createdAt !== undefined && endsAt !== undefined && endsAt < createdAt) {
    spot.problems.add(job.at('endTime').place, 'must not be before creationTime');
  }
  const rest = {
    modelName: optional(job.at('importedModelName'), MODEL),
    roleArn: optional(job.at('roleArn'), ROLE),
    s3Uri: sourceAt(job.at('modelDataSource')),
    kmsKeyArn: optional(job.at('importedModelKmsKeyArn'), KEY),
    vpcConfig: vpcAt(job.at('vpcConfig')),
    tags: listAt(job.at('jobTags'), tagAt),
  };
  return name === undefined || status === undefined
    ? undefined
    : {name, status, failureMessage, createdAt, endsAt, ...rest};
};

const MAX_UNITS = 1000;
const MODEL_MEMBERS = [
  'modelName',
  'modelArchitecture',
  'instructSupported',
  'customModelUnits',
  'tags',
  ...UNUSED_OF_MODEL,
];

const unitsAt = (spot: Spot): number | undefined => {
  const units =
    spot.value === undefined ? undefined : objectAt(spot, ['customModelUnitsPerModelCopy', 'customModelUnitsVersion']);
  return units && optional(units.at('customModelUnitsPerModelCopy'), numberRule(1, MAX_UNITS));
};

const modelAt = (spot: Spot): SeedModel | undefined => {
  const model = objectAt(spot, MODEL_MEMBERS);
  const modelName = model && checked(model.at('modelName'), MODEL);
  return model && modelName !== undefined
    ? {
        modelName,
        architecture: optional(model.at('modelArchitecture'), textRule('a text')),
        instructSupported: optional(model.at('instructSupported'), FLAG),
        units: unitsAt(model.at('customModelUnits')),
        tags: listAt(model.at('tags'), tagAt),
      }
    : undefined;
};

const outcomeAt = (spot: Spot): Outcome | undefined => {
  const outcome = objectAt(spot, ['job', 'status', 'message', 'duration']);
  if (!outcome) return undefined;
  const member = (name: string) => outcome.at(name).value;
  const read = readOutcome({
    ...{job: member('job'), status: member('status'), message: member('message'), duration: member('duration')},
  });
  if (!read.ok) spot.problems.add(spot.place, read.reason);
  return read.ok ? read.value : undefined;
};

/** Names that are given twice, and models that no job has made. */
const addContradictions = ({jobs, models}: Seed, problems: Problems): void => {
  for (const [i, {name}] of jobs.entries()) {
    if (jobs.findIndex(job => job.name === name) < i) problems.add(`jobs[${i}].jobName`, `“${name}” is given twice`);
  }
  const made = jobs.filter(({status}) => status === 'Completed').map(({modelName}) => modelName);
  for (const [i, {modelName}] of (models ?? []).entries()) {
    if (!made.includes(modelName)) {
      problems.add(`models[${i}].modelName`, `no Completed job has the importedModelName “${modelName}”`);
    }
  }
};

const MAX_QUOTA = 1000;
const MEMBERS = ['jobs', 'models', 'buckets', 'outcomes', 'modelQuota'];

/** The seed that the text of a file describes, or all problems with it, each with its place. */
export const readSeed = (
  text: string,
): {readonly ok: true; readonly value: Seed} | {readonly ok: false; readonly problems: readonly string[]} => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return {ok: false, problems: [`not JSON: ${error instanceof Error ? error.message : String(error)}`]};
  }
  const problems = createProblems();
  const file = objectAt({value, place: '', problems}, MEMBERS);
  if (!file) return {ok: false, problems: problems.found};
  const seed: Seed = {
    jobs: listAt(file.at('jobs'), jobAt),
    models: file.at('models').value === undefined ? undefined : listAt(file.at('models'), modelAt),
    buckets: listAt(file.at('buckets'), bucketAt),
    outcomes: listAt(file.at('outcomes'), outcomeAt),
    modelQuota: optional(file.at('modelQuota'), numberRule(0, MAX_QUOTA)),
  };
  // What is wrong with single members may be why they contradict each other.
  if (problems.found.length === 0) addContradictions(seed, problems);
  return problems.found.length === 0 ? {ok: true, value: seed} : {ok: false, problems: problems.found};
};
