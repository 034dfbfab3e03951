/** The screen of import jobs: the query line, the rule, the list and the pane. */
import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {connectionsLine} from '../../../core/screens/jobs/connections-line.ts';
import {queryLine} from '../../../core/screens/jobs/query-line.ts';
import {ruleWords} from '../../../core/screens/shared/rule.ts';
import {hasSeveral} from '../../../core/state/loaded.ts';
import {layout, rowsOf} from '../../../core/state/select.ts';
import type {State} from '../../../core/state/state.ts';
import {useKeymap} from '../../parts/keymap-context.ts';
import {Rule, Sides} from '../../parts/line.tsx';
import {DetailPane} from './job-detail.tsx';
import {JobList} from './job-list.tsx';
import {ScreenReaderList} from './screen-reader-list.tsx';

export const JobsScreen = ({state}: {readonly state: State}) => {
  const {columns} = layout(state);
  const {keyOf} = useKeymap();
  const isScreenReader = useIsScreenReaderEnabled();
  if (isScreenReader) return <ScreenReaderList state={state} />;
  const {left, right} = queryLine(state, columns - 2);
  const rule = ruleWords(state);
  const hasRows = rowsOf(state).count > 0;
  return (
    <>
      <Sides width={columns} left={<Text wrap="truncate">{left}</Text>} right={<Text>{right}</Text>} />
      {hasSeveral(state) ? (
        <Box width={columns} height={1} paddingX={1}>
          <Text wrap="truncate">{connectionsLine(state, columns - 2)}</Text>
        </Box>
      ) : undefined}
      <Rule width={columns} more={rule?.isFailure ? `${keyOf('list', 'errors')} shows all` : undefined} {...rule} />
      <Box flexGrow={1} flexDirection={layout(state).pane.kind === 'side' ? 'row' : 'column'}>
        <JobList state={state} />
        {hasRows ? <DetailPane state={state} /> : undefined}
      </Box>
    </>
  );
};
