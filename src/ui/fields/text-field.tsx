/** One line of text to edit: ink-text-input with input from the feed, in one line of a fixed width. */
import {Box, Text} from 'ink';
import TextInput from 'ink-text-input';
import {type ReactElement, useEffect, useState, useSyncExternalStore} from 'react';
import stringWidth from 'string-width';
import {boundaryAfter, graphemes} from '../../core/text/graphemes.ts';
import {cut} from '../../core/text/wrap.ts';
import type {FieldFeed} from '../../keys/field/input-feed.ts';
import {clipMarks, hiddenColumns} from './field-window.ts';

interface TextFieldProps {
  /** The field's id in the feed. */
  readonly id: string;
  readonly value: string;
  /** Called once for each stroke that changes the text. */
  readonly onChange: (value: string) => void;
  readonly feed: FieldFeed;
  /** Columns, including the cursor's. */
  readonly width: number;
  /** What an empty field means. It also shows that there is a field. */
  readonly placeholder?: string | undefined;
  /** Without focus, the field is plain text without a cursor. */
  readonly isFocused?: boolean;
}

/** What the input shows, which may be ahead of the value during a stroke, and the number of the input. */
interface Draft {
  readonly text: string;
  readonly value: string;
  readonly resets: number;
  readonly input: number;
}

/** `draft`, unless the value was replaced from outside: then a new input starts from that, with its cursor at the end. */
const currentDraft = (draft: Draft, value: string, resets: number): Draft => {
  if (resets === draft.resets && value === draft.value) return draft;
  if (resets === draft.resets && value === draft.text) return {...draft, value};
  return {text: value, value, resets, input: draft.input + 1};
};

interface FedInputProps {
  readonly id: string;
  readonly text: string;
  readonly onEdit: (text: string) => void;
  readonly feed: FieldFeed;
}

/** An input attached to the feed. Its effect runs after those of the input, which already listens then. */
const FedInput = ({id, text, onEdit, feed}: FedInputProps): ReactElement => {
  const [initial] = useState(text);
  useEffect(() => feed.attach(id, initial), [feed, id, initial]);
  return <TextInput value={text} onChange={onEdit} showCursor />;
};

interface LineProps {
  readonly value: string;
  readonly cursor: number;
}

/** What an empty field means, in the same place as without focus. The cursor is on its first character. */
const Placeholder = ({text}: {readonly text: string}): ReactElement => {
  const end = boundaryAfter(text, 0);
  return (
    <Text>
      <Text inverse>{text.slice(0, end)}</Text>
      <Text dimColor>{text.slice(end)}</Text>
    </Text>
  );
};

/** The line with its cursor, for texts that ink-text-input draws wrong. */
const Line = ({value, cursor}: LineProps): ReactElement => {
  const end = boundaryAfter(value, cursor);
  return (
    <Text>
      {value.slice(0, cursor)}
      <Text inverse>{value.slice(cursor, end) || ' '}</Text>
      {value.slice(end)}
    </Text>
  );
};

// ink-text-input counts its cursor in UTF-16 code units and draws it by code points (test: with an emoji shows …).
const isMisdrawn = (text: string): boolean => graphemes(text).length !== text.length;

const EditedField = ({id, value, onChange, feed, width, placeholder}: TextFieldProps): ReactElement => {
  const cursor = useSyncExternalStore(feed.subscribe, () => feed.cursor(id));
  const resets = useSyncExternalStore(feed.subscribe, () => feed.resets(id));
  const [kept, setDraft] = useState<Draft>({text: value, value, resets, input: 0});
  const draft = currentDraft(kept, value, resets);
  if (draft !== kept) setDraft(draft);

  const edit = (text: string) => {
    setDraft({...draft, text});
    if (feed.edited(id, text)) onChange(text);
  };
  const isOwnDrawing = isMisdrawn(draft.text) || isMisdrawn(value);
  const hint = draft.text === '' && !isOwnDrawing ? placeholder : undefined;
  const line = {value: isOwnDrawing ? value : draft.text, width};
  const position = Math.min(cursor ?? line.value.length, line.value.length);
  const hidden = hiddenColumns({...line, cursor: position});
  return (
    <Box width={width} height={1} overflow="hidden">
      <Box marginLeft={-hidden} width={2 * draft.text.length + width} flexShrink={0}>
        <Box display={isOwnDrawing || hint ? 'none' : 'flex'} flexShrink={0}>
          <FedInput key={draft.input} id={id} text={draft.text} onEdit={edit} feed={feed} />
        </Box>
        {isOwnDrawing ? <Line value={value} cursor={position} /> : null}
        {hint ? <Placeholder text={cut(hint, width, stringWidth)} /> : null}
      </Box>
      {clipMarks(line, hidden).map(({text, left}) => (
        <Box key={left} position="absolute" marginLeft={left}>
          <Text>{text}</Text>
        </Box>
      ))}
    </Box>
  );
};

/** Always one line, `width` columns wide. */
export const TextField = ({isFocused = true, ...field}: TextFieldProps): ReactElement =>
  isFocused ? (
    <EditedField key={field.id} {...field} />
  ) : (
    <Box width={field.width} height={1} overflow="hidden">
      <Text wrap="truncate-end" dimColor={field.value === ''}>
        {field.value || field.placeholder}
      </Text>
    </Box>
  );
