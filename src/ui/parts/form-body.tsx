/** The fields of a form: each with its label and its value, and what is wrong with it; and what the focused one means. */
import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {layout} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {plural} from '../../core/text/format.ts';
import {wrapTo} from '../../core/text/wrap.ts';
import type {FieldFeed} from '../../keys/field/input-feed.ts';
import {SelectField} from '../fields/select-field.tsx';
import {TextField} from '../fields/text-field.tsx';
import {ScreenRule} from './screen-rule.tsx';
import {useTheme} from './theme.ts';
import {withKeys} from './with-keys.ts';

const LABEL_WIDTH = 18;
const EXPLANATION_ROWS = 2;
/** From this width on, a problem stands under the value, not under the label. */
const WIDE_FROM = 60;

interface BodyField {
  readonly id: string;
  /** In the feed of keys. */
  readonly inputId: string;
  readonly label: string;
  readonly value: string;
  /** Absent: it is a text. */
  readonly choices?: readonly string[] | undefined;
  readonly placeholder?: string | undefined;
  readonly explanation: string;
  readonly problem?: string | undefined;
}

interface FormBodyProps {
  readonly state: State;
  readonly title: string;
  readonly fields: readonly BodyField[];
  readonly focused: string;
  readonly feed: FieldFeed;
  readonly onEdit: (field: string, value: string) => void;
  /** What the rule says instead of how many fields are left out. */
  readonly status?: {readonly text: string; readonly isFailure?: boolean} | undefined;
  /** Stands right below the fields, in `belowRows` rows. */
  readonly below?: ReactNode;
  readonly belowRows?: number;
  /** A low window may need the rows of the explanation. */
  readonly hasExplanation?: boolean;
  /** Columns that a value has at most. */
  readonly valueWidth?: number;
}

interface FieldProps extends FormBodyProps {
  readonly field: BodyField;
  readonly isCompact: boolean;
  /** What is wrong with the value, in lines. */
  readonly problem: readonly string[];
}

const VALUE_WIDTH = 66;

const Value = ({field, isCompact, focused, state, feed, onEdit, valueWidth = VALUE_WIDTH}: FieldProps) => {
  const {id, inputId, value, choices, placeholder} = field;
  const isFocused = focused === id;
  const common = {id: inputId, value, isFocused, feed, onChange: (text: string) => onEdit(id, text)};
  return choices ? (
    <SelectField
      {...common}
      items={choices.map(each => ({label: each, value: each}))}
      limit={isCompact ? 1 : undefined}
    />
  ) : (
    <Box paddingLeft={2}>
      <TextField
        {...common}
        placeholder={placeholder}
        width={Math.min(valueWidth, layout(state).columns - LABEL_WIDTH - 6)}
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
  const {field, focused, problem, state} = props;
  const theme = useTheme();
  const isFocused = focused === field.id;
  const isWrong = problem.length > 0;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Box flexShrink={0}>
        <Box width={LABEL_WIDTH} flexShrink={0}>
          <Text bold={isFocused} color={isWrong ? theme.failure : undefined}>
            {`${isFocused ? '>' : ' '}${isWrong ? '!' : ' '}${field.label}`}
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
  readonly fields: readonly BodyField[];
  readonly problems: ReadonlyMap<string, readonly string[]>;
}

/** A low window shows one row for each choice, and the fields around the focused one. */
const layoutOf = ({state, fields, focused}: FormBodyProps, rows: number): FormLayout => {
  const {columns} = layout(state);
  const width = columns - indentOf(columns) - 1;
  const size = {width, rows: Math.max(1, Math.min(3, rows - 1))};
  const problems = new Map(
    fields.map(({id, problem}) => [id, problem === undefined ? [] : wrapTo(problem, size, state.settings.widthOf)]),
  );
  const heightOf = ({id, choices}: BodyField, isCompact: boolean): number =>
    (isCompact ? 1 : (choices?.length ?? 1)) + (problems.get(id)?.length ?? 0);
  const isCompact = fields.reduce((sum, field) => sum + heightOf(field, false), 0) > rows;
  if (!isCompact) return {isCompact, fields, problems};
  const index = fields.findIndex(({id}) => id === focused);
  const around = [...fields.slice(0, index + 1).reverse(), ...fields.slice(index + 1)];
  let free = rows;
  const firstHidden = around.findIndex(field => {
    free -= heightOf(field, true);
    return free < 0;
  });
  const shown = firstHidden < 0 ? around : around.slice(0, firstHidden);
  return {isCompact, fields: fields.filter(field => shown.includes(field)), problems};
};

/** How many fields a low window leaves out. */
const hiddenText = (all: readonly BodyField[], {fields, problems}: FormLayout): string | undefined => {
  const hidden = all.filter(field => !fields.includes(field));
  if (hidden.length === 0) return undefined;
  const invalid = hidden.filter(({id}) => (problems.get(id)?.length ?? 0) > 0).length;
  return `… ${plural(hidden.length, 'more field')}${invalid > 0 ? `, ${invalid} invalid` : ''}`;
};

export const FormBody = (props: FormBodyProps) => {
  const {state, title, fields, focused, status, below, belowRows = 0, hasExplanation = true} = props;
  const {columns} = layout(state);
  const explanationRows = hasExplanation ? EXPLANATION_ROWS : 0;
  const rows = Math.max(fields.length > 0 ? 1 : 0, layout(state).bodyRows - explanationRows - belowRows);
  const shown = layoutOf(props, rows);
  const size = {width: columns - 2, rows: explanationRows};
  const {explanation = ''} = fields.find(({id}) => id === focused) ?? {};
  return (
    <>
      <Text bold wrap="truncate">{` ${title}`}</Text>
      <ScreenRule state={state} {...(status ?? {text: hiddenText(fields, shown)})} />
      <Box flexDirection="column" height={rows + belowRows} width={columns} overflow="hidden">
        {shown.fields.map(field => (
          <Field
            key={field.id}
            {...props}
            field={field}
            isCompact={shown.isCompact}
            problem={shown.problems.get(field.id) ?? []}
          />
        ))}
        {below}
      </Box>
      <Box flexDirection="column" height={explanationRows} width={columns} paddingX={1}>
        {withKeys(explanationRows > 0 ? wrapTo(explanation, size, state.settings.widthOf) : []).map(({key, line}) => (
          <Text key={key} dimColor wrap="truncate">
            {line}
          </Text>
        ))}
      </Box>
    </>
  );
};
