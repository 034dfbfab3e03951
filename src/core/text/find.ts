/** Finding a text in lines. Case counts only if the text has a capital letter. */

/** A place in a line, in UTF-16 code units. */
export interface Match {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** More places than anybody steps through. */
const MATCHES_MAX = 10_000;

/** Text in which the case does not count. A letter whose lower case has another length would shift all that follows it. */
const folded = (text: string): string => {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
};

/** Where `text` stands in the lines, in their order; places do not overlap. */
export const matchesIn = (lines: readonly string[], text: string): readonly Match[] => {
  if (text === '') return [];
  const isExact = text !== text.toLowerCase();
  const wanted = isExact ? text : folded(text);
  const matches: Match[] = [];
  for (const [line, original] of lines.entries()) {
    const searched = isExact ? original : folded(original);
    for (let from = searched.indexOf(wanted); from >= 0; from = searched.indexOf(wanted, from + wanted.length)) {
      matches.push({line, from, to: from + wanted.length});
      if (matches.length >= MATCHES_MAX) return matches;
    }
  }
  return matches;
};
