/** Command lines: split into words as bash splits them, and words quoted so that bash reads the same words. */
import {spawnSync} from 'node:child_process';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {quotedForShell, shellWord, splitWords} from '../../../src/core/text/shell-words.ts';

const wordsOf = (text: string): readonly string[] => {
  const split = splitWords(text);
  if (!split.ok) throw new Error(split.reason);
  return split.value;
};

const reason = (text: string): string => {
  const split = splitWords(text);
  return split.ok ? `accepted: ${split.value.join('|')}` : split.reason;
};

/** The words that bash makes of a text. They are read as a list, in which a line break is an ordinary space. */
const bashWords = (text: string): readonly string[] => {
  const script = `words=( ${text}\n); for word in "\${words[@]}"; do printf '%s\\0' "$word"; done`;
  const {status, stdout, stderr} = spawnSync('bash', ['--norc', '-c', script], {
    encoding: 'utf8',
    env: {PATH: process.env.PATH, LC_ALL: 'C'},
  });
  if (status !== 0) throw new Error(`bash refuses ${JSON.stringify(text)}: ${stderr}`);
  return stdout.split('\0').slice(0, -1);
};

it.each([
  ['notify', ['notify']],
  ['notify-send -u low done', ['notify-send', '-u', 'low', 'done']],
  ['  notify \t done\n', ['notify', 'done']],
  ['a\nb', ['a', 'b']],
  [`say 'one two' "three four"`, ['say', 'one two', 'three four']],
  [`say it's' 'one`, undefined],
  [`a'b c'd"e f"g`, ['ab cde fg']],
  [`'' "" a`, ['', '', 'a']],
  [`a '' b`, ['a', '', 'b']],
  [`a''b`, ['ab']],
  ['a\\ b', ['a b']],
  [`\\"a\\'`, [`"a'`]],
  ['\\a\\\\', ['a\\']],
  [`'a\\b'`, ['a\\b']],
  [`'a"b' "a'b"`, ['a"b', `a'b`]],
  [`"a\\"b" "a\\\\b" "a\\nb" "a\\ b"`, ['a"b', 'a\\b', 'a\\nb', 'a\\ b']],
  [`"\\$HOME \\\`x\\\`"`, ['$HOME `x`']],
  [`"a\nb" 'c\nd'`, ['a\nb', 'c\nd']],
  ['a\\\nb', ['ab']],
  ['a \\\n b', ['a', 'b']],
  ['"a\\\nb"', ['ab']],
  [`'a\\\nb'`, ['a\\\nb']],
  ['a\\\n', ['a']],
  ['', []],
  [' \t\n', []],
  ['\\\n', []],
  ['C:\\\\new\\\\x', ['C:\\new\\x']],
  ['jq -r .job.jobName', ['jq', '-r', '.job.jobName']],
  ['模型 🦙 \\🦙 "é ü"', ['模型', '🦙', '🦙', 'é ü']],
  ['a\u00a0b \u2003c', ['a\u00a0b', '\u2003c']],
  ['a\rb\vc\fd', ['a\rb\vc\fd']],
  ['\ufeffa', ['\ufeffa']],
  ['a=b --c="d e"', ['a=b', '--c=d e']],
] as const)('%j is split as bash splits it', (text, words) => {
  if (words === undefined) {
    expect(splitWords(text).ok).toBe(false);
    expect(() => bashWords(text)).toThrow();
    return;
  }
  expect(wordsOf(text)).toEqual(words);
  expect(bashWords(text)).toEqual(words);
});

it.each([
  ['$HOME `id` $(id)', ['$HOME', '`id`', '$(id)']],
  ['a;b | c && d > e', ['a;b', '|', 'c', '&&', 'd', '>', 'e']],
  ['~ * ? {a,b} !x # y', ['~', '*', '?', '{a,b}', '!x', '#', 'y']],
  ['"$(rm -rf /)"', ['$(rm -rf /)']],
])('%j is not expanded', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

it.each([
  [`say 'one`, `“say 'one” has an unclosed quote (')`],
  ['say "one', '“say "one” has an unclosed quote (")'],
  ['say "one\\"', '“say "one\\"” has an unclosed quote (")'],
  ['say one\\', '“say one\\” ends with a backslash'],
  [`"it's`, `“"it's” has an unclosed quote (")`],
])('%j is refused: %s', (text, expected) => {
  expect(reason(text)).toBe(expected);
});

describe('any text', () => {
  const anyText = fc
    .array(
      fc.constantFrom(
        'a',
        'B',
        '-',
        '=',
        '.',
        ' ',
        '\t',
        '\n',
        '\r',
        "'",
        '"',
        '\\',
        'é',
        '模',
        '🦙',
        '\u00a0',
        '\u2028',
        '\v',
      ),
      {
        maxLength: 14,
      },
    )
    .map(parts => parts.join(''));

  it('is split as bash splits it, or refused by bash as well', () => {
    fc.assert(
      fc.property(anyText, text => {
        const split = splitWords(text);
        // Bash keeps a backslash at the very end. Here it is an error, because something is probably missing.
        if (!split.ok && split.reason.endsWith('with a backslash')) return;
        if (split.ok) expect(bashWords(text)).toEqual(split.value);
        else expect(() => bashWords(text)).toThrow();
      }),
      {numRuns: 150},
    );
  });

  it.each([['always', quotedForShell] as const, ['if necessary', shellWord] as const])(
    'that is quoted word by word (%s) gives the same words',
    (_, quoted) => {
      fc.assert(
        fc.property(fc.array(fc.string({unit: 'binary'})), words => {
          expect(wordsOf(words.map(quoted).join(' '))).toEqual(words);
        }),
      );
    },
  );

  it('takes time in proportion to its length, even if its quotes are not closed', () => {
    const long = 'a\\b"'.repeat(50_000);
    expect(splitWords(long).ok).toBe(true);
    expect(reason(`"${'\\a'.repeat(100_000)}`)).toMatch(/has an unclosed quote/);
  });
});
