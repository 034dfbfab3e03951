/** The text in place of the rows: why there are none, and what to do about it. */
import {connectionName} from '../../../core/connections/connection-name.ts';
import {reasonSentences} from '../../../core/domain/error-text.ts';
import {IMPORT_REGIONS, IMPORT_REGIONS_TEXT} from '../../../core/domain/import-regions.ts';
import {hasFilters} from '../../../core/domain/query.ts';
import {wouldMatchLines} from '../../../core/screens/jobs/would-match.ts';
import {hasSeveral, loadedOf, progressCounts} from '../../../core/state/loaded.ts';
import {
  failureOf,
  isAnswered,
  jobsOf,
  listFailure,
  loadOf,
  mainConnection,
  narrowOf,
  openOverlay,
} from '../../../core/state/select.ts';
import type {State} from '../../../core/state/state.ts';
import {countOf, plural, timeOf} from '../../../core/text/format.ts';
import type {Keymap} from '../../../keys/keymap/keymap.ts';
import {type Explanation, ExplanationText} from '../../parts/explanation-text.tsx';
import {useKeymap} from '../../parts/keymap-context.ts';

const regionOf = (state: State): string => {
  if (hasSeveral(state)) return ` in ${plural(state.connections.size, 'connection')}`;
  const {link} = mainConnection(state);
  return link.kind === 'connected' ? ` in ${link.resolved.region}` : '';
};

const failedLoad = (state: State) => {
  const load = loadOf(state);
  return load.kind === 'failed' ? load : undefined;
};

/** With several connections, what is wrong with each. */
const failuresOfSeveral = (state: State): readonly string[] => {
  if (!hasSeveral(state)) return [];
  return [...state.connections].flatMap(([target, connection]) => {
    const failure = failureOf(state, target);
    return failure ? [`${connectionName(connection)}: ${reasonSentences(failure.error).join(' ')}`] : [];
  });
};

const failureExplanation = (state: State, {keyOf}: Keymap): Explanation | undefined => {
  const failure = hasSeveral(state) ? listFailure(state) : failedLoad(state);
  if (!failure || (hasSeveral(state) && isAnswered(state))) return undefined;
  const {error, retryAt} = failure;
  const again = `${keyOf('list', 'refresh')} retries now`;
  const next = retryAt === undefined ? again : `Next try at ${timeOf(retryAt)}; ${again}`;
  const others = failuresOfSeveral(state);
  if (others.length > 0) return {title: 'No connection works', lines: [...others, next], isFailure: true};
  return {title: error.what, lines: [...reasonSentences(error), next], isFailure: true};
};

/** What the key that goes back clears first, and then. While a search is typed, it restores the list from before it. */
const clearText = (state: State, {keyOf}: Keymap): string => {
  if (openOverlay(state, 'search')) return `${keyOf('search', 'leave-search')} cancels the search`;
  const {name, ...others} = jobsOf(state).query;
  const key = keyOf('list', 'back');
  const hasOthers = hasFilters({...others, name: undefined});
  if (name === undefined) return `${key} clears the filters`;
  return hasOthers ? `${key} clears the name filter, then the others` : `${key} clears the name filter`;
};

const regionLines = (state: State): readonly string[] => {
  if (hasSeveral(state)) return [];
  const {link} = mainConnection(state);
  const region = link.kind === 'connected' ? link.resolved.region : undefined;
  if (region === undefined || IMPORT_REGIONS.includes(region)) return [];
  return [`Custom Model Import is not available in ${region}, but in ${IMPORT_REGIONS_TEXT}.`];
};

/** The keys that search everything for what was typed: while it is typed one, afterwards the search and its text again. */
const scopeKeys = (state: State, {keyOf}: Keymap): string =>
  openOverlay(state, 'search')
    ? keyOf('search', 'search-scope')
    : [keyOf('list', 'search'), keyOf('search', 'recall-older'), keyOf('search', 'search-scope')].join(' ');

const emptyExplanation = (state: State, keymap: Keymap): Explanation => {
  const {keyOf} = keymap;
  const narrow = narrowOf(state);
  const {items, hasMore} = loadedOf(state);
  const {query} = jobsOf(state);
  if (narrow !== '' && items.length > 0) {
    const loaded = items.length;
    const {more} = jobsOf(state);
    const place = more ? '' : ' in its name';
    const back = openOverlay(state, 'search') ? keyOf('search', 'leave-search') : keyOf('list', 'back');
    return {
      title:
        loaded === 1
          ? `The loaded job does not have “${narrow}”${place}`
          : `None of the ${countOf(loaded)} loaded jobs has “${narrow}”${place}`,
      lines: [
        ...(more && hasMore ? [`AWS has more: ${keyOf('list', 'load-rest')} loads all pages`] : []),
        `${back} clears the search`,
      ],
    };
  }
  if (hasMore) {
    return {
      title: 'No jobs so far; AWS has more pages',
      lines: [`${keyOf('list', 'last')} loads the next page, ${keyOf('list', 'load-rest')} all of them`],
    };
  }
  if (hasFilters(query)) {
    return {
      title: 'No jobs match these filters',
      lines: [...wouldMatchLines(state, scopeKeys(state, keymap)), clearText(state, keymap)],
    };
  }
  return {
    title: `No import jobs${regionOf(state)} yet`,
    lines: [
      ...regionLines(state),
      'A new job appears here within a minute.',
      `${keyOf('list', 'refresh')} refreshes now`,
    ],
  };
};

/** With several connections, as long as any of them may still have jobs. */
const isAsking = (state: State): boolean => {
  if (hasSeveral(state)) return progressCounts(state).asking > 0;
  const load = loadOf(state);
  return load.kind === 'loading' || (load.kind === 'idle' && !isAnswered(state));
};

const explanationOf = (state: State, keymap: Keymap): Explanation => {
  if (isAsking(state)) return {title: `Asking AWS for the import jobs${regionOf(state)} …`, lines: []};
  return failureExplanation(state, keymap) ?? emptyExplanation(state, keymap);
};

interface EmptyListProps {
  readonly state: State;
  readonly width: number;
  readonly rows: number;
}

export const EmptyList = ({state, width, rows}: EmptyListProps) => (
  <ExplanationText {...explanationOf(state, useKeymap())} width={width} rows={rows} widthOf={state.settings.widthOf} />
);
