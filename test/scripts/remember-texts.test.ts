/** What is remembered is what was made, and not too much of it. */
import {expect, it} from 'vitest';
// @ts-expect-error a script has no types
import {rememberTexts} from '../../scripts/bundle/remember-texts.mjs';

it('makes each text once, an empty answer too, until there are too many', () => {
  const made: string[] = [];
  const remembered = rememberTexts((text: string) => {
    made.push(text);
    return text.slice(1);
  });
  for (const text of ['ab', 'a', 'ab', 'a']) expect(remembered(text)).toBe(text.slice(1));
  expect(made).toEqual(['ab', 'a']);
  for (let i = 0; i < 500; i++) remembered(`text ${i}`);
  expect(remembered('ab')).toBe('b');
  expect(made.filter(text => text === 'ab')).toHaveLength(2);
});
