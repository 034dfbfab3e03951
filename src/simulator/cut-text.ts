/** Shortens text from outside so that it fits into a message. */

/**
 * At most `max` UTF-16 units of `text`. Cuts between user-perceived characters, so no emoji, accent or surrogate pair is cut in
 * two. Empty if the first character is longer than `max`.
 */
export const headOf = (text: string, max: number): string => {
  if (text.length <= max) return text;
  // The start of a character does not depend on anything after its first two units.
  const segments = new Intl.Segmenter().segment(text.slice(0, max + 2));
  return text.slice(0, segments.containing(max)?.index ?? max);
};

/** The same, followed by `...` if anything was cut. */
export const cutText = (text: string, max: number): string => {
  const head = headOf(text, max);
  return head === text ? text : `${head}...`;
};
