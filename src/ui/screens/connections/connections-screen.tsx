/** The connections: a row for each, and below them what is wrong with the selected one. */
import {Box, Text} from 'ink';
import {
  belowConnections,
  connectionError,
  connectionHeading,
  connectionRows,
  connectionsRemark,
  connectionText,
} from '../../../core/screens/connections/connections.ts';
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
  if (height === 0) return undefined;
  return (
    <Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
      <Rule width={columns} />
      {withKeys(connectionError(state, overlay)).map(({key, line}) => (
        <Text key={key} wrap="truncate">{` ${line}`}</Text>
      ))}
    </Box>
  );
};

export const ConnectionsScreen = ({state, overlay}: ConnectionsScreenProps) => {
  const theme = useTheme();
  const {columns} = layout(state);
  return (
    <RowsScreen
      state={state}
      cursor={overlay}
      title="Connections"
      remark={connectionsRemark(state)}
      heading={connectionHeading(columns)}
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
          {...connectionText(state, row, columns)}
        />
      )}
    </RowsScreen>
  );
};
