/** Finding, breaking and cutting lines by their offsets, and the tokens of JSON. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {matchesIn} from '../../../src/core/text/find.ts';
import {jsonTokens} from '../../../src/core/text/json-tokens.ts';
import {columnsOf, segmentsOf} from '../../../src/core/text/segments.ts';
import {wrap} from '../../../src/core/text/wrap.ts';

describe('finding', () => {
  it.each([
    [
      'llama',
      ['Llama and llama', 'none', 'my-llama'],
      [
        [0, 0],
        [0, 10],
        [2, 3],
      ],
    ],
    ['Llama', ['Llama and llama'], [[0, 0]]],
    [
      'aa',
      ['aaaa'],
      [
        [0, 0],
        [0, 2],
      ],
    ],
    ['', ['x'], []],
    [
      'é',
      ['É é'],
      [
        [0, 0],
        [0, 2],
      ],
    ],
    ['.*', ['a.*b'], [[0, 1]]],
  ] as const)('%j', (text, lines, places) => {
    expect(matchesIn(lines, text).map(({line, from}) => [line, from])).toEqual(places);
  });

  it('gives places that hold the text, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({unit: 'grapheme'})),
        fc.string({unit: 'grapheme', maxLength: 3}),
        (lines, text) => {
          for (const {line, from, to} of matchesIn(lines, text)) {
            expect(lines[line]?.slice(from, to).toLowerCase()).toBe(text.toLowerCase());
          }
        },
      ),
    );
  });
});

describe('rows of a line', () => {
  it('are those of wrap, by their places', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme', maxLength: 200}), fc.integer({min: 2, max: 40}), (given, width) => {
        const text = given.replaceAll('\n', ' ');
        const segments = segmentsOf(text, width, stringWidth);
        expect(segments.map(({from, to}) => text.slice(from, to))).toEqual(wrap(text, width, stringWidth));
        for (const [i, {from}] of segments.entries()) expect(from).toBeGreaterThanOrEqual(segments[i - 1]?.to ?? 0);
      }),
    );
  });

  it('cut at their sides are never wider than the window', () => {
    fc.assert(
      fc.property(
        fc.string({unit: 'grapheme', maxLength: 80}),
        fc.nat(100),
        fc.integer({min: 2, max: 40}),
        (text, left, width) => {
          const {from, to} = columnsOf(text, {left, width}, stringWidth);
          expect(from).toBeLessThanOrEqual(to);
          expect(stringWidth(text.slice(from, to))).toBeLessThanOrEqual(width);
        },
      ),
    );
    expect(columnsOf('0123456789', {left: 4, width: 3}, stringWidth)).toEqual({from: 4, to: 7});
    expect(columnsOf('日本語テキスト', {left: 2, width: 5}, stringWidth)).toEqual({from: 1, to: 3});
  });
});

describe('JSON', () => {
  it('has names, texts, numbers and literals', () => {
    const line = '  "a\\"b": ["x: 1", -1.5e3, true, null],';
    expect(jsonTokens(line).map(({kind, from, to}) => [kind, line.slice(from, to)])).toEqual([
      ['name', '"a\\"b"'],
      ['text', '"x: 1"'],
      ['number', '-1.5e3'],
      ['literal', 'true'],
      ['literal', 'null'],
    ]);
  });

  it('is read in a time that does not grow with the square of a line', () => {
    const odd = `"${'\\"'.repeat(50_000)}`;
    const from = performance.now();
    jsonTokens(odd);
    expect(performance.now() - from).toBeLessThan(2_000);
  });
});
