/** Attempts: the jobs that import the same model, or whose name has the same stem. */
import type {Job} from '../domain/job.ts';
import {isConsoleName, nameKey, stemOf} from './names.ts';

type Named = Pick<Job, 'name' | 'modelName'>;

/** Whether another job is an attempt at the same import as `job`. */
export const attemptTest = (job: Named): ((other: Named) => boolean) => {
  const {modelName} = job;
  const stem = stemOf(job);
  const key = nameKey(stem);
  // Most names differ from their first letters on: the stem of such a name is not worked out.
  const start = key.slice(0, 3);
  const mayShare = (text: string | undefined): boolean => text !== undefined && nameKey(text.slice(0, 3)) === start;
  return other => {
    if (modelName !== undefined && other.modelName === modelName) return true;
    const named = isConsoleName(other.name) ? other.modelName : other.name;
    return mayShare(named) && nameKey(stemOf(other)) === key;
  };
};

/** The attempts among some jobs and those that AWS has found, each of them once, the newest first. */
export const attemptsAmong = (job: Named, ...lists: readonly (readonly Job[])[]): readonly Job[] => {
  const isAttempt = attemptTest(job);
  const found = new Map<string, Job>();
  for (const jobs of lists) {
    for (const other of jobs) if (!found.has(other.arn) && isAttempt(other)) found.set(other.arn, other);
  }
  return [...found.values()].sort((a, b) => b.createdAt - a.createdAt);
};
