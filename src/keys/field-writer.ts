/** Types into fields: the pieces of an edit, one per turn of the event loop, so that React has drawn each before the next. */
import type {AttachedFields} from './attached-fields.ts';
import type {Edit, Line} from './field-edit.ts';

export interface FieldWriterOptions {
  readonly fields: AttachedFields;
  /** The id of the field in force. */
  readonly ownerId: () => string | undefined;
  readonly say: (piece: string) => void;
  /** Called a turn after the last piece, or a turn after `wake`. */
  readonly onIdle: () => void;
}

export interface FieldWriter {
  isBusy(): boolean;
  begin(id: string, edit: Edit): void;
  /** The field's input has now `value`. Whether that is the end of the stroke. */
  edited(id: string, value: string): boolean;
  /** Another input stands in the field's place: the rest of an edit is not for it. */
  replaced(id: string): void;
  /** Calls onIdle in the next turn, or when the work is done. */
  wake(): void;
  stop(): void;
}

interface Work {
  readonly id: string;
  readonly pieces: string[];
  readonly cursor: number;
}

export const createFieldWriter = ({fields, ownerId, say, onIdle}: FieldWriterOptions): FieldWriter => {
  let work: Work | undefined;
  let turn: NodeJS.Immediate | undefined;

  const wake = () => {
    turn ??= setImmediate(() => {
      turn = undefined;
      if (work) advance(work);
      if (!work) onIdle();
    });
  };
  const sayNext = ({id, pieces, cursor}: Work, line: Line) => {
    const piece = pieces.shift() ?? '';
    // Together with the last piece, so that one render shows both.
    if (pieces.length === 0) fields.setLine(id, {...line, cursor});
    say(piece);
    wake();
  };
  const advance = (current: Work) => {
    const line = fields.line(current.id);
    const isDone = current.pieces.length === 0;
    if (!isDone && line && ownerId() === current.id) return sayNext(current, line);
    work = undefined;
    // Left in the middle: nobody knows where its cursor stands.
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
