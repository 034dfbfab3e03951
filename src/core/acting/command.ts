/** The `aws` command that does what the screen would do. */
import type {State} from '../state/state.ts';
import {formOf, rulesOf} from './forms/forms.ts';
import {importCommand, reviewIsOpen} from './imports/review.ts';

/** Of the form, or of the checklist; undefined if there is none. */
export const commandOf = (state: State): string | undefined => {
  const {submission} = state.acting;
  if (reviewIsOpen(state)) return submission && importCommand(state, submission);
  const form = formOf(state);
  return form && rulesOf(form).command?.(state, form);
};
