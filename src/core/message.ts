/** What can happen (messages) and what can be asked for in return (effects), as values. */
import type {Outcome} from './app-error.ts';
import type {JobDetail} from './job.ts';
import type {Connection, JobPage, ListRequest} from './ports.ts';
import type {QueryFieldId} from './query-fields.ts';
import type {SortColumn, State} from './state.ts';

export type Motion =
  | {readonly kind: 'rows'; readonly by: number}
  | {readonly kind: 'pages'; readonly by: number}
  | {readonly kind: 'half-pages'; readonly by: number}
  | {readonly kind: 'first'}
  | {readonly kind: 'last'};

/** Why a list request was made; its answer is handled accordingly. */
export type ListPurpose = 'page' | 'tick' | 'look';

export type Message =
  // the program and its terminal
  | {readonly kind: 'started'}
  | {readonly kind: 'resized'; readonly columns: number; readonly rows: number}
  | {readonly kind: 'focus-changed'; readonly hasFocus: boolean}
  | {readonly kind: 'quit-asked'}
  | {readonly kind: 'suspend-asked'}
  /** The program has the terminal again, after a stop. */
  | {readonly kind: 'resumed'}
  /** Another program has written on the screen. */
  | {readonly kind: 'repaint-asked'}
  | {readonly kind: 'stepped-back'}
  | {readonly kind: 'refused'; readonly reason: string}
  // moving
  | {readonly kind: 'moved'; readonly motion: Motion}
  /** `lines`: how many lines the overlay has in all. */
  | {readonly kind: 'scrolled'; readonly motion: Motion; readonly lines: number}
  // finding
  | {readonly kind: 'search-opened'}
  | {readonly kind: 'search-edited'; readonly text: string}
  | {readonly kind: 'search-recalled'; readonly by: 1 | -1}
  | {readonly kind: 'search-submitted'}
  | {readonly kind: 'status-cycled'}
  | {readonly kind: 'order-turned'}
  | {readonly kind: 'sorted'; readonly by: SortColumn}
  | {readonly kind: 'filters-opened'}
  | {readonly kind: 'filters-edited'; readonly field: QueryFieldId; readonly value: string}
  | {readonly kind: 'filters-focused'; readonly by: 1 | -1}
  | {readonly kind: 'filters-submitted'}
  // looking
  | {readonly kind: 'detail-opened'}
  | {readonly kind: 'raw-turned'}
  | {readonly kind: 'help-opened'}
  | {readonly kind: 'help-filter-opened'}
  | {readonly kind: 'help-filtered'; readonly text: string}
  | {readonly kind: 'help-filter-kept'}
  | {readonly kind: 'errors-opened'}
  // asking
  | {readonly kind: 'refresh-asked'}
  | {readonly kind: 'pause-turned'}
  | {readonly kind: 'rest-asked'}
  | {readonly kind: 'demo-asked'}
  | {readonly kind: 'profile-highlighted'; readonly profile: string}
  | {readonly kind: 'profile-chosen'; readonly profile: string}
  // answers; `luck` is a number from 0 to 1 that spreads retries
  | {readonly kind: 'connected'; readonly id: number; readonly outcome: Outcome<Connection>; readonly luck: number}
  | {readonly kind: 'profiles-found'; readonly profiles: readonly string[]}
  /** `profile` as plain text. */
  | {readonly kind: 'credential-process-started'; readonly run: number; readonly profile: string}
  | {readonly kind: 'credential-process-ended'; readonly run: number}
  | {
      readonly kind: 'jobs-listed';
      readonly id: number;
      readonly purpose: ListPurpose;
      readonly outcome: Outcome<JobPage>;
      readonly luck: number;
    }
  | {
      readonly kind: 'job-told';
      readonly id: number;
      readonly arn: string;
      readonly outcome: Outcome<JobDetail>;
      readonly luck: number;
    }
  // timers
  | {readonly kind: 'clock-ticked'}
  | {readonly kind: 'connecting-overdue'}
  | {readonly kind: 'credential-process-slow'}
  | {readonly kind: 'rested'}
  | {readonly kind: 'search-paused'}
  | {readonly kind: 'tick-due'}
  | {readonly kind: 'look-due'}
  | {readonly kind: 'retry-due'}
  | {readonly kind: 'detail-due'}
  | {readonly kind: 'faded'};

export type Effect =
  | {readonly kind: 'open-gateway'; readonly isDemo: boolean; readonly profile?: string | undefined}
  /** Whatever the gateway knows of files, region, endpoint and credentials is found out anew by the next request. */
  | {readonly kind: 'renew-gateway'}
  | {readonly kind: 'connect'; readonly id: number}
  | {readonly kind: 'find-profiles'}
  | {readonly kind: 'list-jobs'; readonly id: number; readonly purpose: ListPurpose; readonly request: ListRequest}
  | {readonly kind: 'get-job'; readonly id: number; readonly arn: string}
  | {readonly kind: 'cancel'; readonly id: number}
  | {readonly kind: 'ring-bell'}
  | {readonly kind: 'suspend'}
  | {readonly kind: 'repaint'}
  | {readonly kind: 'exit'};

/** What an update returns. */
export type Step = readonly [state: State, effects: readonly Effect[]];
