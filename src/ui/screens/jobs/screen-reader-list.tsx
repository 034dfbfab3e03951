/** The list for a screen reader. Each frame is read from its start, so the selected job comes first, and is the only one. */
import {Box, Text} from 'ink';
import {screenReaderLines} from '../../../core/screens/jobs/screen-reader.ts';
import {layout, rowsOf} from '../../../core/state/select.ts';
import type {State} from '../../../core/state/state.ts';
import {EmptyList} from './empty-list.tsx';

export const ScreenReaderList = ({state}: {readonly state: State}) => {
  const lines = screenReaderLines(state);
  const {columns, rows} = layout(state);
  return (
    <Box flexDirection="column">
      {rowsOf(state).count === 0 ? <EmptyList state={state} width={columns} rows={rows - 4} /> : undefined}
      {lines.map(line => (
        <Text key={line}>{line}</Text>
      ))}
    </Box>
  );
};
