/** Bounds texts that a peer has sent, before anything searches them. */

/** Longer than anything that AWS says; a peer may send 64 KB. */
export const LONGEST_TEXT = 4096;

/** `text`, or as many whole words of its beginning as fit: half a word could be half a secret. */
export const excerpt = (text: string): string => {
  if (text.length <= LONGEST_TEXT) return text;
  let end = LONGEST_TEXT;
  while (end > 0 && /\S/.test(text.charAt(end))) end -= 1;
  return `${text.slice(0, end).trimEnd()} …`.trimStart();
};
