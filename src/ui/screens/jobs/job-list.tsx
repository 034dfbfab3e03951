/** The list: its headings, and the visible rows. */
import {Box, Text} from 'ink';
import type {Job} from '../../../core/domain/job.ts';
import {headingText, rowText} from '../../../core/list/row-text.ts';
import {leftInList} from '../../../core/screens/jobs/time-left.ts';
import {columns, jobsOf, layout, visibleRows} from '../../../core/state/select.ts';
import type {State} from '../../../core/state/state.ts';
import {useTheme} from '../../parts/theme.ts';
import {EmptyList} from './empty-list.tsx';
import {JobRow} from './job-row.tsx';

export const JobList = ({state}: {readonly state: State}) => {
  const theme = useTheme();
  const {listWidth, listRows, bodyRows} = layout(state);
  const shownColumns = columns(state);
  const {query, selected, highlights} = jobsOf(state);
  const {status} = query;
  const {items: jobs} = visibleRows(state);
  if (jobs.length === 0) return <EmptyList state={state} width={layout(state).columns} rows={bodyRows} />;
  const hasLeft = shownColumns.some(({id}) => id === 'left');
  const leftOfRow = (job: Job) => (hasLeft ? leftInList(state, job) : undefined);
  const measure = {columns: shownColumns, width: listWidth, now: state.clock, widthOf: state.settings.widthOf};
  return (
    <Box flexDirection="column" width={listWidth} height={listRows + 1}>
      <Text dimColor wrap="truncate">{`  ${headingText(shownColumns)}`}</Text>
      {jobs.map(job => (
        <JobRow
          key={job.arn}
          isSelected={job.arn === selected}
          isMarked={state.marks.includes(job.arn)}
          isNew={highlights.has(job.arn) || (status !== undefined && job.status !== status)}
          color={theme.statusColor(job.status)}
          isFirstBold={theme.isStatusBold(job.status)}
          {...rowText({job, detail: state.details.get(job.arn)?.detail, left: leftOfRow(job)}, measure)}
        />
      ))}
    </Box>
  );
};
