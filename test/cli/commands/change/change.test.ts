/** The commands delete-model, tag and untag: what they change, what they say first, and what they refuse. */
import {describe, expect, it} from 'vitest';
import {parseCommandLine} from '../../../../src/cli/args/parse.ts';
import {runDeleteModel} from '../../../../src/cli/commands/change/delete-model.ts';
import {runTag, runUntag} from '../../../../src/cli/commands/change/tags.ts';
import {createNamedAws, type FakeAws, oops} from '../../../support/fake-aws.ts';
import {jobAt, NOON} from '../../../support/jobs.ts';
import {createTestHost, startCommand} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';

const MODEL = {
  arn: 'arn:aws:bedrock:us-east-1:111122223333:imported-model/abcdefghijkl',
  name: 'support_v7',
  createdAt: NOON,
};
const JOB = jobAt(1, {name: 'support-v7'});

const aws = (): FakeAws => {
  const created = createNamedAws(JOB);
  created.models = [MODEL];
  return created;
};

const remove = (from: FakeAws, ...args: readonly string[]) =>
  startCommand(host => runDeleteModel(optionsOf('delete-model', ...args), host), createTestHost({gateway: from}));
const tag = (at: FakeAws, ...args: readonly string[]) =>
  startCommand(host => runTag(optionsOf('tag', ...args), host), createTestHost({gateway: at}));
const untag = (at: FakeAws, ...args: readonly string[]) =>
  startCommand(host => runUntag(optionsOf('untag', ...args), host), createTestHost({gateway: at}));

const changesOf = ({asked}: FakeAws) => asked.filter(line => /^(?:deleteModel|tag|untag) /.test(line));

describe('delete-model', () => {
  it('only says what would go without --yes', async () => {
    const from = aws();
    const {host, code} = await remove(from, MODEL.name);
    expect([code(), changesOf(from), from.models.length]).toEqual([2, [], 1]);
    expect(host.said.join('\n')).toMatch(/This would delete the model support_v7/);
    expect(host.said.join('\n')).toMatch(
      /aws bedrock delete-imported-model --model-identifier arn:.* --region us-east-1/,
    );
    expect(host.said.at(-1)).toBe('Add --yes to delete it.');
  });

  it('deletes it with --yes, by its ARN', async () => {
    const from = aws();
    const {host, code} = await remove(from, MODEL.name, '--yes');
    expect([code(), changesOf(from), from.models]).toEqual([0, [`deleteModel ${MODEL.arn}`], []]);
    expect(host.stdout()).toBe(`Deleted support_v7 (${MODEL.arn}).\n`);
  });

  it('says that there is no such model', async () => {
    const {code} = await remove(aws(), 'nosuch', '--yes');
    expect(code()).toBe(5);
  });

  it('counts as done if an answer was lost and the model is gone', async () => {
    const from = aws();
    const {deleteModel} = from;
    let calls = 0;
    from.deleteModel = async (identifier, signal) => {
      calls += 1;
      if (calls > 1) return {ok: false, error: oops({kind: 'not-found', isTransient: false})};
      await deleteModel(identifier, signal);
      return {ok: false, error: oops({kind: 'network', why: 'No answer'})};
    };
    const {host, code, running} = await remove(from, MODEL.name, '--yes');
    await host.clock.advance(5_000);
    await running;
    expect([code(), from.models]).toEqual([0, []]);
  });

  it.each([
    ['access', 4],
    ['conflict', 2],
  ] as const)('leaves it if AWS says no (%s)', async (kind, expected) => {
    const from = aws();
    from.deleteModel = async () => ({ok: false, error: oops({kind, why: 'AWS says no', isTransient: false})});
    const {host, code} = await remove(from, MODEL.name, '--yes');
    expect([code(), from.models.length, host.stdout()]).toEqual([expected, 1, '']);
    expect(host.said.at(-1)).toContain('AWS says no');
  });
});

describe('tag and untag', () => {
  it('set and remove tags of a job, found by its name', async () => {
    const at = aws();
    const set = await tag(at, JOB.name, 'team=search', 'note=a=b', '{"key":"a=b","value":"c"}');
    expect(set.code()).toBe(0);
    expect(at.tags.get(JOB.arn)).toEqual([
      {key: 'team', value: 'search'},
      {key: 'note', value: 'a=b'},
      {key: 'a=b', value: 'c'},
    ]);
    expect(set.host.said[0]).toMatch(/^aws bedrock tag-resource --resource-arn arn:.* --tags '\[/);
    const removed = await untag(at, JOB.name, 'team', 'nosuch');
    expect(removed.code()).toBe(0);
    expect(at.tags.get(JOB.arn)?.map(({key}) => key)).toEqual(['note', 'a=b']);
  });

  it('find a model by its name, and take an ARN as it is', async () => {
    const at = aws();
    await tag(at, MODEL.name, 'a=b');
    await tag(at, JOB.arn, 'c=d');
    expect([...at.tags.keys()]).toEqual([MODEL.arn, JOB.arn]);
    expect(at.gets).toEqual([]);
  });

  it('ask which one is meant if a job and a model have the name', async () => {
    const at = aws();
    at.models = [{...MODEL, name: JOB.name}];
    const {host, code} = await tag(at, JOB.name, 'a=b');
    expect([code(), changesOf(at)]).toEqual([2, []]);
    expect(host.said.at(-1)).toContain(`${JOB.arn} and ${MODEL.arn}`);
  });

  it.each([
    ['access', 4],
    ['quota', 2],
    ['network', 7],
  ] as const)('say what AWS refuses (%s)', async (kind, expected) => {
    const at = aws();
    at.tag = async () => ({ok: false, error: oops({kind, isTransient: false})});
    expect((await tag(at, JOB.arn, 'a=b')).code()).toBe(expected);
  });

  it('do not guess if a name cannot be looked up', async () => {
    const at = aws();
    at.failures.push(oops({kind: 'access', isTransient: false}));
    const {code} = await tag(at, JOB.name, 'a=b');
    expect([code(), changesOf(at)]).toEqual([4, []]);
  });
});

it.each([
  ['delete-model', [MODEL.name, '--yes']],
  ['tag', [JOB.name, 'a=b']],
  ['untag', [JOB.name, 'a']],
] as const)('--read-only refuses %s before any request', async (kind, args) => {
  const at = aws();
  const run = {'delete-model': remove, tag, untag}[kind];
  const {host, code} = await run(at, ...args, '--read-only');
  expect([code(), host.opened(), at.asked.length, at.gets.length]).toEqual([2, 0, 0, 0]);
  expect(host.said).toEqual([expect.stringContaining('--read-only is set')]);
});

it.each([
  [['tag', 'x', 'team'], '“team” is not a tag; write KEY=VALUE'],
  [['tag', 'x', 'aws:a=b'], 'tag “aws:a”: keys that begin with aws: are reserved'],
  [['tag', 'x', 'a=b', 'a=c'], 'the key “a” is there twice'],
  [['untag', 'x', 'a*'], 'tag “a*”: “*” is not allowed; letters, digits, spaces and . _ : / = + @ - are'],
  [['delete-model', 'a.b'], expect.stringContaining('“a.b” is not a model name or ARN')],
  [['delete-model', JOB.arn], expect.stringContaining('is the ARN of an import job')],
])('%j is refused in words', (args, expected) => {
  const parsed = parseCommandLine(args, NOON);
  expect(parsed.kind === 'bad-usage' ? parsed.sentence.replace(/; see `.*/, '') : parsed.kind).toEqual(expected);
});
