/** The checklist of an import, what becomes of it, and the command that does the same. */
import {Text} from 'ink';
import {
  MARK_WIDTH,
  type ReviewLine,
  reviewIndent,
  reviewLines,
  reviewStatus,
  reviewTitle,
} from '../../core/acting/imports/review.ts';
import {layout} from '../../core/state/select.ts';
import type {OverlayOf, State} from '../../core/state/state.ts';
import {ScreenBody} from '../parts/screen-body.tsx';
import {useTheme} from '../parts/theme.ts';
import {withKeys} from '../parts/with-keys.ts';

const Line = ({
  line: {mark, label, text, tone},
  labelWidth,
  isListed,
}: {
  readonly line: ReviewLine;
  readonly labelWidth: number;
  readonly isListed: boolean;
}) => {
  const theme = useTheme();
  const color = tone === 'failure' ? theme.failure : undefined;
  return (
    <Text wrap="truncate">
      {isListed ? (
        <Text bold={mark === 'FAIL' || mark === 'warn'} color={color}>
          {` ${mark.padEnd(MARK_WIDTH)}`}
        </Text>
      ) : (
        ' '
      )}
      {isListed ? <Text dimColor>{label.padEnd(labelWidth)}</Text> : ''}
      <Text color={isListed ? undefined : color} dimColor={tone === 'quiet'}>
        {text}
      </Text>
    </Text>
  );
};

/** Columns that the rule needs around its text. */
const RULE_ENDS = 6;

/** What there is to say, and which lines are visible if not all are. */
const statusText = (state: State, scroll: number, count: number): string | undefined => {
  const {bodyRows, columns} = layout(state);
  const status = reviewStatus(state)?.text;
  if (count <= bodyRows) return status;
  const from = Math.min(scroll, Math.max(0, count - bodyRows));
  const to = Math.min(count, from + bodyRows);
  const wordings = [`lines ${from + 1} to ${to} of ${count}`, `${from + 1} to ${to} of ${count}`];
  const texts = wordings.map(lines => (status === undefined ? lines : `${status} · ${lines}`));
  return texts.find(text => text.length <= columns - RULE_ENDS) ?? wordings[0];
};

export const ReviewScreen = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'review'>}) => {
  const {submission} = state.acting;
  const lines = reviewLines(state);
  if (!submission) return undefined;
  const {label} = reviewIndent(submission, layout(state).columns);
  return (
    <>
      <Text bold wrap="truncate">{` ${reviewTitle(state)}`}</Text>
      <ScreenBody
        state={state}
        scroll={overlay.scroll}
        count={lines.length}
        text={statusText(state, overlay.scroll, lines.length)}
      >
        {(from, to) =>
          withKeys(lines.slice(from, to)).map(({key, line}) => (
            <Line key={key} line={line} labelWidth={label} isListed={line.isListed} />
          ))
        }
      </ScreenBody>
    </>
  );
};
