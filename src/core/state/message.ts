/** What can happen (messages) and what can be asked for in return (effects), as values. */
import type {Outcome} from '../domain/app-error.ts';
import type {
  Attempt,
  CopyOutcome,
  Login,
  OpenOutcome,
  Operation,
  Operations,
  Request,
  ResolvedTarget,
  SignInOutcome,
} from '../domain/ports.ts';
import type {Target, TargetId} from '../domain/target.ts';
import type {SortColumn} from '../jobs/job-list.ts';
import type {QueryFieldId} from '../jobs/query-fields.ts';
import type {Motion} from '../list/window.ts';
import type {Action} from './action.ts';
import type {ChoiceOf, CopyId, State} from './state.ts';

export type {Motion};

/** What a person asks for with a key. */
export type UserMessage =
  | {readonly kind: 'quit-asked'}
  | {readonly kind: 'suspend-asked'}
  | {readonly kind: 'repaint-asked'}
  | {readonly kind: 'stepped-back'}
  | {readonly kind: 'refused'; readonly reason: string}
  // moving
  /** The selection in the list, or the lines of the overlay that lies over it. */
  | {readonly kind: 'moved'; readonly motion: Motion}
  // finding
  | {readonly kind: 'search-opened'}
  | {readonly kind: 'search-edited'; readonly text: string}
  | {readonly kind: 'search-recalled'; readonly by: 1 | -1}
  | {readonly kind: 'search-submitted'}
  | {readonly kind: 'search-scope-toggled'}
  | {readonly kind: 'status-cycled'}
  | {readonly kind: 'order-reversed'}
  | {readonly kind: 'sorted'; readonly by: SortColumn}
  | {readonly kind: 'filters-opened'}
  | {readonly kind: 'filters-edited'; readonly field: QueryFieldId; readonly value: string}
  | {readonly kind: 'filters-focused'; readonly by: 1 | -1}
  | {readonly kind: 'filters-submitted'}
  // viewing
  | {readonly kind: 'detail-opened'}
  | {readonly kind: 'raw-toggled'}
  | {readonly kind: 'find-opened'}
  | {readonly kind: 'find-edited'; readonly text: string}
  | {readonly kind: 'find-kept'}
  | {readonly kind: 'match-moved'; readonly by: 1 | -1}
  | {readonly kind: 'wrap-toggled'}
  | {readonly kind: 'scrolled-sideways'; readonly by: 1 | -1}
  | {readonly kind: 'neighbour-opened'; readonly by: 1 | -1}
  | {readonly kind: 'help-opened'}
  | {readonly kind: 'help-filter-opened'}
  | {readonly kind: 'help-filtered'; readonly text: string}
  | {readonly kind: 'help-filter-kept'}
  | {readonly kind: 'errors-opened'}
  | {readonly kind: 'palette-opened'}
  | {readonly kind: 'palette-edited'; readonly text: string}
  | {readonly kind: 'palette-moved'; readonly by: number}
  | {readonly kind: 'palette-chosen'}
  | {readonly kind: 'events-opened'}
  | {readonly kind: 'reasons-opened'}
  /** The jobs of the selected reason. */
  | {readonly kind: 'reason-opened'; readonly reason: string | undefined}
  /** A longer or a shorter period of the reasons. */
  | {readonly kind: 'period-changed'; readonly by: 1 | -1}
  /** The job that ended last. */
  | {readonly kind: 'ending-opened'}
  | {readonly kind: 'overlays-closed'}
  | {readonly kind: 'attempts-opened'; readonly arn: string | undefined}
  | {readonly kind: 'mark-toggled'; readonly arn: string | undefined}
  | {readonly kind: 'marks-cleared'}
  | {readonly kind: 'compared'; readonly arns: readonly [left: string, right: string]}
  | {readonly kind: 'all-fields-toggled'}
  // copying
  | {readonly kind: 'copy-opened'}
  | {readonly kind: 'copy-asked'; readonly copy: CopyId}
  | {readonly kind: 'console-asked'}
  // asking
  | {readonly kind: 'refresh-asked'}
  | {readonly kind: 'connections-opened'}
  | {readonly kind: 'connection-opened'; readonly target: TargetId | undefined}
  | {readonly kind: 'connection-retried'; readonly target: TargetId | undefined}
  | {readonly kind: 'sign-in-asked'; readonly target: TargetId | undefined}
  | {readonly kind: 'sign-in-confirmed'}
  | {readonly kind: 'pause-toggled'}
  | {readonly kind: 'load-all-asked'}
  | {readonly kind: 'demo-asked'}
  | {readonly kind: 'choose-opened'; readonly of: ChoiceOf}
  | {readonly kind: 'choice-edited'; readonly text: string}
  | {readonly kind: 'choice-marked'}
  | {readonly kind: 'choice-used'}
  | {readonly kind: 'profile-highlighted'; readonly profile: string}
  | {readonly kind: 'profile-chosen'; readonly profile: string}
  // models, tags and imports
  | {readonly kind: 'acted'; readonly action: Action};

interface AnswerTo<K extends Operation> {
  readonly kind: 'answered';
  readonly operation: K;
  readonly id: number;
  readonly target: TargetId;
  readonly input: Operations[K]['input'];
  readonly outcome: Outcome<Operations[K]['output']>;
  /** A number from 0 to 1 that spreads retries. */
  readonly jitter: number;
}

/** The answer to a request, by operation. */
export type Answered<K extends Operation = Operation> = {[P in K]: AnswerTo<P>}[K];

/** The answer to `connect`. */
export interface Connected {
  readonly kind: 'connected';
  readonly id: number;
  readonly target: TargetId;
  readonly outcome: Outcome<ResolvedTarget>;
  readonly jitter: number;
}

interface CopiedText {
  /** What the text is, for people. */
  readonly name: string;
  readonly text: string;
  /** The job that it is about. */
  readonly arn?: string | undefined;
  /** A clause that says why it is copied, if nobody asked for that. */
  readonly note?: string | undefined;
}

interface OpenedUrl {
  readonly url: string;
  /** The job that it is about. */
  readonly arn: string;
  /** The account that the browser has to be signed in to, if it is known. */
  readonly account?: string | undefined;
}

/** What the terminal, AWS and time do. */
export type WorldMessage =
  // the program and its terminal
  | {readonly kind: 'started'}
  | {readonly kind: 'resized'; readonly columns: number; readonly rows: number}
  | {readonly kind: 'focus-changed'; readonly hasFocus: boolean}
  /** The program has the terminal again, after a stop. */
  | {readonly kind: 'resumed'}
  /** What acts on AWS (ActingRules) is loaded. */
  | {readonly kind: 'acting-loaded'; readonly acting: object}
  // answers
  | Connected
  | Answered
  /** An attempt after the first: the SDK retries the request. */
  | {readonly kind: 'retried'; readonly id: number; readonly attempt: Attempt}
  | {readonly kind: 'profiles-found'; readonly profiles: readonly string[]}
  | {readonly kind: 'login-found'; readonly target: Target; readonly login: Login}
  | {readonly kind: 'signed-in'; readonly command: readonly string[]; readonly outcome: SignInOutcome}
  | ({readonly kind: 'text-copied'; readonly outcome: CopyOutcome} & CopiedText)
  | ({readonly kind: 'url-opened'; readonly outcome: OpenOutcome} & OpenedUrl)
  /** `profile` as plain text. */
  | {
      readonly kind: 'credential-process-started';
      readonly target: TargetId;
      readonly run: number;
      readonly profile: string;
    }
  | {readonly kind: 'credential-process-ended'; readonly target: TargetId; readonly run: number}
  | TimerMessage;

/** A timer has fired. Those with a target exist once for each of them. */
export type TimerMessage =
  | {readonly kind: 'clock-ticked'}
  | {readonly kind: 'settled'}
  | {readonly kind: 'search-paused'}
  | {readonly kind: 'detail-due'}
  | {readonly kind: 'faded'}
  | {readonly kind: 'reasons-due'}
  | {readonly kind: 'acting-due'}
  | {readonly kind: 'connecting-overdue'; readonly target: TargetId}
  /** Of several connections, one has not sent its next page in time. */
  | {readonly kind: 'page-late'; readonly target: TargetId}
  | {readonly kind: 'credential-process-slow'; readonly target: TargetId}
  | {readonly kind: 'running-poll-due'; readonly target: TargetId}
  | {readonly kind: 'head-poll-due'; readonly target: TargetId}
  | {readonly kind: 'retry-due'; readonly target: TargetId};

export type Message = UserMessage | WorldMessage;

export type Effect =
  /** Replaces the gateway to the target, if there is one. */
  | {readonly kind: 'open-gateway'; readonly target: Target}
  | {readonly kind: 'close-gateway'; readonly target: TargetId}
  /** The next request reads files, region, endpoint and credentials anew. */
  | {readonly kind: 'renew-gateway'; readonly target: TargetId}
  | {readonly kind: 'connect'; readonly id: number; readonly target: TargetId}
  | {readonly kind: 'request'; readonly id: number; readonly target: TargetId; readonly request: Request}
  | {readonly kind: 'cancel'; readonly id: number}
  | {readonly kind: 'find-profiles'}
  | {readonly kind: 'ring-bell'}
  /** `text` is plain, and of bounded length. */
  | {readonly kind: 'notify'; readonly text: string}
  /** Copies plain text to the clipboard. */
  | ({readonly kind: 'copy-text'} & CopiedText)
  /** Opens the address in a browser. */
  | ({readonly kind: 'open-url'} & OpenedUrl)
  /** Looks how a person signs in for a target. */
  | {readonly kind: 'find-login'; readonly target: Target}
  /** Gives the terminal to the command until it ends. */
  | {readonly kind: 'sign-in'; readonly command: readonly string[]}
  | {readonly kind: 'suspend'}
  | {readonly kind: 'repaint'}
  | {readonly kind: 'exit'};

/** What an update returns. */
export type Step = readonly [state: State, effects: readonly Effect[]];
