/** What is known of imported models, of tags and of changes that are under way. It is absent until somebody asks for it. */
import type {CheckReport} from '../checks/check.ts';
import type {AppError} from '../domain/app-error.ts';
import type {ImportInput} from '../domain/import-input.ts';
import type {Job} from '../domain/job.ts';
import type {JobEvent} from '../domain/job-events.ts';
import type {ModelDetail} from '../domain/model.ts';
import type {Tag} from '../domain/tag.ts';
import type {TargetId} from '../domain/target.ts';
import type {ModelList} from '../models/model-list.ts';

/** What has been asked about one thing: `value` is the last good answer. */
export interface Asked<T> {
  readonly value?: T | undefined;
  readonly load:
    | {readonly kind: 'loaded'}
    | {readonly kind: 'loading'; readonly id: number}
    /** `retryAt`: when it is retried automatically; absent if only the person can help. */
    | {readonly kind: 'failed'; readonly error: AppError; readonly retryAt?: number | undefined};
  /** How many answers in a row have failed; absent if the last one was good. */
  readonly failures?: number | undefined;
}

/** A job or a model. */
export interface Subject {
  readonly kind: 'job' | 'model';
  readonly arn: string;
  readonly name: string;
  readonly target: TargetId;
}

/** A question of the checklist before an import. `text`: a sentence that says what was found, or why nothing was. */
export interface ListedCheck {
  readonly result: 'pass' | 'warn' | 'fail' | 'asking' | 'not-checked';
  readonly text: string;
}

/** What the checklist asks AWS. */
export type QuestionId = 'job-name' | 'model-name' | 'slot' | 'quota';

export interface AskedQuestion {
  /** Of the request, until it is answered. */
  readonly id?: number | undefined;
  readonly check: ListedCheck;
  /** The job that has the slot, by its ARN. */
  readonly takenBy?: string | undefined;
}

export type SubmissionPhase =
  /** The checklist is shown, and nothing has been sent. */
  | {readonly kind: 'review'}
  | {readonly kind: 'sending'; readonly id: number}
  /** An answer was lost: the job is looked for by its name. */
  | {readonly kind: 'verifying'; readonly id: number; readonly cause?: AppError | undefined}
  /** Until the same is asked again. */
  | {
      readonly kind: 'pausing';
      readonly until: number;
      readonly next: 'send' | 'verify';
      readonly error: AppError;
      readonly cause?: AppError | undefined;
    }
  /** Another import is running. `id`: of the question whether it still is; `job`: as far as known. */
  | {
      readonly kind: 'waiting';
      readonly since: number;
      readonly askAt: number;
      readonly id?: number | undefined;
      readonly job?: Job | undefined;
      readonly error?: AppError | undefined;
      /** How many answers in a row have failed. */
      readonly failures: number;
    }
  | {readonly kind: 'failed'; readonly error: AppError; readonly at: number};

/** An import from its checklist until it is known whether a job exists. */
export interface Submission {
  readonly target: TargetId;
  readonly input: ImportInput;
  /** When what the checklist asks was last asked. */
  readonly askedAt: number;
  /** Of all its attempts. Absent until it is first sent. */
  readonly token?: string | undefined;
  readonly sentAt?: number | undefined;
  /** An earlier attempt may have reached AWS. */
  readonly mayHaveStarted: boolean;
  readonly failures: number;
  readonly phase: SubmissionPhase;
  readonly questions: Readonly<Partial<Record<QuestionId, AskedQuestion>>>;
  /** The person has been told how many checks fail, and none has failed since. */
  readonly isWarned: boolean;
  /** Its connection leads to another account or place than before. */
  readonly isElsewhere?: true | undefined;
  /** The check of the files, once somebody has asked for it. */
  readonly files?: Asked<CheckReport> | undefined;
}

/** A change of a tag or a model that has been sent: its request, or why it failed. */
export type Change =
  | {readonly kind: 'sending'; readonly id: number}
  | {readonly kind: 'failed'; readonly error: AppError};

export interface ActingState {
  /** Absent until somebody has asked for the models. */
  readonly models?: ModelList | undefined;
  /** When the models were last asked for from the start (ms since the epoch). */
  readonly modelsAskedAt: number;
  /** The import that had completed last then: a later one has made another model. */
  readonly modelsKnow?: JobEvent | undefined;
  /** When a page of the models last came (ms since the epoch). */
  readonly modelsUpdatedAt?: number | undefined;
  readonly modelDetails: ReadonlyMap<string, Asked<ModelDetail>>;
  /** By the ARN of the job or model. */
  readonly tags: ReadonlyMap<string, Asked<readonly Tag[]>>;
  readonly change?: Change | undefined;
  readonly submission?: Submission | undefined;
  /** The token of the last submission, for as long as its inputs do not change. `inputs`: a text that is equal for equal ones. */
  readonly lastToken?:
    | {readonly inputs: string; readonly token: string; readonly sentAt: number; readonly mayHaveStarted: boolean}
    | undefined;
  /** A job that was started here, until it is in the list and selected. */
  readonly selecting?: string | undefined;
  /** The job that is to be imported again, until what AWS knows of it is there. */
  readonly againOf?:
    | (Subject & {
        readonly names: Asked<ReadonlySet<string>> | undefined;
        /** How many overlays were open when it was asked for: the form does not open over others. */
        readonly depth: number;
      })
    | undefined;
}

export const NOTHING_ACTED: ActingState = {modelsAskedAt: 0, modelDetails: new Map(), tags: new Map()};

/** Nothing is known of models and tags any more: they may belong to another account. What was submitted goes on where it was sent. */
export const withoutModels = (
  {submission, lastToken}: ActingState,
  isKept: (target: TargetId) => boolean,
): ActingState => ({
  ...NOTHING_ACTED,
  submission: submission && isKept(submission.target) ? submission : undefined,
  lastToken,
});

/** The same after one connection has begun to lead elsewhere: what is being submitted there has to be looked at (imports/elsewhere.ts). */
export const actingElsewhere = (acting: ActingState, target: TargetId): ActingState => {
  const known = withoutModels(acting, () => true);
  const {submission} = known;
  return submission?.target === target ? {...known, submission: {...submission, isElsewhere: true}} : known;
};
