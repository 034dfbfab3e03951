/** The filter form: every input of the query, and each problem at its field. */
import {Box, Text} from 'ink';
import {QUERY_FIELD_IDS, QUERY_FIELDS, type QueryFieldId} from '../../../core/jobs/query-fields.ts';
import {layout} from '../../../core/state/select.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {plural} from '../../../core/text/format.ts';
import {wrapTo} from '../../../core/text/wrap.ts';
import type {FieldFeed} from '../../../keys/field/input-feed.ts';
import {formFieldId} from '../../../keys/keymap/focused-field.ts';
import {SelectField} from '../../fields/select-field.tsx';
import {TextField} from '../../fields/text-field.tsx';
import {ScreenRule} from '../../parts/screen-rule.tsx';
import {useTheme} from '../../parts/theme.ts';
import {withKeys} from '../../parts/with-keys.ts';

const LABEL_WIDTH = 18;
const EXPLANATION_ROWS = 2;
/** From this width on, a problem stands under the value, not under the label. */
const WIDE_FROM = 60;

interface FilterFormProps {
  readonly state: State;
  readonly overlay: OverlayOf<'filters'>;
  readonly feed: FieldFeed;
  readonly onEdit: (field: QueryFieldId, value: string) => void;
}

interface FieldProps extends FilterFormProps {
  readonly field: QueryFieldId;
  readonly isCompact: boolean;
  /** What is wrong with the value, in lines. */
  readonly problem: readonly string[];
}

const Value = ({field, isCompact, overlay, state, feed, onEdit}: FieldProps) => {
  const {choices, form} = QUERY_FIELDS[field];
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
      <TextField
        {...common}
        placeholder={form.placeholder}
        width={Math.min(66, layout(state).columns - LABEL_WIDTH - 6)}
      />
    </Box>
  );
};

const indentOf = (columns: number): number => (columns < WIDE_FROM ? 2 : LABEL_WIDTH + 2);

const Problem = ({lines, columns}: {readonly lines: readonly string[]; readonly columns: number}) => {
  const theme = useTheme();
  return withKeys(lines).map(({key, line}) => (
    <Text key={key} color={key === 0 ? theme.failure : undefined} wrap="truncate">
      {' '.repeat(indentOf(columns)) + line}
    </Text>
  ));
};

const Field = (props: FieldProps) => {
  const {field, overlay, problem, state} = props;
  const theme = useTheme();
  const isFocused = overlay.focused === field;
  const isWrong = problem.length > 0;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Box flexShrink={0}>
        <Box width={LABEL_WIDTH} flexShrink={0}>
          <Text bold={isFocused} color={isWrong ? theme.failure : undefined}>
            {`${isFocused ? '>' : ' '}${isWrong ? '!' : ' '}${QUERY_FIELDS[field].form.label}`}
          </Text>
        </Box>
        <Value {...props} />
      </Box>
      <Problem lines={problem} columns={layout(state).columns} />
    </Box>
  );
};

interface FormLayout {
  readonly isCompact: boolean;
  readonly fields: readonly QueryFieldId[];
  readonly problems: ReadonlyMap<QueryFieldId, readonly string[]>;
}

/** A low window shows one row for each choice, and the fields around the focused one. */
const layoutOf = ({state, overlay}: FilterFormProps, rows: number): FormLayout => {
  const {columns} = layout(state);
  const width = columns - indentOf(columns) - 1;
  const problems = new Map(
    QUERY_FIELD_IDS.map(field => {
      const problem = overlay.problems[field];
      const size = {width, rows: Math.max(1, Math.min(3, rows - 1))};
      return [field, problem === undefined ? [] : wrapTo(problem, size, state.settings.widthOf)] as const;
    }),
  );
  const heightOf = (field: QueryFieldId, isCompact: boolean): number =>
    (isCompact ? 1 : (QUERY_FIELDS[field].choices?.length ?? 1)) + (problems.get(field)?.length ?? 0);
  const isCompact = QUERY_FIELD_IDS.reduce((sum, field) => sum + heightOf(field, false), 0) > rows;
  if (!isCompact) return {isCompact, fields: QUERY_FIELD_IDS, problems};
  const index = QUERY_FIELD_IDS.indexOf(overlay.focused);
  const around = [...QUERY_FIELD_IDS.slice(0, index + 1).reverse(), ...QUERY_FIELD_IDS.slice(index + 1)];
  let free = rows;
  const firstHidden = around.findIndex(field => {
    free -= heightOf(field, true);
    return free < 0;
  });
  const shown = firstHidden < 0 ? around : around.slice(0, firstHidden);
  const fields = QUERY_FIELD_IDS.filter(field => shown.includes(field));
  return {isCompact, fields, problems};
};

/** How many fields a low window leaves out. */
const hiddenText = (shown: readonly QueryFieldId[], problems: FormLayout['problems']): string | undefined => {
  const hidden = QUERY_FIELD_IDS.filter(field => !shown.includes(field));
  if (hidden.length === 0) return undefined;
  const invalid = hidden.filter(field => (problems.get(field)?.length ?? 0) > 0).length;
  return `… ${plural(hidden.length, 'more field')}${invalid > 0 ? `, ${invalid} invalid` : ''}`;
};

export const FilterForm = (props: FilterFormProps) => {
  const {state, overlay} = props;
  const {columns} = layout(state);
  const rows = layout(state).bodyRows - EXPLANATION_ROWS;
  const {isCompact, fields, problems} = layoutOf(props, rows);
  const size = {width: columns - 2, rows: EXPLANATION_ROWS};
  const explanation = wrapTo(QUERY_FIELDS[overlay.focused].form.explanation, size, state.settings.widthOf);
  return (
    <>
      <Text bold> Filters</Text>
      <ScreenRule state={state} text={hiddenText(fields, problems)} />
      <Box flexDirection="column" height={rows} width={columns} overflow="hidden">
        {fields.map(field => (
          <Field key={field} {...props} field={field} isCompact={isCompact} problem={problems.get(field) ?? []} />
        ))}
      </Box>
      <Box flexDirection="column" height={EXPLANATION_ROWS} width={columns} paddingX={1}>
        {withKeys(explanation).map(({key, line}) => (
          <Text key={key} dimColor wrap="truncate">
            {line}
          </Text>
        ))}
      </Box>
    </>
  );
};
