import {afterEach, describe, expect, it, vi} from 'vitest';

// The cursor is an attribute: the colour libraries decide when they are loaded.
vi.hoisted(() => {
  process.env.FORCE_COLOR = '1';
});

import {Box, render, Text} from 'ink';
import stringWidth from 'string-width';
import type {FieldFeed} from '../../../src/keys/field/input-feed.ts';
import {TextField} from '../../../src/ui/fields/text-field.tsx';
import {createScreen, endRigs, startRig, until} from '../../keys/field/feed-rig.tsx';

afterEach(endRigs);

const INVERSE = /\x1b\[7m(.*?)\x1b\[27m/;
const plain = (text: string) => text.replace(/\x1b\[[0-9;?]*[a-zA-Z]/g, '');
type Rig = ReturnType<typeof startRig>;

/** The field's line, and the character under its cursor. */
const fieldOf = (rig: Rig) => {
  const line = rig.screen.last().split('\n')[1] ?? '';
  return {text: plain(line), cursor: INVERSE.exec(line)?.[1]};
};
const height = (rig: Rig) => rig.screen.last().trimEnd().split('\n').length;

/** A field with `text` in it after `keys`. */
const typed = async (width: number, text: string, keys = '') => {
  const rig = startRig({width});
  rig.type(`/\x1b[200~${text}\x1b[201~`);
  await until(() => rig.state().search === text);
  const empty = height(rig);
  rig.type(`${keys}\x1b[I`);
  await until(() => rig.state().commands.includes('focus'));
  return {rig, empty};
};

describe('a text field', () => {
  it('shows its text and a cursor after it', async () => {
    const {rig} = await typed(20, 'llama');
    expect(fieldOf(rig)).toEqual({text: 'llama ', cursor: ' '});
  });

  it('shows a cursor if there is no text', async () => {
    const rig = startRig();
    rig.type('/');
    await until(() => rig.feed.cursor('search') === 0);
    expect(fieldOf(rig)).toEqual({text: ' ', cursor: ' '});
  });

  it.each([
    ['the end', '', '…ijklmnop ', ' '],
    ['the start', '\x01', 'abcdefghi…', 'a'],
    ['the middle', `\x01${'\x1b[C'.repeat(8)}`, '…efghijkl…', 'i'],
    ['one before the end', '\x1b[D', '…ijklmnop', 'p'],
  ])('too long for its width shows the part around its cursor: %s', async (_, keys, text, cursor) => {
    const {rig, empty} = await typed(10, 'abcdefghijklmnop', keys);
    expect(fieldOf(rig)).toEqual({text, cursor});
    expect(height(rig)).toBe(empty);
  });

  it.each([
    [10, '日本語日本語日本語'],
    [9, '日本語日本語日本語'],
    [12, 'a😀b😀c😀d😀e😀f😀g'],
    [10, 'one two three four five six'],
    [1, 'abc'],
  ])('stays one line of %d columns: %s', async (width, text) => {
    for (const keys of ['', '\x01', '\x1b[D\x1b[D\x1b[D', '\x01\x1b[C\x1b[C\x1b[C\x1b[C\x1b[C']) {
      const {rig, empty} = await typed(width, text, keys);
      expect(stringWidth(fieldOf(rig).text)).toBeLessThanOrEqual(width);
      expect(fieldOf(rig).cursor).toBeDefined();
      expect(height(rig)).toBe(empty);
    }
  });

  it.each([
    ['\x1b[D', 'a😀b', 'b'],
    ['\x1b[D\x1b[D', 'a😀b', '😀'],
    ['\x01', 'a😀b', 'a'],
    ['\x05', 'a😀b ', ' '],
  ])('with an emoji shows its cursor where it is: %j', async (keys, text, cursor) => {
    const {rig} = await typed(20, 'a😀b', keys);
    expect(fieldOf(rig)).toEqual({text, cursor});
  });

  it('puts its cursor after a text that came from elsewhere', async () => {
    const {rig} = await typed(20, 'abc', '\x01');
    rig.store.set({search: 'another'});
    await until(() => rig.feed.cursor('search') === 7);
    await until(() => fieldOf(rig).cursor === ' ');
    expect(fieldOf(rig).text.trimEnd()).toBe('another');
  });

  it('with an emoji is not wrapped between its words', async () => {
    const {rig} = await typed(10, 'a😀 bcdefghi jk', '\x01');
    expect(fieldOf(rig).text).toBe('a😀 bcdef…');
  });

  it('shows a cursor that moves while nothing else changes', async () => {
    const {rig} = await typed(10, 'abcdefghijklmnop');
    rig.type('\x01');
    await until(() => fieldOf(rig).text === 'abcdefghi…');
  });

  it('without focus is cut to its width and has no cursor', () => {
    const {stream, last} = createScreen(40, 10);
    const feed = {} as FieldFeed;
    const app = render(
      <Box>
        <TextField id="name" value="abcdefghij" onChange={() => {}} feed={feed} width={5} isFocused={false} />
        <Text>|</Text>
      </Box>,
      {stdout: stream, debug: true, interactive: true, patchConsole: false},
    );
    expect(last()).toBe('abcd…|');
    app.unmount();
  });
});
