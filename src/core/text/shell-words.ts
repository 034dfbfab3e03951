import {bad, good, type Parsed} from './parsed.ts';
/** Command lines as a shell reads and writes them: a line as words, and a word in quotes. Nothing is expanded. */

export type Quote = '' | "'" | '"';

/** Part of a word, and what quotes it. A backslash outside quotes is a quote of one character. */
export interface Piece {
  readonly text: string;
  readonly by: Quote | '\\';
}

interface ShellLine {
  readonly words: readonly (readonly Piece[])[];
  /** The line ends within its last word, and not between words. */
  readonly endsInWord: boolean;
  /** What is still open at the end: a quote, or a backslash that has nothing to escape. */
  readonly open: Quote | '\\';
}

export interface ShellRules {
  readonly spaces: string;
  /** What a backslash escapes within double quotes. Before anything else it is an ordinary character. */
  readonly escapable: string;
  /** A backslash at the end of a line joins it with the next line. */
  readonly joinsLines: boolean;
}

const SHELL_RULES: ShellRules = {spaces: ' \t\n', escapable: '$`"\\', joinsLines: true};

const isQuote = (letter: string): letter is "'" | '"' => letter === "'" || letter === '"';

export const wordOf = (pieces: readonly Piece[]): string => pieces.map(({text}) => text).join('');

/** The pieces of words, from letters that arrive one by one. An empty pair of quotes is a word. */
const createWords = () => {
  const words: {text: string; readonly by: Piece['by']}[][] = [];
  let isInWord = false;
  const start = (by: Piece['by'], text: string): void => {
    if (!isInWord) words.push([]);
    isInWord = true;
    words.at(-1)?.push({text, by});
  };
  return {
    start,
    add: (letter: string, quote: Quote): void => {
      const piece = isInWord ? words.at(-1)?.at(-1) : undefined;
      if (piece?.by === quote) piece.text += letter;
      else start(quote, letter);
    },
    endWord: (): void => {
      isInWord = false;
    },
    line: (open: ShellLine['open']): ShellLine => ({words, endsInWord: isInWord, open}),
  };
};

/** Reads any text, finished or not. */
export const readShellLine = (text: string, rules = SHELL_RULES): ShellLine => {
  const {start, add, endWord, line} = createWords();
  let quote: Quote = '';
  for (let i = 0; i < text.length; i++) {
    const letter = text.charAt(i);
    const next = text.charAt(i + 1);
    if (letter === '\\' && quote !== "'") {
      i += 1;
      if (next === '') return line(quote === '' ? '\\' : quote);
      if (next === '\n' && rules.joinsLines) continue;
      if (quote === '') start('\\', next);
      else add(rules.escapable.includes(next) ? next : letter + next, quote);
    } else if (quote !== '') {
      if (letter === quote) quote = '';
      else add(letter, quote);
    } else if (isQuote(letter)) {
      quote = letter;
      start(quote, '');
    } else if (rules.spaces.includes(letter)) endWord();
    else add(letter, quote);
  }
  return line(quote);
};

/** The words, or why the text is not a whole command line. */
export const splitWords = (text: string): Parsed<readonly string[]> => {
  const {words, open} = readShellLine(text);
  if (open === '') return good(words.map(wordOf));
  return bad(`“${text}” ${open === '\\' ? 'ends with a backslash' : `has an unclosed quote (${open})`}`);
};

/** What stands for `word` between two single quotes. */
export const withinSingleQuotes = (word: string): string => word.replaceAll("'", `'\\''`);

/** The word in single quotes. */
export const quotedForShell = (word: string): string => `'${withinSingleQuotes(word)}'`;

/** The word, in single quotes only if a shell would change it otherwise. */
export const shellWord = (word: string): string => (/^[\w.@%+:,/-]+$/.test(word) ? word : quotedForShell(word));
