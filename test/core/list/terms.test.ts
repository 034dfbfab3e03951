/** A search over everything: its words, the quick way against the plain one, and how much is looked at. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Job} from '../../../src/core/domain/job.ts';
import {JOBS} from '../../../src/core/jobs/job-list.ts';
import {jobMatcher} from '../../../src/core/jobs/match.ts';
import {hasTerms, termsOf} from '../../../src/core/list/terms.ts';
import {indexesMatching, type MoreText} from '../../../src/core/list/texts.ts';
import {detailOf, jobAt} from '../../support/jobs.ts';

const NOTHING: MoreText = {byArn: new Map(), common: []};

const search = (items: readonly Job[], text: string, more = NOTHING): readonly Job[] => {
  const positionOf = (arn: string) => items.findIndex(job => job.arn === arn);
  const indexes = indexesMatching(items, {terms: termsOf(text), more, textOf: JOBS.textOf, positionOf});
  return [...indexes].map(index => items[index] as Job);
};

describe('words', () => {
  const matches = (text: string, of: string) => hasTerms(termsOf(text), of, of.toLowerCase());
  it.each([
    ['llama', 'My-Llama-3', true],
    ['Llama', 'My-Llama-3', true],
    ['Llama', 'my-llama-3', false],
    ['llama v3', 'v3 of llama', true],
    ['llama v4', 'v3 of llama', false],
    ['llama !v3', 'v3 of llama', false],
    ['!v4', 'v3 of llama', true],
    ['!', 'anything', true],
    ['', 'anything', true],
    ['arn:aws:bedrock:us-east-1:111122223333:model-import-job/abc', 'job abc', true],
  ])('“%s” in “%s”: %s', (text, of, isMatch) => {
    expect(matches(text, of)).toBe(isMatch);
  });
});

describe('jobs', () => {
  const names = fc.constantFrom('alpha-v1', 'Alpha-v2', 'beta', 'al pha', 'ALPHA');
  const anyJobs = fc.uniqueArray(
    fc.record({
      n: fc.nat(300),
      name: names,
      model: fc.option(names, {nil: undefined}),
      status: fc.constantFrom('Failed', 'Completed'),
    }),
    {selector: ({n}) => n, maxLength: 25},
  );
  const words = fc.array(
    fc.constantFrom('al', 'Al', 'pha', 'v1', '!v2', '!beta', 'failed', 'role', 'm', 'ALPHA', '0000'),
    {maxLength: 3},
  );

  it('are found as one by one', () => {
    fc.assert(
      fc.property(anyJobs, words, fc.nat(5), (given, typed, every) => {
        const jobs = given.map(({n, name, model, status}) => jobAt(n, {name, modelName: model, status}));
        const details = new Map(
          jobs
            .filter((_, i) => every > 0 && i % every === 0)
            .map(job => [job.arn, detailOf(job, {failureMessage: 'no role alpha-v1'})]),
        );
        const byArn = new Map(
          [...details].map(([arn, {failureMessage, s3Uri, roleArn}]) => [
            arn,
            ` ${failureMessage} ${s3Uri} ${roleArn}`,
          ]),
        );
        const text = typed.join(' ');
        const isMatch = jobMatcher(text);
        const plain = jobs.filter(job => isMatch({job, detail: details.get(job.arn)}));
        expect(search(jobs, text, {byArn, common: []})).toEqual(plain);
      }),
      {numRuns: 500},
    );
  });

  it('all have the region and the profile, by their whole names', () => {
    const jobs = [jobAt(1), jobAt(2, {name: 'default-thing'})];
    const more: MoreText = {byArn: new Map(), common: ['us-east-1', 'default']};
    expect(search(jobs, 'us-east-1 job-1', more)).toEqual([jobs[0]]);
    expect(search(jobs, 'defaul', more)).toEqual([jobs[1]]);
    expect(search(jobs, '!us-east-1', more)).toEqual([]);
  });

  it('are read once, however many letters are typed, and not again if an answer comes', () => {
    let reads = 0;
    const jobs = Array.from({length: 20_000}, (_, n) =>
      Object.defineProperty({...jobAt(n)}, 'name', {
        get: () => {
          reads += 1;
          return `job-${n}`;
        },
      }),
    );
    search(jobs, 'j');
    expect(reads).toBe(20_000);
    search(jobs, 'jo');
    search(jobs, 'job-1', {byArn: new Map([[jobs[5]?.arn ?? '', ' more']]), common: []});
    expect(reads).toBe(20_000);
  });
});
