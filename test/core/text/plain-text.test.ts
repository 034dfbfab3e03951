/** Text from outside, made harmless: nothing in it can control a terminal. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {plainJson, plainLines, plainText} from '../../../src/core/text/plain-text.ts';

it.each([
  ['plain text', 'llama-3 Modèle 模型 🦙 العربية', 'llama-3 Modèle 模型 🦙 العربية'],
  ['a colour', 'a\x1b[31mb\x1b[0mc', 'abc'],
  ['a private mode', '\x1b[?1049hx', 'x'],
  ['an intermediate byte', '\x1b[!px', 'x'],
  ['a CSI in C1 form', 'a\x9b2Jb', 'ab'],
  ['an unterminated CSI', 'a\x1b[31', 'a'],
  ['a title, ended by BEL', 'a\x1b]0;title\x07b', 'ab'],
  ['a link, ended by ST', '\x1b]8;;https://x\x1b\\text\x1b]8;;\x1b\\', 'text'],
  ['a clipboard write in C1 form', 'a\x9d52;c;ZXZpbA==\x9cb', 'ab'],
  ['an unterminated OSC', 'a\x1b]0;title', 'a'],
  ['a DCS', 'a\x1bPq#0\x1b\\b', 'ab'],
  ['a DCS in C1 form', 'a\x90q#0\x9cb', 'ab'],
  ['SOS, PM and APC', 'a\x1bXs\x1b\\b\x1b^p\x1b\\c\x1b_a\x1b\\d', 'abcd'],
  ['a two-character escape', 'a\x1bcb\x1b(0c', 'abc'],
  ['a lone ESC', 'a\x1b', 'a'],
  ['an ESC before an ESC', '\x1b\x1b[31mx', 'x'],
  ['a sequence inside a sequence', '\x1b\x1b[1m[31mx', '[31mx'],
  ['bell, backspace, NUL and DEL', 'a\x07b\x08c\x00d\x7fe', 'abcde'],
  ['C1 controls', 'a\x84b\x8dc', 'abc'],
  ['bidirectional controls', 'a\u202eb\u2066c\u2069d\u200fe\u061cf', 'abcdef'],
  ['zero-width characters', 'a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg', 'abcdefg'],
  ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
  ['halves around a control', '\udb40\u200b\udc41', '\ufffd\ufffd'],
  ['tag characters', 'a\u{e0041}\u{e007f}b', 'ab'],
  ['a tab', 'a\tb', 'a b'],
])('%s', (_, text, plain) => {
  expect(plainText(text)).toBe(plain);
  expect(plainLines(text)).toBe(plain);
});

it.each(['\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029'])('a line break of kind %j', lineBreak => {
  const text = `a${lineBreak}b${lineBreak}${lineBreak}c`;
  expect(plainLines(text)).toBe('a\nb\n\nc');
  expect(plainText(text)).toBe('a b  c');
});

const STEERING = [
  '\x1b',
  '\x1b[',
  '\x1b]',
  '\x1bP',
  '\x1b\\',
  '\x9b',
  '\x9c',
  '\x9d',
  '\x07',
  '\r',
  '\n',
  '\u0085',
  '\t',
];
const HIDDEN = ['\u202e', '\u2066', '\u200b', '\u200d', '\ufeff', '\u{e0020}', '\u2028'];
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...STEERING, ...HIDDEN),
      fc.string({unit: 'binary', maxLength: 6}),
      fc.string({unit: 'grapheme', maxLength: 6}),
      fc.integer({min: 0, max: 0xa0}).map(code => String.fromCharCode(code)),
    ),
    {maxLength: 30},
  )
  .map(parts => parts.join(''));

const CONTROLS = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\u200b-\u200f\u2060\ufeff\u{e0000}-\u{e007f}]/u;

describe('whatever comes in', () => {
  it('no line has a control character', () => {
    fc.assert(
      fc.property(hostile, text => {
        expect(plainText(text)).not.toMatch(CONTROLS);
        expect(plainLines(text).replaceAll('\n', '')).not.toMatch(CONTROLS);
      }),
      {numRuns: 1000},
    );
  });

  it('a text that is plain already does not change', () => {
    fc.assert(
      fc.property(hostile, text => {
        expect(plainLines(plainLines(text))).toBe(plainLines(text));
        expect(plainText(plainText(text))).toBe(plainText(text));
      }),
    );
    fc.assert(fc.property(fc.string({unit: 'grapheme-ascii'}), text => plainLines(text) === text));
  });

  it('as JSON it is complete, indented, and has no control characters', () => {
    fc.assert(
      fc.property(hostile, fc.double({noNaN: true, noDefaultInfinity: true}), (text, number) => {
        const value = {jobArn: text, [text]: [number, null, true]};
        const json = plainJson(value);
        expect(json.replaceAll('\n', '')).not.toMatch(CONTROLS);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

it.each([
  [{a: 'x\x1b[31m'}, '{\n  "a": "x\\u001b[31m"\n}'],
  [{a: '\x9b\u202e\u2028'}, '{\n  "a": "\\u009b\\u202e\\u2028"\n}'],
  [{a: '\u{e0041}'}, '{\n  "a": "\\udb40\\udc41"\n}'],
  [undefined, 'null'],
])('%j as JSON', (value, json) => {
  expect(plainJson(value)).toBe(json);
});
