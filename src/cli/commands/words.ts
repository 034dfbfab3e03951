/** Splits a command line into words, with quotes as in a shell. Nothing is expanded, and no shell is involved. */
import {bad, good} from '../../core/moment.ts';
import type {Parsed} from '../../core/query.ts';

// Characters without spaces or quotes, a text in either kind of quotes, an escaped line break, or another escaped character.
// Anything else is an unclosed quote. Only these three characters are spaces to a shell.
const PART = /[^ \t\n'"\\]+|'([^']*)'|"((?:[^"\\]|\\.)*)"|(\\\n)|\\(.)|([ \t\n]+)|(.)/gs;
/** A backslash in double quotes: it is removed together with a line break, and before four characters. */
const IN_QUOTES = /\\(?:\n|(["\\$`]))/g;

/** The words, or why there are none. Not a library: the one that was considered accepts unclosed quotes. */
export const splitWords = (text: string): Parsed<readonly string[]> => {
  const words: string[] = [];
  let word: string | undefined;
  for (const [whole, single, double, joint, escaped, space, odd] of text.matchAll(PART)) {
    // The line continues as if it were not there.
    if (joint !== undefined) continue;
    if (odd !== undefined)
      return bad(`“${text}” ${odd === '\\' ? 'ends with a backslash' : `has an unclosed quote (${odd})`}`);
    if (space === undefined) {
      word = (word ?? '') + (single ?? double?.replace(IN_QUOTES, '$1') ?? escaped ?? whole);
    } else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  if (word !== undefined) words.push(word);
  return words.length > 0 ? good(words) : bad('needs a command');
};
