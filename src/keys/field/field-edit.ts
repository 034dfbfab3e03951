/** What a stroke means in a field, as pieces of input that ink-text-input and ink-select-input handle correctly. */
import {boundaryAfter, boundaryBefore} from '../../core/text/graphemes.ts';
import type {Stroke} from '../input/stroke.ts';

/** The text of a field and the position of its cursor, in UTF-16 code units as ink-text-input counts. */
export interface Line {
  readonly value: string;
  readonly cursor: number;
}

/** `pieces` are to be read one per turn of the event loop; `cursor` is its position after them. */
export interface Edit {
  readonly pieces: readonly string[];
  readonly cursor: number;
}

/** In UTF-16 code units. Longer than any value that the API takes, and short enough for the cursor to cross at once. */
const LONGEST_VALUE = 2048;

const LEFT = '\x1b[D';
const RIGHT = '\x1b[C';
const BACKSPACE = '\x7f';
const NOTHING: readonly string[] = [];

const repeated = (piece: string, count: number): readonly string[] => Array.from({length: count}, () => piece);

// ink-text-input moves its cursor past both ends, and then inserts in the wrong place (test: left at 0 then typing).
const moveTo =
  (target: (line: Line) => number) =>
  (line: Line): Edit => {
    const cursor = target(line);
    const distance = cursor - line.cursor;
    return {pieces: repeated(distance < 0 ? LEFT : RIGHT, Math.abs(distance)), cursor};
  };

// Its delete key is a backspace too, so the cursor first crosses what is deleted (test: delete an emoji).
const deleteTo =
  (target: (line: Line) => number) =>
  (line: Line): Edit => {
    const distance = target(line) - line.cursor;
    const crossing = repeated(RIGHT, Math.max(0, distance));
    return {
      pieces: [...crossing, ...repeated(BACKSPACE, Math.abs(distance))],
      cursor: line.cursor + Math.min(0, distance),
    };
  };

const start = () => 0;
const end = ({value}: Line) => value.length;
const previous = ({value, cursor}: Line) => boundaryBefore(value, cursor);
const next = ({value, cursor}: Line) => boundaryAfter(value, cursor);

/** The start of the text before the cursor that matches `word`. */
const wordStart =
  (word: RegExp) =>
  ({value, cursor}: Line): number => {
    const before = value.slice(0, cursor);
    return word.exec(before)?.index ?? 0;
  };
const wordEnd = ({value, cursor}: Line): number =>
  cursor + (/^[^\p{L}\p{N}]*[\p{L}\p{N}\p{M}]*/u.exec(value.slice(cursor))?.[0].length ?? 0);

const LETTERS_BEFORE = /[\p{L}\p{N}\p{M}]*[^\p{L}\p{N}\p{M}]*$/u;
const NON_SPACES_BEFORE = /\S*\s*$/;

type EditOf = (line: Line) => Edit;

/** The keys of a text field, what they do, and the edit. The help shows the same table. */
const EDIT_TABLE: readonly (readonly [keys: readonly string[], title: string, edit: EditOf])[] = [
  [['left', 'ctrl-b'], 'character left', moveTo(previous)],
  [['right', 'ctrl-f'], 'character right', moveTo(next)],
  [['ctrl-a', 'home'], 'start of line', moveTo(start)],
  [['ctrl-e', 'end'], 'end of line', moveTo(end)],
  [['alt-b', 'alt-left', 'ctrl-left'], 'word left', moveTo(wordStart(LETTERS_BEFORE))],
  [['alt-f', 'alt-right', 'ctrl-right'], 'word right', moveTo(wordEnd)],
  [['backspace'], 'delete left', deleteTo(previous)],
  [['delete', 'ctrl-d'], 'delete right', deleteTo(next)],
  [['ctrl-u'], 'delete to start', deleteTo(start)],
  [['ctrl-k'], 'delete to end', deleteTo(end)],
  [['ctrl-w'], 'delete word left', deleteTo(wordStart(NON_SPACES_BEFORE))],
  [['alt-backspace'], 'delete part of a word left', deleteTo(wordStart(LETTERS_BEFORE))],
  [['alt-d'], 'delete word right', deleteTo(wordEnd)],
];

const EDITS: ReadonlyMap<string, EditOf> = new Map(
  EDIT_TABLE.flatMap(([keys, , edit]) => keys.map(key => [key, edit] as const)),
);

/** The keys of a text field for the help. */
export const FIELD_KEYS: readonly (readonly [keys: readonly string[], title: string])[] = EDIT_TABLE.map(
  ([keys, title]) => [keys, title],
);

/** As much of `text` as fits, cut at the boundary of a character. */
const fitting = (text: string, room: number): string =>
  text.length <= room ? text : text.slice(0, boundaryBefore(text, room + 1));

/** `stroke` in a text field; no pieces if it means nothing there. */
export const editText = (stroke: Stroke, line: Line): Edit => {
  const edit = stroke.kind === 'key' ? EDITS.get(stroke.name) : undefined;
  if (edit) return edit(line);
  const text = stroke.kind === 'focus' ? undefined : stroke.text;
  const piece = fitting(text ?? '', LONGEST_VALUE - line.value.length);
  return {pieces: piece === '' ? NOTHING : [piece], cursor: line.cursor + piece.length};
};

const CHOICES: ReadonlyMap<string, string> = new Map([
  ['k', '\x1b[A'],
  ['j', '\x1b[B'],
  ['up', '\x1b[A'],
  ['down', '\x1b[B'],
]);

/** The keys that choose in a selection. */
export const CHOICE_KEYS: readonly string[] = [...CHOICES.keys()];

/** `stroke` in a select field: one choice up or down, or nothing. */
export const editChoice = (stroke: Stroke): Edit => {
  const piece = stroke.kind === 'key' ? CHOICES.get(stroke.name) : undefined;
  return {pieces: piece === undefined ? NOTHING : [piece], cursor: 0};
};
