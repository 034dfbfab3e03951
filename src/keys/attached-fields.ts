/** The fields that are on the screen: the value and cursor that each one's input has, which it keeps to itself. */
import type {Line} from './field-edit.ts';

/** What a field component needs of the feed. */
export interface FieldFeed {
  /**
   * The field's input is mounted with `value`, its cursor behind it, and hears what the feed says: call it in an
   * effect, whose cleanup is the function returned. A new input for the same id attaches anew.
   */
  attach(id: string, value: string): () => void;
  /** The field's input made this of what it heard. True where the stroke is complete, and the value worth telling. */
  edited(id: string, value: string): boolean;
  /** Where the cursor stands, in UTF-16 code units; undefined before the field is attached. */
  cursor(id: string): number | undefined;
  /** Counts the times that the field's input has to be replaced by one that starts from the field's value. */
  resets(id: string): number;
  /** `listener` is called when a cursor or a count of resets has changed. */
  subscribe(listener: () => void): () => void;
}

export interface AttachedFields {
  attach(id: string, value: string): () => void;
  line(id: string): Line | undefined;
  setLine(id: string, line: Line): void;
  resets(id: string): number;
  /** The input no longer agrees with the field's value. */
  reset(id: string): void;
  subscribe(listener: () => void): () => void;
}

/** `onChange` is called with a field's id when its input has come or gone. */
export const createAttachedFields = (onChange: (id: string) => void): AttachedFields => {
  const lines = new Map<string, Line>();
  const owners = new Map<string, object>();
  const resets = new Map<string, number>();
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };
  const setLine = (id: string, line: Line) => {
    const isMoved = lines.get(id)?.cursor !== line.cursor;
    lines.set(id, line);
    if (isMoved) notify();
  };
  return {
    attach(id, value) {
      const owner = {};
      owners.set(id, owner);
      setLine(id, {value, cursor: value.length});
      onChange(id);
      return () => {
        // Where one input replaces another, the old one may leave after the new one came.
        if (owners.get(id) !== owner) return;
        owners.delete(id);
        lines.delete(id);
        onChange(id);
      };
    },
    line: id => lines.get(id),
    setLine,
    resets: id => resets.get(id) ?? 0,
    reset(id) {
      lines.delete(id);
      resets.set(id, (resets.get(id) ?? 0) + 1);
      notify();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
