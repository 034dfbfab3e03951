/** No text takes more columns in a terminal than is counted for it. */
import stringWidth from 'string-width';
import {expect, it} from 'vitest';
import {PLAIN} from '../../../src/ui/terminal/plain-columns.ts';
import {textWidth} from '../../../src/ui/terminal/text-width.ts';
import {createScreen} from '../../support/screen.ts';

const TEXTS = [
  'plain',
  'हिन्दी में त्रुटि',
  'ภาษาไทยทำไม่ได้',
  'தமிழ்',
  '한국어',
  '模型',
  '👨‍👩‍👧',
  'e\u0301',
  'שלום',
  'اَلْعَرَبِيَّة',
  '🦙',
  '⚠️',
  '1️⃣',
];

it.each(TEXTS)('%s', async text => {
  const screen = createScreen(80, 2);
  await screen.write(text);
  const drawn = screen.cursor().x;
  expect(drawn).toBeGreaterThan(0);
  expect(textWidth(text)).toBeGreaterThanOrEqual(drawn);
  // And not much more, or every line would end early.
  expect(textWidth(text)).toBeLessThanOrEqual(2 * drawn);
});

it('counts one column for each plain character, as string-width does, alone and in pairs', () => {
  const plain = Array.from({length: 0x2600}, (_, code) => String.fromCharCode(code)).filter(letter =>
    PLAIN.test(letter),
  );
  expect(plain.length).toBeGreaterThan(600);
  for (const [i, letter] of plain.entries()) {
    expect([letter, stringWidth(letter)]).toEqual([letter, 1]);
    expect(stringWidth(letter + plain[(i * 7) % plain.length])).toBe(2);
  }
});
