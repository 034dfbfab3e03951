/** The check of the model's files in S3, once somebody has asked for it: reading them takes requests and permissions of its own. */
import type {Answered, Step} from '../../state/message.ts';
import type {State} from '../../state/state.ts';
import {step} from '../../state/step.ts';
import {asking} from '../acting-step.ts';
import {withSubmission} from './questions.ts';

/** Nothing but headers, settings and the tokenizer is read, and never the weights. */
export const filesCheckAsked = (state: State): Step => {
  const {submission} = state.acting;
  if (!submission || submission.files?.load.kind === 'loading') return step(state);
  const {target, input} = submission;
  return asking(state, {target, request: {operation: 'checkFiles', input: {s3Uri: input.s3Uri}}}, (s, id) =>
    withSubmission(s, {files: {value: submission.files?.value, load: {kind: 'loading', id}}, isWarned: false}),
  );
};

/** Undefined if the checklist has been left, or another check was asked for since. */
export const filesChecked = (state: State, {id, outcome}: Answered<'checkFiles'>): Step | undefined => {
  const load = state.acting.submission?.files?.load;
  if (load?.kind !== 'loading' || load.id !== id) return undefined;
  return step(
    withSubmission(state, {
      files: outcome.ok
        ? {value: outcome.value, load: {kind: 'loaded'}}
        : {load: {kind: 'failed', error: outcome.error}},
    }),
  );
};
