/** The user-perceived characters of a text, and the boundaries between them. */

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const ASCII = /^[\x20-\x7e]*$/;

/** The user-perceived characters of `text`, in order. */
export const graphemes = (text: string): readonly string[] =>
  ASCII.test(text) ? text.split('') : Array.from(segmenter.segment(text), part => part.segment);

/** The boundary before `at`, in UTF-16 code units; 0 at the start. */
export const boundaryBefore = (text: string, at: number): number => {
  let boundary = 0;
  for (const part of graphemes(text)) {
    if (boundary + part.length >= at) return boundary;
    boundary += part.length;
  }
  return boundary;
};

/** The boundary after `at`, in UTF-16 code units; the text's length at its end. */
export const boundaryAfter = (text: string, at: number): number => {
  let boundary = 0;
  for (const part of graphemes(text)) {
    boundary += part.length;
    if (boundary > at) return boundary;
  }
  return boundary;
};
