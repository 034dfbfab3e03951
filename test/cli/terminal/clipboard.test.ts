/** Which way a text takes to the clipboard, and which bytes a terminal gets. */
import {describe, expect, it} from 'vitest';
import type {ChildEnd, ChildTask} from '../../../src/cli/process/child.ts';
import type {Environment} from '../../../src/cli/process/environment.ts';
import {copyToClipboard} from '../../../src/cli/terminal/clipboard.ts';
import {clipboardSequence} from '../../../src/cli/terminal/clipboard-sequence.ts';

const TEXT = 'arn:aws:bedrock:us-east-1:111122223333:model-import-job/abc';
const BASE64 = Buffer.from(TEXT).toString('base64');
const PLAIN = `\x1b]52;c;${BASE64}\x07`;
const XTERM: Environment = {TERM: 'xterm-256color'};
const TMUX: Environment = {TERM: 'tmux-256color', TMUX: '/tmp/tmux-0/default,1,0'};
const SCREEN: Environment = {TERM: 'screen', STY: '1.pts-0'};

const OK: ChildEnd = {kind: 'exited', code: 0};
const NO: ChildEnd = {kind: 'failed', reason: 'tmux exited with code 1'};

interface Case {
  readonly text?: string;
  readonly command?: readonly [string, ...string[]];
  readonly end?: ChildEnd;
  readonly isPlainTerminal?: boolean;
}

const copy = async (env: Environment, {text = TEXT, command, end = OK, isPlainTerminal = false}: Case = {}) => {
  const written: string[] = [];
  const tasks: ChildTask[] = [];
  const run = async (task: ChildTask) => {
    tasks.push(task);
    return end;
  };
  const write = (bytes: string) => void written.push(bytes);
  const outcome = await copyToClipboard(text, {command, env, isPlainTerminal, run, write});
  return {outcome, written: written.join(''), tasks};
};

it('a terminal gets OSC 52, and nothing is claimed', async () => {
  expect(await copy(XTERM)).toEqual({outcome: {kind: 'sent'}, written: PLAIN, tasks: []});
});

it('tmux gets a buffer', async () => {
  const {outcome, written, tasks} = await copy(TMUX);
  expect(outcome).toEqual({kind: 'copied', by: 'tmux'});
  expect(written).toBe('');
  expect(tasks).toMatchObject([{words: ['tmux', 'load-buffer', '-w', '-'], input: TEXT, env: TMUX}]);
});

it('a tmux that refuses gets the sequence, then the one that it may pass on', async () => {
  const {outcome, written} = await copy(TMUX, {end: NO});
  expect(outcome).toEqual({kind: 'sent'});
  expect(written).toBe(`${PLAIN}\x1bPtmux;\x1b\x1b]52;c;${BASE64}\x07\x1b\\`);
});

/** What screen passes on: the contents of the pieces. */
const PIECE = /\x1bP([\s\S]*?)\x1b\\/g;

describe('screen', () => {
  it.each([1, 500, 695, 696, 5_000, 70_000])('gets %i characters in pieces', async length => {
    const text = 'x'.repeat(length);
    const {outcome, written} = await copy(SCREEN, {text});
    const pieces = [...written.matchAll(PIECE)];
    expect(pieces.map(([piece]) => piece).join('')).toBe(written);
    for (const [piece] of pieces) expect(piece.length).toBeLessThanOrEqual(700);
    const base64 = Buffer.from(text).toString('base64');
    expect(pieces.map(([, inner]) => inner).join('')).toBe(`\x1b]52;c;${base64}\x07`);
    expect(outcome).toEqual({kind: 'sent'});
  });

  it('within tmux is asked for less than tmux', () => {
    expect(clipboardSequence('eA==', {...TMUX, ...SCREEN})).toMatch(/^\x1b\]52;c;eA==\x07\x1bPtmux;/);
  });
});

it('a command is used before anything else', async () => {
  for (const env of [XTERM, TMUX, SCREEN]) {
    const {outcome, written, tasks} = await copy(env, {command: ['wl-copy', '-n']});
    expect(outcome).toEqual({kind: 'copied', by: 'wl-copy'});
    expect(written).toBe('');
    expect(tasks).toMatchObject([{words: ['wl-copy', '-n'], input: TEXT}]);
  }
});

it('a command that fails is not replaced by another way', async () => {
  const end: ChildEnd = {kind: 'failed', reason: 'wl-copy exited with code 1: no display'};
  expect(await copy(TMUX, {command: ['wl-copy'], end})).toMatchObject({outcome: end, written: ''});
});

it('a text that terminals drop is refused', async () => {
  expect((await copy(XTERM, {text: 'x'.repeat(75_000)})).outcome).toEqual({kind: 'sent'});
  const {outcome, written} = await copy(XTERM, {text: 'x'.repeat(75_001)});
  expect(outcome).toEqual({kind: 'failed', reason: 'too long for the clipboard of a terminal; use --copy-command'});
  expect(written).toBe('');
});

it('a terminal that would show the sequence as text gets nothing, unless there is tmux or screen before it', async () => {
  const {outcome, written} = await copy({TERM: 'linux'}, {isPlainTerminal: true});
  expect(outcome).toEqual({kind: 'failed', reason: 'this terminal has no clipboard; use --copy-command'});
  expect(written).toBe('');
  expect((await copy(SCREEN, {isPlainTerminal: true})).outcome).toEqual({kind: 'sent'});
});

it('nothing that could control a terminal is copied', async () => {
  const {tasks} = await copy(TMUX, {text: 'a\x1b[2J\nb\x07\x9c'});
  expect(tasks[0]?.input).toBe('a b');
  const {written} = await copy(XTERM, {text: 'a\x1b[2J\nb\x07'});
  expect(written).toBe(`\x1b]52;c;${Buffer.from('a b').toString('base64')}\x07`);
});
