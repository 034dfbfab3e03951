/** Tags of jobs and models: the screen, the forms that set and remove them, and what AWS says to that. */
import {describe, expect, it} from 'vitest';
import {rulesOf} from '../../../src/core/acting/forms/forms.ts';
import {tagRows} from '../../../src/core/acting/tags/tags.ts';
import {failure} from '../../../src/core/domain/app-error.ts';
import type {Tag} from '../../../src/core/domain/tag.ts';
import {DEMO} from '../../../src/core/domain/target.ts';
import {contextOf, overlayOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {createNamedAws, type FakeAws, oops} from '../../support/fake-aws.ts';
import {acted} from '../../support/import-form.ts';
import {jobAt} from '../../support/jobs.ts';
import {modelAt, press} from '../../support/models.ts';
import {createProgram, type ProgramOptions} from '../../support/program.ts';

const JOB = jobAt(3);
const MODEL = modelAt(3);
const TEAM: Tag = {key: 'team', value: 'search'};

const start = async (prepare: (aws: FakeAws) => void = () => {}, options: Partial<ProgramOptions> = {}) => {
  const aws = createNamedAws(JOB);
  aws.models = [MODEL];
  for (const {arn} of [JOB, MODEL])
    aws.tags.set(arn, [TEAM, {key: 'aws:made-by', value: 'AWS'}, {key: 'stage', value: ''}]);
  prepare(aws);
  const program = createProgram({gateway: aws, ...options});
  await program.say({kind: 'started'});
  await press(program, 't');
  await program.clock.advance(10);
  return {aws, program};
};

const keysIn = (state: State): readonly string[] => {
  const overlay = overlayOf(state);
  if (overlay?.kind !== 'tags') throw new Error(`no tags but ${overlay?.kind}`);
  return tagRows(state, overlay).map(({key}) => key);
};
const formIn = (state: State) => {
  const overlay = overlayOf(state);
  if (overlay?.kind !== 'form') throw new Error(`no form but ${overlay?.kind}`);
  return overlay;
};
const notesIn = (state: State): string => {
  const form = formIn(state);
  return (rulesOf(form).notes?.(state, form) ?? []).map(({text}) => text).join('\n');
};
const typed = (key: string, value: string) => [
  acted({kind: 'form-edited', field: 'key', value: key}),
  acted({kind: 'form-edited', field: 'value', value}),
];
const SUBMITTED = acted({kind: 'form-submitted'});
const changesOf = (aws: FakeAws): readonly string[] =>
  aws.asked.filter(each => /^(?:tag|untag|deleteModel) /.test(each));

describe('the screen', () => {
  it('has the tags of the job in the order of their keys', async () => {
    const {program} = await start();
    expect(keysIn(program.state())).toEqual(['aws:made-by', 'stage', 'team']);
  });

  it('has those of the selected model', async () => {
    const {aws, program} = await start();
    await press(program, '2');
    await program.clock.advance(10);
    await press(program, 't');
    await program.clock.advance(10);
    expect(aws.asked).toContain(`listTags ${MODEL.arn}`);
    expect(keysIn(program.state())).toHaveLength(3);
  });

  it.each([
    ['throttled', true, 2],
    ['access', false, 1],
  ] as const)('a failure: %s', async (kind, isTransient, requests) => {
    let count = 0;
    const {program} = await start(aws => {
      aws.listTags = async () => {
        count += 1;
        return failure(oops({kind, isTransient}));
      };
    });
    await program.clock.advance(6_000);
    expect([count, keysIn(program.state())]).toEqual([requests, []]);
    const refused = await press(program, 'a');
    expect(refused.notice?.text).toBe('the tags are not known');
  });

  it("AWS's own tags cannot be changed or removed", async () => {
    const {program} = await start();
    for (const key of ['enter', 'x']) {
      expect((await press(program, key)).notice?.text).toBe('tags that begin with aws: are set by AWS');
    }
  });
});

describe('the form', () => {
  it('adds a tag, shows the command that does the same, and the tags again', async () => {
    const {aws, program} = await start();
    await press(program, 'a');
    await program.say(...typed('owner', 'me'));
    expect(notesIn(program.state())).toBe(
      `aws bedrock tag-resource --resource-arn ${JOB.arn} --tags '[{"key":"owner","value":"me"}]' --region us-east-1`,
    );
    expect(changesOf(aws)).toEqual([]);
    await program.say(SUBMITTED);
    expect(changesOf(aws)).toEqual([`tag ${JOB.arn}`]);
    expect(keysIn(program.state())).toContain('owner');
    expect(program.state().notice?.text).toBe('Tag set: owner');
  });

  it('a value that is there already is not sent, however long enter is held', async () => {
    const {aws, program} = await start();
    await press(program, 'j', 'j', 'enter', 'enter', 'enter', 'enter');
    expect(formIn(program.state()).problems).toMatchObject({value: 'This is its value already.'});
    expect(changesOf(aws)).toEqual([]);
  });

  it('changes a value, and says what it is now', async () => {
    const {aws, program} = await start();
    await press(program, 'j', 'j', 'enter');
    expect(formIn(program.state())).toMatchObject({values: TEAM, focused: 'value'});
    expect(notesIn(program.state())).toContain('The present value is “search”.');
    await program.say(acted({kind: 'form-edited', field: 'value', value: 'other'}), SUBMITTED);
    expect(aws.tags.get(JOB.arn)).toContainEqual({key: 'team', value: 'other'});
  });

  it('removes a tag after enter', async () => {
    const {aws, program} = await start();
    await press(program, 'j', 'j', 'x');
    expect(notesIn(program.state())).toContain(`untag-resource --resource-arn ${JOB.arn} --tag-keys '["team"]'`);
    expect(changesOf(aws)).toEqual([]);
    await program.say(SUBMITTED);
    expect(keysIn(program.state())).toEqual(['aws:made-by', 'stage']);
  });

  it.each([
    ['', 'x', 'key', 'A tag needs a key.'],
    ['aws:x', 'x', 'key', 'Keys that begin with aws: are reserved.'],
    ['a,b', 'x', 'key', '“,” is not allowed; letters, digits, spaces and . _ : / = + @ - are.'],
    ['k'.repeat(129), 'x', 'key', 'A key has at most 128 characters.'],
    ['k', 'v'.repeat(257), 'value', 'A value has at most 256 characters.'],
    ['k', '#', 'value', '“#” is not allowed; letters, digits, spaces and . _ : / = + @ - are.'],
  ])('says at the field what is wrong with %s=%s', async (key, value, field, problem) => {
    const {aws, program} = await start();
    await press(program, 'a');
    await program.say(...typed(key, value), SUBMITTED);
    expect(formIn(program.state())).toMatchObject({problems: {[field]: problem}, focused: field});
    expect(changesOf(aws)).toEqual([]);
  });

  it('an empty value is a value', async () => {
    const {aws, program} = await start();
    await press(program, 'a');
    await program.say(...typed('empty', ''), SUBMITTED);
    expect(aws.tags.get(JOB.arn)).toContainEqual({key: 'empty', value: ''});
  });

  it('the fifty-first is refused at the field, and a change of one of fifty is not', async () => {
    const fifty = Array.from({length: 50}, (_, i) => ({key: `k${i}`, value: ''}));
    const {aws, program} = await start(each => each.tags.set(JOB.arn, fifty));
    await press(program, 'a');
    await program.say(...typed('more', ''), SUBMITTED);
    expect(formIn(program.state()).problems.key).toBe('It has 50 tags, and AWS allows 50.');
    await program.say(...typed('k1', 'new'), SUBMITTED);
    expect(changesOf(aws)).toHaveLength(1);
  });
});

it('tags of AWS do not count towards the 50', async () => {
  const tags = Array.from({length: 49}, (_, i) => ({key: `k${i}`, value: ''}));
  const {aws, program} = await start(each => each.tags.set(JOB.arn, [...tags, {key: 'aws:a', value: ''}]));
  await press(program, 'a');
  await program.say(...typed('more', ''), SUBMITTED);
  expect(changesOf(aws)).toHaveLength(1);
});

it.each([
  ['a', 'tag-resource'],
  ['x', 'untag-resource'],
])('ctrl-y in the form that %s opens copies its command, and sends nothing', async (key, command) => {
  const {aws, program} = await start();
  await press(program, 'j', 'j', key, 'ctrl-y');
  expect(program.copies).toEqual([expect.stringMatching(`^aws bedrock ${command} --resource-arn ${JOB.arn} `)]);
  expect(notesIn(program.state())).toContain(program.copies[0]);
  expect(changesOf(aws)).toEqual([]);
});

describe('a change that AWS refuses', () => {
  it.each(['access', 'throttled', 'network'] as const)(
    'a removal, %s: the tag stays, and enter sends it again',
    async kind => {
      const {aws, program} = await start();
      await press(program, 'j', 'j', 'x');
      aws.failures.push(
        oops({kind, what: 'The tag could not be removed', why: 'AWS said no', isTransient: kind !== 'access'}),
      );
      await program.say(SUBMITTED);
      await program.clock.advance(60_000);
      expect([changesOf(aws), aws.tags.get(JOB.arn)?.length]).toEqual([[`untag ${JOB.arn}`], 3]);
      expect(notesIn(program.state())).toContain('The tag could not be removed.\nAWS said no.');
      await program.say(SUBMITTED);
      expect(keysIn(program.state())).toEqual(['aws:made-by', 'stage']);
    },
  );

  it.each(['access', 'throttled', 'network', 'quota'] as const)(
    '%s: the form keeps its values, and enter sends it again',
    async kind => {
      const {aws, program} = await start();
      await press(program, 'a');
      aws.failures.push(
        oops({kind, what: 'The tag could not be set', why: 'AWS said no', isTransient: kind !== 'access'}),
      );
      await program.say(...typed('owner', 'me'), SUBMITTED);
      await program.clock.advance(60_000);
      expect(changesOf(aws)).toHaveLength(1);
      expect(formIn(program.state()).values).toMatchObject({key: 'owner', value: 'me'});
      expect(notesIn(program.state())).toContain('The tag could not be set.\nAWS said no.');
      await program.say(SUBMITTED);
      expect(changesOf(aws)).toHaveLength(2);
      expect(keysIn(program.state())).toContain('owner');
    },
  );

  it('is not sent twice while it is on its way, and another form waits for it', async () => {
    const {aws, program} = await start();
    let answer = (): void => {};
    const {tag} = aws;
    aws.tag = async (...args) => {
      await new Promise<void>(resolve => {
        answer = resolve;
      });
      return tag(...args);
    };
    await press(program, 'a');
    await program.say(...typed('owner', 'me'), SUBMITTED, SUBMITTED);
    expect((await press(program, 'enter')).notice?.text).toBe('AWS has not answered yet');
    await program.say({kind: 'stepped-back'});
    expect(contextOf(program.state())).toBe('tags');
    answer();
    await program.clock.settle();
    expect(changesOf(aws)).toEqual([`tag ${JOB.arn}`]);
    expect(keysIn(program.state())).toContain('owner');
  });
});

describe('--read-only', () => {
  it('lets the tags be seen, and none be changed', async () => {
    const {aws, program} = await start(() => {}, {settings: {isReadOnly: true}});
    await press(program, 'j', 'j');
    for (const key of ['a', 'enter', 'x']) {
      expect((await press(program, key)).notice?.text).toBe('--read-only is set: nothing is changed on AWS');
    }
    expect(changesOf(aws)).toEqual([]);
  });

  it('sends nothing from a form that was asked for before it was known', async () => {
    const {aws, program} = await start(() => {}, {settings: {isReadOnly: true}});
    await program.say(acted({kind: 'form-opened', form: 'tag'}), ...typed('owner', 'me'));
    expect((await press(program, 'enter')).notice?.text).toBe('--read-only is set: nothing is changed on AWS');
    expect(changesOf(aws)).toEqual([]);
  });

  it('does not bind the demo', async () => {
    const {program} = await start(() => {}, {settings: {isReadOnly: true}, targets: [DEMO]});
    await press(program, 'a');
    expect(formIn(program.state()).form).toBe('tag');
  });
});
