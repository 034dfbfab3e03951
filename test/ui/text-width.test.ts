/** No text takes more columns in a terminal than is counted for it. */
import {expect, it} from 'vitest';
import {textWidth} from '../../src/ui/text-width.ts';
import {createScreen} from '../support/screen.ts';

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
