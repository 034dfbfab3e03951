/** A bracketed paste on its way: collects it up to its end mark, over any number of chunks, within a bound. */
import {plainText} from '../core/plain-text.ts';

export interface Paste {
  /** `text`, once, as one plain line, when the paste has ended or is too long; `rest` is what follows its end mark. */
  add(chunk: string): {readonly text?: string | undefined; readonly rest?: string | undefined};
  /** What has come so far, unless `add` has given it. */
  cut(): string | undefined;
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
  let kept = '';
  let tail = '';
  let isGiven = false;
  const keep = (part: string) => {
    kept += part.slice(0, Math.max(0, LONGEST_PASTE - kept.length));
  };
  const give = (): string | undefined => {
    const text = isGiven ? undefined : plainText(kept);
    isGiven = true;
    return text;
  };
  return {
    add(chunk) {
      const input = tail + chunk;
      const end = input.indexOf(PASTE_END);
      if (end >= 0) {
        keep(input.slice(0, end));
        return {text: give(), rest: input.slice(end + PASTE_END.length)};
      }
      const cut = input.length - beginningOfEnd(input);
      keep(input.slice(0, cut));
      tail = input.slice(cut);
      // One that is too long is given at once; the rest of it is dropped, and never becomes keys.
      return kept.length >= LONGEST_PASTE ? {text: give()} : {};
    },
    cut: give,
  };
};
