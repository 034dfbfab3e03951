/** The checklist of an import: opening it, its lines, and what it says of a submission that is under way. */
import {errorSentences} from '../../domain/error-text.ts';
import type {ImportInput} from '../../domain/import-input.ts';
import type {TargetId} from '../../domain/target.ts';
import {createCommand} from '../../imports/create-command.ts';
import {waitedSuffix} from '../../screens/shared/waiting.ts';
import type {ListedCheck, Submission, SubmissionPhase} from '../../state/acting-state.ts';
import type {Step} from '../../state/message.ts';
import {layout, overlayOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {pushed} from '../../state/step.ts';
import {clause, durationOf, plural, sentence, timeOf} from '../../text/format.ts';
import {cut, wrap} from '../../text/wrap.ts';
import {withActing} from '../acting-step.ts';
import {commandPlace} from '../forms/change.ts';
import {allChecks, failingCount, isAsking, isChecking} from './listed-checks.ts';
import {askQuestions} from './questions.ts';

export const reviewOpened = (
  state: State,
  {target, input, at}: {readonly target: TargetId; readonly input: ImportInput; readonly at: number},
): Step => {
  const submission: Submission = {
    target,
    input,
    askedAt: at,
    mayHaveStarted: false,
    failures: 0,
    phase: {kind: 'review'},
    questions: {},
    isWarned: false,
  };
  return askQuestions(pushed(withActing(state, {submission}), {kind: 'review', scroll: 0}), at);
};

export const reviewIsOpen = (state: State): boolean => overlayOf(state)?.kind === 'review';

export const importCommand = (state: State, {input, target}: Pick<Submission, 'input' | 'target'>): string =>
  createCommand(input, commandPlace(state, target));

export interface ReviewLine {
  /** It is part of the checklist: its text stands after the marks and the labels. */
  readonly isListed: boolean;
  /** The result of a check. */
  readonly mark: string;
  readonly label: string;
  readonly text: string;
  readonly tone?: 'failure' | 'quiet' | undefined;
}

const MARKS: Readonly<Record<ListedCheck['result'], string>> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'FAIL',
  asking: '…',
  'not-checked': '-',
};

export const MARK_WIDTH = 6;
const LABEL_MAX = 26;

/** What has become of it, in sentences: the first is the news. */
const phaseTexts = (state: State, submission: Submission): readonly string[] => {
  const {phase, input} = submission;
  switch (phase.kind) {
    case 'review':
      return submission.mayHaveStarted
        ? [`An answer was lost, so ${input.jobName} may have been started. Look for it in the list of jobs first.`]
        : [];
    case 'sending':
      return [`Asking AWS to start ${input.jobName} …${waitedSuffix(state, phase.id)}`];
    case 'verifying':
      return [`An answer was lost. Checking whether ${input.jobName} was started …${waitedSuffix(state, phase.id)}`];
    case 'pausing':
      return [...errorSentences(phase.error), `Next try at ${timeOf(phase.until)}.`];
    case 'waiting': {
      const since = durationOf(Math.max(0, state.clock - phase.since));
      const name = phase.job?.name ?? 'another import';
      const running = phase.job ? ` (running for ${durationOf(Math.max(0, state.clock - phase.job.createdAt))})` : '';
      return [
        `Waiting for ${name} to end${running}; then ${input.jobName} starts. Waited ${since} so far.`,
        ...(phase.error ? [`Whether it is still running is not known: ${sentence(phase.error.why)}`] : []),
        'AWS runs one import at a time. The other screens can be used meanwhile.',
      ];
    }
    case 'failed':
      return [
        ...errorSentences(phase.error),
        ...(phase.error.kind === 'role-refused'
          ? [
              `AWS may not know a new role for some minutes. Refused ${durationOf(Math.max(0, state.clock - phase.at))} ago.`,
            ]
          : []),
        ...(phase.error.kind === 'import-running' ? ['This import can wait until the other one has ended.'] : []),
      ];
  }
};

const REST = {mark: '', label: ''} as const;
const BLANK: ReviewLine = {...REST, isListed: false, text: ''};

/** Only the first line of a failure has its colour: a paragraph in red is hard to read. */
const ofRest = ({isListed, tone}: Omit<ReviewLine, 'text'>): Omit<ReviewLine, 'text'> => ({
  ...REST,
  isListed,
  tone: tone === 'failure' ? undefined : tone,
});

const wrapped = (text: string, width: number, state: State, line: Omit<ReviewLine, 'text'>): readonly ReviewLine[] =>
  wrap(text, Math.max(10, width), state.settings.widthOf).map((part, i) => ({
    ...(i === 0 ? line : ofRest(line)),
    text: part,
  }));

/** Columns of the marks and labels before each text. */
export const reviewIndent = (
  submission: Submission,
  columns: number,
): {readonly mark: number; readonly label: number} => ({
  mark: MARK_WIDTH,
  label: columns < 60 ? 0 : Math.min(LABEL_MAX, Math.max(...allChecks(submission).map(({label}) => label.length))) + 2,
});

/** The lines of the screen: what has become of it, the checks, the command, and what enter does. */
export const reviewLines = (state: State): readonly ReviewLine[] => {
  const {submission} = state.acting;
  if (!submission) return [];
  const {columns} = layout(state);
  const {mark, label} = reviewIndent(submission, columns);
  const isFailed = submission.phase.kind === 'failed' || submission.phase.kind === 'pausing';
  const news = phaseTexts(state, submission).flatMap((text, i) =>
    wrapped(text, columns - 2, state, {...REST, isListed: false, tone: isFailed && i === 0 ? 'failure' : undefined}),
  );
  const checks = allChecks(submission).flatMap(({label: name, check}) =>
    wrapped(label === 0 ? `${name}: ${check.text}` : check.text, columns - 2 - mark - label, state, {
      isListed: true,
      mark: MARKS[check.result],
      label: label === 0 ? '' : cut(name, label - 2, state.settings.widthOf),
      tone: check.result === 'fail' ? 'failure' : check.result === 'not-checked' ? 'quiet' : undefined,
    }),
  );
  const command = wrapped(importCommand(state, submission), columns - 2, state, {...REST, isListed: false});
  return [...news, ...(news.length > 0 ? [BLANK] : []), ...checks, BLANK, ...command];
};

const TITLES: Readonly<Record<SubmissionPhase['kind'], string>> = {
  review: 'Before importing',
  sending: 'Starting the import of',
  verifying: 'Starting the import of',
  pausing: 'Not started yet:',
  waiting: 'Waiting to import',
  failed: 'Not started:',
};

export const reviewTitle = ({acting: {submission}}: State): string =>
  submission ? `${TITLES[submission.phase.kind]} ${submission.input.modelName}` : 'Import';

/** What the rule says while nothing more important is said. */
export const reviewStatus = (state: State): {readonly text: string; readonly isFailure: boolean} | undefined => {
  const {submission} = state.acting;
  if (submission?.phase.kind !== 'review') return undefined;
  const failing = failingCount(submission);
  if (failing > 0) return {text: `${plural(failing, 'check')} failed`, isFailure: true};
  const isBusy = isAsking(submission) || isChecking(state, submission);
  return {text: isBusy ? 'checking …' : 'nothing sent yet', isFailure: false};
};

/** What the other screens say of a submission that is under way or has failed. */
export const submissionAnnounced = (state: State) => {
  const {submission} = state.acting;
  if (!submission || submission.phase.kind === 'review') return undefined;
  const {input, phase} = submission;
  const name = input.jobName;
  if (phase.kind === 'failed') {
    return {
      text: `${name} not started: ${clause(phase.error.why)}`,
      shorter: [`${name} not started`],
      isFailure: true,
    };
  }
  const text =
    phase.kind === 'waiting' ? `${name} waits for ${phase.job?.name ?? 'another import'}` : `starting ${name} …`;
  return {text, shorter: [`${name} waits`], isFailure: false};
};
