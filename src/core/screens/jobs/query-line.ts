/** The query line in words, as long as the width allows. It never implies that the list is complete if it is not. */
import {nameProblem} from '../../domain/query.ts';
import {QUERY_FIELD_IDS, QUERY_FIELDS, type Verbosity} from '../../jobs/query-fields.ts';
import {loadedOf} from '../../state/loaded.ts';
import {isComplete, jobsOf, narrowOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {countOf} from '../../text/format.ts';
import {cut} from '../../text/wrap.ts';
import {completeness} from './completeness.ts';

const DOT = ' · ';

/** Each order in words, and reversed. */
const SORT_WORDS = {
  name: ['by name, A–Z', 'by name, Z–A'],
  status: ['by status', 'by status, reversed'],
  took: ['longest first', 'shortest first'],
} as const;

const sortText = (state: State, verbosity: Verbosity): string | undefined => {
  const {sort} = jobsOf(state);
  if (!sort) return undefined;
  const words = SORT_WORDS[sort.by][sort.isReversed ? 1 : 0];
  if (verbosity === 'terse') return words;
  const loaded = isComplete(state) ? 'all' : countOf(loadedOf(state).items.length);
  return `${words} (${loaded} loaded)`;
};

const narrowText = (state: State, verbosity: Verbosity): string | undefined => {
  const narrow = narrowOf(state);
  if (jobsOf(state).more && narrow !== '') {
    if (verbosity === 'terse') return `“${narrow}” anywhere`;
    return `loaded jobs with “${narrow}” anywhere`;
  }
  const problem = nameProblem(narrow);
  if (problem === undefined) return undefined;
  if (verbosity === 'full') return `loaded jobs with “${narrow}” only (${problem})`;
  return verbosity === 'terse' ? `“${narrow}” in loaded jobs` : `loaded jobs with “${narrow}” only`;
};

/** AWS's order, unless a local sort hides it. */
const orderText = (state: State, verbosity: Verbosity): string | undefined => {
  const {query, sort} = jobsOf(state);
  if (sort) return undefined;
  const isTerse = verbosity === 'terse';
  if (query.order === 'Ascending') return isTerse ? 'oldest' : 'oldest first';
  return isTerse || verbosity === 'brief' ? undefined : 'newest first';
};

const filterTexts = (state: State, verbosity: Verbosity): readonly string[] => {
  const {query} = jobsOf(state);
  const texts = [
    ...QUERY_FIELD_IDS.map(id => QUERY_FIELDS[id].inLine?.(query, verbosity)),
    orderText(state, verbosity),
    sortText(state, verbosity),
    narrowText(state, verbosity),
    state.marks.length > 0 ? `${countOf(state.marks.length)} marked` : undefined,
  ];
  return texts.filter(text => text !== undefined);
};

interface TwoSides {
  readonly left: string;
  readonly right: string;
}

/** How much the left and the right side say, the longest first. */
const WORDINGS: readonly (readonly [left: Verbosity, right: Verbosity])[] = [
  ['full', 'full'],
  ['short', 'full'],
  ['short', 'short'],
  ['brief', 'full'],
  ['brief', 'short'],
  ['terse', 'full'],
  ['terse', 'short'],
  ['terse', 'terse'],
];

/** As many of the texts as fit into `width`, and how many more there are. */
const asManyAsFit = (texts: readonly string[], width: number, widthOf: State['settings']['widthOf']): string => {
  for (let count = texts.length - 1; count > 0; count--) {
    const line = `${texts.slice(0, count).join(' ')} +${texts.length - count}`;
    if (widthOf(line) <= width) return line;
  }
  return cut(texts.join(' '), Math.max(0, width), widthOf);
};

/** The query line: every filter in force, and how complete the list is. If not everything fits, it says how much is left out. */
export const queryLine = (state: State, width: number): TwoSides => {
  const {widthOf} = state.settings;
  const sides = WORDINGS.map(([verbosity, brevity]) => ({
    left: filterTexts(state, verbosity).join(verbosity === 'terse' ? ' ' : DOT),
    right: completeness(state, brevity),
  }));
  const fitting = sides.find(({left, right}) => widthOf(left) + 2 + widthOf(right) <= width);
  if (fitting) return fitting;
  const right = cut(completeness(state, 'terse'), width, widthOf);
  return {left: asManyAsFit(filterTexts(state, 'terse'), width - widthOf(right) - 2, widthOf), right};
};
