/** Cuts text that others have sent to a length at which it can stand in a message. */

/**
 * At most `most` UTF-16 units of `text`. It ends between two characters as people see them, so that no emoji, accent or
 * surrogate pair is cut in two. If the first character is longer than that, nothing of it is left.
 */
export const headOf = (text: string, most: number): string => {
  if (text.length <= most) return text;
  // Where a character begins depends on nothing after its first two units.
  const segments = new Intl.Segmenter().segment(text.slice(0, most + 2));
  return text.slice(0, segments.containing(most)?.index ?? most);
};

/** The same, with a mark if anything is missing. */
export const cutText = (text: string, most: number): string => {
  const head = headOf(text, most);
  return head === text ? text : `${head}...`;
};
