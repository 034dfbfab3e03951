/** A command line as words, quoted as shells quote; nothing in it is expanded, and no shell sees it. */
import {bad, good} from '../../core/moment.ts';
import type {Parsed} from '../../core/query.ts';

// A run without spaces or quotes, a text in either quotes, an escaped line break, or another escaped character; what fits none
// is a quote left open. To a shell no other characters than these three are spaces.
const PART = /[^ \t\n'"\\]+|'([^']*)'|"((?:[^"\\]|\\.)*)"|(\\\n)|\\(.)|([ \t\n]+)|(.)/gs;
/** What a backslash does within double quotes: a line break goes with it, four characters stay without it. */
const IN_QUOTES = /\\(?:\n|(["\\$`]))/g;

/** Its words, or why it has none. A library was looked at: it guesses at a quote that is never closed. */
export const splitWords = (text: string): Parsed<readonly string[]> => {
  const words: string[] = [];
  let word: string | undefined;
  for (const [whole, single, double, joint, escaped, space, odd] of text.matchAll(PART)) {
    // The line goes on as if there were nothing.
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
