/** The delete-model command on an AWS in memory. */
import {describe, expect, it} from 'vitest';
import {parseCommandLine} from '../../../../src/cli/args/parse.ts';
import {runDeleteModel} from '../../../../src/cli/commands/change/delete-model.ts';
import type {Model} from '../../../../src/core/domain/model.ts';
import {createFakeAws, type FakeAws, oops} from '../../../support/fake-aws.ts';
import {NOON} from '../../../support/jobs.ts';
import {createTestHost, startCommand} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';

const ARN = 'arn:aws:bedrock:us-east-1:111122223333:imported-model/abcdefghijkl';
const MODEL: Model = {arn: ARN, name: 'support-v8', createdAt: NOON};
const LINE = `aws bedrock delete-imported-model --model-identifier ${ARN} --region us-east-1`;

const withModel = (): FakeAws => {
  const aws = createFakeAws([]);
  aws.models = [MODEL];
  return aws;
};
const run = (aws: FakeAws, ...args: readonly string[]) =>
  startCommand(host => runDeleteModel(optionsOf('delete-model', ...args), host), createTestHost({gateway: aws}));

it('deletes by the ARN that the name has, and shows the equal command first', async () => {
  const aws = withModel();
  const {host, code} = await run(aws, 'support-v8', '--yes');
  expect([code(), aws.models]).toEqual([0, []]);
  expect(aws.asked).toEqual(['getModel support-v8', `deleteModel ${ARN}`]);
  expect(host.said).toEqual([LINE]);
  expect(host.stdout()).toBe(`Deleted support-v8 (${ARN}).\n`);
});

it('without --yes says what would go and what stays, and changes nothing', async () => {
  const aws = withModel();
  aws.getModel = async () => ({ok: true, value: {...MODEL, jobName: 'import-8', raw: '{}'}});
  const {host, code} = await run(aws, 'support-v8');
  expect([code(), aws.models, host.stdout()]).toEqual([2, [MODEL], '']);
  expect(host.said).toEqual([
    `This would delete the model support-v8, created 2026-11-23 12:00:00 (${ARN}).`,
    'Its files in S3 stay, and so does the import job import-8. Its storage would no longer be billed.',
    `The equivalent command: ${LINE}`,
    'Add --yes to delete it.',
  ]);
});

it('says nothing but errors with --quiet', async () => {
  const {host, code} = await run(withModel(), ARN, '--yes', '--quiet');
  expect([code(), host.said]).toEqual([0, []]);
});

describe('a refusal', () => {
  it.each([
    ['access', 4],
    ['conflict', 2],
    ['throttled', 6],
    ['network', 7],
    ['service', 8],
    ['credentials', 3],
  ] as const)('%s of the deletion gives code %i and leaves the model', async (kind, expected) => {
    const aws = withModel();
    aws.deleteModel = async () => ({ok: false, error: oops({kind, why: 'AWS says no', isTransient: false})});
    const {host, code} = await run(aws, 'support-v8', '--yes');
    expect([code(), aws.models, host.stdout()]).toEqual([expected, [MODEL], '']);
    expect(host.said.at(-1)).toContain('AWS says no');
  });

  it('for a moment is tried again', async () => {
    const aws = withModel();
    const {deleteModel} = aws;
    let attempts = 0;
    aws.deleteModel = async (identifier, signal) =>
      attempts++ === 0
        ? {ok: false, error: oops({kind: 'network', why: 'No answer'})}
        : deleteModel(identifier, signal);
    const {code, host, running} = await run(aws, 'support-v8', '--yes');
    await host.clock.advance(5_000);
    await running;
    expect([code(), aws.models]).toEqual([0, []]);
  });

  it('is none if the model is gone after a lost answer', async () => {
    const aws = withModel();
    const answers = [oops({kind: 'network', why: 'No answer'}), oops({kind: 'not-found', isTransient: false})];
    aws.deleteModel = async () => ({ok: false, error: answers.shift() ?? oops()});
    const {code, host, running} = await run(aws, 'support-v8', '--yes');
    await host.clock.advance(5_000);
    await running;
    expect([code(), host.stdout()]).toEqual([0, `Deleted support-v8 (${ARN}).\n`]);
  });
});

it.each([['--yes'], []])('a model that does not exist: code 5, with %j', async (...flags) => {
  const aws = createFakeAws([]);
  const {code} = await run(aws, 'support-v8', ...flags);
  expect([code(), aws.asked]).toEqual([5, ['getModel support-v8']]);
});

it('--read-only refuses it before any request, also without --yes', async () => {
  for (const flags of [['--yes'], []]) {
    const aws = withModel();
    const {host, code} = await run(aws, 'support-v8', '--read-only', ...flags);
    expect([code(), host.opened(), aws.asked]).toEqual([2, 0, []]);
    expect(host.said).toEqual([expect.stringContaining('--read-only is set')]);
  }
});

it('a signal ends it, and nothing is deleted', async () => {
  const aws = withModel();
  aws.getModel = () => new Promise(() => {});
  const {host} = await run(aws, 'support-v8', '--yes');
  host.end(130);
  expect(aws.asked).toEqual([]);
});

it.each([
  [[], 'missing argument MODEL'],
  [['a', 'b'], 'unexpected argument “b”'],
  [['a__b'], '“a__b” is not a model name or ARN'],
  [['arn:aws:bedrock:us-east-1:111122223333:model-import-job/abcdefghijkl'], 'is the ARN of an import job'],
  [['a', '--region', 'us-east-1,us-west-2'], 'give one --profile and one --region'],
])('%j is refused in words', (args, expected) => {
  const parsed = parseCommandLine(['delete-model', ...args], NOON);
  expect(parsed.kind === 'bad-usage' ? parsed.sentence : parsed.kind).toContain(expected);
});
