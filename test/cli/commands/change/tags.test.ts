/** The commands tag and untag on an AWS in memory. */
import {describe, expect, it} from 'vitest';
import {parseCommandLine} from '../../../../src/cli/args/parse.ts';
import {runTag, runUntag} from '../../../../src/cli/commands/change/tags.ts';
import {createNamedAws, type FakeAws, oops} from '../../../support/fake-aws.ts';
import {jobAt, NOON} from '../../../support/jobs.ts';
import {createTestHost, startCommand} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';

const JOB = jobAt(900, {name: 'support-v8'});
const MODEL = {
  arn: 'arn:aws:bedrock:us-east-1:111122223333:imported-model/abcdefghijkl',
  name: 'support',
  createdAt: NOON,
};
const OLD = [
  {key: 'team', value: 'ads'},
  {key: 'stage', value: 'test'},
];

const world = (): FakeAws => {
  const aws = createNamedAws(JOB);
  aws.models = [MODEL];
  aws.tags.set(JOB.arn, OLD);
  return aws;
};
const tag = (aws: FakeAws, ...args: readonly string[]) =>
  startCommand(host => runTag(optionsOf('tag', ...args), host), createTestHost({gateway: aws}));
const untag = (aws: FakeAws, ...args: readonly string[]) =>
  startCommand(host => runUntag(optionsOf('untag', ...args), host), createTestHost({gateway: aws}));

it('tag sets and changes tags of the job that has the name', async () => {
  const aws = world();
  const {host, code} = await tag(aws, 'support-v8', 'team=search=all', 'a b=', '{"key":"c=d","value":"e"}');
  expect(code()).toBe(0);
  expect(aws.tags.get(JOB.arn)).toEqual([
    {key: 'stage', value: 'test'},
    {key: 'team', value: 'search=all'},
    {key: 'a b', value: ''},
    {key: 'c=d', value: 'e'},
  ]);
  expect(host.said).toEqual([
    `aws bedrock tag-resource --resource-arn ${JOB.arn} --tags '[{"key":"team","value":"search=all"},{"key":"a b","value":""},{"key":"c=d","value":"e"}]' --region us-east-1`,
  ]);
  expect(host.stdout()).toBe(`Set 3 tags of ${JOB.arn}.\n`);
});

it('untag removes them, of a model as well', async () => {
  const aws = world();
  aws.tags.set(MODEL.arn, OLD);
  const {host, code} = await untag(aws, 'support', 'team', 'none', 'team');
  expect([code(), aws.tags.get(MODEL.arn), aws.tags.get(JOB.arn)]).toEqual([0, [OLD[1]], OLD]);
  expect(host.said).toEqual([
    `aws bedrock untag-resource --resource-arn ${MODEL.arn} --tag-keys '["team","none"]' --region us-east-1`,
  ]);
  expect(host.stdout()).toBe(`Removed 2 tags from ${MODEL.arn}.\n`);
});

it('a change whose line cannot be written is done, and ends with the code of that', async () => {
  const aws = world();
  const host = createTestHost({gateway: aws, onPrint: printing => printing.end(74)});
  const {code} = await startCommand(each => runTag(optionsOf('tag', 'support-v8', 'a=b'), each), host);
  expect([code(), aws.tags.get(JOB.arn)?.at(-1)]).toEqual([74, {key: 'a', value: 'b'}]);
});

describe('the resource', () => {
  it('is not looked for if it is an ARN', async () => {
    const aws = world();
    const {code} = await tag(aws, MODEL.arn, 'a=b');
    expect([code(), aws.gets, aws.asked]).toEqual([0, [], [`tag ${MODEL.arn}`]]);
  });

  it('is ambiguous if a job and a model have the name: both ARNs are listed, and nothing changes', async () => {
    const aws = world();
    aws.models = [{...MODEL, name: JOB.name}];
    const {host, code} = await tag(aws, JOB.name, 'a=b');
    expect([code(), aws.tags.get(JOB.arn)]).toEqual([2, OLD]);
    expect(host.said.at(-1)).toContain(JOB.arn);
    expect(host.said.at(-1)).toContain(MODEL.arn);
  });

  it('does not exist: code 5', async () => {
    const {host, code} = await tag(world(), 'nobody', 'a=b');
    expect(code()).toBe(5);
    expect(host.stdout()).toBe('');
  });

  it.each([
    ['a name that only a job can have', 'a.b', ['a.b'], []],
    ['a name that only a model can have', 'a_b', [], ['getModel a_b']],
  ])('with %s takes one request', async (_, name, gets, asked) => {
    const aws = world();
    await tag(aws, name, 'a=b');
    expect([aws.gets, aws.asked]).toEqual([gets, asked]);
  });

  it('that neither a job nor a model has is not called a job', async () => {
    const {host, code} = await tag(world(), 'nobody', 'a=b');
    expect([code(), host.said.at(-1)]).toEqual([
      5,
      'The tags were not changed: No job or model is named nobody. Check the name, the profile and the region.',
    ]);
  });

  it.each(['job', 'model'])('is not guessed if the %s could not be looked for', async which => {
    const aws = world();
    const denied = {ok: false, error: oops({kind: 'access', why: 'Denied', isTransient: false})} as const;
    if (which === 'job') aws.getJob = async () => denied;
    else aws.getModel = async () => denied;
    const {host, code} = await tag(aws, which === 'job' ? 'support' : 'support-v8', 'a=b');
    expect([code(), host.stdout()]).toEqual([4, '']);
  });
});

it.each([
  ['access', 4],
  ['quota', 2],
  ['conflict', 2],
  ['not-found', 5],
  ['network', 7],
] as const)('a refusal %s gives code %i', async (kind, expected) => {
  const aws = world();
  const error = oops({kind, why: 'AWS says no', isTransient: false});
  aws.tag = async () => ({ok: false, error});
  aws.untag = async () => ({ok: false, error});
  for (const {host, code} of [await tag(aws, JOB.arn, 'a=b'), await untag(aws, JOB.arn, 'a')]) {
    expect([code(), host.stdout()]).toEqual([expected, '']);
    expect(host.said.at(-1)).toContain('AWS says no');
  }
});

it('a failure that may pass is tried again', async () => {
  const aws = world();
  aws.failures.push(oops({kind: 'throttled', why: 'Too many'}));
  const {host, code, running} = await tag(aws, MODEL.arn, 'a=b');
  await host.clock.advance(5_000);
  await running;
  expect([code(), aws.asked.length]).toEqual([0, 2]);
});

it('--read-only refuses both before any request', async () => {
  const aws = world();
  const both = [await tag(aws, JOB.arn, 'a=b', '--read-only'), await untag(aws, JOB.arn, 'a', '--read-only')];
  for (const {host, code} of both) {
    expect([code(), host.opened()]).toEqual([2, 0]);
    expect(host.said).toEqual([expect.stringContaining('--read-only is set')]);
  }
});

it.each([
  [['tag'], 'missing argument RESOURCE'],
  [['tag', 'a'], 'missing argument KEY=VALUE'],
  [['untag', 'a'], 'missing argument KEY'],
  [['tag', 'a', 'team'], '“team” is not a tag; write KEY=VALUE'],
  [['tag', 'a', '=x'], '“=x” is not a tag; write KEY=VALUE'],
  [['tag', 'a', '{"key":1}'], '“{"key":1}” is not a tag; write KEY=VALUE'],
  [['tag', 'a', 'aws:x=y'], 'tag “aws:x”: keys that begin with aws: are reserved'],
  [['tag', 'a', 'b=c#'], 'tag “b”: “#” is not allowed'],
  [['tag', 'a', 'b=c', 'b=d'], 'the key “b” is there twice'],
  [['untag', 'a', 'b#'], 'tag “b#”: “#” is not allowed'],
  [['tag', 'a b', 'b=c'], '“a b” is not the name or ARN of a job or model'],
  [['tag', 'arn:aws:s3:::bucket', 'b=c'], 'is not the name or ARN of a job or model'],
  [
    ['tag', 'a', ...Array.from({length: 51}, (_, i) => `k${i}=v`)],
    'too many arguments: tag takes at most 50 after RESOURCE',
  ],
  [['tag', 'a', 'b=c', '--profile', 'x,y'], 'give one --profile and one --region'],
])('%j is refused in words', (args, expected) => {
  const parsed = parseCommandLine(args, NOON);
  expect(parsed.kind === 'bad-usage' ? parsed.sentence : parsed.kind).toContain(expected);
});
