/** A bracketed paste: collects it up to its end mark, over any number of chunks, up to a maximum length. */
import {plainText} from '../../core/text/plain-text.ts';

export interface Paste {
  /** `text` comes once, as one plain line, when the paste has ended or is too long; `rest` is what follows its end mark. */
  add(chunk: string): {readonly text?: string | undefined; readonly rest?: string | undefined};
  /** The text so far, unless `add` has returned it. */
  cut(): string | undefined;
}

const PASTE_END = '\x1b[201~';
/** In UTF-16 code units. A paste that lost its end mark must not fill the memory. */
export const LONGEST_PASTE = 1_048_576;

/** How many characters at the end of `text` could be the beginning of the end mark. */
const beginningOfEnd = (text: string): number => {
  for (let length = Math.min(text.length, PASTE_END.length - 1); length > 0; length--) {
    if (text.endsWith(PASTE_END.slice(0, length))) return length;
  }
  return 0;
};

export const createPaste = (): Paste => {
  let kept = '';
  let tail = '';
  let isDelivered = false;
  const keep = (part: string) => {
    kept += part.slice(0, Math.max(0, LONGEST_PASTE - kept.length));
  };
  const deliver = (): string | undefined => {
    const text = isDelivered ? undefined : plainText(kept);
    isDelivered = true;
    return text;
  };
  return {
    add(chunk) {
      const input = tail + chunk;
      const end = input.indexOf(PASTE_END);
      if (end >= 0) {
        keep(input.slice(0, end));
        return {text: deliver(), rest: input.slice(end + PASTE_END.length)};
      }
      const cut = input.length - beginningOfEnd(input);
      keep(input.slice(0, cut));
      tail = input.slice(cut);
      // A paste that is too long is delivered at once. The rest of it is dropped, and never becomes keys.
      return kept.length >= LONGEST_PASTE ? {text: deliver()} : {};
    },
    cut: deliver,
  };
};
