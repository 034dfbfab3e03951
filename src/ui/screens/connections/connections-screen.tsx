/** The connections: a row for each, and below them what is wrong with the selected one. */
import {Box, Text} from 'ink';
import {
  connectionHeading,
  connectionRows,
  connectionsRemark,
  connectionText,
  selectedTarget,
} from '../../../core/screens/connections/connections.ts';
import {belowConnections, troubleLines} from '../../../core/screens/connections/trouble.ts';
import {layout} from '../../../core/state/select.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {Rule} from '../../parts/line.tsx';
import {RowsScreen} from '../../parts/rows-screen.tsx';
import {useTheme} from '../../parts/theme.ts';
import {withKeys} from '../../parts/with-keys.ts';
import {JobRow} from '../jobs/job-row.tsx';

interface ConnectionsScreenProps {
  readonly state: State;
  readonly overlay: OverlayOf<'connections'>;
}

const ErrorBelow = ({state, overlay}: ConnectionsScreenProps) => {
  const {columns} = layout(state);
  const height = belowConnections(state);
  const target = selectedTarget(state, overlay);
  if (height === 0 || target === undefined) return undefined;
  return (
    <Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
      <Rule width={columns} />
      {withKeys(troubleLines(state, target)).map(({key, line}) => (
        <Text key={key} wrap="truncate">{` ${line}`}</Text>
      ))}
    </Box>
  );
};

export const ConnectionsScreen = ({state, overlay}: ConnectionsScreenProps) => {
  const theme = useTheme();
  return (
    <RowsScreen
      state={state}
      cursor={overlay}
      title="Connections"
      remark={connectionsRemark(state)}
      heading={connectionHeading(state)}
      rows={connectionRows(state)}
      below={<ErrorBelow state={state} overlay={overlay} />}
      empty="There is no connection."
    >
      {(row, isSelected) => (
        <JobRow
          key={row.key}
          isSelected={isSelected}
          isNew={false}
          isMarked={false}
          color={row.isTroubled ? theme.failure : undefined}
          isFirstBold={row.isTroubled}
          {...connectionText(state, row)}
        />
      )}
    </RowsScreen>
  );
};
