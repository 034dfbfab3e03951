/** Candidates that come from files or AWS: profiles, and the names of jobs. If anything fails, there are none. */
import {pending} from '../../bedrock/waiting/pending.ts';
import {isRunning, type Job} from '../../core/domain/job.ts';
import type {Gateway} from '../../core/domain/ports.ts';
import {nameProblem} from '../../core/domain/query.ts';
import {momentOf} from '../../core/text/format.ts';
import type {Environment} from '../process/environment.ts';
import {type Candidate, type JobQuestion, MAX_CANDIDATES} from './candidates.ts';

/** The names exactly as in the files. */
export const profileCandidates = async (
  environment: Environment,
  prefix: string,
  typed: string,
): Promise<readonly Candidate[]> => {
  const {readSharedFiles} = await import('../../bedrock/profiles/profiles.ts');
  const {names} = await pending(readSharedFiles(environment));
  return names.filter(name => name.startsWith(typed)).map(name => ({word: prefix + name}));
};

const candidateOf = ({name, status, createdAt}: Job): Candidate => ({
  word: name,
  text: `${status}, created ${momentOf(createdAt)}`,
});

const runningFirst = (jobs: readonly Job[]): readonly Job[] => [
  ...jobs.filter(isRunning),
  ...jobs.filter(job => !isRunning(job)),
];

/** Makes a single request. */
export const jobCandidates = async (question: JobQuestion, gateway: Gateway): Promise<readonly Candidate[]> => {
  const {request, typed, given, isRunningFirst} = question;
  const outcome = await gateway.listJobs(request, new AbortController().signal);
  if (!outcome.ok) return [];
  const {jobs} = outcome.value;
  // Only names that the API allows, because a shell might interpret others.
  const matching = (isRunningFirst ? runningFirst(jobs) : jobs).filter(
    ({name}) => name.startsWith(typed) && !given.includes(name) && nameProblem(name) === undefined,
  );
  return matching.slice(0, MAX_CANDIDATES).map(candidateOf);
};
