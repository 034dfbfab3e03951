/** What stands where rows would be: why there are none, and what to do about it. */
import {Box, Text} from 'ink';
import {plural, sentence} from '../core/format.ts';
import {hasFilters} from '../core/query.ts';
import {narrowOf} from '../core/select.ts';
import type {State} from '../core/state.ts';
import {keyOf} from '../keys/keymap.ts';
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
  const {what, why, next} = state.load.error;
  return {
    title: what,
    lines: [sentence(why), sentence(next), `${keyOf('list', 'refresh')} tries again.`],
    isFailure: true,
  };
};

const emptyWords = (state: State): Words => {
  const narrow = narrowOf(state);
  if (narrow !== '' && state.feed.items.length > 0) {
    const loaded = plural(state.feed.items.length, 'job');
    return {
      title: `None of the ${loaded} loaded here has “${narrow}” in its name`,
      lines: [`${keyOf('list', 'back')} takes the search away.`],
    };
  }
  if (hasFilters(state.query)) {
    return {
      title: 'No job matches these filters',
      lines: [`${keyOf('list', 'back')} takes the name away, then the other filters.`],
    };
  }
  return {
    title: `There are no import jobs${regionOf(state)} yet`,
    lines: [
      'A job that is started with CreateModelImportJob appears here within a minute.',
      `${keyOf('list', 'refresh')} looks now.`,
    ],
  };
};

const wordsOf = (state: State): Words => {
  if (state.load.kind === 'loading') return {title: `Asking AWS for the import jobs${regionOf(state)} …`, lines: []};
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
      <Text bold color={isFailure ? theme.failure : undefined}>
        {title}
      </Text>
      {lines.map(line => (
        <Text key={line}>{line}</Text>
      ))}
    </Box>
  );
};
