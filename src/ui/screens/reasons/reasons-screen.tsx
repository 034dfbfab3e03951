/** Why jobs of a period failed: a row for each reason, and below them the charts of the period. */
import {reasonSentences} from '../../../core/domain/error-text.ts';
import {reasonsBelow} from '../../../core/screens/reasons/below.ts';
import {
  missingText,
  progressText,
  reasonHeading,
  reasonRows,
  reasonRowText,
  reasonsBasis,
  reasonsTitle,
} from '../../../core/screens/reasons/reasons.ts';
import {layout} from '../../../core/state/select.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {clause, timeOf} from '../../../core/text/format.ts';
import type {Keymap} from '../../../keys/keymap/keymap.ts';
import {useKeymap} from '../../parts/keymap-context.ts';
import {RowsScreen} from '../../parts/rows-screen.tsx';
import {JobRow} from '../jobs/job-row.tsx';
import {BelowLines} from './below-lines.tsx';

interface Status {
  readonly text: string;
  readonly shorter?: readonly string[];
  readonly isFailure?: boolean;
}

/** What the rule says: what is being read and how to stop it, or what is missing and how to go on. */
const statusOf = (state: State, {keyOf}: Keymap): Status | undefined => {
  const progress = progressText(state);
  if (progress !== undefined) {
    return {text: `${progress} · ${keyOf('reasons', 'close')} stops`, shorter: [progress]};
  }
  const missing = missingText(state);
  const halt = state.reading?.halt;
  const retry = `${keyOf('reasons', 'refresh')} retries`;
  if (halt?.kind === 'failed') {
    const next = halt.retryAt === undefined || state.isPaused ? retry : `next try ${timeOf(halt.retryAt)}`;
    const {what, why} = halt.error;
    return {
      text: `${what}: ${clause(why)} · ${next}`,
      shorter: [`${clause(why)} · ${next}`, what],
      isFailure: true,
    };
  }
  if (missing === undefined) return undefined;
  const next = halt ? `${keyOf('reasons', 'refresh')} goes on` : retry;
  return {text: `${missing} · ${next}`, shorter: [missing]};
};

/** Why there are no rows. */
const emptyText = (state: State): string => {
  const {reading} = state;
  if (reading?.halt?.kind === 'failed') return reasonSentences(reading.halt.error).join(' ');
  if (progressText(state) !== undefined) return '';
  return missingText(state) === undefined ? 'No job of this period failed.' : 'No reason has been read yet.';
};

export const ReasonsScreen = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'reasons'>}) => {
  const {columns} = layout(state);
  return (
    <RowsScreen
      state={state}
      cursor={overlay}
      title={reasonsTitle(state, columns)}
      remark={reasonsBasis(state)}
      status={statusOf(state, useKeymap())}
      heading={reasonHeading(columns)}
      rows={reasonRows(state)}
      empty={emptyText(state)}
      below={<BelowLines lines={reasonsBelow(state, overlay)} />}
    >
      {(row, isSelected) => (
        <JobRow
          key={row.key}
          isSelected={isSelected}
          isNew={false}
          isMarked={false}
          color={undefined}
          {...reasonRowText(state, row, columns)}
        />
      )}
    </RowsScreen>
  );
};
