/** What is lost, or not known, if the program ends while an import is under way. */
import type {Submission, SubmissionPhase} from '../../state/acting-state.ts';
import type {State} from '../../state/state.ts';

interface QuitWords {
  readonly title: string;
  readonly text: string;
}

/** Nothing has reached AWS, as far as can be known. */
const isUnsent = (phase: SubmissionPhase, {mayHaveStarted}: Submission): boolean =>
  !mayHaveStarted && (phase.kind === 'waiting' || phase.kind === 'pausing');

export const quitWords = ({acting: {submission}}: State): QuitWords => {
  const name = submission?.input.jobName ?? '';
  return submission && isUnsent(submission.phase, submission)
    ? {title: `Quit? ${name} has not been started`, text: `If you quit now, ${name} will not be imported.`}
    : {
        title: `Quit? It is not known whether ${name} was started`,
        text: `If you quit now, look for ${name} in the list of jobs before you import it again.`,
      };
};
