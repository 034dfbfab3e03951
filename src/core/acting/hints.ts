/** What keys do now, in the footer, if that is not what they always do. */
import type {State} from '../state/state.ts';
import {isSent} from './forms/change.ts';
import {formOf, rulesOf} from './forms/forms.ts';
import {reviewIsOpen} from './imports/review.ts';
import {isUnderWay} from './imports/submitting.ts';

const submitHint = (state: State): string | undefined => {
  const form = formOf(state);
  return form && rulesOf(form).verb(state, form);
};

/** Enter on the checklist: AWS runs one import at a time. */
const importHint = (state: State): string | undefined => {
  const {phase, questions} = state.acting.submission ?? {};
  if (phase?.kind === 'failed') return phase.error.kind === 'import-running' ? 'wait for it' : 'try again';
  return questions?.slot?.check.result === 'warn' ? 'wait, then import' : undefined;
};

const leaveHint = (state: State): string | undefined => {
  const kind = state.acting.submission?.phase.kind;
  if (kind === 'waiting' || kind === 'pausing') return 'stop waiting';
  return kind === 'sending' || kind === 'verifying' ? 'leave' : undefined;
};

/** What is sent cannot be called back. */
const formLeaveHint = (state: State): string | undefined => (isSent(state, formOf(state)) ? 'leave' : undefined);

const HINTS: Readonly<Record<string, (state: State) => string | undefined>> = {
  'submit-form': submitHint,
  'submit-import': importHint,
  'leave-form': formLeaveHint,
  'leave-import': leaveHint,
  import: state => (!reviewIsOpen(state) && isUnderWay(state) ? 'the import' : undefined),
};

export const hintOf = (state: State, command: string): string | undefined => HINTS[command]?.(state);
