/** Whose a stroke is: a command's, which is dispatched at once, or a field's, which waits until the field can take it. */
import type {AttachedFields} from './attached-fields.ts';
import type {Stroke} from './stroke.ts';

/** The field that owns the keyboard. */
export interface FocusedField {
  readonly id: string;
  readonly kind: 'text' | 'select';
  /** Of a text field: exactly the `value` that its component is given. */
  readonly value: string;
  /** Whether a key of this name is a command here, not the field's. */
  isCommand(name: string): boolean;
}

export type Route = 'dispatch' | 'hold' | 'drop' | 'feed';

export interface StrokeRouter {
  routeOf(stroke: Stroke, field: FocusedField | undefined): Route;
  /** The input of field `id` has a new value, which the state has yet to confirm. */
  awaitValue(id: string): void;
  /** A field has come or gone. */
  fieldChanged(): void;
  /** What `field` was waited for has not happened. */
  giveUp(field: FocusedField | undefined): void;
}

export const createStrokeRouter = (fields: AttachedFields): StrokeRouter => {
  let unconfirmed: string | undefined;
  /** The field that did not come in time: what is typed for it is dropped until it does. */
  let absent: string | undefined;

  return {
    routeOf(stroke, field) {
      if (!field || stroke.kind === 'focus') return 'dispatch';
      const line = fields.line(field.id);
      const isCurrent = field.kind === 'select' || line?.value === field.value;
      if (isCurrent || !line || unconfirmed !== field.id) unconfirmed = undefined;
      // A command such as enter works on the state: what was typed before it has to be there.
      const isCommand = stroke.kind === 'key' && field.isCommand(stroke.name);
      if (isCommand) return unconfirmed === undefined ? 'dispatch' : 'hold';
      if (!line) return absent === field.id ? 'drop' : 'hold';
      return isCurrent ? 'feed' : 'hold';
    },
    awaitValue(id) {
      unconfirmed = id;
    },
    fieldChanged() {
      absent = undefined;
    },
    giveUp(field) {
      unconfirmed = undefined;
      // Mounted, but with another value than the state's, which refused or changed what was typed: it starts anew.
      if (field && fields.line(field.id)) fields.reset(field.id);
      else absent = field?.id;
    },
  };
};
