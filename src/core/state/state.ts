/** The one state of the program: facts only; whatever can be derived from them is derived (select.ts, layout.ts). */
import {type Connection, newConnection} from '../connections/connection.ts';
import type {AppError} from '../domain/app-error.ts';
import type {Job, JobDetail} from '../domain/job.ts';
import type {JobEvent} from '../domain/job-events.ts';
import type {Attempt} from '../domain/ports.ts';
import {DEFAULT_QUERY, type Query} from '../domain/query.ts';
import {type AwsTarget, type Target, type TargetId, targetKey} from '../domain/target.ts';
import type {JobList} from '../jobs/job-list.ts';
import {spreadStart} from '../list/item.ts';
import {emptyList} from '../list/list.ts';
import type {Reading} from '../reasons/reading.ts';
import {type ActingState, NOTHING_ACTED} from './acting-state.ts';
import type {Action} from './action.ts';
import type {HelpText} from './help-text.ts';
import type {Overlay} from './overlay.ts';
import type {PaletteCommand} from './palette-command.ts';

export type {AttemptsPart, ChoiceOf, CopyId, Overlay, OverlayOf, RowCursor} from './overlay.ts';

/** What the command line fixed for the whole run. */
export interface Settings {
  /** Milliseconds between two refreshes while a job runs. */
  readonly refreshMs: number;
  readonly hasBell: boolean;
  /** Charts have ASCII characters only. */
  readonly isAscii?: boolean | undefined;
  /** How long an attempt of a request may take (ms); absent: that is not known. */
  readonly answerLimitMs?: number | undefined;
  /** The terminal is asked to notify of jobs that end. */
  readonly hasNotifications?: boolean | undefined;
  /** The profile that the command line or the environment names; absent: none. */
  readonly profile?: string | undefined;
  /** The environment has a Bedrock API key, which is used instead of any profile. */
  readonly hasApiKey?: boolean | undefined;
  /** How many columns of a terminal a text takes, as the drawing library measures it. */
  readonly widthOf: (text: string) => number;
  /** What the help says of the keys; absent: a program without a screen. */
  readonly help?: HelpText | undefined;
  /** The commands of a state, for the palette; absent: a program without a screen. */
  readonly commands?: ((state: State) => readonly PaletteCommand[]) | undefined;
  /** What acts on AWS (ActingRules), once it is loaded. That type refers to the state, which refers to this one. */
  readonly acting?: object | undefined;
  /** Nothing may be changed on AWS. */
  readonly isReadOnly?: boolean | undefined;
}

/** Where the program is shown. A command without a screen is headless: it fetches nothing for display. */
type Window =
  | {readonly kind: 'headless'}
  | {readonly kind: 'terminal'; readonly columns: number; readonly rows: number};

type DetailLoad =
  | {readonly kind: 'loaded'}
  | {readonly kind: 'loading'; readonly id: number}
  /** `retryAt`: when it is retried automatically, if it is visible then; absent if only the person can help. */
  | {readonly kind: 'failed'; readonly error: AppError; readonly retryAt?: number | undefined};

export interface DetailEntry {
  readonly detail?: JobDetail | undefined;
  readonly load: DetailLoad;
  readonly askedAt: number;
  /** How many answers in a row have failed; absent if the last one was good. */
  readonly failures?: number | undefined;
}

export interface EarlierSearch {
  readonly text: string;
  readonly isWide: boolean;
}

export interface Notice {
  readonly text: string;
  /** The same in fewer and fewer words, if the line is too short. */
  readonly shorter?: readonly string[] | undefined;
  readonly until: number;
  /** Why a key did nothing, or nothing that can be seen: the next key takes it away. */
  readonly isRefusal?: boolean;
}

/** Jobs that have ended and that nobody has taken note of yet: every screen announces them. */
export interface Ending {
  /** The one that ended last stands last. */
  readonly arns: readonly string[];
  /** Since when it can be seen. */
  readonly shownAt: number;
  /** When a key was last pressed in the list: a held key repeats. */
  readonly keyAt?: number | undefined;
}

export interface ErrorRecord {
  readonly at: number;
  readonly error: AppError;
}

/** A request that has no answer yet. */
export interface Sent {
  readonly at: number;
  readonly target: TargetId;
  /** The attempt that is under way, if it is not the first. */
  readonly attempt?: Attempt | undefined;
}

/** What is listed at the start: jobs. Models are in `acting`. */
export interface Screens {
  readonly jobs: JobList;
}

export interface State {
  readonly settings: Settings;
  readonly window: Window;
  readonly connections: ReadonlyMap<TargetId, Connection>;
  readonly setup: {
    /** Profiles found in the shared files, as they are written there; absent until somebody has looked. */
    readonly profiles?: readonly string[] | undefined;
    /** The profile that the choice stands on, once somebody has moved it. */
    readonly highlighted?: string | undefined;
    /** The target on AWS that was left for the demo. */
    readonly formerTarget?: AwsTarget | undefined;
    /** The regions that were chosen here. Absent: those of the command line, or each profile's own. */
    readonly regions?: readonly string[] | undefined;
  };
  readonly screens: Screens;
  readonly details: ReadonlyMap<string, DetailEntry>;
  /** The person has stopped the polls. */
  readonly isPaused: boolean;
  readonly hasFocus: boolean;
  readonly notice?: Notice | undefined;
  readonly errors: readonly ErrorRecord[];
  /** The requests without an answer, by their ids. */
  readonly inFlight: ReadonlyMap<number, Sent>;
  /** The requests that a refresh by the person waits for. */
  readonly refreshing: readonly number[];
  /** What has happened to jobs in this run, the latest last. */
  readonly events: readonly JobEvent[];
  readonly ending?: Ending | undefined;
  /** Why jobs of a period failed; absent until somebody has asked. */
  readonly reading?: Reading | undefined;
  /** Jobs that have ended, of which the terminal has not notified yet: that waits for the reason of a failure. */
  readonly unnotified: readonly string[];
  readonly overlays: readonly Overlay[];
  /** The ARNs of the jobs that the person has marked, in the order of marking. */
  readonly marks: readonly string[];
  readonly acting: ActingState;
  /** What was asked of the part that acts before it was loaded. */
  readonly awaitingActing: readonly Action[];
  /** Earlier searches, the latest first. */
  readonly searches: readonly EarlierSearch[];
  /** The jobs from which the search in force began: what would have matched is counted in them. */
  readonly searchedFrom?: readonly Job[] | undefined;
  /** The last moment that the state knows of. */
  readonly clock: number;
  /** When the program was started. Jobs created later are new. */
  readonly startedAt: number;
  readonly nextId: number;
}

const matching = (match: string | undefined): Pick<JobList, 'narrow' | 'more'> =>
  match === undefined ? {narrow: ''} : {narrow: match, more: {byArn: new Map(), common: []}};

/** What is known of single jobs, forgotten: they may belong to another account from now on. */
export const NO_JOBS_KNOWN = {
  details: new Map(),
  events: [],
  ending: undefined,
  unnotified: [],
  marks: [],
  searchedFrom: undefined,
} as const satisfies Partial<State>;

export const initialState = (given: {
  readonly at: number;
  readonly window: Window;
  readonly settings: Settings;
  readonly targets: readonly Target[];
  readonly query?: Query;
  /** Text that narrows by everything that is loaded. */
  readonly match?: string | undefined;
  /** What there is to say at the start. */
  readonly notice?: Notice | undefined;
}): State => {
  const {at, targets, query = DEFAULT_QUERY} = given;
  const {length: count} = targets;
  const everyMs = given.settings.refreshMs;
  const connections = new Map(
    targets.map((target, i) => {
      const runningPoll = {startedAt: spreadStart(at, i, {count, everyMs})};
      return [targetKey(target), {...newConnection(target, at), runningPoll}];
    }),
  );
  return {
    settings: given.settings,
    window: given.window,
    connections,
    setup: {},
    screens: {jobs: {...emptyList(query, connections.keys(), at), ...matching(given.match)}},
    details: new Map(),
    isPaused: false,
    hasFocus: true,
    notice: given.notice,
    errors: [],
    inFlight: new Map(),
    refreshing: [],
    events: [],
    unnotified: [],
    overlays: [],
    marks: [],
    acting: NOTHING_ACTED,
    awaitingActing: [],
    searches: [],
    clock: at,
    startedAt: at,
    nextId: 1,
  };
};
