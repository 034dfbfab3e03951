/** The line at the cursor as bash passes it, and the replies to shells, which contain nothing but words. */
import {spawnSync} from 'node:child_process';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {SHELLS} from '../../../src/cli/args/completion-options.ts';
import {replyText} from '../../../src/cli/completion/reply.ts';
import {quotedIn, readLineAtCursor} from '../../../src/cli/completion/shell-line.ts';
import {hasProgram} from '../../support/shells.ts';

const BREAKS = ' \t\n"\'><=;|&(:';
const NO_LINE = {words: [''], quote: '', kept: ''} as const;

describe('the line at the cursor', () => {
  it.each([
    ['x get ', ['x', 'get', ''], '', ''],
    ['x get a', ['x', 'get', 'a'], '', ''],
    ['x list --status=Fa', ['x', 'list', '--status=Fa'], '', '--status='],
    ['x wait arn:aws:b', ['x', 'wait', 'arn:aws:b'], '', 'arn:aws:'],
    ['x --profile "my pr', ['x', '--profile', 'my pr'], '"', ''],
    ['x --profile="my pr', ['x', '--profile=my pr'], '"', '--profile='],
    ["x --profile 'a b' get ", ['x', '--profile', 'a b', 'get', ''], '', ''],
    ['x --profile a\\ b', ['x', '--profile', 'a b'], '', ''],
    ['x --profile a\\:b', ['x', '--profile', 'a:b'], '', ''],
    ['x --profile "a\\"b\\c" y', ['x', '--profile', 'a"b\\c', 'y'], '', ''],
    ["x --profile 'a\\", ['x', '--profile', 'a\\'], "'", ''],
    ["x --name '' y", ['x', '--name', '', 'y'], '', ''],
    ['x a\\', ['x', 'a'], '', ''],
    ['x \t a', ['x', 'a'], '', ''],
  ])('%j', (line, words, quote, kept) => {
    expect(readLineAtCursor(line, BREAKS)).toEqual({words, quote, kept});
  });

  it('keeps nothing of the last word if the shell has no word breaks', () => {
    expect(readLineAtCursor('x --status=Fa').kept).toBe('');
  });
});

describe('a reply', () => {
  const candidates = [{word: '--a', text: 'what it\tis\x1b[31m'}, {word: '--b'}];

  it('has descriptions if the shell shows them', () => {
    expect(replyText({kind: 'words', candidates}, 'zsh', NO_LINE)).toBe('words\n--a\twhat it is\n--b\n');
    expect(replyText({kind: 'words', candidates}, 'fish', NO_LINE)).toBe('words\n--a\twhat it is\n--b\n');
    expect(replyText({kind: 'list', candidates}, 'bash', NO_LINE)).toBe('list\n--a\n--b\n');
  });

  it('is empty without candidates', () => {
    for (const shell of SHELLS) expect(replyText({kind: 'words', candidates: []}, shell, NO_LINE)).toBe('');
    expect(replyText({kind: 'files'}, 'fish', NO_LINE)).toBe('files\n');
  });

  it('leaves out words with control characters or line breaks', () => {
    const hostile = ['\x1b[2J', 'a\nb', 'a\tb', 'a\x07', '\u202eabc', '\x9b1m', ''].map(word => ({word}));
    for (const shell of SHELLS) expect(replyText({kind: 'words', candidates: hostile}, shell, NO_LINE)).toBe('');
  });

  it.each([
    ['x --status=Fa', ['--status=Failed'], 'words\nFailed\n'],
    [
      'x --profile ',
      ['my profile', "it's", 'a$(b)`c`', 'é-1'],
      "words\nmy\\ profile\nit\\'s\na\\$\\(b\\)\\`c\\`\né-1\n",
    ],
    ['x --profile "', ['my "profile"', 'cost$', 'wow!'], 'words\nmy \\"profile\\"\ncost\\$\n'],
    ["x --profile 'i", ["it's"], "words\nit'\\''s\n"],
    ['x --profile=a:', ['--profile=a:b', '--profile=ab'], 'words\nb\n'],
  ])('to bash at %j', (line, words, expected) => {
    const reply = {kind: 'words', candidates: words.map(word => ({word}))} as const;
    expect(replyText(reply, 'bash', readLineAtCursor(line, BREAKS))).toBe(expected);
  });
});

describe.skipIf(!hasProgram('bash'))('bash itself', () => {
  const TEXT = fc.string({unit: fc.constantFrom(...' \'"\\$`!*?~#&;|<>(){}[]=:abé'), minLength: 1, maxLength: 8});

  it.each(['', "'", '"'] as const)('reads a word that was quoted within %j as the same word', quote => {
    const words = fc.sample(TEXT, 200).filter(word => quotedIn(quote, word) !== undefined);
    const line = words.map(word => `${quote}${quotedIn(quote, word)}${quote}`).join(' ');
    const {stdout} = spawnSync('bash', ['--norc', '-c', `printf '%s\\0' ${line}`], {encoding: 'utf8'});
    expect(stdout.split('\0').slice(0, -1)).toEqual(words);
    expect(readLineAtCursor(line).words).toEqual(words);
  });
});
