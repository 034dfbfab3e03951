/** An import whose connection leads elsewhere now, as its credentials belong to another account: it does not start there by itself. */
import type {AppError} from '../../domain/app-error.ts';
import type {Submission} from '../../state/acting-state.ts';
import type {State} from '../../state/state.ts';
import {withActing} from '../acting-step.ts';

const ELSEWHERE: AppError = {
  kind: 'conflict',
  what: 'The import was not started',
  why: 'The connection now leads to another account or region',
  next: 'Look at the checks and the command again before you start it there.',
  isTransient: false,
};

const MAY_RUN: AppError = {
  ...ELSEWHERE,
  what: 'The import is no longer followed',
  next: 'It may have been started before: look for it there.',
};

/** The connection leads to another account or place: nothing that was meant for the former one starts here. */
const movedElsewhere = (submission: Submission, at: number): Submission => {
  const {phase, mayHaveStarted} = submission;
  const fresh = {...submission, isElsewhere: undefined, questions: {}, files: undefined};
  if (phase.kind === 'review' || phase.kind === 'failed') return fresh;
  const isSent = mayHaveStarted || phase.kind === 'sending' || phase.kind === 'verifying';
  return {...fresh, mayHaveStarted: isSent, phase: {kind: 'failed', error: isSent ? MAY_RUN : ELSEWHERE, at}};
};

export const withImportStopped = (state: State, at: number): State => {
  const {submission} = state.acting;
  return submission?.isElsewhere ? withActing(state, {submission: movedElsewhere(submission, at)}) : state;
};
