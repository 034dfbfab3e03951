/** The list: its headings, and the visible rows. */
import {Box, Text} from 'ink';
import type {Job} from '../../../core/domain/job.ts';
import {GUTTER} from '../../../core/list/columns.ts';
import {headingText, rowText} from '../../../core/list/row-text.ts';
import {foundIn} from '../../../core/screens/jobs/found.ts';
import {gapText} from '../../../core/screens/jobs/gap-text.ts';
import {leftInList} from '../../../core/screens/jobs/time-left.ts';
import {hasSeveral} from '../../../core/state/loaded.ts';
import {columns, jobsOf, layout, profileOf, visibleRows} from '../../../core/state/select.ts';
import type {State} from '../../../core/state/state.ts';
import {useTheme} from '../../parts/theme.ts';
import {EmptyList} from './empty-list.tsx';
import {JobRow} from './job-row.tsx';

/** Where jobs of a connection are missing. */
const GapLine = ({text}: {readonly text: string}) => (
  <Text wrap="truncate" bold>
    {`  ${text}`}
  </Text>
);

/** The whole body, without the line of the connections. */
const emptyRows = (state: State): number => layout(state).bodyRows - (hasSeveral(state) ? 1 : 0);

export const JobList = ({state}: {readonly state: State}) => {
  const theme = useTheme();
  const {listWidth, listRows} = layout(state);
  const shownColumns = columns(state);
  const {query, selected, highlights} = jobsOf(state);
  const {status} = query;
  const {items: jobs, first, gaps} = visibleRows(state);
  if (jobs.length === 0) return <EmptyList state={state} width={layout(state).columns} rows={emptyRows(state)} />;
  const gapLines = (before: number) =>
    gaps
      .filter(gap => gap.before === before)
      .map(gap => <GapLine key={`gap ${gap.target}`} text={gapText(state, gap, listWidth - GUTTER)} />);
  const hasProfile = shownColumns.some(({id}) => id === 'profile');
  const hasLeft = shownColumns.some(({id}) => id === 'left');
  const leftOfRow = (job: Job) => (hasLeft ? leftInList(state, job) : undefined);
  const measure = {columns: shownColumns, width: listWidth, now: state.clock, widthOf: state.settings.widthOf};
  return (
    <Box flexDirection="column" width={listWidth} height={listRows + 1}>
      <Text dimColor wrap="truncate">{`  ${headingText(shownColumns)}`}</Text>
      {gapLines(0)}
      {jobs.map((job, i) => {
        const detail = state.details.get(job.arn)?.detail;
        const profile = hasProfile ? profileOf(state, job.arn) : undefined;
        const text = rowText({job, detail, left: leftOfRow(job), profile}, measure);
        const row = (
          <JobRow
            key={job.arn}
            isSelected={job.arn === selected}
            isMarked={state.marks.includes(job.arn)}
            isNew={highlights.has(job.arn) || (status !== undefined && job.status !== status)}
            color={theme.statusColor(job.status)}
            isFirstBold={theme.isStatusBold(job.status)}
            found={foundIn(state, text.rest, shownColumns)}
            {...text}
          />
        );
        return gaps.length === 0 ? row : [row, ...gapLines(first + i + 1)];
      })}
    </Box>
  );
};
