/** Writes the pieces of an edit to a field, one per turn of the event loop, so that React has drawn each before the next. */
import type {AttachedFields} from './attached-fields.ts';
import type {Edit, Line} from './field-edit.ts';

interface FieldWriterOptions {
  readonly fields: AttachedFields;
  /** The id of the focused field. */
  readonly ownerId: () => string | undefined;
  readonly write: (piece: string) => void;
  /** Called one turn after the last piece, or after `wake`. */
  readonly onIdle: () => void;
}

interface FieldWriter {
  isBusy(): boolean;
  begin(id: string, edit: Edit): void;
  /** The field's input now has `value`. Returns whether the stroke is complete. */
  edited(id: string, value: string): boolean;
  /** The field has another input now: the rest of an edit is not for it. */
  replaced(id: string): void;
  /** Calls onIdle in the next turn, or after the current edit. */
  wake(): void;
  stop(): void;
}

interface Work {
  readonly id: string;
  readonly pieces: string[];
  readonly cursor: number;
}

export const createFieldWriter = ({fields, ownerId, write, onIdle}: FieldWriterOptions): FieldWriter => {
  let work: Work | undefined;
  let turn: NodeJS.Immediate | undefined;

  const wake = () => {
    turn ??= setImmediate(() => {
      turn = undefined;
      if (work) advance(work);
      if (!work) onIdle();
    });
  };
  const writeNext = ({id, pieces, cursor}: Work, line: Line) => {
    const piece = pieces.shift() ?? '';
    // With the last piece, so that one render shows the text and the cursor.
    if (pieces.length === 0) fields.setLine(id, {...line, cursor});
    write(piece);
    wake();
  };
  const advance = (current: Work) => {
    const line = fields.line(current.id);
    const isDone = current.pieces.length === 0;
    if (!isDone && line && ownerId() === current.id) return writeNext(current, line);
    work = undefined;
    // The edit was interrupted, so the position of its cursor is not known.
    if (!isDone && line) fields.reset(current.id);
  };

  return {
    isBusy: () => work !== undefined,
    begin(id, edit) {
      if (edit.pieces.length === 0) return;
      work = {id, pieces: [...edit.pieces], cursor: edit.cursor};
      advance(work);
    },
    edited(id, value) {
      const line = fields.line(id);
      if (line) fields.setLine(id, {...line, value});
      return work?.id !== id || work.pieces.length === 0;
    },
    replaced(id) {
      if (work?.id === id) work = undefined;
      wake();
    },
    wake,
    stop() {
      work = undefined;
      clearImmediate(turn);
    },
  };
};
