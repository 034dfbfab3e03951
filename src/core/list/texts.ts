/** Everything that can be searched of many items as one text: one scan of it is much quicker than one of each item. */
import type {TargetId} from '../domain/target.ts';
import type {Item} from './item.ts';
import {hasTerms, type Terms} from './terms.ts';

interface Texts {
  /** A line for each item. */
  readonly text: string;
  readonly lower: string;
  /** Where each line begins, and one more for the end. */
  readonly starts: Int32Array;
}

const cache = new WeakMap<readonly unknown[], Texts>();

/** In lower case, with the same length: an index in one is an index in the other. */
const lowered = (line: string): string => {
  const lower = line.toLowerCase();
  return lower.length === line.length ? lower : line;
};

const textsOf = <T extends Item>(items: readonly T[], textOf: (item: T) => string): Texts => {
  const found = cache.get(items);
  if (found) return found;
  const starts = new Int32Array(items.length + 1);
  const lines: string[] = [];
  let end = 0;
  for (const [i, item] of items.entries()) {
    const line = textOf(item);
    starts[i] = end;
    end += line.length + 1;
    lines.push(line);
  }
  starts[items.length] = end;
  const text = `${lines.join('\n')}\n`;
  const texts = {text, lower: lowered(text), starts};
  cache.set(items, texts);
  return texts;
};

/** The indexes of the lines that contain `wanted`, ascending; of all lines if there is nothing to look for. */
const linesWith = (text: string, starts: Int32Array, wanted: string | undefined): Int32Array => {
  const count = starts.length - 1;
  if (wanted === undefined) return Int32Array.from({length: count}, (_, i) => i);
  const indexes = new Int32Array(count);
  let found = 0;
  let index = 0;
  for (let at = text.indexOf(wanted); at >= 0 && index < count; at = text.indexOf(wanted, starts[index])) {
    while ((starts[index + 1] ?? 0) <= at) index++;
    indexes[found++] = index++;
  }
  return indexes.subarray(0, found);
};

/** The position of `wanted` among ascending numbers, or where it would stand. */
const placeOf = (numbers: Int32Array, wanted: number): number => {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The indexes with those that were looked at by themselves: nothing is copied if that changes nothing. */
const withChecked = (indexes: Int32Array, checked: ReadonlyMap<number, boolean>): Int32Array => {
  const isThere = (index: number): boolean => indexes[placeOf(indexes, index)] === index;
  const changed = [...checked].filter(([index, isMatch]) => isThere(index) !== isMatch);
  if (changed.length === 0) return indexes;
  const added = changed.flatMap(([index, isMatch]) => (isMatch ? [index] : []));
  const removed = new Set(changed.flatMap(([index, isMatch]) => (isMatch ? [] : [index])));
  const kept = removed.size === 0 ? indexes : indexes.filter(index => !removed.has(index));
  if (added.length === 0) return kept;
  const all = new Int32Array(kept.length + added.length);
  all.set(kept);
  all.set(added, kept.length);
  return all.sort();
};

/** What else is known of some items, by their ARNs, and words that are true of all of them. */
export interface MoreText {
  readonly byArn: ReadonlyMap<string, string>;
  readonly common: readonly string[];
  /** The same for the items of one of several targets. Parts of these words count, too. */
  readonly byTarget?: ReadonlyMap<TargetId, readonly string[]> | undefined;
}

/**
 * The indexes of the items that match the terms, ascending. `positionOf` gives the index of an ARN, or -1. Items with more text are
 * few: they are looked at one by one.
 */
export const indexesMatching = <T extends Item>(
  items: readonly T[],
  {
    terms,
    more,
    textOf,
    positionOf,
  }: {
    readonly terms: Terms;
    readonly more: MoreText;
    readonly textOf: (item: T) => string;
    readonly positionOf: (arn: string) => number;
  },
): Int32Array => {
  const {text, lower, starts} = textsOf(items, textOf);
  const isCommon = ({text: word}: {readonly text: string}): boolean =>
    more.common.some(common => common.toLowerCase() === word.toLowerCase());
  const wanted = terms.wanted.filter(term => !isCommon(term));
  if (terms.unwanted.some(isCommon)) return new Int32Array(0);
  const [first] = wanted.toSorted((a, b) => b.text.length - a.text.length);
  const lines = linesWith(first?.isExact ? text : lower, starts, first?.text);
  const needed = {wanted, unwanted: terms.unwanted};
  const isPlain = wanted.length <= 1 && terms.unwanted.length === 0;
  const own = isPlain
    ? lines
    : lines.filter(index => {
        const [from, to] = [starts[index], starts[index + 1]];
        return hasTerms(needed, text.slice(from, to), lower.slice(from, to));
      });
  const isOfWhole = (index: number, extra: string): boolean => {
    const whole = `${text.slice(starts[index], starts[index + 1])}${extra}`;
    return hasTerms(needed, whole, whole.toLowerCase());
  };
  const checked = new Map<number, boolean>();
  for (const [arn, extra] of more.byArn) {
    const index = positionOf(arn);
    if (index >= 0) checked.set(index, isOfWhole(index, extra));
  }
  return withChecked(own, checked);
};
