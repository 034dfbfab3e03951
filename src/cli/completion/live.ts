/** What only files or AWS know: profiles, and the names of jobs. If anything fails, nothing is offered. */

import {pending} from '../../bedrock/pending.ts';
import {momentOf} from '../../core/format.ts';
import {isRunning, type Job} from '../../core/job.ts';
import type {Gateway} from '../../core/ports.ts';
import {nameProblem} from '../../core/query.ts';
import type {Environment} from '../environment.ts';
import {type JobQuestion, MOST_OFFERED, type Offer} from './wanted.ts';

/** The names exactly as in the files: a name with characters removed would not be a profile. */
export const profileOffers = async (
  environment: Environment,
  lead: string,
  typed: string,
): Promise<readonly Offer[]> => {
  const {readSharedFiles} = await import('../../bedrock/profiles.ts');
  const {names} = await pending(readSharedFiles(environment));
  return names.filter(name => name.startsWith(typed)).map(name => ({word: lead + name}));
};

const offerOf = ({name, status, createdAt}: Job): Offer => ({
  word: name,
  text: `${status}, created ${momentOf(createdAt)}`,
});

const runningFirst = (jobs: readonly Job[]): readonly Job[] => [
  ...jobs.filter(isRunning),
  ...jobs.filter(job => !isRunning(job)),
];

/** Makes one request only. */
export const jobOffers = async (question: JobQuestion, gateway: Gateway): Promise<readonly Offer[]> => {
  const {request, typed, given, isRunningFirst} = question;
  const outcome = await gateway.listJobs(request, new AbortController().signal);
  if (!outcome.ok) return [];
  const {jobs} = outcome.value;
  // Only names that the API allows: a shell might interpret others.
  const wanted = (isRunningFirst ? runningFirst(jobs) : jobs).filter(
    ({name}) => name.startsWith(typed) && !given.includes(name) && nameProblem(name) === undefined,
  );
  return wanted.slice(0, MOST_OFFERED).map(offerOf);
};
