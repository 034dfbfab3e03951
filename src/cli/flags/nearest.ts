/** Finds the known name that a misspelt or shortened one probably stands for. */

/** The number of edits (insert, delete, replace, swap two neighbours) that turn one text into the other. */
const distance = (from: string, to: string): number => {
  let earlier: readonly number[] = [];
  let row = Array.from({length: to.length + 1}, (_, i) => i);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const isSwap = i > 0 && j > 0 && from[i] === to[j - 1] && from[i - 1] === to[j];
      const swapped = isSwap ? (earlier[j - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      const replaced = (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1);
      next.push(Math.min(swapped, replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    earlier = row;
    row = next;
  }
  return row[to.length] ?? 0;
};

// Fewer for short words, because they are close to many others.
const maxEdits = (text: string): number => (text.length > 5 ? 2 : 1);
const MAX_LENGTH = 40;

/** “ls” for “list”: the same first letter, then at least half of the others, in order. */
const isShortFor = (text: string, name: string): boolean => {
  let at = 0;
  for (const letter of name) if (letter === text[at]) at += 1;
  return at === text.length && text[0] === name[0] && text.length * 2 >= name.length;
};

/** The known name that begins with `text`, is an edit or two away, or is shortened to it; undefined if there is none. */
export const nearest = (text: string, names: readonly string[]): string | undefined => {
  if (text.length < 2 || text.length > MAX_LENGTH) return undefined;
  const begun = names.find(name => name.startsWith(text));
  if (begun !== undefined) return begun;
  const ranked = names.map(name => ({name, edits: distance(text, name)})).sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  if (best && best.edits <= maxEdits(text)) return best.name;
  return names.find(name => isShortFor(text, name));
};
