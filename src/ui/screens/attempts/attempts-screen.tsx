/** The attempts at one import: jobs with the same model, or the same name but for its version; the newest first. */

import {jobColumns} from '../../../core/jobs/columns.ts';
import {stemOf} from '../../../core/jobs/names.ts';
import {headingText, rowText} from '../../../core/list/row-text.ts';
import {attemptRows, attemptsFailure, attemptsRemark} from '../../../core/screens/attempts/attempts.ts';
import {placesOf} from '../../../core/state/places.ts';
import {layout, profileOf} from '../../../core/state/select.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {cut} from '../../../core/text/wrap.ts';
import {RowsScreen} from '../../parts/rows-screen.tsx';
import {useTheme} from '../../parts/theme.ts';
import {JobRow} from '../jobs/job-row.tsx';

export const AttemptsScreen = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'attempts'>}) => {
  const theme = useTheme();
  const {columns} = layout(state);
  const {widthOf} = state.settings;
  const rows = attemptRows(state, overlay);
  const shownColumns = jobColumns(columns, true, placesOf(state));
  const measure = {columns: shownColumns, width: columns, now: state.clock, widthOf};
  const title = cut(`Attempts at ${stemOf(overlay.of)}`, columns - 4, widthOf);
  const room = columns - widthOf(title) - 6;
  return (
    <RowsScreen
      state={state}
      cursor={overlay}
      title={title}
      remark={attemptsRemark(state, overlay).find(text => widthOf(text) <= room) ?? ''}
      failure={attemptsFailure(state, overlay)}
      heading={headingText(shownColumns)}
      rows={rows}
      empty=""
    >
      {({key, job}, isSelected) => (
        <JobRow
          key={key}
          isSelected={isSelected}
          isNew={false}
          isMarked={state.marks.includes(job.arn)}
          color={theme.statusColor(job.status)}
          isFirstBold={theme.isStatusBold(job.status)}
          {...rowText({job, detail: state.details.get(job.arn)?.detail, profile: profileOf(state, job.arn)}, measure)}
        />
      )}
    </RowsScreen>
  );
};
