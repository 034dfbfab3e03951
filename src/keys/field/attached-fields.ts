/** The fields on the screen, with the value and cursor of each one's input. The input packages do not tell their cursor. */
import type {Line} from './field-edit.ts';

/** What a field component needs of the feed. */
export interface FieldFeed {
  /**
   * Call it in an effect when the field's input is mounted with `value`, the cursor at its end, and reads what the feed
   * writes. The returned function is the cleanup. A new input for the same id attaches again.
   */
  attach(id: string, value: string): () => void;
  /** The field's input has a new value. True if the stroke is complete, so that the value can be reported. */
  edited(id: string, value: string): boolean;
  /** The position of the cursor in UTF-16 code units; undefined before the field is attached. */
  cursor(id: string): number | undefined;
  /** How often the field's input had to be replaced by one that starts from the field's value. */
  resets(id: string): number;
  /** Calls `listener` when a cursor or a count of resets has changed. */
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

/** `onChange` gets the id of a field whose input was attached or detached. */
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
        // If one input replaces another, the old one may be unmounted after the new one was mounted.
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
