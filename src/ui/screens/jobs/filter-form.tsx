/** The filter form: every input of the query, and each problem at its field. */
import {QUERY_FIELD_IDS, QUERY_FIELDS, type QueryFieldId} from '../../../core/jobs/query-fields.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import type {FieldFeed} from '../../../keys/field/input-feed.ts';
import {formFieldId} from '../../../keys/keymap/focused-field.ts';
import {FormBody} from '../../parts/form-body.tsx';

interface FilterFormProps {
  readonly state: State;
  readonly overlay: OverlayOf<'filters'>;
  readonly feed: FieldFeed;
  readonly onEdit: (field: QueryFieldId, value: string) => void;
}

export const FilterForm = ({state, overlay, feed, onEdit}: FilterFormProps) => (
  <FormBody
    state={state}
    title="Filters"
    feed={feed}
    focused={overlay.focused}
    onEdit={(field, value) => onEdit(field as QueryFieldId, value)}
    fields={QUERY_FIELD_IDS.map(id => {
      const {choices, form} = QUERY_FIELDS[id];
      const {label, explanation, placeholder} = form;
      const problem = overlay.problems[id];
      return {
        id,
        inputId: formFieldId(id),
        label,
        explanation,
        placeholder,
        choices,
        problem,
        value: overlay.values[id],
      };
    })}
  />
);
