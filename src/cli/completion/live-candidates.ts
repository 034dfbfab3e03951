/** Candidates that come from files or AWS: profiles, and the names of jobs. If anything fails, there are none. */
import {pending} from '../../bedrock/waiting/pending.ts';
import {isRunning, type Job} from '../../core/domain/job.ts';
import type {Gateway} from '../../core/domain/ports.ts';
import {nameProblem} from '../../core/domain/query.ts';
import {momentOf} from '../../core/text/format.ts';
import type {Environment} from '../process/environment.ts';
import {type Candidate, type JobQuestion, MAX_CANDIDATES} from './candidates.ts';

/** What can complete several names that are separated by commas: the last of them, or all of them as one name. */
const profileWords = (names: readonly string[], typed: string): readonly string[] => {
  const start = typed.lastIndexOf(',') + 1;
  if (start === 0) return names.filter(name => name.startsWith(typed));
  const earlier = typed.slice(0, start);
  const used = earlier.split(',');
  const open = names.filter(name => !name.includes(',') && !used.includes(name));
  const last = open.filter(name => name.startsWith(typed.slice(start))).map(name => earlier + name);
  return [...last, ...names.filter(name => name.startsWith(typed))];
};

/** The names exactly as in the files. */
export const profileCandidates = async (
  environment: Environment,
  prefix: string,
  typed: string,
): Promise<readonly Candidate[]> => {
  const {readSharedFiles} = await import('../../bedrock/profiles/profiles.ts');
  const {names} = await pending(readSharedFiles(environment));
  return profileWords(names, typed).map(word => ({word: prefix + word}));
};

const candidateOf = ({name, status, createdAt}: Job): Candidate => ({
  word: name,
  text: `${status}, created ${momentOf(createdAt)}`,
});

const runningFirst = (jobs: readonly Job[]): readonly Job[] => [
  ...jobs.filter(isRunning),
  ...jobs.filter(job => !isRunning(job)),
];

/** The jobs of one connection. Makes a single request. */
export const jobsAt = async ({request}: JobQuestion, gateway: Gateway): Promise<readonly Job[]> => {
  const outcome = await gateway.listJobs(request, new AbortController().signal);
  return outcome.ok ? outcome.value.jobs : [];
};

/** Those that complete the word, each name once. */
export const jobCandidates = (question: JobQuestion, found: readonly Job[]): readonly Candidate[] => {
  const {typed, given, isRunningFirst} = question;
  const jobs = [...new Map(found.toReversed().map(job => [job.name, job])).values()].toReversed();
  // Only names that the API allows, because a shell might interpret others.
  const matching = (isRunningFirst ? runningFirst(jobs) : jobs).filter(
    ({name}) => name.startsWith(typed) && !given.includes(name) && nameProblem(name) === undefined,
  );
  return matching.slice(0, MAX_CANDIDATES).map(candidateOf);
};
