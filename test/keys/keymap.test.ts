/** Which stroke means what: each at most one thing, and ctrl-c always the same. */
import {describe, expect, it} from 'vitest';
import type {Message} from '../../src/core/message.ts';
import {type Context, contextOf} from '../../src/core/select.ts';
import type {State} from '../../src/core/state.ts';
import {BINDINGS, bindingsOf, boundIn, commandFor, keyOf, keyText} from '../../src/keys/bindings.ts';
import {COMMANDS, commandOf} from '../../src/keys/commands.ts';
import {fieldInForce} from '../../src/keys/field-in-force.ts';
import {messageFor} from '../../src/keys/keymap.ts';
import type {Stroke} from '../../src/keys/stroke.ts';
import {createStrokes} from '../../src/keys/strokes.ts';
import {createFakeAws, oops} from '../support/fake-aws.ts';
import {jobsDown} from '../support/jobs.ts';
import {createProgram} from '../support/program.ts';

const CONTEXTS = Object.keys(BINDINGS) as readonly Context[];

const start = async (count = 300) => {
  const program = createProgram({gateway: createFakeAws(jobsDown(count, 1))});
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

/** A state in each context. */
const stateIn = async (context: Context): Promise<State> => {
  if (context === 'setup') return unconnected();
  const ways: Readonly<Record<Exclude<Context, 'setup'>, readonly Message[]>> = {
    list: [],
    search: [{kind: 'search-opened'}],
    filters: [{kind: 'filters-opened'}],
    detail: [{kind: 'detail-opened'}],
    help: [{kind: 'help-opened'}],
    'help-filter': [{kind: 'help-opened'}, {kind: 'help-filter-opened'}],
    errors: [{kind: 'errors-opened'}],
    'too-small': [{kind: 'resized', columns: 39, rows: 9}],
  };
  const program = await start();
  return program.say(...ways[context]);
};

const key = (name: string): Stroke => ({kind: 'key', name, raw: name});

describe.each(CONTEXTS)('in context %s', context => {
  it('the bindings name existing commands', () => {
    for (const [id] of boundIn(context)) expect(COMMANDS).toHaveProperty(id);
  });

  it('no stroke is bound twice', async () => {
    for (const bindings of [BINDINGS[context], bindingsOf(await stateIn(context))]) {
      const keys = Object.values(bindings).flat();
      expect(keys.filter((name, i) => keys.indexOf(name) !== i)).toEqual([]);
    }
  });

  it('ctrl-c quits', async () => {
    const state = await stateIn(context);
    expect(contextOf(state)).toBe(context);
    expect(messageFor(state, key('ctrl-c'))).toEqual({kind: 'quit-asked'});
  });

  it('ctrl-l repaints', async () => {
    const state = await stateIn(context);
    expect(messageFor(state, key('ctrl-l'))).toEqual({kind: 'repaint-asked'});
    expect(fieldInForce(state)?.isCommand('ctrl-l') ?? true).toBe(true);
  });

  it('esc never quits, and q does so only where nothing is open', async () => {
    const state = await stateIn(context);
    expect(messageFor(state, key('esc'))?.kind).not.toBe('quit-asked');
    const isQuit = messageFor(state, key('q'))?.kind === 'quit-asked';
    expect(isQuit).toBe(['list', 'setup', 'too-small'].includes(context));
  });

  it('every key that is bound is one that a terminal can say', () => {
    const NAMES = /^(?:[!-~]|space|enter|esc|tab|shift-tab|up|down|home|end|pgup|pgdn|ctrl-[a-z])$/;
    for (const [, keys] of boundIn(context)) for (const name of keys) expect(name).toMatch(NAMES);
  });

  it('a key that means nothing says nothing', async () => {
    expect(messageFor(await stateIn(context), key('ctrl-t'))).toBeUndefined();
  });
});

describe('on the list', () => {
  const letters = boundIn('list').flatMap(([id, keys]) =>
    keys.filter(name => name.length === 1).map(name => [name, id] as const),
  );

  it.each(letters)('%s as it is typed says %s', async (letter, id) => {
    const state = await stateIn('list');
    const [stroke] = createStrokes({first: 25, afterLateTail: 150}).push(letter, 0);
    expect(stroke?.kind === 'key' && commandFor(state, stroke.name)).toBe(id);
    // A step back has nothing to take back here; every other command can be done.
    expect(stroke && messageFor(state, stroke)).toEqual(commandOf(id).message(state));
  });

  it.each([
    ['esc', 'nothing to clear', 300],
    ['enter', 'no job selected', 0],
    ['J', 'no job selected', 0],
    ['L', 'all matching jobs are loaded', 3],
  ])('%s that cannot be done says: %s', async (name, reason, count) => {
    const program = await start(count);
    const refused = messageFor(program.state(), key(name));
    expect(refused).toEqual({kind: 'refused', reason});
    if (refused) await program.say(refused);
    expect(program.state().notice?.text).toBe(reason);
  });

  it('the focus of the terminal is told, a paste is nothing', async () => {
    const state = await stateIn('list');
    expect(messageFor(state, {kind: 'focus', gained: false})).toEqual({kind: 'focus-changed', hasFocus: false});
    expect(messageFor(state, {kind: 'focus', gained: true})).toEqual({kind: 'focus-changed', hasFocus: true});
    expect(messageFor(state, {kind: 'paste', text: 'q'})).toBeUndefined();
  });

  it('j moves', async () => {
    expect(messageFor(await stateIn('list'), key('j'))).toEqual({kind: 'moved', motion: {kind: 'rows', by: 1}});
  });
});

describe('over the list', () => {
  it.each(['help', 'detail', 'errors'] as const)('the motions of the list move in the %s', async context => {
    const state = await stateIn(context);
    expect(messageFor(state, key('j'))).toEqual({kind: 'moved', motion: {kind: 'rows', by: 1}});
    expect(messageFor(state, key('G'))).toEqual({kind: 'moved', motion: {kind: 'last'}});
  });

  it('arrows go from field to field where text is typed, and choose where there is a choice', async () => {
    const program = await start();
    const choosing = await program.say({kind: 'filters-opened'});
    expect(commandFor(choosing, 'down')).toBeUndefined();
    expect(commandFor(choosing, 'tab')).toBe('next-field');
    const typing = await program.say({kind: 'filters-focused', by: 1});
    expect(commandFor(typing, 'down')).toBe('next-field');
    expect(commandFor(typing, 'up')).toBe('previous-field');
  });
});

it('keys are told as people know them, a command by its first one', () => {
  expect(keyText('up')).toBe('↑');
  expect(keyText('ctrl-d')).toBe('ctrl-d');
  expect(keyOf('list', 'down')).toBe('j');
  expect(keyOf('setup', 'demo')).toBe('d');
  expect(keyOf('setup', 'search')).toBe('');
});
