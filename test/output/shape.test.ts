/** Jobs in the API's own shape. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {isoTime} from '../../src/core/text/format.ts';
import {listShape, summaryShape} from '../../src/output/shape.ts';
import {anyJob} from '../support/any-job.ts';
import {arnOf, jobAt, runningAt} from '../support/jobs.ts';

it('has every member under the API’s name, in the API’s order', () => {
  const job = jobAt(7, {modelArn: 'arn:model'});
  expect(Object.entries(summaryShape(job, 'no config.json'))).toEqual([
    ['jobArn', arnOf(7)],
    ['jobName', 'job-7'],
    ['status', 'Completed'],
    ['lastModifiedTime', isoTime(job.createdAt + 300_000)],
    ['creationTime', isoTime(job.createdAt)],
    ['endTime', isoTime(job.createdAt + 300_000)],
    ['importedModelArn', 'arn:model'],
    ['importedModelName', 'model-7'],
    ['failureMessage', 'no config.json'],
  ]);
});

it('leaves out members that have no value', () => {
  const job = {...runningAt(7), modifiedAt: undefined, modelName: undefined};
  expect(Object.keys(summaryShape(job))).toEqual(['jobArn', 'jobName', 'status', 'creationTime']);
});

it('keeps a time of 0 and an empty text', () => {
  const shape = summaryShape(jobAt(7, {modifiedAt: 0, endedAt: 0}), '');
  expect(shape).toMatchObject({lastModifiedTime: '1970-01-01T00:00:00.000Z', failureMessage: ''});
  expect(shape.endTime).toBe(shape.lastModifiedTime);
});

it('has the same times as the job', () => {
  fc.assert(
    fc.property(anyJob, job => {
      const {creationTime, lastModifiedTime, endTime} = summaryShape(job);
      const parsed = [creationTime, lastModifiedTime, endTime].map(text => text && Date.parse(text));
      expect(parsed).toEqual([job.createdAt, job.modifiedAt, job.endedAt]);
    }),
  );
});

it('is a list, with a token only if there is more', () => {
  const jobs = [summaryShape(jobAt(1))];
  expect(listShape(jobs, 'next')).toStrictEqual({modelImportJobSummaries: jobs, nextToken: 'next'});
  expect(listShape([], undefined)).toStrictEqual({modelImportJobSummaries: []});
});
