/** The checks of the checklist as its lines have them: those that AWS was asked, and those of the files. */
import type {CheckResult} from '../../checks/check.ts';
import type {ListedCheck, Submission} from '../../state/acting-state.ts';
import type {State} from '../../state/state.ts';
import {clause, plural} from '../../text/format.ts';
import {plainText} from '../../text/plain-text.ts';
import {QUESTION_IDS, QUESTION_NAMES} from './questions.ts';

export interface Listed {
  readonly label: string;
  readonly check: ListedCheck;
}

/** While it waits, the news says more of the slot than the check did. */
const questionChecks = ({questions, phase}: Submission): readonly Listed[] =>
  QUESTION_IDS.filter(id => id !== 'slot' || phase.kind !== 'waiting').flatMap(id => {
    const question = questions[id];
    return question ? [{label: QUESTION_NAMES[id], check: question.check}] : [];
  });

/** Names of files are data: they may hold anything. */
const withSource = ({result, why, source}: CheckResult): string => {
  const text = plainText(why);
  return result === 'fail' || result === 'warn' ? `${clause(text)} (${source.text}, ${source.date})` : text;
};

/** One missing file can keep many checks from being made: they share a line. */
const notChecked = (checks: readonly CheckResult[]): readonly Listed[] => {
  const left = checks.filter(({result}) => result === 'not-checked');
  return [...new Set(left.map(({why}) => why))].map(why => {
    const ids = left.filter(check => check.why === why).map(({id}) => id);
    const text = plainText(ids.length === 1 ? why : `${ids.join(', ')}: ${why}`);
    return {
      label: ids.length === 1 ? (ids[0] ?? '') : plural(ids.length, 'check'),
      check: {result: 'not-checked', text},
    };
  });
};

/** What fails stands first; what passes is one line. */
const fileChecks = ({files}: Submission): readonly Listed[] => {
  const ofFiles = (result: ListedCheck['result'], text: string): Listed => ({label: 'files', check: {result, text}});
  if (!files)
    return [ofFiles('not-checked', 'not checked yet: this reads headers and settings from S3, never the weights')];
  if (files.load.kind === 'loading') return [ofFiles('asking', 'reading headers from S3 …')];
  if (files.load.kind === 'failed') return [ofFiles('not-checked', `not checked: ${clause(files.load.error.why)}`)];
  const checks = files.value?.checks ?? [];
  const listed = (result: CheckResult['result']): readonly Listed[] =>
    checks
      .filter(check => check.result === result)
      .map(check => ({label: check.id, check: {result, text: withSource(check)}}));
  const passed = checks.filter(({result}) => result === 'pass').length;
  return [
    ...listed('fail'),
    ...listed('warn'),
    ...notChecked(checks),
    ...(passed > 0 ? [ofFiles('pass', `${plural(passed, 'check')} of the files passed`)] : []),
  ];
};

export const allChecks = (submission: Submission): readonly Listed[] => [
  ...questionChecks(submission),
  ...fileChecks(submission),
];

/** How many checks fail. */
export const failingCount = (submission: Submission): number =>
  allChecks(submission).filter(({check}) => check.result === 'fail').length;

export const isAsking = (submission: Submission): boolean =>
  allChecks(submission).some(({check}) => check.result === 'asking');

/** Nobody has to wait longer for what the checks would say. */
const CHECKING_MS = 3_000;

/** A double enter on the form is not meant for the checklist, however fast AWS answers. */
const LOOK_MS = 500;

/** The questions are not answered yet, or nobody can have read the answers: an import that starts now would start unseen. */
export const isChecking = ({clock}: State, {phase, questions, askedAt}: Submission): boolean => {
  if (phase.kind !== 'review') return false;
  const isUnanswered = QUESTION_IDS.some(id => questions[id]?.check.result === 'asking');
  return clock - askedAt < (isUnanswered ? CHECKING_MS : LOOK_MS);
};

/** When the answers can have been read. */
export const readAt = ({clock, acting: {submission}}: State): number | undefined =>
  submission?.phase.kind === 'review' && clock - submission.askedAt < LOOK_MS
    ? submission.askedAt + LOOK_MS
    : undefined;
