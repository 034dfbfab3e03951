/**
 * The names of many items as one text, searched as a whole. Searching 100,000 separate strings, scattered over the memory, takes
 * ten times as long.
 */

interface Named {
  readonly name: string;
}

interface Names {
  /** The names, one per line. */
  readonly text: string;
  /** Where each begins, and one more for the end. */
  readonly starts: Int32Array;
}

const cache = new WeakMap<readonly Named[], Names>();

const namesOf = (items: readonly Named[]): Names => {
  const found = cache.get(items);
  if (found) return found;
  const starts = new Int32Array(items.length + 1);
  let end = 0;
  for (let i = 0; i < items.length; i++) {
    starts[i] = end;
    end += (items[i]?.name.length ?? 0) + 1;
  }
  starts[items.length] = end;
  const names = {text: `${items.map(item => item.name).join('\n')}\n`, starts};
  cache.set(items, names);
  return names;
};

/** The indexes of the items whose name contains `text`, ascending. `text` has no line break, and neither has a name. */
export const indexesOf = (items: readonly Named[], text: string): Int32Array => {
  const {text: names, starts} = namesOf(items);
  const indexes = new Int32Array(items.length);
  let count = 0;
  let index = 0;
  for (let at = names.indexOf(text); at >= 0 && index < items.length; at = names.indexOf(text, starts[index])) {
    while ((starts[index + 1] ?? 0) <= at) index++;
    indexes[count++] = index++;
  }
  return indexes.subarray(0, count);
};
