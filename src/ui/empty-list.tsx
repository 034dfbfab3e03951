/** What stands where rows would be: why there are none, and what to do about it. */
import {Box, Text} from 'ink';
import {countOf, sentence, timeOf} from '../core/format.ts';
import {IMPORT_REGIONS} from '../core/import-regions.ts';
import {hasFilters} from '../core/query.ts';
import {isAnswered, narrowOf, openOverlay} from '../core/select.ts';
import type {State} from '../core/state.ts';
import {cutLines, wrap} from '../core/wrap.ts';
import {keyOf} from '../keys/bindings.ts';
import {fittedLines} from './fitted-lines.ts';
import {placed} from './placed.ts';
import {useTheme} from './theme.ts';

interface Words {
  readonly title: string;
  readonly lines: readonly string[];
  readonly isFailure?: boolean;
}

const regionOf = (state: State): string =>
  state.link.kind === 'connected' ? ` in ${state.link.connection.region}` : '';

const failureWords = (state: State): Words | undefined => {
  if (state.load.kind !== 'failed') return undefined;
  const {error, retryAt} = state.load;
  const again = `${keyOf('list', 'refresh')} retries now`;
  const next = retryAt === undefined ? again : `Next try at ${timeOf(retryAt)}; ${again}`;
  return {title: error.what, lines: [sentence(error.why), sentence(error.next), next], isFailure: true};
};

/** What the key that steps back clears, in its order; while a search is typed, it goes back to what was there before. */
const layersText = (state: State): string => {
  if (openOverlay(state, 'search')) return `${keyOf('search', 'leave-search')} cancels the search`;
  const {name, ...others} = state.query;
  const key = keyOf('list', 'back');
  const hasOthers = hasFilters({...others, name: undefined});
  if (name === undefined) return `${key} clears the filters`;
  return hasOthers ? `${key} clears the name filter, then the others` : `${key} clears the name filter`;
};

const regionLines = (state: State): readonly string[] => {
  const region = state.link.kind === 'connected' ? state.link.connection.region : undefined;
  if (region === undefined || IMPORT_REGIONS.includes(region)) return [];
  return [`Custom Model Import is available in ${IMPORT_REGIONS.join(', ')}, not in ${region}.`];
};

const emptyWords = (state: State): Words => {
  const narrow = narrowOf(state);
  if (narrow !== '' && state.feed.items.length > 0) {
    const loaded = state.feed.items.length;
    const back = openOverlay(state, 'search') ? keyOf('search', 'leave-search') : keyOf('list', 'back');
    return {
      title:
        loaded === 1
          ? `The loaded job does not have “${narrow}” in its name`
          : `None of the ${countOf(loaded)} loaded jobs has “${narrow}” in its name`,
      lines: [`${back} clears the search`],
    };
  }
  if (state.feed.nextToken !== undefined) {
    return {
      title: 'No jobs so far; AWS has more pages',
      lines: [`${keyOf('list', 'last')} loads the next page, ${keyOf('list', 'load-rest')} all of them`],
    };
  }
  if (hasFilters(state.query)) return {title: 'No jobs match these filters', lines: [layersText(state)]};
  return {
    title: `No import jobs${regionOf(state)} yet`,
    lines: [
      ...regionLines(state),
      'A new job appears here within a minute.',
      `${keyOf('list', 'refresh')} refreshes now`,
    ],
  };
};

const wordsOf = (state: State): Words => {
  if (state.load.kind === 'loading' || (state.load.kind === 'idle' && !isAnswered(state)))
    return {title: `Asking AWS for the import jobs${regionOf(state)} …`, lines: []};
  return failureWords(state) ?? emptyWords(state);
};

export interface EmptyListProps {
  readonly state: State;
  readonly width: number;
  readonly rows: number;
}

/** Columns free on each side. */
const PADDING = 2;

export const EmptyList = ({state, width, rows}: EmptyListProps) => {
  const theme = useTheme();
  const {widthOf} = state.settings;
  const {title, lines, isFailure = false} = wordsOf(state);
  const gap = rows > 6 ? 1 : 0;
  const inner = width - 2 * PADDING;
  const free = Math.max(1, rows - gap);
  const titleLines = cutLines(wrap(title, inner, widthOf), {width: inner, rows: free}, widthOf);
  const room = {width: inner, rows: free - titleLines.length, gap: 0};
  const shown = [...titleLines, ...(room.rows > 0 ? fittedLines(lines, room, widthOf) : [])];
  return (
    <Box flexDirection="column" width={width} height={rows} paddingX={PADDING} paddingTop={gap} overflow="hidden">
      {placed(shown).map(({place, line}) => (
        <Text
          key={place}
          bold={place < titleLines.length}
          color={isFailure && place === 0 ? theme.failure : undefined}
          wrap="truncate"
        >
          {line}
        </Text>
      ))}
    </Box>
  );
};
