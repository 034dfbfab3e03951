/** A command line as words: what a shell would make of it that expands nothing. */
import {spawnSync} from 'node:child_process';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {splitWords} from '../../../src/cli/commands/words.ts';

const wordsOf = (text: string): readonly string[] => {
  const split = splitWords(text);
  if (!split.ok) throw new Error(split.reason);
  return split.value;
};

const reason = (text: string): string => {
  const split = splitWords(text);
  return split.ok ? `accepted: ${split.value.join('|')}` : split.reason;
};

/** The words that bash makes of a text. As the members of a list, in which a line break is a space as any other. */
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
])('%j stays as it is: nothing is expanded, and no shell sees it', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

it.each([
  ['', 'needs a command'],
  [' \t\n', 'needs a command'],
  ['\\\n', 'needs a command'],
  [`say 'one`, `“say 'one” has an unclosed quote (')`],
  ['say "one', '“say "one” has an unclosed quote (")'],
  ['say "one\\"', '“say "one\\"” has an unclosed quote (")'],
  ['say one\\', '“say one\\” ends with a backslash'],
  [`"it's`, `“"it's” has an unclosed quote (")`],
])('%j has no words: %s', (text, said) => {
  expect(reason(text)).toBe(said);
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

  it('is split as bash splits it, or has no words for bash either', () => {
    fc.assert(
      fc.property(anyText, text => {
        const split = splitWords(text);
        // Bash takes a backslash at the very end for itself; here it is taken for something forgotten.
        if (!split.ok && split.reason.endsWith('with a backslash')) return;
        if (split.ok) expect(bashWords(text)).toEqual(split.value);
        else if (split.reason === 'needs a command') expect(bashWords(text)).toEqual([]);
        else expect(() => bashWords(text)).toThrow();
      }),
      {numRuns: 150},
    );
  });

  it('that is quoted word by word gives the words again', () => {
    const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
    fc.assert(
      fc.property(fc.array(fc.string({unit: 'binary'}), {minLength: 1}), words => {
        expect(wordsOf(words.map(quoted).join(' '))).toEqual(words);
      }),
    );
  });

  it('is looked at once, however long and open its quotes are', () => {
    const long = 'a\\b"'.repeat(50_000);
    expect(splitWords(long).ok).toBe(true);
    expect(reason(`"${'\\a'.repeat(100_000)}`)).toMatch(/has an unclosed quote/);
  });
});
