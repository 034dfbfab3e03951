/** Job names for completion: one request, and no names if it fails. */
import {describe, expect, it} from 'vitest';
import {completionFor} from '../../../src/cli/completion/candidates.ts';
import {jobCandidates} from '../../../src/cli/completion/live-candidates.ts';
import type {Job} from '../../../src/core/domain/job.ts';
import {createFakeAws, oops} from '../../support/fake-aws.ts';
import {jobAt, jobsDown, runningAt} from '../../support/jobs.ts';

const ask = async (jobs: readonly Job[], ...words: string[]) => {
  const aws = createFakeAws(jobs);
  const completion = completionFor(words);
  if (completion.kind !== 'jobs') throw new Error('no question');
  const candidates = await jobCandidates(completion, aws);
  expect(aws.lists).toHaveLength(1);
  return candidates;
};

const names = async (...given: Parameters<typeof ask>) => (await ask(...given)).map(({word}) => word);

describe('names', () => {
  it('come newest first, at most a hundred, each with its status', async () => {
    expect(await ask(jobsDown(2, 1), 'get', '')).toEqual([
      {word: 'job-2', text: expect.stringMatching(/^Completed, created 2026-11-22 19:22/)},
      {word: 'job-1', text: expect.stringMatching(/^Completed, created /)},
    ]);
    expect(await names(jobsDown(300, 1), 'get', 'job')).toEqual(jobsDown(300, 201).map(({name}) => name));
  });

  it('begin with what is typed', async () => {
    const jobs = [jobAt(3, {name: 'a-llama'}), jobAt(2, {name: 'llama-b'}), jobAt(1, {name: 'Llama-c'})];
    expect(await names(jobs, 'get', 'llama')).toEqual(['llama-b']);
  });

  it('of running jobs come first for wait, and only for wait', async () => {
    const jobs = [jobAt(4), runningAt(3), jobAt(2), runningAt(1)];
    expect(await names(jobs, 'wait', '')).toEqual(['job-3', 'job-1', 'job-4', 'job-2']);
    expect(await names(jobs, 'get', '')).toEqual(['job-4', 'job-3', 'job-2', 'job-1']);
  });

  it('that are already on the line are left out', async () => {
    expect(await names(jobsDown(3, 1), 'wait', 'job-2', '')).toEqual(['job-3', 'job-1']);
  });

  it('that the API does not allow are left out', async () => {
    const odd = ['$(reboot)', 'a b', '-rf', 'a;b', '\x1b[2J'].map((name, i) => jobAt(i, {name}));
    expect(await names([...odd, jobAt(9)], 'get', '')).toEqual(['job-9']);
  });
});

it('a failure gives no names, and is not retried', async () => {
  const aws = createFakeAws(jobsDown(3, 1));
  aws.failures.push(oops());
  const completion = completionFor(['get', '']);
  expect(completion.kind === 'jobs' && (await jobCandidates(completion, aws))).toEqual([]);
  expect(aws.lists).toHaveLength(1);
});
