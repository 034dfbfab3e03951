/** One choice out of a few: ink-select-input, fed by the input feed, drawn without a colour of its own. */
import {Box, Text} from 'ink';
import SelectInput from 'ink-select-input';
import {type ReactElement, useEffect, useState} from 'react';
import type {FieldFeed} from '../keys/input-feed.ts';

export interface SelectItem {
  readonly label: string;
  readonly value: string;
}

export interface SelectFieldProps {
  /** The id that the feed knows the field by. */
  readonly id: string;
  readonly items: readonly SelectItem[];
  readonly value: string;
  /** Called with the value of each item that the choice moves to. */
  readonly onChange: (value: string) => void;
  readonly isFocused: boolean;
  /** How many items are in sight; all where it is absent. */
  readonly limit?: number | undefined;
  readonly feed: FieldFeed;
}

interface MarkProps {
  readonly isSelected?: boolean;
}

const Indicator = ({isSelected = false}: MarkProps): ReactElement => (
  <Box marginRight={1} flexShrink={0}>
    <Text>{isSelected ? '•' : ' '}</Text>
  </Box>
);

const Item = ({isSelected = false, label}: MarkProps & {readonly label: string}): ReactElement => (
  <Text bold={isSelected} wrap="truncate-end">
    {label}
  </Text>
);

/** What was chosen here, the value as it came from outside, and which input it is. */
interface Choice {
  readonly chosen: string;
  readonly value: string;
  readonly input: number;
}

/** `choice` unless the value was replaced by somebody else: then a new input starts from it. */
const currentChoice = (choice: Choice, value: string): Choice => {
  if (value === choice.value) return choice;
  if (value === choice.chosen) return {...choice, value};
  return {chosen: value, value, input: choice.input + 1};
};

/** As many lines as it has items, or `limit`. Up and down go round. */
export const SelectField = (field: SelectFieldProps): ReactElement => {
  const {id, items, value, onChange, isFocused, limit, feed} = field;
  const [kept, setChoice] = useState<Choice>({chosen: value, value, input: 0});
  const choice = currentChoice(kept, value);
  if (choice !== kept) setChoice(choice);
  useEffect(() => (isFocused ? feed.attach(id, '') : undefined), [feed, id, isFocused]);
  const highlight = (item: SelectItem) => {
    setChoice({...choice, chosen: item.value});
    onChange(item.value);
  };
  return (
    <SelectInput
      key={`${choice.input} ${limit}`}
      items={[...items]}
      initialIndex={Math.max(
        0,
        items.findIndex(item => item.value === value),
      )}
      isFocused={isFocused}
      {...(limit === undefined ? {} : {limit})}
      indicatorComponent={Indicator}
      itemComponent={Item}
      onHighlight={highlight}
    />
  );
};
