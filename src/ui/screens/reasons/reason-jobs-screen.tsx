/** The jobs that failed for one reason. */

import {reasonText} from '../../../core/reasons/report-words.ts';
import {reasonJobsBelow} from '../../../core/screens/reasons/below.ts';
import {reasonJobHeading, reasonJobRows, reasonJobText} from '../../../core/screens/reasons/reason-jobs.ts';
import {layout} from '../../../core/state/select.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {plural} from '../../../core/text/format.ts';
import {plainText} from '../../../core/text/plain-text.ts';
import {RowsScreen} from '../../parts/rows-screen.tsx';
import {JobRow} from '../jobs/job-row.tsx';
import {BelowLines} from './below-lines.tsx';

interface ReasonJobsProps {
  readonly state: State;
  readonly overlay: OverlayOf<'reason-jobs'>;
}

export const ReasonJobsScreen = ({state, overlay}: ReasonJobsProps) => {
  const {columns} = layout(state);
  const rows = reasonJobRows(state, overlay);
  return (
    <RowsScreen
      state={state}
      cursor={overlay}
      title={plainText(reasonText(overlay))}
      remark={plural(rows.length, 'job')}
      heading={reasonJobHeading(state, columns)}
      rows={rows}
      empty="No job of this period failed for this reason."
      below={<BelowLines lines={reasonJobsBelow(state, overlay.reason)} />}
    >
      {(row, isSelected) => (
        <JobRow
          key={row.key}
          isSelected={isSelected}
          isNew={false}
          isMarked={state.marks.includes(row.arn)}
          color={undefined}
          {...reasonJobText(state, row, columns)}
        />
      )}
    </RowsScreen>
  );
};
