/** The screen of tags, and the forms that set and remove one. */
import {describe, expect, it} from 'vitest';
import {changeNotes} from '../../../src/core/acting/forms/change.ts';
import {formOf, rulesOf} from '../../../src/core/acting/forms/forms.ts';
import {hintOf} from '../../../src/core/acting/hints.ts';
import {selectedTag, tagRows, tagsOverlay} from '../../../src/core/acting/tags/tags.ts';
import {type AppError, failure} from '../../../src/core/domain/app-error.ts';
import type {Tag} from '../../../src/core/domain/tag.ts';
import type {Message} from '../../../src/core/state/message.ts';
import {contextOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import {type FakeAws, oops} from '../../support/fake-aws.ts';
import {createGate} from '../../support/gated.ts';
import {acted} from '../../support/import-form.ts';
import {arnOf} from '../../support/jobs.ts';
import {awsWith, modelArn, modelsDown, type OnModels, openModels, press} from '../../support/models.ts';

const ARN = modelArn(3);
const TAGS: readonly Tag[] = [
  {key: 'team', value: 'search'},
  {key: 'env', value: 'prod'},
  {key: 'aws:stack', value: 'models'},
];
const DENIED = oops({kind: 'access', what: 'The tag could not be set', why: 'Access denied', isTransient: false});
const LOST = oops({kind: 'network', what: 'The tag could not be set', why: 'No answer in time'});
const THROTTLED = oops({kind: 'throttled', what: 'The tag could not be set', why: 'Too many requests'});

const SUBMIT: Message = acted({kind: 'form-submitted'});
const typed = (field: string, value: string): Message => acted({kind: 'form-edited', field, value});

const start = async (tags: readonly Tag[] = TAGS, options = {}): Promise<OnModels> => {
  const aws = awsWith(...modelsDown(3, 1));
  aws.tags.set(ARN, tags);
  const on = await openModels(aws, options);
  await press(on.program, 't');
  await on.program.clock.settle();
  return on;
};

const shownIn = (state: State): readonly string[] => {
  const overlay = tagsOverlay(state);
  return overlay ? tagRows(state, overlay).map(({tag}) => `${tag.key}=${tag.value}`) : [];
};
const notesIn = (state: State): readonly string[] => {
  const form = formOf(state);
  return form ? (rulesOf(form).notes?.(state, form) ?? []).map(({text}) => text) : [];
};
const changesOf = ({asked}: FakeAws): readonly string[] => asked.filter(each => /^(un)?tag /.test(each));
/** Makes the next request of an operation fail. */
const failOnce = (aws: FakeAws, operation: 'tag' | 'untag' | 'listTags', error: AppError): void => {
  const before = aws[operation] as (...all: readonly unknown[]) => Promise<unknown>;
  const failing = async () => {
    aws.asked.push(`${operation} failed`);
    Object.assign(aws, {[operation]: before});
    return failure(error);
  };
  Object.assign(aws, {[operation]: failing});
};

describe('the screen', () => {
  it('lists the tags in the order of their keys', async () => {
    const {program} = await start();
    expect(shownIn(program.state())).toEqual(['aws:stack=models', 'env=prod', 'team=search']);
  });

  it('opens for a job, too: in the list and in its detail', async () => {
    const {aws, program} = await start();
    aws.tags.set(arnOf(3), [{key: 'of', value: 'job'}]);
    await press(program, '1', 't');
    await program.clock.settle();
    expect(shownIn(program.state())).toEqual(['of=job']);
    await press(program, 'esc', 'enter', 't');
    expect(shownIn(program.state())).toEqual(['of=job']);
  });

  it('without tags, and without a model', async () => {
    const {program} = await start([]);
    expect(shownIn(program.state())).toEqual([]);
    expect(commandOf('edit-tag').refusal?.(program.state())).toBe('no tag selected');
    const none = await openModels(awsWith());
    expect(commandOf('tags').refusal?.(none.program.state())).toBe('nothing selected that has tags');
  });

  it('that may not be read says so in full, and asks again with the key', async () => {
    const aws = awsWith(...modelsDown(3, 1));
    aws.tags.set(ARN, TAGS);
    failOnce(aws, 'listTags', oops({kind: 'access', why: 'Access denied', isTransient: false}));
    const {program} = await openModels(aws);
    await press(program, 't');
    await program.clock.settle();
    expect(program.state().acting.tags.get(ARN)?.load).toMatchObject({kind: 'failed'});
    expect(commandOf('add-tag').refusal?.(program.state())).toBe('the tags are not known');
    await press(program, 'r');
    expect(shownIn(program.state())).toHaveLength(3);
  });

  it('keeps its rows while they are asked for again, and the selection on its key', async () => {
    const {aws, program} = await start();
    await press(program, 'j');
    expect(selectedTag(program.state())?.key).toBe('env');
    aws.tags.set(ARN, [{key: 'a', value: ''}, ...TAGS]);
    const gate = createGate();
    const {listTags} = aws;
    aws.listTags = async (...all) => gate.opened.then(() => listTags(...all));
    await press(program, 'r');
    expect(shownIn(program.state())).toHaveLength(3);
    gate.open();
    await program.clock.settle();
    expect(shownIn(program.state())).toHaveLength(4);
    expect(selectedTag(program.state())?.key).toBe('env');
  });
});

describe('a new tag', () => {
  it('is set, shows at once, and is asked for again', async () => {
    const {aws, program} = await start();
    await press(program, 'a');
    expect(formOf(program.state())).toMatchObject({form: 'tag', focused: 'key', values: {key: '', value: ''}});
    await program.say(typed('key', 'owner'), typed('value', 'me'));
    expect(notesIn(program.state())).toEqual([
      `aws bedrock tag-resource --resource-arn ${ARN} --tags '[{"key":"owner","value":"me"}]' --region us-east-1`,
    ]);
    expect(hintOf(program.state(), 'submit-form')).toBe('add');
    aws.listTags = () => new Promise(() => {});
    await program.say(SUBMIT);
    expect(contextOf(program.state())).toBe('tags');
    expect(shownIn(program.state())).toContain('owner=me');
    expect(program.state().notice?.text).toBe('Tag set: owner');
    expect(changesOf(aws)).toEqual([`tag ${ARN}`]);
  });

  it.each([
    ['key', '', 'A tag needs a key.'],
    ['key', 'a#b', '“#” is not allowed; letters, digits, spaces and . _ : / = + @ - are.'],
    ['key', 'k'.repeat(129), 'A key has at most 128 characters.'],
    ['key', 'aws:mine', 'Keys that begin with aws: are reserved.'],
    ['value', 'é', '“é” is not allowed; letters, digits, spaces and . _ : / = + @ - are.'],
    ['value', 'v'.repeat(257), 'A value has at most 256 characters.'],
  ])('%s “%s” is told at its field, and nothing is sent', async (field, value, problem) => {
    const {aws, program} = await start();
    await press(program, 'a');
    await program.say(typed('key', 'fine'), typed(field, value), SUBMIT);
    expect(formOf(program.state())).toMatchObject({focused: field, problems: {[field]: problem}});
    expect(changesOf(aws)).toEqual([]);
  });

  it('number 51 is refused, but an existing key can still be changed', async () => {
    const fifty = Array.from({length: 50}, (_, i) => ({key: `k${i}`, value: ''}));
    const {aws, program} = await start(fifty);
    await press(program, 'a');
    await program.say(typed('key', 'new'), SUBMIT);
    expect(formOf(program.state())?.problems.key).toBe('It has 50 tags, and AWS allows 50.');
    await program.say(typed('key', 'k7'), typed('value', 'x'), SUBMIT);
    expect(aws.tags.get(ARN)?.find(({key}) => key === 'k7')?.value).toBe('x');
  });

  it('the command can be copied', async () => {
    const {program} = await start();
    await press(program, 'a');
    await program.say(typed('key', 'it is'), acted({kind: 'command-copied'}));
    expect(program.copies).toEqual([
      `aws bedrock tag-resource --resource-arn ${ARN} --tags '[{"key":"it is","value":""}]' --region us-east-1`,
    ]);
  });
});

describe('an existing tag', () => {
  it('is changed with its value in focus', async () => {
    const {aws, program} = await start();
    await press(program, 'j', 'enter');
    expect(formOf(program.state())).toMatchObject({focused: 'value', values: {key: 'env', value: 'prod'}});
    await program.say(typed('value', 'test'));
    expect(hintOf(program.state(), 'submit-form')).toBe('change');
    expect(notesIn(program.state())).toContain('The value is now “prod”.');
    await program.say(SUBMIT);
    expect(aws.tags.get(ARN)).toContainEqual({key: 'env', value: 'test'});
    expect(shownIn(program.state())).toContain('env=test');
  });

  it('is removed after a form that asks', async () => {
    const {aws, program} = await start();
    await press(program, 'j', 'x');
    expect(changesOf(aws)).toEqual([]);
    const form = formOf(program.state());
    expect(form && rulesOf(form).title(program.state(), form)).toBe('Remove the tag env=prod from model-3?');
    aws.listTags = () => new Promise(() => {});
    await program.say(SUBMIT);
    expect(changesOf(aws)).toEqual([`untag ${ARN}`]);
    expect(shownIn(program.state())).toEqual(['aws:stack=models', 'team=search']);
    expect(program.state().notice?.text).toBe('Tag removed: env');
  });

  it('that AWS has set is neither changed nor removed', async () => {
    const {program} = await start();
    for (const command of ['edit-tag', 'remove-tag'] as const)
      expect(commandOf(command).refusal?.(program.state())).toBe('tags that begin with aws: are set by AWS');
  });
});

describe.each([
  ['tag', ['a'], [typed('key', 'owner')]],
  ['untag', ['j', 'x'], []],
] as const)('%s: a failure', (operation, keys, typing) => {
  const open = async () => {
    const on = await start();
    await press(on.program, ...keys);
    await on.program.say(...typing);
    return on;
  };

  it.each([
    ['denied', DENIED],
    ['throttled', THROTTLED],
    ['lost', LOST],
  ])('%s: it is told in words, nothing changes, and enter tries again', async (_, error) => {
    const {aws, program} = await open();
    failOnce(aws, operation, error);
    const before = aws.tags.get(ARN);
    await program.say(SUBMIT);
    expect(contextOf(program.state())).toBe('form');
    expect(notesIn(program.state()).slice(0, 3)).toEqual([
      'The tag could not be set.',
      `${error.why}.`,
      'Try again in a moment.',
    ]);
    expect(aws.tags.get(ARN)).toBe(before);
    expect(program.state().errors[0]?.error).toBe(error);
    await program.clock.advance(60_000);
    expect(aws.tags.get(ARN)).toBe(before);
    await program.say(SUBMIT);
    expect(contextOf(program.state())).toBe('tags');
    expect(aws.tags.get(ARN)).not.toBe(before);
  });

  it('is gone when the form is opened again', async () => {
    const {aws, program} = await open();
    failOnce(aws, operation, DENIED);
    await program.say(SUBMIT, {kind: 'stepped-back'});
    await press(program, ...keys.slice(-1));
    expect(changeNotes(program.state())).toEqual([]);
  });

  it('after the form was left is told all the same', async () => {
    const {aws, program} = await open();
    const gate = createGate();
    aws[operation] = async () => gate.opened.then(() => failure(DENIED));
    await program.say(SUBMIT, {kind: 'stepped-back'});
    expect(contextOf(program.state())).toBe('tags');
    gate.open();
    await program.clock.settle();
    expect(program.state().notice?.text).toBe('The tag could not be set: Access denied');
    await press(program, ...keys.slice(-1));
    expect(changeNotes(program.state())).toEqual([]);
  });

  it('nothing is sent twice while the answer is awaited', async () => {
    const {aws, program} = await open();
    const gate = createGate();
    const send = aws[operation] as (...all: readonly unknown[]) => Promise<unknown>;
    Object.assign(aws, {[operation]: async (...all: readonly unknown[]) => gate.opened.then(() => send(...all))});
    await program.say(SUBMIT, SUBMIT);
    expect(commandOf('submit-form').refusal?.(program.state())).toBe('AWS has not answered yet');
    await program.clock.advance(5_000);
    expect(notesIn(program.state())[0]).toMatch(/^Asking AWS … \ds$/);
    gate.open();
    await program.clock.settle();
    expect(changesOf(aws)).toHaveLength(1);
    expect(contextOf(program.state())).toBe('tags');
  });
});

it('an answer does not close the form of another tag', async () => {
  const {aws, program} = await start();
  await press(program, 'a');
  await program.say(typed('key', 'one'));
  const gate = createGate();
  const {tag} = aws;
  aws.tag = async (...all) => gate.opened.then(() => tag(...all));
  await program.say(SUBMIT, {kind: 'stepped-back'});
  await press(program, 'a');
  await program.say(typed('key', 'two'));
  gate.open();
  await program.clock.settle();
  expect(formOf(program.state())?.values.key).toBe('two');
  expect(program.state().notice?.text).toBe('Tag set: one');
});

describe('--read-only', () => {
  it.each(['add-tag', 'edit-tag', 'remove-tag'] as const)('refuses %s', async command => {
    const {program} = await start(TAGS, {settings: {isReadOnly: true}});
    expect(commandOf(command).refusal?.(program.state())).toBe('--read-only is set: nothing is changed on AWS');
  });

  it('a form that is submitted all the same sends nothing', async () => {
    const {aws, program} = await start(TAGS, {settings: {isReadOnly: true}});
    await program.say(acted({kind: 'form-opened', form: 'tag'}), typed('key', 'owner'), SUBMIT);
    expect(changesOf(aws)).toEqual([]);
  });
});
