/** The header and the query line in words, as long as the width allows. They never claim a completeness that is not there. */
import {countOf, plural, timeOf} from './format.ts';
import {KNOWN_STATUSES} from './job.ts';
import {nameProblem} from './query.ts';
import {accountOf, narrowOf, rowsOf, troubleOf} from './select.ts';
import type {State} from './state.ts';
import {cut} from './wrap.ts';

const DOT = ' · ';

/** The first of `wordings` that fits, else the last one cut. */
const widest = (wordings: readonly string[], width: number, state: State): string => {
  const {widthOf} = state.settings;
  return wordings.find(text => widthOf(text) <= width) ?? cut(wordings.at(-1) ?? '', Math.max(0, width), widthOf);
};

const SORT_WORDS = {name: 'name', status: 'status', took: 'time taken'} as const;

/** All that matches is loaded, as far as AWS has said. */
const isComplete = ({feed, query, load}: State): boolean =>
  feed.isLoaded && feed.query === query && feed.nextToken === undefined && load.kind === 'idle';

type Verbosity = 'full' | 'short' | 'terse';

const sortText = (state: State, verbosity: Verbosity): string | undefined => {
  if (!state.sort) return undefined;
  const words = `by ${SORT_WORDS[state.sort.by]}${state.sort.isReversed ? ' reversed' : ''}`;
  if (verbosity === 'terse') return words;
  const loaded = isComplete(state) ? 'all loaded' : `${countOf(state.feed.items.length)} loaded`;
  return `sorted ${words} (${loaded})`;
};

const narrowText = (state: State, verbosity: Verbosity): string | undefined => {
  const narrow = narrowOf(state);
  const problem = nameProblem(narrow);
  if (problem === undefined) return undefined;
  if (verbosity === 'full') return `only loaded ones with “${narrow}”: ${problem}`;
  return verbosity === 'short'
    ? `loaded ones with “${narrow}”: AWS cannot search for it`
    : `AWS cannot search “${narrow}”: loaded only`;
};

const filterTexts = (state: State, verbosity: Verbosity): readonly string[] => {
  const {status, name, after, before, order} = state.query;
  const isFull = verbosity === 'full';
  const isTerse = verbosity === 'terse';
  const texts = [
    status ? (isTerse ? status : `status ${status}`) : isFull ? 'status any' : undefined,
    name && (isTerse ? `*${name}*` : `name *${name}*`),
    after && (isTerse ? `>${after.text}` : `${isFull ? 'created ' : ''}after ${after.text}`),
    before && (isTerse ? `<${before.text}` : `${isFull && !after ? 'created ' : ''}before ${before.text}`),
    order === 'Ascending' ? (isTerse ? 'oldest' : 'oldest first') : isTerse ? undefined : 'newest first',
    sortText(state, verbosity),
    narrowText(state, verbosity),
  ];
  return texts.filter(text => text !== undefined);
};

const incomingText = (state: State): readonly string[] =>
  state.watch.incoming.length > 0 ? [`${countOf(state.watch.incoming.length)} new beyond the end`] : [];

/** What is shown, out of what, and whether AWS has more. */
const completeness = (state: State, isShort: boolean): string => {
  const {feed, load} = state;
  const shown = rowsOf(state).jobs.length;
  if (load.kind === 'loading' && load.isFirst) return 'asking AWS …';
  if (!feed.isLoaded || feed.query !== state.query) return load.kind === 'failed' ? 'no answer' : '';
  if (state.isLoadingAll) return `loading all: ${countOf(feed.items.length)} so far`;
  const hasMore = feed.nextToken !== undefined;
  const part =
    shown === feed.items.length
      ? `${countOf(shown)} shown`
      : `${countOf(shown)} of ${countOf(feed.items.length)} loaded`;
  const end = hasMore ? (load.kind === 'loading' ? 'loading …' : 'more on AWS') : isShort ? 'end' : 'end of list';
  return [part, end, ...incomingText(state)].join(DOT);
};

export interface TwoSides {
  readonly left: string;
  readonly right: string;
}

/** The query line: every filter in force, and how complete the list is. */
export const queryLine = (state: State, width: number): TwoSides => {
  const {widthOf} = state.settings;
  const sides = (['full', 'short', 'terse'] as const).flatMap(verbosity => {
    const left = filterTexts(state, verbosity).join(verbosity === 'terse' ? ' ' : DOT);
    return [completeness(state, false), completeness(state, true)].map(right => ({left, right}));
  });
  const fitting = sides.find(({left, right}) => widthOf(left) + 2 + widthOf(right) <= width);
  if (fitting) return fitting;
  const right = cut(completeness(state, true), width, widthOf);
  return {left: widest([filterTexts(state, 'terse').join(' ')], width - widthOf(right) - 2, state), right};
};

const countTexts = (state: State): readonly string[] => {
  const {counts} = state.feed;
  const names = [
    ...KNOWN_STATUSES,
    ...Object.keys(counts).filter(name => !(KNOWN_STATUSES as readonly string[]).includes(name)),
  ];
  return names.filter(name => (counts[name] ?? 0) > 0).map(name => `${countOf(counts[name] ?? 0)} ${name}`);
};

const updatedText = (state: State): string => {
  const {isPaused, updatedAt} = state.watch;
  if (isPaused) return 'paused';
  return updatedAt === undefined ? '' : `updated ${timeOf(updatedAt)}`;
};

export interface HeaderParts {
  readonly title: string;
  readonly place: string;
  readonly counts: string;
  readonly updated: string;
}

const placeTexts = (state: State): readonly string[] => {
  if (state.link.kind !== 'connected') return [''];
  const {region, profile, endpoint, isDemo} = state.link.connection;
  if (isDemo) return [`demo${DOT}simulated jobs${DOT}${region}`, 'demo'];
  const account = accountOf(state);
  const host = endpoint?.replace(/^https?:\/\//, '');
  const parts = [region, account, profile, host].filter(part => part !== undefined);
  return [parts.join(DOT), [region, account].filter(part => part !== undefined).join(DOT), region];
};

/** The header, losing its less important words first as the width shrinks. */
export const headerParts = (state: State, width: number): HeaderParts => {
  const {widthOf} = state.settings;
  const counts = countTexts(state).join(DOT);
  const updated = updatedText(state);
  const places = placeTexts(state);
  const [first = ''] = places;
  const last = places.at(-1) ?? '';
  const middle = places[1] ?? last;
  const title = 'Bedrock imports';
  const tries: readonly HeaderParts[] = [
    {title, place: first, counts, updated},
    {title, place: middle, counts, updated},
    {title, place: last, counts, updated},
    {title: 'Imports', place: last, counts, updated},
    {title: '', place: last, counts, updated},
    {title: 'Imports', place: last, counts, updated: state.watch.isPaused ? updated : ''},
    {title: '', place: last, counts, updated: state.watch.isPaused ? updated : ''},
  ];
  const length = (parts: HeaderParts) =>
    Object.values(parts)
      .filter(text => text !== '')
      .reduce((sum, text) => sum + widthOf(text) + 2, 0);
  const least = {title: '', place: last, counts: '', updated: state.watch.isPaused ? updated : ''};
  return tries.find(parts => length(parts) <= width) ?? least;
};

export interface RuleWords {
  readonly text: string;
  /** What must be readable however long the text is: when the next try is. */
  readonly tail?: string | undefined;
  readonly isFailure: boolean;
}

/** What the rule under the query line says: a notice, a failure and its next try, or what came in above. */
export const ruleWords = (state: State): RuleWords | undefined => {
  if (state.notice) return {text: state.notice.text, isFailure: false};
  const trouble = troubleOf(state);
  if (trouble && (state.load.kind !== 'failed' || rowsOf(state).jobs.length > 0)) {
    const {what, why, next} = trouble.error;
    const tail = trouble.retryAt === undefined ? undefined : `next try ${timeOf(trouble.retryAt)}`;
    return {text: tail === undefined ? `${what}: ${why}${DOT}${next}` : `${what}: ${why}`, tail, isFailure: true};
  }
  if (state.watch.above > 0) return {text: `${plural(state.watch.above, 'new job')} above`, isFailure: false};
  return undefined;
};
