/** The filter form: every input of the query at once, each problem at its field. */
import {Box, Text} from 'ink';
import {layout} from '../core/select.ts';
import {FORM_FIELDS, type FormField, type OverlayOf, type State} from '../core/state.ts';
import {FORM_CHOICES} from '../core/update-filters.ts';
import {wrap} from '../core/wrap.ts';
import {formFieldId} from '../keys/field-in-force.ts';
import type {FieldFeed} from '../keys/input-feed.ts';
import {Rule} from './line.tsx';
import {placed} from './placed.ts';
import {SelectField} from './select-field.tsx';
import {TextField} from './text-field.tsx';
import {useTheme} from './theme.ts';

const LABELS: Readonly<Record<FormField, string>> = {
  status: 'Status',
  name: 'Name contains',
  after: 'Created after',
  before: 'Created before',
  order: 'Order',
  sortBy: 'Sort by',
  pageSize: 'Page size',
};

const WHEN =
  'A date, or time ago: today, yesterday, 2026-11-01, 2026-11-01 14:00, 2026-11-01T12:00Z, 90m, 36h, 7d, 4w.';

const EXPLANATIONS: Readonly<Record<FormField, string>> = {
  status: 'Jobs with this status only.',
  name: 'Jobs whose name holds this text; case counts.',
  after: WHEN,
  before: WHEN,
  order: 'Descending shows the newest first, Ascending the oldest.',
  sortBy: 'The API sorts by nothing else.',
  pageSize: 'Jobs asked for at a time, 1 to 1000.',
};

const LABEL_WIDTH = 18;
const EXPLANATION_ROWS = 2;
const CHOICES = Object.values(FORM_CHOICES).reduce((sum, choices) => sum + choices.length - 1, 0);

export interface FilterFormProps {
  readonly state: State;
  readonly overlay: OverlayOf<'filters'>;
  readonly feed: FieldFeed;
  readonly onEdit: (field: FormField, value: string) => void;
}

interface FieldProps extends FilterFormProps {
  readonly field: FormField;
  readonly isCompact: boolean;
}

const Value = ({field, isCompact, overlay, state, feed, onEdit}: FieldProps) => {
  const choices = FORM_CHOICES[field];
  const isFocused = overlay.focused === field;
  const common = {
    id: formFieldId(field),
    value: overlay.values[field],
    isFocused,
    feed,
    onChange: (value: string) => onEdit(field, value),
  };
  return choices ? (
    <SelectField {...common} items={choices.map(value => ({label: value, value}))} limit={isCompact ? 1 : undefined} />
  ) : (
    <Box paddingLeft={2}>
      <TextField {...common} width={Math.min(66, state.size.columns - LABEL_WIDTH - 6)} />
    </Box>
  );
};

const Field = (props: FieldProps) => {
  const {field, overlay} = props;
  const theme = useTheme();
  const isFocused = overlay.focused === field;
  const hasProblem = overlay.problems[field] !== undefined;
  return (
    <Box flexShrink={0}>
      <Box width={LABEL_WIDTH} flexShrink={0}>
        <Text bold={isFocused} color={hasProblem ? theme.failure : undefined}>
          {`${isFocused ? '>' : ' '}${hasProblem ? '!' : ' '}${LABELS[field]}`}
        </Text>
      </Box>
      <Value {...props} />
    </Box>
  );
};

/** Low windows show one row for each field, and the fields around the focused one. */
const shownFields = (focused: FormField, rows: number): readonly FormField[] => {
  const index = FORM_FIELDS.indexOf(focused);
  const first = Math.min(Math.max(0, index - rows + 1), Math.max(0, FORM_FIELDS.length - rows));
  return FORM_FIELDS.slice(first, first + rows);
};

export const FilterForm = (props: FilterFormProps) => {
  const {state, overlay} = props;
  const theme = useTheme();
  const {columns} = state.size;
  const {bodyRows} = layout(state);
  const rows = bodyRows - EXPLANATION_ROWS;
  const isCompact = rows < FORM_FIELDS.length + CHOICES + 1;
  const problem = overlay.problems[overlay.focused];
  const lines = wrap(problem ?? EXPLANATIONS[overlay.focused], columns - 2, state.settings.widthOf).slice(
    0,
    EXPLANATION_ROWS,
  );
  return (
    <>
      <Text bold> Filters</Text>
      <Rule width={columns} />
      <Box flexDirection="column" height={rows} width={columns} overflow="hidden">
        {shownFields(overlay.focused, rows).map(field => (
          <Field key={field} {...props} field={field} isCompact={isCompact} />
        ))}
      </Box>
      <Box flexDirection="column" height={EXPLANATION_ROWS} width={columns} paddingX={1}>
        {placed(lines).map(({place, line}) => (
          <Text
            key={place}
            color={problem === undefined ? undefined : theme.failure}
            dimColor={problem === undefined}
            wrap="truncate"
          >
            {line}
          </Text>
        ))}
      </Box>
    </>
  );
};
