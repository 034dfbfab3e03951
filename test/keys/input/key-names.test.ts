/** A key can be bound by every name that the reader of strokes gives, except those that only a text field gets. */
import {describe, expect, it} from 'vitest';
import {keyNameProblem} from '../../../src/keys/input/key-names.ts';
import {createStrokes} from '../../../src/keys/input/strokes.ts';

const namesOf = (input: string): readonly string[] => {
  const strokes = createStrokes({first: 25, afterLateTail: 150});
  return [...strokes.push(input, 0), ...strokes.flush(1000)].flatMap(stroke =>
    stroke.kind === 'key' ? stroke.name : [],
  );
};

const CONTROLS = Array.from({length: 32}, (_, code) => String.fromCharCode(code));
const FINALS = [...'ABCDEFHPQRSZabcd'];
const MODIFIERS = Array.from({length: 16}, (_, i) => i + 1);
const SEQUENCES = [
  ...FINALS.flatMap(final => [`\x1b[${final}`, `\x1bO${final}`, ...MODIFIERS.map(m => `\x1b[1;${m}${final}`)]),
  ...Array.from({length: 30}, (_, number) => [`\x1b[${number}~`, `\x1b[${number}^`, `\x1b[${number}@`]).flat(),
  ...[...'ABCDE'].map(letter => `\x1b[[${letter}`),
];

it('a name that a control character, a sequence or a character gives is the name of a key', () => {
  const inputs = [...CONTROLS, '\x7f', ...SEQUENCES, 'a', 'Z', '!', '~', ' ', 'ö', '日', '🦙', 'é'];
  const names = inputs.flatMap(namesOf);
  expect(new Set(names).size).toBeGreaterThan(100);
  expect(names.filter(name => keyNameProblem(name) !== undefined)).toEqual([]);
});

describe('not the name of a key', () => {
  it.each(['', ' ', 'ab', 'Enter', 'ctrl-A', 'ctrl-1', 'shift-a', 'shift-ctrl-up', 'f13', '\x1b', '\n', 'constructor'])(
    '%j',
    name => {
      expect(keyNameProblem(name)).toBe('there is no such key');
    },
  );

  it.each([
    ['ctrl-h', '\b'],
    ['ctrl-i', '\t'],
    ['ctrl-j', '\n'],
    ['ctrl-m', '\r'],
    ['ctrl-[', '\x1b'],
  ])('%s, which a terminal sends as another key', (name, control) => {
    expect(keyNameProblem(name)).toBe(`terminals send ${name} as ${namesOf(control)[0]}`);
  });

  it('alt and a character, which are two keys outside of text', () => {
    expect(namesOf('\x1bb')).toEqual(['alt-b']);
    expect(keyNameProblem('alt-b')).toContain('two keys');
  });
});
