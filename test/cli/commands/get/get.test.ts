/** The get command, with an AWS in memory. */
import {describe, expect, it} from 'vitest';
import {runGet} from '../../../../src/cli/commands/get/get.ts';
import {failure, success} from '../../../../src/core/domain/app-error.ts';
import {createFakeAws, oops} from '../../../support/fake-aws.ts';
import {detailOf, jobAt} from '../../../support/jobs.ts';
import {createTestHost, type TestHostOptions} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';

const JOB = jobAt(990, {status: 'Failed', modelName: undefined});
const RAW = {
  jobArn: JOB.arn,
  jobName: JOB.name,
  failureMessage: 'Because\nof \u009b this',
  vpcConfig: {subnetIds: ['s-1']},
};
const DETAIL = detailOf(JOB, {
  failureMessage: 'The architecture is not supported, and this is a reason that is longer than a line of a terminal',
  subnetIds: ['s-1', 's-2'],
  raw: JSON.stringify(RAW),
});

const get = async (args: readonly string[], more: Partial<TestHostOptions> = {}) => {
  const aws = createFakeAws([]);
  aws.getJob = async identifier => {
    aws.gets.push(identifier);
    const error = aws.failures.shift();
    return error ? failure(error) : success(DETAIL);
  };
  const host = createTestHost({gateway: aws, ...more});
  const code = await runGet(optionsOf('get', ...args), host);
  return {aws, host, code};
};

describe('a job', () => {
  it('is fetched once, by the name that was given', async () => {
    const {aws, code} = await get(['job-990']);
    expect({code, gets: aws.gets, lists: aws.lists}).toEqual({code: 0, gets: ['job-990'], lists: []});
  });

  it('is printed with a line for each field that it has', async () => {
    const {host} = await get(['job-990']);
    expect(host.stdout()).toBe(
      [
        'Job        job-990',
        'Status     Failed',
        `Why        ${DETAIL.failureMessage}`,
        'Source     s3://models/job-990/',
        'Created    2026-11-23 11:50:00 UTC',
        'Ended      2026-11-23 11:55:00',
        'Took       5m 00s',
        'Role       arn:aws:iam::111122223333:role/import',
        `Job ARN    ${JOB.arn}`,
        'Modified   2026-11-23 11:55:00',
        'Subnets    s-1 s-2',
        '',
      ].join('\n'),
    );
  });

  it('is printed on a terminal with its failure message wrapped, but not its ARNs', async () => {
    const {host} = await get(['job-990'], {width: 60});
    expect(host.stdout()).toContain(
      'Why        The architecture is not supported, and this is a\n           reason that',
    );
    expect(host.stdout()).toContain(`Job ARN    ${JOB.arn}\n`);
  });

  it('is printed as the API’s JSON, with control characters escaped', async () => {
    const {host} = await get(['job-990', '-o', 'json']);
    expect(JSON.parse(host.stdout())).toEqual(RAW);
    expect(host.stdout()).toContain('\\u009b');
    const line = await get(['job-990', '-o', 'ndjson']);
    expect(line.host.stdout().split('\n')).toHaveLength(2);
    expect(JSON.parse(line.host.stdout())).toEqual(RAW);
  });

  it.each([
    ['failureMessage', 'tsv', 'Because of his\n'],
    ['vpcConfig.subnetIds', 'json', '[\n    "s-1"\n]\n'],
    ['missing', 'json', 'null\n'],
    ['[jobName, status]', 'csv', 'job-990,\n'],
  ])('%s as %s', async (expression, format, stdout) => {
    const {host, code} = await get(['job-990', '--query', expression, '-o', format]);
    expect({code, stdout: host.stdout()}).toEqual({code: 0, stdout});
  });

  it('is printed as CSV with all fields, with or without a header', async () => {
    const {host} = await get(['job-990', '-o', 'csv']);
    const [names = '', values = '', ...rest] = host.stdout().split('\n');
    expect(rest).toEqual(['']);
    expect(names.split(',')).toHaveLength(15);
    expect(values).toContain('"The architecture is not supported, and');
    const bare = await get(['job-990', '-o', 'csv', '--no-header']);
    expect(bare.host.stdout()).toBe(`${values}\n`);
  });
});

describe('several jobs', () => {
  const two = (args: readonly string[]) => {
    const aws = createFakeAws([jobAt(990), jobAt(991)]);
    const host = createTestHost({gateway: aws});
    return runGet(optionsOf('get', ...args), host).then(code => ({aws, host, code}));
  };
  const [A, B] = [jobAt(990).arn, jobAt(991).arn];

  it('are printed one after another, or as a list', async () => {
    const {host, code} = await two([A, B, A]);
    expect({code, blocks: host.stdout().split('\n\n').length}).toEqual({code: 0, blocks: 2});
    const json = await two([A, B, '-o', 'json']);
    expect(JSON.parse(json.host.stdout())).toEqual([{jobArn: A}, {jobArn: B}]);
    expect((await two([A, B, '-o', 'ids'])).host.stdout()).toBe(`${A}\n${B}\n`);
  });

  it('are printed if one of them does not exist, with exit code 5', async () => {
    const {host, code} = await two(['nobody', B, '-o', 'ids']);
    expect({code, stdout: host.stdout(), lines: host.said.length}).toEqual({code: 5, stdout: `${B}\n`, lines: 1});
  });
});

describe('a failure', () => {
  it.each([
    ['not-found', 5],
    ['access', 4],
    ['credentials', 3],
  ] as const)('(%s) is one line, and code %d', async (kind, expected) => {
    const aws = createFakeAws([]);
    aws.getJob = async () => failure(oops({kind, what: 'The job could not be read', isTransient: false}));
    const host = createTestHost({gateway: aws});
    const code = await runGet(optionsOf('get', 'a'), host);
    expect({code, stdout: host.stdout(), lines: host.said.length}).toEqual({code: expected, stdout: '', lines: 1});
  });

  it('of the expression is reported before any request', async () => {
    const {aws, code, host} = await get(['a', '--query', '[']);
    expect({code, gets: aws.gets, lines: host.said.length}).toEqual({code: 2, gets: [], lines: 1});
  });
});
