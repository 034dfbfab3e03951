/** How many columns a text takes in a terminal, at the most: terminals disagree about some scripts, and none may wrap a row. */
import stringWidth from 'string-width';
import {PLAIN} from './plain-columns.ts';

/** Marks with a width of their own: string-width counts them into the letter before, terminals do not. */
const SPACING_MARK = /\p{Mc}/u;

/** The width of the letters one by one: what a terminal draws that knows no clusters (vowels of Hindi or Thai, joined emoji). */
const oneByOne = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (SPACING_MARK.test(letter) ? 1 : stringWidth(letter)), 0);

export const textWidth = (text: string): number =>
  PLAIN.test(text) ? text.length : Math.max(stringWidth(text), oneByOne(text));
