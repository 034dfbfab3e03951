/** A bracketed paste on its way: collects it up to its end mark, over any number of chunks, within a bound. */
import {plainText} from '../core/plain-text.ts';

export interface Paste {
  /** Returns what follows the end mark, or undefined where that has not come yet. */
  add(chunk: string): string | undefined;
  /** Whether what comes now is dropped. */
  isFull(): boolean;
  /** What was pasted, as one line of plain text. */
  text(): string;
}

const PASTE_END = '\x1b[201~';
/** In UTF-16 code units. A paste that lost its end must not fill the memory. */
export const LONGEST_PASTE = 1_048_576;

/** The longest end of `text` that could be the beginning of the mark that ends a paste. */
const beginningOfEnd = (text: string): number => {
  for (let length = Math.min(text.length, PASTE_END.length - 1); length > 0; length--) {
    if (text.endsWith(PASTE_END.slice(0, length))) return length;
  }
  return 0;
};

export const createPaste = (): Paste => {
  let text = '';
  let tail = '';
  const keep = (part: string) => {
    text += part.slice(0, Math.max(0, LONGEST_PASTE - text.length));
  };
  return {
    add(chunk: string): string | undefined {
      const input = tail + chunk;
      const end = input.indexOf(PASTE_END);
      if (end >= 0) {
        keep(input.slice(0, end));
        return input.slice(end + PASTE_END.length);
      }
      const cut = input.length - beginningOfEnd(input);
      keep(input.slice(0, cut));
      tail = input.slice(cut);
      return undefined;
    },
    isFull: () => text.length >= LONGEST_PASTE,
    text: () => plainText(text),
  };
};
