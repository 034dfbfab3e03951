/** Candidates that come from files or AWS: profiles, and the names of jobs and models. If anything fails, there are none. */
import {pending} from '../../bedrock/waiting/pending.ts';
import {isRunning, type Job} from '../../core/domain/job.ts';
import type {Model} from '../../core/domain/model.ts';
import type {Gateway} from '../../core/domain/ports.ts';
import {momentOf} from '../../core/text/format.ts';
import type {Environment} from '../process/environment.ts';
import {type Candidate, MAX_CANDIDATES, NAME_PROBLEMS, type NameQuestion} from './candidates.ts';

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

/** What has a name: a job or a model. */
export type NamedItem = Job | Model;

const isRunningJob = (item: NamedItem): boolean => 'status' in item && isRunning(item);

const candidateOf = (item: NamedItem): Candidate => {
  const what = 'status' in item ? item.status : item.architecture;
  return {word: item.name, text: `${what === undefined ? '' : `${what}, `}created ${momentOf(item.createdAt)}`};
};

const runningFirst = (items: readonly NamedItem[]): readonly NamedItem[] => [
  ...items.filter(isRunningJob),
  ...items.filter(item => !isRunningJob(item)),
];

/** The jobs or models of one connection. Makes a single request. */
export const itemsAt = async ({kind, request}: NameQuestion, gateway: Gateway): Promise<readonly NamedItem[]> => {
  const {signal} = new AbortController();
  if (kind === 'models') {
    const outcome = await gateway.listModels(request, signal);
    return outcome.ok ? outcome.value.models : [];
  }
  const outcome = await gateway.listJobs(request, signal);
  return outcome.ok ? outcome.value.jobs : [];
};

/** Those that complete the word, each name once. */
export const nameCandidates = (question: NameQuestion, found: readonly NamedItem[]): readonly Candidate[] => {
  const {kind, typed, prefix, given, isRunningFirst} = question;
  const items = [...new Map(found.toReversed().map(item => [item.name, item])).values()].toReversed();
  // Only names that the API allows, because a shell might interpret others.
  const matching = (isRunningFirst ? runningFirst(items) : items).filter(
    ({name}) => name.startsWith(typed) && !given.includes(name) && NAME_PROBLEMS[kind](name) === undefined,
  );
  return matching.slice(0, MAX_CANDIDATES).map(item => ({...candidateOf(item), word: prefix + item.name}));
};
