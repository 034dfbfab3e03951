/** A form for a screen reader: the focused field, then the rest in sentences that are never cut. */
import {Box, Text} from 'ink';
import {formReading} from '../../core/acting/forms/form-reader.ts';
import {SPOKEN_WIDTH} from '../../core/screens/shared/reader.ts';
import {inputFieldId} from '../../keys/keymap/focused-field.ts';
import {SelectField} from '../fields/select-field.tsx';
import {TextField} from '../fields/text-field.tsx';
import {withKeys} from '../parts/with-keys.ts';
import type {FormScreenProps} from './form-screen.tsx';

export const ReaderForm = ({state, overlay, feed, onEdit}: FormScreenProps) => {
  const {focused, lines} = formReading(state, overlay);
  const field = focused && {
    id: inputFieldId(focused.field.id),
    value: overlay.values[focused.field.id] ?? '',
    isFocused: true,
    feed,
    onChange: (text: string) => onEdit(focused.field.id, text),
  };
  return (
    <Box flexDirection="column">
      {focused && field ? (
        <Box>
          <Text>{focused.label}</Text>
          {focused.field.choices ? (
            <SelectField {...field} items={focused.field.choices.map(each => ({label: each, value: each}))} limit={1} />
          ) : (
            <TextField key={field.id} {...field} width={SPOKEN_WIDTH} />
          )}
        </Box>
      ) : undefined}
      {withKeys(lines).map(({key, line}) => (
        <Text key={key}>{line}</Text>
      ))}
    </Box>
  );
};
