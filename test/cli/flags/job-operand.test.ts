/** Jobs on the command line: names and ARNs. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseJob} from '../../../src/cli/flags/job-operand.ts';
import {arnOf} from '../../support/jobs.ts';

const reason = (text: string): string => {
  const parsed = parseJob(text);
  return parsed.ok ? `accepted: ${parsed.value}` : parsed.reason;
};

const NO_NAME =
  'is not a job name or ARN; job names have up to 63 letters, digits, “+”, “.” and “-”, and begin with a letter or digit';

it.each([
  'a',
  '7',
  'llama-3-8b',
  'importJob-20240713T121942',
  'a+b.c--d-',
  'a'.repeat(63),
  arnOf(1),
  'arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:model-import-job/abcdefghijkl',
  'arn:aws-cn:bedrock:cn-north-1:111122223333:model-import-job/abcdefghijkl',
  'arn:aws:bedrock:us-east-1:000000000000:model-import-job/5f1e0c1a-8f0b-4c43-9d3c-111111111111',
  'arn:aws:bedrock:::model-import-job/x',
])('%s is a job', text => {
  expect(parseJob(text)).toEqual({ok: true, value: text});
});

it.each([
  '',
  ' ',
  'a b',
  ' a',
  'a ',
  'a\n',
  '-a',
  '.a',
  '+a',
  'a_b',
  'a/b',
  'ä',
  '模型',
  'a'.repeat(64),
  '--help',
  '*',
  'a\x1b[31m',
])('%j is not a job', text => {
  expect(reason(text)).toBe(`“${text}” ${NO_NAME}`);
});

it.each([
  'arn:aws:bedrock:us-east-1:111122223333:model-import-job/',
  'arn:aws:bedrock:us-east-1:111122223333:model-import-job',
  'arn:aws:bedrock:us-east-1:111122223333:model-import-job/a b',
  `arn:aws:bedrock:us-east-1:111122223333:model-import-job/${'a'.repeat(129)}`,
  'arn:aws:bedrock:us-east-1:nobody:model-import-job/abcdefghijkl',
  'arn:aws:s3:::models',
  'arn:aws:bedrock:us-east-1:111122223333:model-customization-job/abcdefghijkl',
  'arn:',
  `${arnOf(1)}\n`,
])('%j is the ARN of something else', text => {
  expect(reason(text)).toBe(`“${text}” is not the ARN of a model import job`);
});

it('the message for the ARN of a model says so', () => {
  const text = 'arn:aws:bedrock:us-east-1:111122223333:imported-model/abcdefghijkl';
  expect(reason(text)).toBe(`“${text}” is the ARN of an imported model; give the name or ARN of the import job`);
});

describe('any text', () => {
  it('is a job as it is, or is quoted in the reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({unit: 'binary'}), fc.stringMatching(/^[a-zA-Z0-9+.-]{1,70}$/)), text => {
        const parsed = parseJob(text);
        if (parsed.ok) expect(parsed.value).toBe(text);
        else expect(parsed.reason).toContain(`“${text}”`);
      }),
    );
  });

  it('that matches the API’s own pattern is a job', () => {
    // The API's pattern. Its backtracking is harmless for short texts.
    const name = fc.stringMatching(/^[a-zA-Z0-9](-*[a-zA-Z0-9+\-.])*$/).filter(text => text.length <= 63);
    fc.assert(fc.property(name, text => parseJob(text).ok));
    const arn = fc.stringMatching(
      /^arn:aws(-[a-z]{1,5})?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:model-import-job\/[a-z0-9]{12}$/,
    );
    fc.assert(fc.property(arn, text => parseJob(text).ok));
  });

  it('is read in no time, even if the API’s pattern would take forever', () => {
    expect(parseJob(`a${'-'.repeat(60)}!`).ok).toBe(false);
    expect(parseJob(`arn:${'a-'.repeat(50_000)}!`).ok).toBe(false);
  });
});
