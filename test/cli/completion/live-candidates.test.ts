/** Names of jobs and models for completion: one request, and no names if it fails. Profiles, several of them separated by commas. */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {completionFor} from '../../../src/cli/completion/candidates.ts';
import {itemsAtAll} from '../../../src/cli/completion/complete.ts';
import {itemsAt, nameCandidates, profileCandidates} from '../../../src/cli/completion/live-candidates.ts';
import type {Job} from '../../../src/core/domain/job.ts';
import type {Target} from '../../../src/core/domain/target.ts';
import {createFakeAws, oops} from '../../support/fake-aws.ts';
import {jobAt, jobsDown, NOON, runningAt} from '../../support/jobs.ts';

const ask = async (jobs: readonly Job[], ...words: string[]) => {
  const aws = createFakeAws(jobs);
  const completion = completionFor(words);
  if (completion.kind !== 'jobs') throw new Error('no question');
  const candidates = nameCandidates(completion, await itemsAt(completion, aws));
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

describe('names of models', () => {
  const models = ['llama_a', 'llama-b', '$(reboot)', 'phi'].map((name, i) => ({
    arn: `arn:${i}`,
    name,
    createdAt: NOON - i,
    architecture: name === 'phi' ? undefined : 'llama',
  }));
  const askModels = async (...words: string[]) => {
    const aws = createFakeAws(jobsDown(3, 1));
    aws.models = models;
    const completion = completionFor(words);
    if (completion.kind !== 'models') throw new Error(`no question for models: ${completion.kind}`);
    const candidates = nameCandidates(completion, await itemsAt(completion, aws));
    expect([aws.lists.length, aws.asked]).toEqual([0, ['listModels']]);
    return candidates;
  };

  it('are offered where a model is meant, newest first, without those that the API does not allow', async () => {
    expect(await askModels('model', '')).toEqual([
      {word: 'llama_a', text: expect.stringMatching(/^llama, created 2026-11-23/)},
      {word: 'llama-b', text: expect.stringMatching(/^llama, created /)},
      {word: 'phi', text: expect.stringMatching(/^created /)},
    ]);
    expect((await askModels('delete-model', 'llama_')).map(({word}) => word)).toEqual(['llama_a']);
  });

  it('are not asked for with a text that AWS refuses', () => {
    expect(completionFor(['model', 'a__'])).toEqual({kind: 'candidates', candidates: []});
  });
});

it('a job is offered for tags, but not in the place of a tag', () => {
  expect(completionFor(['tag', 'a']).kind).toBe('jobs');
  expect(completionFor(['tag', 'job-1', 'a'])).toEqual({kind: 'candidates', candidates: []});
  expect(completionFor(['untag', 'job-1', 'a', 'b'])).toEqual({kind: 'candidates', candidates: []});
});

it('a failure gives no names, and is not retried', async () => {
  const aws = createFakeAws(jobsDown(3, 1));
  aws.failures.push(oops());
  const completion = completionFor(['get', '']);
  expect(completion.kind === 'jobs' && (await itemsAt(completion, aws))).toEqual([]);
  expect(aws.lists).toHaveLength(1);
});

describe('several connections', () => {
  const targets = ['us-east-1', 'us-east-2', 'us-west-2'].map(region => ({kind: 'aws', region}) as const);

  it('give the names of all, newest first, each once, without those of one that fails or hangs', async () => {
    const completion = completionFor(['get', '']);
    if (completion.kind !== 'jobs') throw new Error('no question');
    const ask = async (target: Target): Promise<readonly Job[]> => {
      if (target.region === 'us-east-1') return [jobAt(5), jobAt(1)];
      if (target.region === 'us-west-2') return [jobAt(3), jobAt(1)];
      throw new Error('refused');
    };
    const found = await itemsAtAll(targets, ask, () => 60_000);
    expect(nameCandidates(completion, found).map(({word}) => word)).toEqual(['job-5', 'job-3', 'job-1']);
    const hanging = (target: Target) => (target.region === 'us-east-2' ? new Promise<never>(() => {}) : ask(target));
    expect(await itemsAtAll(targets, hanging, () => 1)).toHaveLength(4);
  });
});

describe('profiles', () => {
  const words = async (typed: string): Promise<readonly string[]> => {
    const directory = mkdtempSync(join(tmpdir(), 'bedrock-imports-'));
    onTestFinished(() => rmSync(directory, {recursive: true}));
    const config = join(directory, 'config');
    writeFileSync(config, '[profile dev]\n[profile devil]\n[profile prod]\n[profile dev,old]\n');
    const environment = {AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: join(directory, 'none')};
    return (await profileCandidates(environment, '--profile=', typed)).map(({word}) => word);
  };

  it.each([
    ['d', ['dev', 'devil', 'dev,old']],
    ['prod,d', ['prod,dev', 'prod,devil']],
    ['dev,', ['dev,devil', 'dev,prod', 'dev,old']],
    ['dev,prod,', ['dev,prod,devil']],
  ])('%j: the last of several that is not named yet, or a name with a comma', async (typed, expected) => {
    expect(await words(typed)).toEqual(expected.map(word => `--profile=${word}`));
  });
});
