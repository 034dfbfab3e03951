/** What a person takes for one character: user-perceived characters of a text, and the borders between them. */

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const ASCII = /^[\x20-\x7e]*$/;

/** The user-perceived characters of `text`, in order. */
export const graphemes = (text: string): readonly string[] =>
  ASCII.test(text) ? text.split('') : Array.from(segmenter.segment(text), part => part.segment);

/** The border before `at`, in UTF-16 code units; 0 at the start. */
export const borderBefore = (text: string, at: number): number => {
  let border = 0;
  for (const part of graphemes(text)) {
    if (border + part.length >= at) return border;
    border += part.length;
  }
  return border;
};

/** The border after `at`, in UTF-16 code units; the text's length at its end. */
export const borderAfter = (text: string, at: number): number => {
  let border = 0;
  for (const part of graphemes(text)) {
    border += part.length;
    if (border > at) return border;
  }
  return border;
};
