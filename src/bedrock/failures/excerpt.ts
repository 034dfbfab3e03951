/** Shortens text that a server has sent before anything searches it. */

/** Longer than any message from AWS. A server may send 64 KB. */
const MAX_TEXT = 4096;

/** `text`, or the whole words at its beginning that fit into 4,096 characters: half a word could be half a secret. */
export const excerpt = (text: string): string => {
  if (text.length <= MAX_TEXT) return text;
  let end = MAX_TEXT;
  while (end > 0 && /\S/.test(text.charAt(end))) end -= 1;
  return `${text.slice(0, end).trimEnd()} …`.trimStart();
};
