/** A form of the part that acts: its fields, and below them what AWS has said and the command that does the same. */
import {Box, Text} from 'ink';
import type {FormNote} from '../../core/acting/forms/form-rules.ts';
import {rulesOf} from '../../core/acting/forms/forms.ts';
import {layout} from '../../core/state/select.ts';
import type {OverlayOf, State} from '../../core/state/state.ts';
import {breakHard, cutLines, wrap} from '../../core/text/wrap.ts';
import type {FieldFeed} from '../../keys/field/input-feed.ts';
import {inputFieldId} from '../../keys/keymap/focused-field.ts';
import {FormBody} from '../parts/form-body.tsx';
import {useTheme} from '../parts/theme.ts';
import {withKeys} from '../parts/with-keys.ts';

export interface FormScreenProps {
  readonly state: State;
  readonly overlay: OverlayOf<'form'>;
  readonly feed: FieldFeed;
  readonly onEdit: (field: string, value: string) => void;
}

interface NoteLine {
  readonly text: string;
  readonly tone: FormNote['tone'];
}

/** Rows that the fields and the explanation keep. */
const FIELD_ROWS = 4;
/** In a lower window, the command needs the rows of the explanation. */
const LOW_BELOW = 12;

const isLow = (state: State): boolean => layout(state).bodyRows < LOW_BELOW;

/** The focused field, and what is wrong with it. */
const fieldRows = (state: State, overlay: OverlayOf<'form'>): number => {
  if (!isLow(state)) return FIELD_ROWS;
  if (rulesOf(overlay).fields(state, overlay).length === 0) return 0;
  return 1 + (Object.values(overlay.problems).some(problem => problem !== undefined) ? 1 : 0);
};

type Break = typeof wrap;

/**
 * A paragraph each, with an empty line before it if there is room. If there is not enough, the command is broken at any character:
 * it has to be in view as a whole.
 */
const noteLines = (state: State, overlay: OverlayOf<'form'>, notes: readonly FormNote[]): readonly NoteLine[] => {
  const {columns, bodyRows} = layout(state);
  const {widthOf} = state.settings;
  const rows = Math.max(0, bodyRows - fieldRows(state, overlay));
  const size = {width: columns - 2, rows};
  const blocks = (breakCommand: Break): readonly (readonly NoteLine[])[] => {
    const command = rulesOf(overlay).command?.(state, overlay);
    return notes.map(({text, tone}) =>
      (text === command ? breakCommand : wrap)(text, size.width, widthOf).map(
        (line, i): NoteLine => ({text: line, tone: tone === 'failure' && i > 0 ? undefined : tone}),
      ),
    );
  };
  const wrapped = blocks(wrap);
  const spaced = wrapped.flatMap(block => [{text: '', tone: undefined}, ...block]);
  if (spaced.length <= rows) return spaced;
  const lines = wrapped.flat().length <= rows ? wrapped.flat() : blocks(breakHard).flat();
  if (lines.length <= rows) return lines;
  const texts = cutLines(
    lines.map(({text}) => text),
    size,
    widthOf,
  );
  return texts.map((text, i) => ({text, tone: lines[i]?.tone}));
};

const Notes = ({lines}: {readonly lines: readonly NoteLine[]}) => {
  const theme = useTheme();
  return (
    <Box flexDirection="column" height={lines.length} paddingX={1} flexShrink={0}>
      {withKeys(lines).map(({key, line: {text, tone}}) => (
        <Text
          key={key}
          color={tone === 'failure' ? theme.failure : undefined}
          dimColor={tone === 'quiet'}
          wrap="truncate"
        >
          {text || ' '}
        </Text>
      ))}
    </Box>
  );
};

export const FormScreen = ({state, overlay, feed, onEdit}: FormScreenProps) => {
  const rules = rulesOf(overlay);
  const lines = noteLines(state, overlay, rules.notes?.(state, overlay) ?? []);
  return (
    <FormBody
      state={state}
      title={rules.title(state, overlay)}
      feed={feed}
      focused={overlay.focused}
      onEdit={onEdit}
      fields={rules.fields(state, overlay).map(field => ({
        ...field,
        inputId: inputFieldId(field.id),
        value: overlay.values[field.id] ?? '',
        problem: overlay.problems[field.id],
      }))}
      below={<Notes lines={lines} />}
      belowRows={lines.length}
      hasExplanation={lines.length === 0 || !isLow(state)}
      valueWidth={layout(state).columns}
    />
  );
};
