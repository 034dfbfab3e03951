/** What the checklist of an import asks AWS, and what the answers mean. None of them changes anything. */
import type {AppError} from '../../domain/app-error.ts';
import type {ImportInput} from '../../domain/import-input.ts';
import {DEFAULT_MODEL_QUERY, modelRequestOf} from '../../domain/model-query.ts';
import type {Request} from '../../domain/ports.ts';
import {RUNNING_JOBS} from '../../domain/query.ts';
import type {AskedQuestion, ListedCheck, QuestionId, Submission} from '../../state/acting-state.ts';
import type {Answered, Step} from '../../state/message.ts';
import type {State} from '../../state/state.ts';
import {inTurn, step} from '../../state/step.ts';
import {clause, plural} from '../../text/format.ts';
import {asking, withActing} from '../acting-step.ts';
import {DEFAULT_QUOTA} from '../models/models-words.ts';

const REQUESTS: Readonly<Record<QuestionId, (input: ImportInput) => Request>> = {
  'job-name': ({jobName}) => ({operation: 'getJob', input: jobName}),
  'model-name': ({modelName}) => ({operation: 'getModel', input: modelName}),
  slot: () => ({operation: 'listJobs', input: RUNNING_JOBS}),
  quota: () => ({operation: 'listModels', input: modelRequestOf(DEFAULT_MODEL_QUERY)}),
};

export const QUESTION_IDS = Object.keys(REQUESTS) as readonly QuestionId[];

/** What each is called in the checklist. */
export const QUESTION_NAMES: Readonly<Record<QuestionId, string>> = {
  'job-name': 'job name',
  'model-name': 'model name',
  slot: 'free slot',
  quota: 'model quota',
};

const ASKING: ListedCheck = {result: 'asking', text: 'asking AWS …'};

export const withSubmission = (state: State, change: Partial<Submission>): State => {
  const {submission} = state.acting;
  return submission ? withActing(state, {submission: {...submission, ...change}}) : state;
};

const withQuestion = (state: State, question: QuestionId, asked: AskedQuestion): State => {
  const {questions = {}, isWarned = false} = state.acting.submission ?? {};
  return withSubmission(state, {
    questions: {...questions, [question]: asked},
    isWarned: isWarned && asked.check.result !== 'fail',
  });
};

const askQuestion = (state: State, question: QuestionId, {target, input}: Submission): Step =>
  asking(state, {target, request: REQUESTS[question](input)}, (asked, id) =>
    withQuestion(asked, question, {id, check: ASKING}),
  );

/** Asks everything, also again. */
export const askQuestions = (state: State, at: number): Step => {
  const {submission} = state.acting;
  if (!submission) return step(state);
  return inTurn(
    withSubmission(state, {askedAt: at, isWarned: false}),
    ...QUESTION_IDS.map(question => (s: State) => askQuestion(s, question, submission)),
  );
};

const hasEnded = (state: State, {target}: Submission, arn: string): boolean =>
  state.connections.get(target)?.ended.has(arn) === true;

/** The job that had the slot has ended: whether it is free is asked again. */
export const slotSettled = (state: State): Step => {
  const {submission} = state.acting;
  const takenBy = submission?.phase.kind === 'review' ? submission.questions.slot?.takenBy : undefined;
  return submission && takenBy !== undefined && hasEnded(state, submission, takenBy)
    ? askQuestion(state, 'slot', submission)
    : step(state);
};

/** Nothing is known of the connection any more: it leads to another account. */
export const questionsNeeded = (state: State, at: number): Step => {
  const {submission} = state.acting;
  const isShown = submission?.phase.kind === 'review' || submission?.phase.kind === 'failed';
  return isShown && Object.keys(submission.questions).length === 0 ? askQuestions(state, at) : step(state);
};

const notChecked = (error: AppError): ListedCheck => ({
  result: 'not-checked',
  text: `not checked: ${clause(error.why)}`,
});

type Outcomes = Answered['outcome'];

const nameCheck = (kind: 'job' | 'model', name: string, outcome: Outcomes): ListedCheck => {
  if (outcome.ok) {
    const rest = kind === 'job' ? ', and names cannot be used again' : '';
    return {result: 'fail', text: `a ${kind} named ${name} exists${rest}`};
  }
  return outcome.error.kind === 'not-found'
    ? {result: 'pass', text: `no ${kind} is named ${name}`}
    : notChecked(outcome.error);
};

const slotCheck = ({outcome}: Answered<'listJobs'>): ListedCheck => {
  if (!outcome.ok) return notChecked(outcome.error);
  const [job] = outcome.value.jobs;
  if (!job) return {result: 'pass', text: 'no other import is running'};
  return {result: 'warn', text: `${job.name} is running, and AWS runs one import at a time`};
};

/** An answer may be late, and still have a job that is known to have ended: asking again would not help. */
const takenBy = (state: State, submission: Submission, message: Answered): string | undefined => {
  if (message.operation !== 'listJobs' || !message.outcome.ok) return undefined;
  const arn = message.outcome.value.jobs[0]?.arn;
  return arn === undefined || hasEnded(state, submission, arn) ? undefined : arn;
};

const quotaCheck = ({outcome}: Answered<'listModels'>): ListedCheck => {
  if (!outcome.ok) return notChecked(outcome.error);
  const {models, nextToken} = outcome.value;
  const count =
    nextToken === undefined ? plural(models.length, 'model') : `more than ${plural(models.length, 'model')}`;
  return models.length < DEFAULT_QUOTA
    ? {result: 'pass', text: `${count}; AWS's default quota is ${DEFAULT_QUOTA}`}
    : {result: 'warn', text: `${count}, and AWS's default quota is ${DEFAULT_QUOTA}, unless yours was raised`};
};

const checkOf = (question: QuestionId, message: Answered, {input}: Submission): ListedCheck => {
  switch (message.operation) {
    case 'listJobs':
      return slotCheck(message);
    case 'listModels':
      return quotaCheck(message);
    default:
      return question === 'job-name'
        ? nameCheck('job', input.jobName, message.outcome)
        : nameCheck('model', input.modelName, message.outcome);
  }
};

/** Undefined if the request was somebody else's. */
export const questionAnswered = (state: State, message: Answered): Step | undefined => {
  const {submission} = state.acting;
  if (!submission) return undefined;
  const question = QUESTION_IDS.find(each => submission.questions[each]?.id === message.id);
  if (question === undefined) return undefined;
  const check = checkOf(question, message, submission);
  return step(withQuestion(state, question, {check, takenBy: takenBy(state, submission, message)}));
};
