/** How an import that was created through the API will end: as somebody has said, or else as its files allow. */
import type {Failure} from './defect.ts';
import {randomFailure} from './failure-reasons.ts';
import type {Ending, JobRecord} from './job-record.ts';
import {outcomeFor} from './outcome.ts';
import {correctedPrefix, locationOf} from './s3-location.ts';
import type {JobFacts, WorldState} from './world-state.ts';

interface CreatedImport {
  readonly name: string;
  readonly s3Uri: string;
  readonly roleArn: string;
  readonly kmsKeyArn: string | undefined;
}

type Plan = Pick<JobFacts, 'ending' | 'failure'> & {readonly durationMs: number | undefined};

const sameFiles = (a: string, b: string): boolean => {
  const [one, other] = [locationOf(a), locationOf(b)];
  return one.bucket === other.bucket && one.prefix === other.prefix;
};

/** The latest job whose files these are, or are a correction of. */
const jobOfFiles = (state: WorldState, s3Uri: string): JobRecord | undefined => {
  const isCorrection = (job: JobRecord) => {
    const {bucket, prefix} = locationOf(job.s3Uri);
    return sameFiles(`s3://${bucket}/${correctedPrefix(prefix)}`, s3Uri);
  };
  return (
    state.jobs.findLast(job => sameFiles(job.s3Uri, s3Uri)) ??
    state.jobs.findLast(job => job.defect !== undefined && job.defect.kind !== 'no-files' && isCorrection(job))
  );
};

/** What is wrong with the files, if anything is. */
const failureOfFiles = (state: WorldState, s3Uri: string): Failure | undefined => {
  const known = jobOfFiles(state, s3Uri);
  if (known && sameFiles(known.s3Uri, s3Uri)) {
    return known.defect && {message: known.failureMessage ?? '', defect: known.defect};
  }
  const isGiven = state.buckets.some(({name}) => name === locationOf(s3Uri).bucket);
  return known || isGiven || !state.needsFiles
    ? undefined
    : {message: `The file config.json was not found at ${s3Uri}. (simulated)`, defect: {kind: 'no-files'}};
};

/** Plans the next import that the API creates. */
export const planImport = (state: WorldState, job: CreatedImport): Plan => {
  const outcome = outcomeFor(state.outcomes, job.name, state.created.length + 1);
  const durationMs = outcome?.durationMs ?? state.durationMs;
  if (outcome === undefined) {
    const failure = failureOfFiles(state, job.s3Uri);
    return {ending: failure ? 'Failed' : 'Completed', failure, durationMs};
  }
  return {ending: outcome.status, failure: failureFor(state, job, outcome), durationMs};
};

/** Why a job fails that was told to end like this; undefined if it completes. Its files stay as they are: others may use them. */
export const failureFor = (
  state: WorldState,
  job: CreatedImport,
  {status, message}: {readonly status: Ending; readonly message?: string | undefined},
): Failure | undefined => {
  if (status === 'Completed') return undefined;
  return {message: message ?? randomFailure(state.random, job).message, defect: undefined};
};
