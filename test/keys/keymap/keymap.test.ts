/** Which stroke means what, in the default keymap and in one with other keys; and what a table may not have. */
import {describe, expect, it} from 'vitest';
import type {Message} from '../../../src/core/state/message.ts';
import {type Context, contextOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {keyText} from '../../../src/keys/input/key-names.ts';
import type {Stroke} from '../../../src/keys/input/stroke.ts';
import {createStrokes} from '../../../src/keys/input/strokes.ts';
import {bindingProblems} from '../../../src/keys/keymap/binding-table.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import {createDefaultKeymap, DEFAULT_BINDINGS} from '../../../src/keys/keymap/default-bindings.ts';
import {focusedField} from '../../../src/keys/keymap/focused-field.ts';
import {footerHints} from '../../../src/keys/keymap/footer-hints.ts';
import {createKeymap} from '../../../src/keys/keymap/keymap.ts';
import {helpText, keyTable} from '../../../src/keys/keymap/reference.ts';
import {messageFor} from '../../../src/keys/keymap/stroke-message.ts';
import {createFakeAws, oops} from '../../support/fake-aws.ts';
import {arnOf, jobsDown, NOON} from '../../support/jobs.ts';
import {createProgram} from '../../support/program.ts';
import {AWS, TARGET} from '../../support/state.ts';

const MODEL = {
  arn: 'arn:aws:bedrock:us-east-1:111122223333:imported-model/abcdefghijkl',
  name: 'model-1',
  createdAt: NOON,
};
const KEYMAP = createDefaultKeymap();
const CONTEXTS = Object.keys(DEFAULT_BINDINGS) as readonly Context[];

const start = async (count = 300) => {
  const aws = createFakeAws(jobsDown(count, 1));
  aws.models.push(MODEL);
  // A submission stays on its way.
  aws.createJob = () => new Promise(() => {});
  const program = createProgram({gateway: aws});
  await program.say({kind: 'started'});
  return program;
};

const unconnected = async (): Promise<State> => {
  const gateway = {
    ...createFakeAws([]),
    connect: async () => ({ok: false, error: oops({kind: 'credentials'})}) as const,
  };
  const program = createProgram({gateway});
  return program.say({kind: 'started'});
};

const MODELS_OPENED: Message = {kind: 'acted', action: {kind: 'models-opened'}};
const IMPORT_OPENED: Message = {kind: 'acted', action: {kind: 'form-opened', form: 'import'}};
const FILLED: readonly Message[] = Object.entries({
  jobName: 'job',
  modelName: 'model',
  s3Uri: 's3://bucket/prefix/',
  roleArn: 'arn:aws:iam::111122223333:role/import',
}).map(([field, value]) => ({kind: 'acted', action: {kind: 'form-edited', field, value}}));

/** A state in each context. */
const stateIn = async (context: Context): Promise<State> => {
  if (context === 'setup') return unconnected();
  const ways: Readonly<Record<Exclude<Context, 'setup'>, readonly Message[]>> = {
    list: [],
    search: [{kind: 'search-opened'}],
    filters: [{kind: 'filters-opened'}],
    detail: [{kind: 'detail-opened'}],
    help: [{kind: 'help-opened'}],
    palette: [{kind: 'palette-opened'}],
    find: [{kind: 'detail-opened'}, {kind: 'find-opened'}],
    'help-filter': [{kind: 'help-opened'}, {kind: 'help-filter-opened'}],
    errors: [{kind: 'errors-opened'}],
    events: [{kind: 'events-opened'}],
    attempts: [{kind: 'attempts-opened', arn: arnOf(300)}],
    compare: [{kind: 'compared', arns: [arnOf(300), arnOf(299)]}],
    reasons: [{kind: 'reasons-opened'}],
    'reason-jobs': [{kind: 'reasons-opened'}, {kind: 'reason-opened', reason: ''}],
    copy: [{kind: 'copy-opened'}],
    connections: [{kind: 'connections-opened'}],
    connection: [{kind: 'connections-opened'}, {kind: 'connection-opened', target: TARGET}],
    'sign-in': [
      {kind: 'connections-opened'},
      {kind: 'login-found', target: AWS, login: {kind: 'login', command: ['aws', 'sso', 'login']}},
    ],
    choose: [{kind: 'choose-opened', of: 'regions'}],
    copied: [{kind: 'detail-opened'}, {kind: 'copy-opened'}, {kind: 'copy-asked', copy: 'aws'}],
    models: [MODELS_OPENED],
    'model-search': [MODELS_OPENED, {kind: 'acted', action: {kind: 'model-search-opened'}}],
    model: [MODELS_OPENED, {kind: 'acted', action: {kind: 'model-opened'}}],
    'model-copy': [MODELS_OPENED, {kind: 'acted', action: {kind: 'model-copy-opened'}}],
    tags: [MODELS_OPENED, {kind: 'acted', action: {kind: 'tags-opened'}}],
    form: [IMPORT_OPENED],
    review: [IMPORT_OPENED, ...FILLED, {kind: 'acted', action: {kind: 'form-submitted'}}],
    quit: [
      IMPORT_OPENED,
      ...FILLED,
      {kind: 'acted', action: {kind: 'form-submitted'}},
      {kind: 'acted', action: {kind: 'import-submitted', token: 'token'}},
      {kind: 'quit-asked'},
    ],
    'too-small': [{kind: 'resized', columns: 39, rows: 9}],
  };
  const program = await start();
  for (const message of ways[context]) await program.say(message);
  return program.state();
};

const key = (name: string): Stroke => ({kind: 'key', name, raw: name});

describe.each(CONTEXTS)('in context %s', context => {
  it('ctrl-c quits', async () => {
    const state = await stateIn(context);
    expect(contextOf(state)).toBe(context);
    expect(messageFor(KEYMAP, state, key('ctrl-c'))).toEqual({kind: 'quit-asked'});
  });

  it('ctrl-l repaints', async () => {
    const state = await stateIn(context);
    expect(messageFor(KEYMAP, state, key('ctrl-l'))).toEqual({kind: 'repaint-asked'});
    expect(focusedField(KEYMAP, state)?.isCommand('ctrl-l') ?? true).toBe(true);
  });

  it('esc never quits, and q only if nothing is open', async () => {
    const state = await stateIn(context);
    expect(messageFor(KEYMAP, state, key('esc'))?.kind).not.toBe('quit-asked');
    const isQuit = messageFor(KEYMAP, state, key('q'))?.kind === 'quit-asked';
    expect(isQuit).toBe(['list', 'setup', 'too-small'].includes(context));
  });

  it('a key without a command has no message', async () => {
    expect(messageFor(KEYMAP, await stateIn(context), key('ctrl-t'))).toBeUndefined();
  });
});

describe('in the copy menu', () => {
  const LETTERS = {
    a: 'arn',
    n: 'name',
    m: 'model',
    s: 'source',
    w: 'why',
    j: 'json',
    c: 'aws',
    u: 'console',
    f: 'list',
    x: 'export',
  } as const;

  it.each(Object.entries(LETTERS))('%s copies %s, or says why not', async (letter, copy) => {
    const reasons = {model: 'the job has no model yet', why: 'the job has not failed'};
    const reason = Object.hasOwn(reasons, copy) ? reasons[copy as keyof typeof reasons] : undefined;
    const expected = reason === undefined ? {kind: 'copy-asked', copy} : {kind: 'refused', reason};
    expect(messageFor(KEYMAP, await stateIn('copy'), key(letter))).toEqual(expected);
  });

  it('enter copies the selected row', async () => {
    const program = await start();
    await program.say({kind: 'copy-opened'}, {kind: 'moved', motion: {kind: 'rows', by: 1}});
    expect(messageFor(KEYMAP, program.state(), key('enter'))).toEqual({kind: 'copy-asked', copy: 'name'});
  });
});

describe('on the list', () => {
  const letters = [...KEYMAP.boundIn('list')].flatMap(([id, keys]) =>
    keys.filter(name => name.length === 1).map(name => [name, id] as const),
  );

  it.each(letters)('%s as it is typed means %s', async (letter, id) => {
    const state = await stateIn('list');
    const [stroke] = createStrokes({first: 25, afterLateTail: 150}).push(letter, 0);
    expect(stroke?.kind === 'key' && KEYMAP.commandFor(state, stroke.name)).toBe(id);
    // There is nothing to clear here, so esc is refused. Others may be, too: that no job has ended yet is a reason.
    const reason = commandOf(id).refusal?.(state);
    const message = reason === undefined ? commandOf(id).message(state) : {kind: 'refused', reason};
    expect(stroke && messageFor(KEYMAP, state, stroke)).toEqual(message);
  });

  it.each([
    ['esc', 'nothing to clear', 300],
    ['enter', 'no job selected', 0],
    ['J', 'no job selected', 0],
    ['L', 'all matching jobs are loaded', 3],
  ])('%s that cannot be done says: %s', async (name, reason, count) => {
    const program = await start(count);
    const refused = messageFor(KEYMAP, program.state(), key(name));
    expect(refused).toEqual({kind: 'refused', reason});
    if (refused) await program.say(refused);
    expect(program.state().notice?.text).toBe(reason);
  });

  it.each([
    ['y', {kind: 'copy-opened'}],
    ['Y', {kind: 'copy-asked', copy: 'arn'}],
    ['O', {kind: 'console-asked'}],
  ])('%s copies or opens, as in the detail', async (name, message) => {
    for (const context of ['list', 'detail'] as const) {
      expect(messageFor(KEYMAP, await stateIn(context), key(name))).toEqual(message);
    }
  });

  it('a change of focus has its message, a paste has none', async () => {
    const state = await stateIn('list');
    expect(messageFor(KEYMAP, state, {kind: 'focus', gained: false})).toEqual({kind: 'focus-changed', hasFocus: false});
    expect(messageFor(KEYMAP, state, {kind: 'focus', gained: true})).toEqual({kind: 'focus-changed', hasFocus: true});
    expect(messageFor(KEYMAP, state, {kind: 'paste', text: 'q'})).toBeUndefined();
  });

  it('j moves', async () => {
    expect(messageFor(KEYMAP, await stateIn('list'), key('j'))).toEqual({kind: 'moved', motion: {kind: 'rows', by: 1}});
  });
});

describe('over the list', () => {
  it.each(['help', 'detail', 'errors'] as const)('the motions of the list move in the %s', async context => {
    const state = await stateIn(context);
    expect(messageFor(KEYMAP, state, key('j'))).toEqual({kind: 'moved', motion: {kind: 'rows', by: 1}});
    expect(messageFor(KEYMAP, state, key('G'))).toEqual({kind: 'moved', motion: {kind: 'last'}});
  });

  it('arrows go from field to field in a text, and choose in a selection', async () => {
    const program = await start();
    const choosing = await program.say({kind: 'filters-opened'});
    expect(KEYMAP.commandFor(choosing, 'down')).toBeUndefined();
    expect(KEYMAP.commandFor(choosing, 'tab')).toBe('next-field');
    const typing = await program.say({kind: 'filters-focused', by: 1});
    expect(KEYMAP.commandFor(typing, 'down')).toBe('next-field');
    expect(KEYMAP.commandFor(typing, 'up')).toBe('previous-field');
  });
});

it('a key is written as people know it, and a command is named by its first one', () => {
  expect(keyText('up')).toBe('↑');
  expect(keyText('ctrl-d')).toBe('ctrl-d');
  expect(KEYMAP.keyOf('list', 'down')).toBe('j');
  expect(KEYMAP.keyOf('setup', 'demo')).toBe('d');
  expect(KEYMAP.keyOf('setup', 'search')).toBe('');
});

describe('a table of other keys', () => {
  const keymap = createKeymap({
    ...DEFAULT_BINDINGS,
    list: {...DEFAULT_BINDINGS.list, down: ['ä', 'ö'], order: [], repaint: ['f5'], quit: ['ctrl-c', 'ctrl-x']},
  });

  it('is what keys mean, and how they are shown', async () => {
    const state = await stateIn('list');
    expect(messageFor(keymap, state, key('ö'))).toEqual({kind: 'moved', motion: {kind: 'rows', by: 1}});
    expect(messageFor(keymap, state, key('j'))).toBeUndefined();
    expect(keymap.keyOf('list', 'down')).toBe('ä');
    expect(helpText(keymap)[0]?.entries[0]).toEqual({keys: 'ä ö k ↑', text: 'down, up'});
    expect(keyTable(keymap)).toContain('| `ä` `ö` | down |');
  });

  it('has no place for a command without a key', async () => {
    const texts = footerHints(keymap, await stateIn('list'), 158).map(({text}) => text);
    expect(texts).toContain('refresh');
    expect(texts).not.toContain('order');
    expect(keyTable(keymap)).not.toContain('order on AWS');
    expect(JSON.stringify(helpText(keymap))).not.toContain('order on AWS');
  });

  it('lets a key go before all others only if it quits or repaints in every context', () => {
    const names = ['ctrl-c', 'ctrl-l', 'ctrl-x', 'f5', 'q', 'ctrl-z'];
    expect(names.filter(KEYMAP.isImmediate)).toEqual(['ctrl-c', 'ctrl-l']);
    expect(names.filter(keymap.isImmediate)).toEqual(['ctrl-c']);
  });
});

describe('a table that is refused', () => {
  const problemsOf = (context: Context, bindings: Readonly<Record<string, readonly string[]>>) =>
    bindingProblems({...DEFAULT_BINDINGS, [context]: {...DEFAULT_BINDINGS[context], ...bindings}});

  it.each<[string, Context, Readonly<Record<string, readonly string[]>>, string]>([
    ['an unknown command', 'list', {jump: ['x']}, 'list: no command is called “jump”'],
    ['the name of a method', 'list', {toString: ['x']}, 'list: no command is called “toString”'],
    ['a key twice', 'list', {pause: ['j']}, 'list: the key “j” is bound twice, to down and to pause'],
    [
      'an arrow of the form',
      'filters',
      {'apply-filters': ['down']},
      'filters: the key “down” is bound twice, to apply-filters and to next-field',
    ],
    ['an unknown key', 'help', {close: ['hyper-x']}, 'help: close cannot have the key “hyper-x”: there is no such key'],
    [
      'a key that terminals send as another',
      'list',
      {pause: ['ctrl-i']},
      'list: pause cannot have the key “ctrl-i”: terminals send ctrl-i as tab',
    ],
    [
      'alt with a character',
      'list',
      {pause: ['alt-x']},
      'list: pause cannot have the key “alt-x”: outside text fields, alt and a character are two keys',
    ],
  ])('%s', (_, context, bindings, problem) => {
    expect(problemsOf(context, bindings)).toEqual([problem]);
    const table = {...DEFAULT_BINDINGS, [context]: {...DEFAULT_BINDINGS[context], ...bindings}};
    expect(() => createKeymap(table)).toThrow(problem);
  });

  it('gives every problem', () => {
    expect(problemsOf('list', {jump: ['nowhere'], pause: ['j']})).toHaveLength(3);
  });

  it('is not the default one', () => {
    expect(bindingProblems(DEFAULT_BINDINGS)).toEqual([]);
  });
});
