/** The events of this run: new, completed and failed jobs, the latest first. */
import {eventHeading, eventRows, eventText} from '../../../core/screens/events/events.ts';
import {layout} from '../../../core/state/select.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {momentOf, plural} from '../../../core/text/format.ts';
import {RowsScreen} from '../../parts/rows-screen.tsx';
import {useTheme} from '../../parts/theme.ts';
import {JobRow} from '../jobs/job-row.tsx';

export const EventsScreen = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'events'>}) => {
  const theme = useTheme();
  const {columns} = layout(state);
  const rows = eventRows(state);
  const since = momentOf(state.startedAt);
  return (
    <RowsScreen
      state={state}
      cursor={overlay}
      title="Events"
      remark={columns < 60 ? '' : `${plural(rows.length, 'event')} since ${since}`}
      heading={eventHeading(state, columns)}
      rows={rows}
      empty={`No job has been created or has ended since ${since}, when the program started.`}
    >
      {(row, isSelected) => (
        <JobRow
          key={row.key}
          isSelected={isSelected}
          isNew={false}
          isMarked={state.marks.includes(row.arn)}
          color={theme.statusColor(row.event.job.status)}
          isFirstBold={theme.isStatusBold(row.event.job.status)}
          {...eventText(state, row, columns)}
        />
      )}
    </RowsScreen>
  );
};
