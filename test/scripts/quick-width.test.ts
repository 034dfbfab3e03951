/** The shortcut of the bundle's string-width, against string-width itself. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, it} from 'vitest';
// @ts-expect-error a script has no types
import {createQuickWidth} from '../../scripts/bundle/quick-width.mjs';

const part = fc.oneof(
  fc.string({unit: 'grapheme', maxLength: 3}),
  fc.constantFrom(
    'Failed',
    '─',
    '·',
    '…',
    'é',
    '→',
    '模',
    '🦙',
    'e\u0301',
    'नि',
    '\u00ad',
    '\u200b',
    '\t',
    '\n',
    '\r',
    '\x00',
  ),
  fc.constantFrom('\x1b[31m', '\x1b[0m', '\x1b[38;5;1m', '\x1b[K', '\x1b[?25l', '\x1b]8;;x\x07', '\x1b', '['),
);

it('gives the same width for every text', () => {
  const width = createQuickWidth(() => stringWidth);
  fc.assert(
    fc.property(fc.array(part, {maxLength: 6}), parts => {
      const text = parts.join('');
      expect(width(text)).toBe(stringWidth(text));
      for (const options of [{countAnsiEscapeCodes: true}, {ambiguousIsNarrow: false}]) {
        expect(width(text, options)).toBe(stringWidth(text, options));
      }
    }),
    {numRuns: 3000},
  );
});

it('loads string-width once, for the first text that is not plain', () => {
  let loads = 0;
  const width = createQuickWidth(() => {
    loads += 1;
    return stringWidth;
  });
  expect(width('\x1b[1m── a · b …\x1b[22m')).toBe(10);
  // As wrap-ansi asks.
  expect(width('──', {countAnsiEscapeCodes: true})).toBe(2);
  expect(loads).toBe(0);
  expect([width('模'), width('🦙'), loads]).toEqual([2, 2, 1]);
});
