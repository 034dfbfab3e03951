/** A command line as a shell reads it: its words without their quotes, and what is still open at the cursor. */

export type Quote = '' | "'" | '"';

export interface ShellLine {
  /** The last one ends at the cursor, and is empty if nothing of it has been typed. */
  readonly words: readonly string[];
  /** The quote that is open at the cursor. */
  readonly quote: Quote;
  /** How much of the last word stays as it is: readline replaces only what follows a word break or the open quote. */
  readonly kept: string;
}

interface Reading {
  readonly words: string[];
  /** The present word; undefined between two words. An empty pair of quotes is a word. */
  word: string | undefined;
  quote: Quote;
  kept: string;
}

const isQuote = (letter: string): letter is "'" | '"' => letter === "'" || letter === '"';

/** What a backslash escapes within double quotes. Before anything else it is an ordinary character. */
const ESCAPABLE = '$`"\\';

const isEscape = (letter: string, next: string, quote: Quote): boolean =>
  letter === '\\' && (quote === '' || (quote === '"' && ESCAPABLE.includes(next)));

const add = (reading: Reading, letter: string): string => {
  reading.word = (reading.word ?? '') + letter;
  return reading.word;
};

const endWord = (reading: Reading): void => {
  if (reading.word !== undefined) reading.words.push(reading.word);
  reading.word = undefined;
  reading.kept = '';
};

const readPlain = (reading: Reading, letter: string, breaks: string): void => {
  if (/\s/.test(letter)) endWord(reading);
  else if (isQuote(letter)) {
    reading.quote = letter;
    reading.kept = add(reading, '');
  } else {
    const word = add(reading, letter);
    if (breaks.includes(letter)) reading.kept = word;
  }
};

/** `breaks` are the characters at which readline begins a new word; empty for a shell that replaces whole words. */
export const readShellLine = (line: string, breaks = ''): ShellLine => {
  const reading: Reading = {words: [], word: undefined, quote: '', kept: ''};
  const letters = [...line];
  for (let i = 0; i < letters.length; i++) {
    const [letter = '', next = ''] = letters.slice(i, i + 2);
    if (isEscape(letter, next, reading.quote)) {
      add(reading, next);
      i += 1;
    } else if (reading.quote === '') readPlain(reading, letter, breaks);
    else if (letter === reading.quote) reading.quote = '';
    else add(reading, letter);
  }
  const {words, word = '', quote, kept} = reading;
  return {words: [...words, word], quote, kept};
};

/** `word` as it can be written there; undefined if bash has no way to write it. */
export const quotedIn = (quote: Quote, word: string): string | undefined => {
  if (quote === "'") return word.replaceAll("'", "'\\''");
  if (quote === '') return word.replace(/[^\p{L}\p{N}_%+,./:=@-]/gu, '\\$&');
  // In double quotes, a backslash before “!” disables it, but remains in the text.
  return word.includes('!') ? undefined : word.replace(/[$`"\\]/g, '\\$&');
};
