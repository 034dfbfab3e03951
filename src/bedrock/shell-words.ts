/** Splits a text into words with a shell's quoting, as the AWS CLI does for section names and commands (Python's shlex). */

const SPACE = ' \t\r\n';
const ESCAPABLE_IN_QUOTES = '"\\';

/** Undefined if a quote is not closed, or if the text ends with a backslash. */
export const shellWords = (text: string): readonly string[] | undefined => {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const next = text.charAt(i + 1);
    if (char === '\\' && quote !== "'") {
      if (next === '') return undefined;
      word = (word ?? '') + (quote === '"' && !ESCAPABLE_IN_QUOTES.includes(next) ? char : '') + next;
      i += 1;
    } else if (quote !== '') {
      if (char === quote) quote = '';
      else word = (word ?? '') + char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (!SPACE.includes(char)) {
      word = (word ?? '') + char;
    } else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  if (quote !== '') return undefined;
  return word === undefined ? words : [...words, word];
};
