/** Enter on the checklist: a check that fails is said once more before anything is sent, with the command still in view. */
import type {Step} from '../../state/message.ts';
import type {State} from '../../state/state.ts';
import {step} from '../../state/step.ts';
import {plural} from '../../text/format.ts';
import {noticeOf} from '../acting-step.ts';
import {failingCount} from './listed-checks.ts';
import {withScrolledTop} from './opening.ts';
import {withSubmission} from './questions.ts';
import {submitted} from './submitting.ts';

export const confirmedOrWarned = (state: State, token: string, at: number): Step => {
  const {submission} = state.acting;
  if (!submission) return step(state);
  const failing = submission.phase.kind === 'review' ? failingCount(submission) : 0;
  if (failing === 0 || submission.isWarned) return submitted(withScrolledTop(state), token, at);
  const text = `${plural(failing, 'check')} failed: the same key again imports anyway`;
  return step({...withSubmission(state, {isWarned: true}), notice: {...noticeOf([text], at), isRefusal: true}});
};
