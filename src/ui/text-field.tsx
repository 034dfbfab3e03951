/** One line of text that a person edits: ink-text-input, fed by the input feed and kept to one line of a fixed width. */
import {Box, Text} from 'ink';
import TextInput from 'ink-text-input';
import {type ReactElement, useEffect, useState, useSyncExternalStore} from 'react';
import {borderAfter, graphemes} from '../keys/graphemes.ts';
import type {FieldFeed} from '../keys/input-feed.ts';
import {hiddenColumns} from './field-window.ts';

export interface TextFieldProps {
  /** The id that the feed knows the field by. */
  readonly id: string;
  readonly value: string;
  /** Called once for each stroke that changes the text. */
  readonly onChange: (value: string) => void;
  readonly feed: FieldFeed;
  /** Columns, the cursor's included. */
  readonly width: number;
  /** What an empty field means; it shows where the field is. */
  readonly placeholder?: string | undefined;
  /** Without focus it is plain text without a cursor. */
  readonly isFocused?: boolean;
}

/** What the input shows, which is ahead of the value in the middle of a stroke; and which input it is. */
interface Draft {
  readonly text: string;
  readonly value: string;
  readonly resets: number;
  readonly input: number;
}

/** `draft` unless the value was replaced by somebody else: then a new input starts from it, its cursor at the end. */
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

/** An input that the feed knows of. Its own effects run after those of the input, which listens by then. */
const FedInput = ({id, text, onEdit, feed}: FedInputProps): ReactElement => {
  const [initial] = useState(text);
  useEffect(() => feed.attach(id, initial), [feed, id, initial]);
  return <TextInput value={text} onChange={onEdit} showCursor />;
};

interface LineProps {
  readonly value: string;
  readonly cursor: number;
}

/** What an empty field means, at the place where it stands without focus: the cursor stands on it. */
const Placeholder = ({text}: {readonly text: string}): ReactElement => {
  const behind = borderAfter(text, 0);
  return (
    <Text>
      <Text inverse>{text.slice(0, behind)}</Text>
      <Text dimColor>{text.slice(behind)}</Text>
    </Text>
  );
};

/** The line with its cursor where ink-text-input misdraws it. */
const Line = ({value, cursor}: LineProps): ReactElement => {
  const behind = borderAfter(value, cursor);
  return (
    <Text>
      {value.slice(0, cursor)}
      <Text inverse>{value.slice(cursor, behind) || ' '}</Text>
      {value.slice(behind)}
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
  const place = Math.min(cursor ?? line.value.length, line.value.length);
  const hidden = hiddenColumns({...line, cursor: place});
  return (
    <Box width={width} height={1} overflow="hidden">
      <Box marginLeft={-hidden} width={2 * draft.text.length + width} flexShrink={0}>
        <Box display={isOwnDrawing || hint ? 'none' : 'flex'} flexShrink={0}>
          <FedInput key={draft.input} id={id} text={draft.text} onEdit={edit} feed={feed} />
        </Box>
        {isOwnDrawing ? <Line value={value} cursor={place} /> : null}
        {hint ? <Placeholder text={hint} /> : null}
      </Box>
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
