/** The focused field, if there is one: the input feed has to know which field gets the keys. */
import {QUERY_FIELDS} from '../../core/jobs/query-fields.ts';
import {actingOf} from '../../core/state/acting.ts';
import {contextOf, overlayOf, profileChoice} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import type {FocusedField} from '../field/stroke-router.ts';
import type {Keymap} from './keymap.ts';

export const SEARCH_FIELD = 'search';
export const HELP_FIELD = 'help.filter';
export const FIND_FIELD = 'detail.find';
export const PALETTE_FIELD = 'palette';
export const CHOOSE_FIELD = 'choose';
export const PROFILE_FIELD = 'setup.profile';
export const MODEL_SEARCH_FIELD = 'model-search';
export const inputFieldId = (field: string): string => `form.${field}`;
export const formFieldId = (field: string): string => `filters.${field}`;

export const focusedField = (keymap: Keymap, state: State): FocusedField | undefined => {
  const context = contextOf(state);
  const overlay = overlayOf(state);
  const isCommand = (key: string) => keymap.commandFor(state, key) !== undefined;
  if (context === 'search' && overlay?.kind === 'search') {
    return {id: SEARCH_FIELD, kind: 'text', value: overlay.draft, isCommand};
  }
  if (context === 'help-filter' && overlay?.kind === 'help') {
    return {id: HELP_FIELD, kind: 'text', value: overlay.filter, isCommand};
  }
  if (context === 'find' && overlay?.kind === 'detail') {
    return {id: FIND_FIELD, kind: 'text', value: overlay.find.text, isCommand};
  }
  if (context === 'palette' && overlay?.kind === 'palette') {
    return {id: PALETTE_FIELD, kind: 'text', value: overlay.text, isCommand};
  }
  if (context === 'choose' && overlay?.kind === 'choose') {
    return {id: CHOOSE_FIELD, kind: 'text', value: overlay.text, isCommand};
  }
  if (context === 'model-search' && overlay?.kind === 'model-search') {
    return {id: MODEL_SEARCH_FIELD, kind: 'text', value: overlay.draft, isCommand};
  }
  if (context === 'form' && overlay?.kind === 'form') {
    const focused = actingOf(state)?.focusedInput(state, overlay);
    return focused && {id: inputFieldId(focused.id), kind: focused.kind, value: focused.value, isCommand};
  }
  const profile = context === 'setup' ? profileChoice(state) : undefined;
  if (profile !== undefined) return {id: PROFILE_FIELD, kind: 'select', value: profile, isCommand};
  if (context === 'filters' && overlay?.kind === 'filters') {
    const {focused, values} = overlay;
    const kind = QUERY_FIELDS[focused].choices ? 'select' : 'text';
    return {id: formFieldId(focused), kind, value: values[focused], isCommand};
  }
  return undefined;
};
