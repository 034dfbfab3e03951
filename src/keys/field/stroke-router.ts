/** Whether a stroke is for a command, which is dispatched at once, or for a field, which may not be ready for it yet. */
import type {Stroke} from '../input/stroke.ts';
import type {AttachedFields} from './attached-fields.ts';

/** The field that gets the keys. */
export interface FocusedField {
  readonly id: string;
  readonly kind: 'text' | 'select';
  /** For a text field, exactly the `value` that its component gets. */
  readonly value: string;
  /** Whether a key of this name is a command here. */
  isCommand(name: string): boolean;
}

type Route = 'dispatch' | 'hold' | 'drop' | 'feed';

interface StrokeRouter {
  routeOf(stroke: Stroke, field: FocusedField | undefined): Route;
  /** The input of field `id` has a new value, which the state has not confirmed yet. */
  awaitValue(id: string): void;
  /** A field was attached or detached. */
  fieldChanged(): void;
  /** The wait for `field` was in vain. */
  giveUp(field: FocusedField | undefined): void;
}

export const createStrokeRouter = (fields: AttachedFields): StrokeRouter => {
  let unconfirmed: string | undefined;
  /** The field that did not appear in time. What is typed for it is dropped until it does. */
  let absent: string | undefined;

  return {
    routeOf(stroke, field) {
      if (!field || stroke.kind === 'focus') return 'dispatch';
      const line = fields.line(field.id);
      const isCurrent = field.kind === 'select' || line?.value === field.value;
      if (isCurrent || !line || unconfirmed !== field.id) unconfirmed = undefined;
      // A command such as enter acts on the state, which must have what was typed before.
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
      // The field is there, but the state refused or changed what was typed, so its input starts again from the state's value.
      if (field && fields.line(field.id)) fields.reset(field.id);
      else absent = field?.id;
    },
  };
};
