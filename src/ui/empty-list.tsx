/** What stands where rows would be: why there are none, and what to do about it. */
import {Box, Text} from 'ink';
import {plural, sentence, timeOf} from '../core/format.ts';
import {IMPORT_REGIONS} from '../core/import-regions.ts';
import {hasFilters} from '../core/query.ts';
import {isAnswered, narrowOf, openOverlay} from '../core/select.ts';
import type {State} from '../core/state.ts';
import {keyOf} from '../keys/bindings.ts';
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
  const again = `${keyOf('list', 'refresh')} tries again.`;
  const next = retryAt === undefined ? again : `The next try is at ${timeOf(retryAt)}; ${again}`;
  return {title: error.what, lines: [sentence(error.why), sentence(error.next), next], isFailure: true};
};

/** What the key that steps back takes away, in its order. */
const layersText = ({name, ...others}: State['query']): string => {
  const key = keyOf('list', 'back');
  const hasOthers = hasFilters({...others, name: undefined});
  if (name === undefined) return `${key} takes the filters away.`;
  return hasOthers ? `${key} takes the name away, then the other filters.` : `${key} takes the name away.`;
};

const regionLines = (state: State): readonly string[] => {
  const region = state.link.kind === 'connected' ? state.link.connection.region : undefined;
  if (region === undefined || IMPORT_REGIONS.includes(region)) return [];
  return [`Custom model import is offered in ${IMPORT_REGIONS.join(', ')}; is ${region} the region that you mean?`];
};

const emptyWords = (state: State): Words => {
  const narrow = narrowOf(state);
  if (narrow !== '' && state.feed.items.length > 0) {
    const loaded = plural(state.feed.items.length, 'job');
    const back = openOverlay(state, 'search') ? keyOf('search', 'leave-search') : keyOf('list', 'back');
    return {
      title: `None of the ${loaded} loaded here has “${narrow}” in its name`,
      lines: [`${back} takes the search away.`],
    };
  }
  if (state.feed.nextToken !== undefined) {
    return {
      title: 'No job so far, and AWS has more pages',
      lines: [`${keyOf('list', 'last')} reads the next one, ${keyOf('list', 'load-rest')} all that remain.`],
    };
  }
  if (hasFilters(state.query)) return {title: 'No job matches these filters', lines: [layersText(state.query)]};
  return {
    title: `There are no import jobs${regionOf(state)} yet`,
    lines: [
      ...regionLines(state),
      'A job that is started with CreateModelImportJob appears here within a minute.',
      `${keyOf('list', 'refresh')} looks now.`,
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

export const EmptyList = ({state, width, rows}: EmptyListProps) => {
  const theme = useTheme();
  const {title, lines, isFailure = false} = wordsOf(state);
  return (
    <Box
      flexDirection="column"
      width={width}
      height={rows}
      paddingX={2}
      paddingTop={rows > 6 ? 1 : 0}
      overflow="hidden"
    >
      <Box flexShrink={0}>
        <Text bold color={isFailure ? theme.failure : undefined}>
          {title}
        </Text>
      </Box>
      {lines.map(line => (
        <Box key={line} flexShrink={0}>
          <Text>{line}</Text>
        </Box>
      ))}
    </Box>
  );
};
