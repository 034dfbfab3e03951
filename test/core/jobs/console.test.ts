/** The address of the console page that shows a job. */
import {expect, it} from 'vitest';
import {consoleUrl} from '../../../src/core/jobs/console.ts';

const arn = (partition: string, region: string) =>
  `arn:${partition}:bedrock:${region}:111122223333:model-import-job/abc`;

it.each([
  ['aws', 'us-east-1', 'https://us-east-1.console.aws.amazon.com/bedrock/home?region=us-east-1#/import-models'],
  ['aws-cn', 'cn-north-1', 'https://cn-north-1.console.amazonaws.cn/bedrock/home?region=cn-north-1#/import-models'],
  [
    'aws-us-gov',
    'us-gov-west-1',
    'https://us-gov-west-1.console.amazonaws-us-gov.com/bedrock/home?region=us-gov-west-1#/import-models',
  ],
])('in partition %s', (partition, region, value) => {
  expect(consoleUrl(arn(partition, region))).toEqual({ok: true, value});
});

it.each([
  [arn('aws-iso', 'us-iso-east-1'), 'the console of partition aws-iso is not known'],
  [arn('constructor', 'us-east-1'), 'the console of partition constructor is not known'],
  ['arn:aws:bedrock::111122223333:model-import-job/abc', 'the ARN has no region'],
  ['arn:aws:bedrock:evil.example/?:1:model-import-job/abc', 'the ARN has no region'],
  ['job', 'the ARN has no region'],
])('%s: %s', (text, reason) => {
  expect(consoleUrl(text)).toEqual({ok: false, reason});
});
