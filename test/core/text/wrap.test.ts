/** Text in columns: ASCII, wide and combined characters. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {breakHard, cut, fill, fillMiddle, wrap} from '../../../src/core/text/wrap.ts';

// Each is one character for a person, one or two columns wide.
const CHARACTERS = [
  'a',
  'B',
  '7',
  '-',
  '_',
  '/',
  'é',
  'e\u0301',
  '…',
  '模',
  '型',
  'は',
  '한',
  '🦙',
  '👨‍👩‍👧',
  '🇩🇪',
  '👍🏽',
];
const word = fc.array(fc.constantFrom(...CHARACTERS), {minLength: 1, maxLength: 30}).map(parts => parts.join(''));
const line = fc.array(word, {maxLength: 8}).map(words => words.join(' '));
const ascii = fc.string({unit: 'grapheme-ascii', maxLength: 90});
const text = fc.oneof(line, ascii);
const width = fc.integer({min: 2, max: 60});

describe.each([
  ['fill', fill],
  ['fillMiddle', fillMiddle],
])('%s', (_, filled) => {
  it('gives exactly the width, whatever the text', () => {
    fc.assert(
      fc.property(text, fc.integer({min: -2, max: 60}), (given, columns) => {
        expect(stringWidth(filled(given, columns, stringWidth))).toBe(Math.max(0, columns));
      }),
    );
  });

  it('keeps a text that fits, and marks one that does not with an ellipsis', () => {
    fc.assert(
      fc.property(text, width, (given, columns) => {
        const result = filled(given, columns, stringWidth);
        if (stringWidth(given) <= columns) expect(result.trimEnd()).toBe(given.trimEnd());
        else expect(result).toContain('…');
      }),
    );
  });
});

it.each([
  ['llama', 8, 'llama   '],
  ['llama', 5, 'llama'],
  ['llama', 4, 'lla…'],
  ['llama', 1, '…'],
  ['llama', 0, ''],
  ['', 3, '   '],
  ['模型名', 6, '模型名'],
  ['模型名', 5, '模型…'],
  ['模型名', 4, '模… '],
  ['🦙🦙', 3, '🦙…'],
])('fill “%s” in %d: “%s”', (given, columns, expected) => {
  expect(fill(given, columns, stringWidth)).toBe(expected);
});

it.each([
  ['llama-3-8b-support-v7', 21, 'llama-3-8b-support-v7'],
  ['llama-3-8b-support-v7', 12, 'llama-3…t-v7'],
  ['llama-3-8b-support-v7', 7, 'llama-…'],
])('fillMiddle “%s” in %d: “%s”', (given, columns, expected) => {
  expect(fillMiddle(given, columns, stringWidth)).toBe(expected);
});

describe('cut', () => {
  it.each([
    ['llama', 5, 'llama'],
    ['llama', 4, 'lla…'],
    ['llama', 1, '…'],
    ['模型名', 4, '模…'],
  ])('“%s” to %d: “%s”', (given, columns, expected) => {
    expect(cut(given, columns, stringWidth)).toBe(expected);
  });

  it('never exceeds the width', () => {
    fc.assert(
      fc.property(text, fc.integer({min: 0, max: 60}), (given, columns) => {
        expect(stringWidth(cut(given, columns, stringWidth))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe('wrap', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['one two three', 80, ['one two three']],
    ['arn:aws:bedrock x', 6, ['arn:aw', 's:bedr', 'ock x']],
    ['one\n\ntwo', 10, ['one', '', 'two']],
    ['', 10, ['']],
    ['模型 名', 4, ['模型', '名']],
    ['模型名', 5, ['模型', '名']],
    ['abc', 0, ['a', 'b', 'c']],
  ])('“%s” in %d', (given, columns, lines) => {
    expect(wrap(given, columns, stringWidth)).toEqual(lines);
  });

  it('is never wider than the width, and loses only spaces', () => {
    fc.assert(
      fc.property(fc.array(text, {maxLength: 3}), width, (lines, columns) => {
        const given = lines.join('\n');
        const wrapped = wrap(given, columns, stringWidth);
        for (const part of wrapped) expect(stringWidth(part)).toBeLessThanOrEqual(columns);
        expect(wrapped.join('').replaceAll(' ', '')).toBe(given.replace(/[ \n]/g, ''));
      }),
    );
  });
});

describe('breakHard', () => {
  it('is never wider than the width, and loses nothing', () => {
    fc.assert(
      fc.property(text, width, (given, columns) => {
        const lines = breakHard(given, columns, stringWidth);
        for (const part of lines) expect(stringWidth(part)).toBeLessThanOrEqual(columns);
        expect(lines.join('')).toBe(given);
      }),
    );
  });
});

it.each([wrap, breakHard])('a character that is wider than the whole width stays one', broken => {
  expect(broken('🦙🦙', 1, stringWidth)).toEqual(['🦙', '🦙']);
});
