/** Guesses which known name a misspelt one meant. */

/** Edits (insert, delete, replace) that turn one text into the other. */
const distance = (from: string, to: string): number => {
  let row = Array.from({length: to.length + 1}, (_, i) => i);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const replaced = (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
};

// A short word is near to too much: one edit up to five letters, two beyond.
const farthest = (text: string): number => (text.length > 5 ? 2 : 1);
const LONGEST = 40;

/** The known name that `text` begins, or that is an edit or two away; undefined where none is near. */
export const nearest = (text: string, names: readonly string[]): string | undefined => {
  if (text.length > LONGEST) return undefined;
  const begun = text.length > 1 ? names.find(name => name.startsWith(text)) : undefined;
  if (begun !== undefined) return begun;
  const ranked = names.map(name => ({name, edits: distance(text, name)})).sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best && text.length > 1 && best.edits <= farthest(text) ? best.name : undefined;
};
