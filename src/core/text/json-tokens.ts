/** The parts of one line of indented JSON: names, texts, numbers and literals. */

export type TokenKind = 'name' | 'text' | 'number' | 'literal';

export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
}

// A string with what makes it a name, a number, a literal. A string ends in its own line, as JSON escapes line breaks.
const TOKENS = /("(?:[^"\\]|\\.)*(?:"|$))(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b/g;

const kindOf = ([, text, colon, number]: RegExpExecArray): TokenKind => {
  if (text !== undefined) return colon === undefined ? 'text' : 'name';
  return number === undefined ? 'literal' : 'number';
};

/** The tokens of `line` from left to right; punctuation is none. */
export const jsonTokens = (line: string): readonly Token[] =>
  [...line.matchAll(TOKENS)].map(found => {
    const token = (found[1] ?? found[0]).length;
    return {kind: kindOf(found), from: found.index, to: found.index + token};
  });
