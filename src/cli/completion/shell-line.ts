/** The command line at the cursor: its words, what bash's readline replaces of the last one, and how to quote that. */
import {type Piece, type Quote, readShellLine, withinSingleQuotes, wordOf} from '../../core/text/shell-words.ts';

export interface LineAtCursor {
  /** The last one ends at the cursor, and is empty if nothing of it has been typed. */
  readonly words: readonly string[];
  /** The quote that is open at the cursor. */
  readonly quote: Quote;
  /** How much of the last word stays as it is: readline replaces only what follows a word break or the open quote. */
  readonly kept: string;
}

const keptOf = (word: readonly Piece[], breaks: string): string => {
  let text = '';
  let kept = '';
  for (const piece of word) {
    const end = piece.by === '' ? [...piece.text].findLastIndex(letter => breaks.includes(letter)) + 1 : 0;
    if (piece.by === "'" || piece.by === '"') kept = text;
    else if (end > 0) kept = text + [...piece.text].slice(0, end).join('');
    text += piece.text;
  }
  return kept;
};

/** `breaks` are the characters at which readline begins a new word; empty for a shell that replaces whole words. */
export const readLineAtCursor = (text: string, breaks = ''): LineAtCursor => {
  const {words, endsInWord, open} = readShellLine(text);
  const last = endsInWord ? (words.at(-1) ?? []) : [];
  return {
    words: [...words.map(wordOf), ...(endsInWord ? [] : [''])],
    quote: open === '\\' ? '' : open,
    kept: keptOf(last, breaks),
  };
};

/** `word` as it can be written there; undefined if bash has no way to write it. */
export const quotedIn = (quote: Quote, word: string): string | undefined => {
  if (quote === "'") return withinSingleQuotes(word);
  if (quote === '') return word.replace(/[^\p{L}\p{N}_%+,./:=@-]/gu, '\\$&');
  // In double quotes, a backslash before “!” disables it, but remains in the text.
  return word.includes('!') ? undefined : word.replace(/[$`"\\]/g, '\\$&');
};
