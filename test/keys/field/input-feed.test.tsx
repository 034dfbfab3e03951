import {afterEach, describe, expect, it} from 'vitest';
import {createInputFeed} from '../../../src/keys/field/input-feed.ts';
import {LINES} from '../input/split-rig.ts';
import {createHandClock, createSource, endRigs, type RigOptions, startRig, turns, until} from './feed-rig.tsx';

afterEach(endRigs);

/** What the search field holds at enter, after these reads of the terminal. */
const searched = async (reads: readonly string[], options: RigOptions = {}): Promise<string> => {
  const rig = startRig(options);
  for (const read of reads) rig.type(read);
  rig.type('\r');
  await until(() => rig.state().commands.some(command => command.startsWith('search:')));
  return rig
    .state()
    .commands.find(command => command.startsWith('search:'))!
    .slice('search:'.length);
};

const LEFT = '\x1b[D';
const RIGHT = '\x1b[C';

describe('a text field, in one write', () => {
  it.each([
    ['typed text', '/qwen', 'qwen'],
    ['backspaces', '/qwenabc\x7f\x7f\x7f', 'qwen'],
    ['ctrl-h', '/ab\b', 'a'],
    ['more backspaces than text', '/ab\x7f\x7f\x7f\x7fc', 'c'],
    ['a paste', '/\x1b[200~q?j\x1b[201~', 'q?j'],
    ['a paste with lines', '/a\x1b[200~b\r\nc\td\x1b[31me\r\x1b[201~f', 'ab c de f'],
    ['a paste of what keys send', '/\x1b[200~\x03\x7f\x1b[A\x01x\x1b[201~', 'x'],
    ['ctrl-a then typing', '/bc\x01a', 'abc'],
    ['ctrl-e after ctrl-a', '/ab\x01\x05c', 'abc'],
    ['home and end', '/b\x1b[Ha\x1b[Fc', 'abc'],
    ['left at 0 then typing', `/b${LEFT}${LEFT}${LEFT}a`, 'ab'],
    ['right at the end then typing', `/a${RIGHT}${RIGHT}b`, 'ab'],
    ['typing in the middle', `/ad${LEFT}bc`, 'abcd'],
    ['a paste in the middle', `/ad${LEFT}\x1b[200~bc\x1b[201~x`, 'abcxd'],
    ['backspace in the middle', `/abXc${LEFT}\x7f`, 'abc'],
    ['ctrl-u', '/abc\x15d', 'd'],
    ['ctrl-u in the middle', `/abc${LEFT}\x15`, 'c'],
    ['ctrl-w', '/one two-three\x17', 'one '],
    ['ctrl-w over spaces', '/one two  \x17x', 'one x'],
    ['alt-backspace', '/one two-three\x1b\x7f', 'one two-'],
    ['alt-b and alt-f', '/one two\x1bb\x1bbX\x1bfY', 'XoneY two'],
    ['alt-d', '/one two\x01\x1bd', ' two'],
    ['ctrl-k', `/abc${LEFT}${LEFT}\x0b`, 'a'],
    ['delete', '/abc\x01\x1b[3~', 'bc'],
    ['delete at the end', '/abc\x1b[3~', 'abc'],
    ['an emoji', '/a😀b', 'a😀b'],
    ['backspace over an emoji', '/a😀\x7fb', 'ab'],
    ['left over an emoji', `/a😀${LEFT}b`, 'ab😀'],
    ['delete an emoji', `/a😀c${LEFT}${LEFT}\x1b[3~`, 'ac'],
    ['a skin tone and a flag as one each', '/👍🏽🇮🇸\x7f\x7fa', 'a'],
    ['a combined letter', '/xe\u0301\x7f', 'x'],
    ['keys that mean nothing', '/a\x1b[5~\x07\x1bz\x1b[15~b', 'ab'],
    ['upper case, digits, space', '/A1 j?', 'A1 j?'],
  ])('%s', async (_, input, expected) => {
    expect(await searched([input])).toBe(expected);
  });

  it('is the same in single reads, and cut inside an escape sequence and a character', async () => {
    const input = Buffer.from(`/a😀${LEFT}b\x1b[200~q?j\x1b[201~c`);
    const rig = startRig();
    for (const byte of input) rig.type(Buffer.from([byte]));
    rig.type('\r');
    await until(() => rig.state().commands.includes('search:abq?jc😀'));
  });

  it('reports each stroke to the state once, with no half characters', async () => {
    const rig = startRig();
    rig.type('/a😀b\x7f\x7f\x15');
    await until(() => rig.state().search === '' && rig.store.values.length > 3);
    await turns();
    expect(rig.store.values).toEqual(['a', 'a😀', 'a😀b', 'a😀', 'a', '']);
  });

  it('takes no more than the longest value', async () => {
    const text = await searched([`/\x1b[200~${'x'.repeat(5000)}\x1b[201~yz`]);
    expect(text).toBe('x'.repeat(2048));
  });
});

describe('commands', () => {
  it('get what follows the enter of a field', async () => {
    const rig = startRig();
    rig.type('/qwen\rjG');
    await until(() => rig.state().commands.length === 4);
    expect(rig.state().commands).toEqual(['/', 'search:qwen', 'j', 'G']);
  });

  it('get 200 keys of one read in one turn', () => {
    const rig = startRig();
    rig.type('j'.repeat(200));
    expect(rig.state().commands).toHaveLength(200);
    expect(new Set(rig.turnsOfDispatch).size).toBe(1);
  });

  it('get esc after a pause, and at once in front of a sequence', () => {
    const clock = createHandClock();
    const rig = startRig({clock});
    rig.type('\x1b');
    expect(rig.state().commands).toEqual([]);
    clock.pass(25);
    expect(rig.state().commands).toEqual(['esc']);
    rig.type('\x1b\x1b[A');
    expect(rig.state().commands).toEqual(['esc', 'esc', 'up']);
    expect(clock.running()).toBe(0);
  });

  it.each(['b', '\x7f', '/'])('get esc and the key, not alt, for ESC and %j', async key => {
    const name = key === '\x7f' ? 'backspace' : key;
    const rig = startRig();
    rig.type(`\x1b${key}`);
    expect(rig.state().commands).toEqual(['esc', name]);
    const choosing = startRig({state: {focus: 'status'}});
    choosing.type(`\x1b${key}`);
    await until(() => choosing.state().commands.includes(name));
    expect(choosing.state().commands).toEqual(['esc', name]);
  });

  it('get the esc and the key of a line that delivers them together, which a field would take for alt', () => {
    const rig = startRig({clock: createHandClock()});
    rig.type('j\x1bj\x1bq');
    expect(rig.state().commands).toEqual(['j', 'esc', 'j', 'esc', 'q']);
  });

  it('get no part of an arrow whose ESC has closed the field', async () => {
    const clock = createHandClock();
    const rig = startRig({clock});
    rig.type('/abc');
    await until(() => rig.state().search === 'abc');
    rig.type('\x1b');
    clock.pass(60);
    rig.type('[D');
    clock.pass(1000);
    await until(() => rig.state().commands.length > 1);
    expect(rig.state()).toMatchObject({focus: 'list', search: 'abc', commands: ['/', 'esc']});
  });

  it('get a sequence that a slow line has cut in two', () => {
    const clock = createHandClock();
    const rig = startRig({clock});
    rig.type('\x1b[20');
    clock.pass(499);
    rig.type('0~q\x1b[201~j');
    expect(rig.state().commands).toEqual(['paste:q', 'j']);
    expect(clock.running()).toBe(0);
  });

  it('get pastes and focus reports if there is no field', () => {
    const rig = startRig();
    rig.type('\x1b[200~qqq\x1b[201~\x1b[I');
    expect(rig.state().commands).toEqual(['paste:qqq', 'focus']);
  });

  it.each([
    ['ctrl-c', '\x03'],
    ['ctrl-l', '\x0c'],
  ])('get %s at once, ahead of what waits for a field', async (name, key) => {
    const rig = startRig();
    rig.type(`/abcdef${key}`);
    expect(rig.state().commands).toEqual(['/', name]);
    await until(() => rig.state().search === 'abcdef');
  });

  it('close a field and open another in one read', async () => {
    const rig = startRig();
    rig.type('/old\r/new\r');
    await until(() => rig.state().commands.includes('search:new'));
    rig.type('/x');
    await until(() => rig.state().search === 'x');
    rig.type(`${LEFT}\x03/ab\r`);
    await until(() => rig.state().commands.includes('search:/abx'));
  });

  it('get a paste without an end after a while, and keys again after that', async () => {
    const clock = createHandClock();
    const rig = startRig({clock});
    rig.type('\x1b[200~abc');
    clock.pass(1999);
    expect(rig.state().commands).toEqual([]);
    clock.pass(1);
    rig.type('j');
    expect(rig.state().commands).toEqual(['paste:abc', 'j']);
  });
});

describe('alt in a text field', () => {
  const typed = async (gap: number) => {
    const clock = createHandClock();
    const rig = startRig({clock, escapeWait: LINES.ssh});
    rig.type('/one two');
    await until(() => rig.state().search === 'one two');
    rig.type('\x1b');
    clock.pass(gap);
    rig.type('\x7f');
    return rig;
  };

  it('is ESC and a key within 25 ms', async () => {
    const rig = await typed(25);
    await until(() => rig.state().search === 'one ');
    expect(rig.state().focus).toBe('search');
  });

  it('is esc and a key later on', async () => {
    const rig = await typed(26);
    await until(() => rig.state().commands.length > 2);
    expect(rig.state()).toMatchObject({focus: 'list', commands: ['/', 'esc', 'backspace']});
  });

  it('typed in the list belongs to a field that the key before it has opened', async () => {
    const rig = startRig();
    rig.type('/one two\x1b\x7fx\r');
    await until(() => rig.state().commands.includes('search:one x'));
  });
});

describe('a field that is not there', () => {
  it('holds strokes until it is', async () => {
    const rig = startRig();
    rig.type('/a');
    expect(rig.state()).toMatchObject({focus: 'search', search: ''});
    await until(() => rig.state().search === 'a');
  });

  it('is waited for only for a while', async () => {
    const clock = createHandClock();
    const rig = startRig({clock, isDrawn: false});
    rig.type('/abc\rj');
    await turns();
    expect(rig.state().commands).toEqual(['/']);
    clock.pass(500);
    expect(rig.state().commands).toEqual(['/', 'search:', 'j']);
    expect(clock.running()).toBe(0);
  });

  it('loses its strokes to commands when it loses the focus', async () => {
    const rig = startRig({clock: createHandClock(), isDrawn: false});
    rig.type('/j');
    rig.store.set({focus: 'list'});
    rig.feed.recheck();
    await until(() => rig.state().commands.includes('j'));
  });

  it('gets nothing that was typed before it opened', async () => {
    const rig = startRig();
    rig.type('j/');
    await until(() => rig.feed.cursor('search') === 0);
    await turns();
    expect(rig.state().search).toBe('');
  });
});

describe('a value that is not what was typed', () => {
  it('is edited from its end if a command replaced it', async () => {
    expect(await searched([`/abc${LEFT}\x1b[AX`])).toBe('recalledX');
  });

  it('is edited from its end if it was replaced from outside', async () => {
    const rig = startRig();
    rig.type(`/abc${LEFT}${LEFT}`);
    await until(() => rig.state().search === 'abc' && rig.feed.cursor('search') === 1);
    rig.store.set({search: 'other'});
    rig.type('!');
    await until(() => rig.state().search === 'other!');
  });

  it('is waited for if the state gets it late', async () => {
    expect(await searched([`/abd${LEFT}c`], {isLate: true})).toBe('abcd');
  });

  it('stays if the state refused what was typed', async () => {
    const clock = createHandClock();
    const rig = startRig({clock, accept: (next, before) => (next.includes('!') ? before : next)});
    rig.type('/ab!c\r');
    await until(() => rig.store.values.includes('ab!'));
    await turns();
    clock.pass(500);
    await until(() => rig.state().commands.includes('search:abc'));
  });
});

describe('a select field', () => {
  it.each([
    ['jj', 'Failed'],
    ['\x1b[B\x1b[Bk', 'InProgress'],
    ['j\x1b[A', 'any'],
    ['jjjj', 'any'],
    ['k', 'Completed'],
    ['x3\x1b[200~jj\x1b[201~ j', 'InProgress'],
  ])('%j', async (input, expected) => {
    const rig = startRig();
    rig.type(`F${input}\r`);
    await until(() => rig.state().focus === 'list');
    expect(rig.state().status).toBe(expected);
  });

  it('takes turns with a text field', async () => {
    const rig = startRig();
    rig.type('/ab\tjj\tjj\tk\r');
    await until(() => rig.state().focus === 'list');
    expect(rig.state()).toMatchObject({search: 'abjj', status: 'InProgress'});
  });
});

describe('the source', () => {
  it('is raw from the start to the stop, whatever Ink does', async () => {
    const rig = startRig();
    rig.type('/a\r');
    await until(() => rig.state().focus === 'list');
    await turns();
    expect(rig.calls).toEqual(['raw true', 'ref', 'resume']);
    expect(rig.listeners()).toBe(1);
    rig.feed.stop();
    rig.feed.stop();
    expect(rig.calls.slice(3)).toEqual(['pause', 'raw false', 'unref']);
    expect(rig.listeners()).toBe(0);
  });
});

describe('stop', () => {
  it('from inside a command drops the rest of the read', () => {
    const {source, type} = createSource();
    const names: string[] = [];
    const feed = createInputFeed({
      source,
      dispatch: stroke => {
        names.push(stroke.kind === 'key' ? stroke.name : stroke.kind);
        if (names.includes('q')) feed.stop();
      },
      focusedField: () => undefined,
      isImmediate: () => false,
    });
    type('jqk\x03');
    expect(names).toEqual(['j', 'q']);
  });
});

describe('a long way', () => {
  it('of 63 characters to the left ends before the next stroke', async () => {
    const name = 'a'.repeat(63);
    expect(await searched([`/${name}`, '\x01b\x05c'])).toBe(`b${name}c`);
  });
});
