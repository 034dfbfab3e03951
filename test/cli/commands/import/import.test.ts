/** The import command on an AWS in memory: what it takes from flags and from an earlier job, what it prints, and when it refuses. */
import {describe, expect, it} from 'vitest';
import {parseCommandLine} from '../../../../src/cli/args/parse.ts';
import {runImport} from '../../../../src/cli/commands/import/import.ts';
import type {Job} from '../../../../src/core/domain/job.ts';
import {createFakeAws, type FakeAws, oops} from '../../../support/fake-aws.ts';
import {detailOf, jobAt, NOON} from '../../../support/jobs.ts';
import {createTestHost, startCommand} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';

const ROLE = 'arn:aws:iam::111122223333:role/import';
const FULL = [
  ...['--job-name', 'support-v8', '--imported-model-name', 'support_v8'],
  ...['--role-arn', ROLE, '--s3-uri', 's3://bucket/support/v8/'],
];

const start = (aws: FakeAws, ...flags: readonly string[]) =>
  startCommand(host => runImport(optionsOf('import', ...flags), host), createTestHost({gateway: aws}));

const sentence = (...flags: readonly string[]) => {
  const parsed = parseCommandLine(['import', ...flags], NOON);
  return parsed.kind === 'bad-usage' ? parsed.sentence.replace(/; see `.*/, '') : parsed.kind;
};

it.each([
  [74, 1],
  [0, 0],
])('ends with %d if its output ends with that, and the ARN is then said %d times', async (ending, times) => {
  const host = createTestHost({gateway: createFakeAws([]), onPrint: printing => printing.end(ending)});
  const {code} = await startCommand(each => runImport(optionsOf('import', ...FULL), each), host);
  expect(code()).toBe(ending);
  expect(host.said.filter(line => line.startsWith('Started support-v8 (arn:'))).toHaveLength(times);
});

it('sends every input, shows the equal command first, and prints the ARN', async () => {
  const aws = createFakeAws([]);
  const {host, code} = await start(
    aws,
    ...FULL,
    ...[
      '--imported-model-kms-key-id',
      'alias/models',
      '--vpc-config',
      'subnetIds=subnet-1,subnet-2,securityGroupIds=sg-1',
    ],
    ...['--job-tags', 'key=team,value=a=b key=stage,value=', '--imported-model-tags', '[{"key":"k","value":"a b"}]'],
    ...['--client-request-token', 'token-1', '--output', 'json'],
  );
  expect(code()).toBe(0);
  expect(aws.created).toEqual([
    {
      jobName: 'support-v8',
      modelName: 'support_v8',
      roleArn: ROLE,
      s3Uri: 's3://bucket/support/v8/',
      kmsKeyId: 'alias/models',
      subnetIds: ['subnet-1', 'subnet-2'],
      securityGroupIds: ['sg-1'],
      jobTags: [
        {key: 'team', value: 'a=b'},
        {key: 'stage', value: ''},
      ],
      modelTags: [{key: 'k', value: 'a b'}],
      clientRequestToken: 'token-1',
    },
  ]);
  expect(host.said).toHaveLength(1);
  expect(host.said[0]).toMatch(/^aws bedrock create-model-import-job --job-name support-v8 .* --region us-east-1$/);
  expect(JSON.parse(host.stdout())).toEqual({jobArn: expect.stringContaining('support-v8')});
});

it('only prints the command with --dry-run', async () => {
  const aws = createFakeAws([]);
  const {host, code} = await start(aws, ...FULL, '--dry-run');
  expect([code(), aws.created.length, host.said.length]).toEqual([0, 0, 0]);
  expect(host.stdout()).toMatch(/^aws bedrock create-model-import-job .*\n$/);
});

describe('--from', () => {
  const EARLIER = jobAt(900, {name: 'support-v7', status: 'Failed', modelName: 'support'});
  const withEarlier = (more: readonly Job[] = []): FakeAws => {
    const aws = createFakeAws([EARLIER, ...more]);
    aws.getJob = async identifier => {
      aws.gets.push(identifier);
      const job = aws.jobs.find(({arn, name}) => arn === identifier || name === identifier);
      if (!job) return {ok: false, error: oops({kind: 'not-found', isTransient: false})};
      return {
        ok: true,
        value: detailOf(job, {
          roleArn: ROLE,
          s3Uri: 's3://bucket/support/v7/',
          subnetIds: ['subnet-1'],
          securityGroupIds: ['sg-1'],
        }),
      };
    };
    aws.tags.set(EARLIER.arn, [
      {key: 'team', value: 'search'},
      {key: 'aws:cloudformation', value: 'x'},
    ]);
    return aws;
  };

  it('takes the values and tags of that job, and the next free name', async () => {
    const aws = withEarlier([jobAt(901, {name: 'support-v8'})]);
    const {code} = await start(aws, '--from', 'support-v7', '--s3-uri', 's3://bucket/support/v7b/');
    expect(code()).toBe(0);
    expect(aws.created).toMatchObject([
      {
        jobName: 'support-v9',
        modelName: 'support',
        roleArn: ROLE,
        s3Uri: 's3://bucket/support/v7b/',
        subnetIds: ['subnet-1'],
        jobTags: [{key: 'team', value: 'search'}],
      },
    ]);
  });

  it('goes on without tags that may not be read', async () => {
    const aws = withEarlier();
    aws.listTags = async () => ({ok: false, error: oops({kind: 'access', why: 'Access denied', isTransient: false})});
    const {host, code} = await start(aws, '--from', 'support-v7');
    expect(code()).toBe(0);
    expect(aws.created[0]?.jobTags).toEqual([]);
    expect(host.said[0]).toContain('The tags of the earlier job are not copied.');
  });

  it('says which value that job lacks', async () => {
    const aws = withEarlier();
    aws.getJob = async identifier =>
      identifier === 'support-v7'
        ? {ok: true, value: detailOf(EARLIER, {roleArn: undefined})}
        : {ok: false, error: oops({kind: 'not-found', isTransient: false})};
    const {host, code} = await start(aws, '--from', 'support-v7');
    expect([code(), aws.created.length]).toEqual([2, 0]);
    expect(host.said.at(-1)).toContain('--role-arn: an import needs a service role');
  });
});

it('a role that AWS does not know yet is tried again only if time was given for it', async () => {
  const refused = oops({kind: 'role-refused', why: 'The provided role ARN is invalid', isTransient: false});
  const aws = createFakeAws([]);
  aws.failures.push(refused);
  expect((await start(aws, ...FULL)).code()).toBe(2);
  aws.failures.push(refused, refused);
  const {code, host, running} = await start(aws, ...FULL, '--retry-for', '5m');
  await host.clock.advance(30_000);
  await running;
  expect(code()).toBe(0);
});

it('says how to find out if no answer came in time', async () => {
  const aws = createFakeAws([]);
  aws.createJob = async () => ({ok: false, error: oops({kind: 'network', why: 'No answer'})});
  const {code, host, running} = await start(aws, ...FULL, '--client-request-token', 'token-1');
  await host.clock.advance(60_000);
  await running;
  expect(code()).toBe(7);
  expect(host.said.at(-1)).toContain('It is not known whether AWS has started the import.');
  expect(host.said.at(-1)).toContain('--client-request-token token-1');
});

it('--read-only refuses it before any request', async () => {
  const aws = createFakeAws([]);
  const {code, host} = await start(aws, ...FULL, '--read-only');
  expect([code(), host.opened(), aws.created.length]).toEqual([2, 0, 0]);
  expect(host.said).toEqual([expect.stringContaining('--read-only is set')]);
});

it.each([
  [['--job-name', 'a_b'], '--job-name: “_” is not allowed; letters, digits and + - . are (got “a_b”)'],
  [['--s3-uri', 'bucket/x'], '--s3-uri: an S3 URI begins with s3:// (in lower case) (got “bucket/x”)'],
  [['--role-arn', 'import'], '--role-arn: a role ARN looks like arn:aws:iam::111122223333:role/NAME (got “import”)'],
  [['--vpc-config', 'subnetIds=subnet-1'], '--vpc-config must have both: subnetIds=subnet-1,securityGroupIds=sg-1'],
  [['--job-tags', 'team=search'], '--job-tags: each tag must look like key=team,value=search'],
  [['--job-tags', 'key=aws:x,value=y'], '--job-tags: tag “aws:x”: keys that begin with aws: are reserved'],
  [
    ['--model-data-source', 's3Uri=s3://b'],
    '--model-data-source must look like s3DataSource={s3Uri=s3://bucket/prefix/}',
  ],
  [
    ['--job-tags', 'key=a,value=b', 'key=c,value=d', ...FULL],
    'unexpected argument “key=c,value=d”; write several tags in quotes, or repeat the flag',
  ],
  [['--timeout', '5m', ...FULL], '--timeout needs --wait or --wait-for-slot'],
  [
    [],
    '--job-name: a job needs a name; --imported-model-name: a model needs a name; --role-arn: an import needs a service role; --s3-uri: an import needs the S3 URI of the model files',
  ],
  [['--region', 'us-east-1,us-west-2', ...FULL], 'an import goes to one place: give one --profile and one --region'],
])('%j is refused in words', (flags, expected) => {
  expect(sentence(...flags)).toBe(expected);
});
