/** What lies over the screen, as values. */
import type {AppError} from '../domain/app-error.ts';
import type {Job} from '../domain/job.ts';
import type {CopyOutcome} from '../domain/ports.ts';
import type {TargetId} from '../domain/target.ts';
import type {FormProblems, FormTexts} from '../jobs/filter-form.ts';
import type {JobList} from '../jobs/job-list.ts';
import type {QueryFieldId} from '../jobs/query-fields.ts';
import type {ModelList} from '../models/model-list.ts';
import type {Subject} from './acting-state.ts';
import type {FormId} from './action.ts';

/** What lies over the screen; the last one owns the keyboard. */
export type Overlay =
  | {
      readonly kind: 'search';
      readonly draft: string;
      /** Everything that is loaded is searched, and AWS is not asked. */
      readonly isWide: boolean;
      readonly isTouched: boolean;
      readonly editedAt: number;
      /** Position in `State.searches` while recalling, -1 otherwise. */
      readonly recalled: number;
      /** The list as it was when the search began: the way back. */
      readonly before: JobList;
    }
  | {
      readonly kind: 'filters';
      readonly values: FormTexts;
      readonly focused: QueryFieldId;
      readonly problems: FormProblems;
    }
  | {
      readonly kind: 'detail';
      /** Of a job or a model. */
      readonly arn: string;
      readonly scroll: number;
      readonly isRaw: boolean;
      /** Long lines go on in the next row; otherwise they are cut, and scroll sideways. */
      readonly isWrapped: boolean;
      /** The first visible column of the text. */
      readonly left: number;
      readonly find: {
        readonly text: string;
        /** Its field owns the keyboard. */
        readonly isTyping: boolean;
        /** Which of the matches is the present one. */
        readonly match: number;
        /** The last step went around the end (1) or the start (-1). */
        readonly turned?: 1 | -1 | undefined;
      };
    }
  /** `filter`: only keys that match it are shown; `isTyping`: its field owns the keyboard. */
  | {readonly kind: 'help'; readonly scroll: number; readonly filter: string; readonly isTyping: boolean}
  /** `index`: of the selected command among those that match. */
  | {readonly kind: 'palette'; readonly text: string; readonly index: number}
  | {readonly kind: 'errors'; readonly scroll: number}
  | ({readonly kind: 'connections'} & RowCursor)
  /** One connection in full. */
  | {readonly kind: 'connection'; readonly target: TargetId; readonly scroll: number}
  /** `command`: the words that would sign in. */
  | {readonly kind: 'sign-in'; readonly command: readonly string[]; readonly scroll: number}
  | ({readonly kind: 'events'} & RowCursor)
  | ({
      readonly kind: 'attempts';
      /** The job whose other attempts are listed. */
      readonly of: Job;
      /** What each connection has been asked. */
      readonly parts: ReadonlyMap<TargetId, AttemptsPart>;
    } & RowCursor)
  | ({readonly kind: 'reasons'} & RowCursor)
  /** The jobs that failed for one reason. */
  | ({readonly kind: 'reason-jobs'; readonly reason: string} & RowCursor)
  /** `isAll`: also the fields that are equal. */
  | {
      readonly kind: 'compare';
      readonly arns: readonly [left: string, right: string];
      readonly isAll: boolean;
      readonly scroll: number;
    }
  /** `arn`: the job whose texts can be copied; absent if there is none. */
  | ({readonly kind: 'copy'; readonly arn?: string | undefined} & RowCursor)
  /**
   * A text that was copied, in full. `arn`: the job that it is about; `note`: why, if nobody asked for that; `outcome`: absent while
   * it is being copied.
   */
  | {
      readonly kind: 'copied';
      readonly name: string;
      readonly text: string;
      readonly arn?: string | undefined;
      readonly note?: string | undefined;
      readonly outcome?: CopyOutcome | undefined;
      readonly scroll: number;
    }
  /** The profiles or regions whose names contain `text`. `marked`: names, in the order in which they were marked. */
  | ({
      readonly kind: 'choose';
      readonly of: ChoiceOf;
      readonly text: string;
      readonly marked: readonly string[];
    } & RowCursor)
  // of the part that acts
  | {readonly kind: 'models'}
  | {
      readonly kind: 'model-search';
      readonly draft: string;
      /** The list as it was when the search began: the way back. */
      readonly before: ModelList;
    }
  | ({readonly kind: 'model-copy'; readonly arn: string} & RowCursor)
  | ({readonly kind: 'tags'; readonly of: Subject} & RowCursor)
  | {
      readonly kind: 'form';
      readonly form: FormId;
      readonly values: Readonly<Record<string, string>>;
      readonly focused: string;
      readonly problems: Readonly<Record<string, string | undefined>>;
      /** What the form changes, or what its values come from. */
      readonly of?: Subject | undefined;
    }
  /** The checklist of an import, and what becomes of it. */
  | {readonly kind: 'review'; readonly scroll: number}
  /** Asks before the program ends while an import is under way. */
  | {readonly kind: 'quit'};

/** What connections are made of. */
export type ChoiceOf = 'profiles' | 'regions';

type AttemptsLoad =
  | {readonly kind: 'loading'; readonly id: number; readonly pages: number}
  | {readonly kind: 'failed'; readonly error: AppError}
  /** `hasMore`: AWS has more pages, which are not read. */
  | {readonly kind: 'done'; readonly hasMore: boolean};

export interface AttemptsPart {
  /** What AWS has found by the name, by ARN. */
  readonly found: ReadonlyMap<string, Job>;
  readonly load: AttemptsLoad;
}

/** What the copy menu offers. */
export type CopyId = 'arn' | 'name' | 'model' | 'source' | 'why' | 'json' | 'aws' | 'console' | 'list' | 'export';

/** An overlay that lists rows: the key of the selected one (absent: the first), and the index of the first visible row. */
export interface RowCursor {
  readonly selected?: string | undefined;
  readonly top: number;
}

export type OverlayOf<K extends Overlay['kind']> = Extract<Overlay, {kind: K}>;
