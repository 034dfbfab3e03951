/** One choice out of a few: ink-select-input with input from the feed, and without its colours. */
import {Box, Text} from 'ink';
import SelectInput from 'ink-select-input';
import {type ReactElement, useEffect, useState} from 'react';
import type {FieldFeed} from '../../keys/field/input-feed.ts';

interface SelectItem {
  readonly label: string;
  readonly value: string;
}

interface SelectFieldProps {
  /** The field's id in the feed. */
  readonly id: string;
  readonly items: readonly SelectItem[];
  readonly value: string;
  /** Called with the value of each item that becomes the choice. */
  readonly onChange: (value: string) => void;
  readonly isFocused: boolean;
  /** How many items are visible; absent: all. */
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

/** What was chosen here, the value from outside, and the number of the input. */
interface Choice {
  readonly chosen: string;
  readonly value: string;
  readonly input: number;
}

/** `choice`, unless the value was replaced from outside: then a new input starts from that. */
const currentChoice = (choice: Choice, value: string): Choice => {
  if (value === choice.value) return choice;
  if (value === choice.chosen) return {...choice, value};
  return {chosen: value, value, input: choice.input + 1};
};

/** As many lines as it has items, or `limit`. Up and down wrap around. */
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
