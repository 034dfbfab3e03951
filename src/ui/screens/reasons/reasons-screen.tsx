/** Why jobs of a period failed: a row for each reason, and below them the charts of the period. */
import {reasonSentences} from '../../../core/domain/error-text.ts';
import type {Halt} from '../../../core/reasons/part.ts';
import {reasonsBelow} from '../../../core/screens/reasons/below.ts';
import {lacksOf, lackTexts} from '../../../core/screens/reasons/lacks.ts';
import {
  missingText,
  progressText,
  reasonHeading,
  reasonRows,
  reasonRowText,
  reasonsBasis,
  reasonsTitle,
} from '../../../core/screens/reasons/reasons.ts';
import {hasSeveral} from '../../../core/state/loaded.ts';
import {layout} from '../../../core/state/select.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {clause, timeOf} from '../../../core/text/format.ts';
import type {Keymap} from '../../../keys/keymap/keymap.ts';
import {useKeymap} from '../../parts/keymap-context.ts';
import {RowsScreen} from '../../parts/rows-screen.tsx';
import {JobRow} from '../jobs/job-row.tsx';
import {BelowLines} from './below-lines.tsx';

type FailedHalt = Extract<Halt, {kind: 'failed'}>;

const haltsOf = ({reading}: State): readonly Halt[] =>
  [...(reading?.parts.values() ?? [])].flatMap(({halt}) => halt ?? []);

/** Why the only connection has stopped, if it has failed. */
const failedHalt = (state: State): FailedHalt | undefined => {
  const [halt] = haltsOf(state);
  return !hasSeveral(state) && halt?.kind === 'failed' ? halt : undefined;
};

interface Status {
  readonly text: string;
  readonly shorter?: readonly string[];
  readonly isFailure?: boolean;
}

/** When a failure is tried again: by itself, or by which key. */
const nextText = (state: State, retryAt: number | undefined, {keyOf}: Keymap): string =>
  retryAt === undefined || state.isPaused ? `${keyOf('reasons', 'refresh')} retries` : `next try ${timeOf(retryAt)}`;

/** Of several connections, those that have failed while the others may go on. */
const lackStatus = (state: State, keymap: Keymap): Status | undefined => {
  const lacks = lackTexts(state);
  if (lacks.length === 0) return undefined;
  const progress = progressText(state);
  if (progress !== undefined) {
    const stop = `${keymap.keyOf('reasons', 'close')} stops`;
    const texts = lacks.map(text => `${progress} · ${text}`);
    return {text: `${texts[0]} · ${stop}`, shorter: [...texts, `${progress} · ${stop}`, progress], isFailure: true};
  }
  const retries = lacksOf(state).flatMap(({retryAt}) => retryAt ?? []);
  const next = nextText(state, retries.length === 0 ? undefined : Math.min(...retries), keymap);
  const [text = '', ...shorter] = [...lacks.map(lack => `${lack} · ${next}`), ...lacks.slice(1)];
  return {text, shorter, isFailure: true};
};

/** The failure of the only connection. */
const failureStatus = ({error, retryAt}: FailedHalt, state: State, keymap: Keymap): Status => {
  const next = nextText(state, retryAt, keymap);
  const {what, why} = error;
  return {
    text: `${what}: ${clause(why)} · ${next}`,
    shorter: [`${clause(why)} · ${next}`, what],
    isFailure: true,
  };
};

/** What the rule says: what is being read and how to stop it, or what is missing and how to go on. */
const statusOf = (state: State, keymap: Keymap): Status | undefined => {
  const {keyOf} = keymap;
  const lacks = lackStatus(state, keymap);
  if (lacks) return lacks;
  const progress = progressText(state);
  if (progress !== undefined) {
    return {text: `${progress} · ${keyOf('reasons', 'close')} stops`, shorter: [progress]};
  }
  const missing = missingText(state);
  const halts = haltsOf(state);
  const failed = failedHalt(state);
  if (failed) return failureStatus(failed, state, keymap);
  if (missing === undefined) return undefined;
  const next = `${keyOf('reasons', 'refresh')} ${halts.length > 0 ? 'goes on' : 'retries'}`;
  return {text: `${missing} · ${next}`, shorter: [missing]};
};

/** Why there are no rows. */
const emptyText = (state: State): string => {
  const failed = failedHalt(state);
  if (failed) return reasonSentences(failed.error).join(' ');
  if (progressText(state) !== undefined) return '';
  const lacks = lacksOf(state).map(({name, error}) => `${name}: ${reasonSentences(error).join(' ')}`);
  if (lacks.length > 0) return ['No failed job has been read.', ...lacks].join(' ');
  return missingText(state) === undefined ? 'No job of this period failed.' : 'No reason has been read yet.';
};

export const ReasonsScreen = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'reasons'>}) => {
  const {columns} = layout(state);
  const {widthOf} = state.settings;
  const title = reasonsTitle(state, columns);
  const basis = reasonsBasis(state);
  return (
    <RowsScreen
      state={state}
      cursor={overlay}
      title={title}
      remark={basis.find(text => widthOf(text) <= columns - widthOf(title) - 4) ?? basis.at(-1)}
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
