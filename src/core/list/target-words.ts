/** A search over everything in a list of several targets: words that a target's own words contain are true of all its items. */
import type {TargetId} from '../domain/target.ts';
import type {Item} from './item.ts';
import type {Merged} from './merge.ts';
import type {Terms} from './terms.ts';
import {indexesMatching, type MoreText} from './texts.ts';

type Term = Terms['wanted'][number];

const isIn = (words: readonly string[], {text, isExact}: Term): boolean =>
  words.some(word => (isExact ? word : word.toLowerCase()).includes(text));

/** The terms that are left for the items of a target; undefined if none of them can match. */
const termsLeft = ({wanted, unwanted}: Terms, words: readonly string[]): Terms | undefined =>
  unwanted.some(term => isIn(words, term)) ? undefined : {wanted: wanted.filter(term => !isIn(words, term)), unwanted};

interface Group {
  readonly terms: Terms;
  readonly targets: Set<TargetId>;
}

/** Targets for which the same terms are left are searched together. */
const groupsOf = (terms: Terms, byTarget: ReadonlyMap<TargetId, readonly string[]>): readonly Group[] => {
  const groups = new Map<string, Group>();
  for (const [target, words] of byTarget) {
    const left = termsLeft(terms, words);
    if (!left) continue;
    const key = JSON.stringify(left.wanted);
    const group = groups.get(key) ?? {terms: left, targets: new Set()};
    group.targets.add(target);
    groups.set(key, group);
  }
  return [...groups.values()];
};

/** The ranks of the items that match, ascending. */
export const ranksOfTerms = <T extends Item>(
  {items, rankOf, targetAt}: Merged<T>,
  terms: Terms,
  {more, textOf}: {readonly more: MoreText; readonly textOf: (item: T) => string},
): Int32Array => {
  const groups = groupsOf(terms, more.byTarget ?? new Map());
  const found = groups.map(({terms: left, targets}) => {
    const ranks = indexesMatching(items, {terms: left, more, textOf, positionOf: rankOf});
    return ranks.filter(rank => targets.has(targetAt(rank) ?? ''));
  });
  const [only] = found;
  if (only && found.length === 1) return only;
  return Int32Array.from(found.flatMap(ranks => [...ranks])).sort();
};
