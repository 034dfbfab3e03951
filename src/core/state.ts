/** The one state of the program: facts only; whatever can be derived from them is derived (select.ts, viewport.ts). */
import type {AppError} from './app-error.ts';
import type {Feed} from './feed.ts';
import {emptyFeed} from './feed.ts';
import type {Job, JobDetail} from './job.ts';
import type {Connection} from './ports.ts';
import {DEFAULT_QUERY, type Query} from './query.ts';

/** What the command line fixed for the whole run. */
export interface Settings {
  /** Milliseconds between two refreshes while a job runs. */
  readonly refreshMs: number;
  readonly hasBell: boolean;
  /** The profile that the command line or the environment names; absent: none. */
  readonly profile?: string | undefined;
  /** How many columns of a terminal a text takes: the measure that the drawing library uses. */
  readonly widthOf: (text: string) => number;
}

/** Whether AWS can be asked at all. */
export type Link =
  | {
      readonly kind: 'connecting';
      readonly id: number;
      readonly since: number;
      readonly isOverdue: boolean;
      /** How many tries before this one have failed. */
      readonly failures: number;
    }
  /** `renewing`: the id of a look for what may have been mended, while all goes on with what there is. */
  | {readonly kind: 'connected'; readonly connection: Connection; readonly renewing?: number | undefined}
  | {
      readonly kind: 'unusable';
      readonly error: AppError;
      readonly at: number;
      readonly failures: number;
      /** When it is tried again by itself; absent where only the person can help. */
      readonly retryAt?: number | undefined;
    };

/** A request for a page of the feed. `isFirst`: its answer replaces the rows. */
export type Load =
  | {readonly kind: 'idle'}
  | {readonly kind: 'loading'; readonly id: number; readonly isFirst: boolean; readonly failures: number}
  | {
      readonly kind: 'failed';
      readonly error: AppError;
      readonly isFirst: boolean;
      readonly failures: number;
      /** When it is tried again by itself; absent where only the person can help. */
      readonly retryAt?: number | undefined;
    };

export type DetailLoad =
  | {readonly kind: 'loaded'}
  | {readonly kind: 'loading'; readonly id: number}
  /** `retryAt`: when it is asked again by itself, if it is seen then; absent where only the person can help. */
  | {readonly kind: 'failed'; readonly error: AppError; readonly retryAt?: number | undefined};

export interface DetailEntry {
  readonly detail?: JobDetail | undefined;
  readonly load: DetailLoad;
  readonly askedAt: number;
  /** How many answers in a row have failed; absent where the last one was good. */
  readonly failures?: number | undefined;
}

export const SORT_COLUMNS = ['name', 'status', 'took'] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

/** An order made here, over what is loaded. */
export interface LocalSort {
  readonly by: SortColumn;
  readonly isReversed: boolean;
}

/** One of the two questions that the program asks by itself. */
export interface Poll {
  /** When it was last asked, or when watching began. */
  readonly startedAt: number;
  /** In flight: its id, and what its earlier pages told. */
  readonly request?: {readonly id: number; readonly told: readonly Job[]; readonly pages: number} | undefined;
  readonly trouble?: {readonly error: AppError; readonly failures: number; readonly retryAt: number} | undefined;
}

export interface Watch {
  /** Every job known to run, by ARN, whether or not the filters show it. */
  readonly running: ReadonlyMap<string, Job>;
  /** Jobs that were seen to run and have ended: an answer that comes late may still call one running. */
  readonly over: ReadonlyMap<string, Job>;
  /** Running jobs that the last tick no longer told of: each is owed one GetModelImportJob. */
  readonly left: readonly string[];
  readonly tick: Poll;
  readonly look: Poll;
  /** 1 or more: stretches the refresh while AWS throttles. */
  readonly pace: number;
  readonly isPaused: boolean;
  readonly hasFocus: boolean;
  /** The newest creation time that is known of, where the order is oldest first; new jobs are those beyond it. */
  readonly newestAt?: number | undefined;
  /** Jobs that came in since the last look by another way: meeting one does not mean that all newer ones are known. */
  readonly sinceLook: readonly string[];
  /** New jobs whose place is not loaded yet (oldest first). */
  readonly incoming: readonly string[];
  /** New jobs that came in above the window. */
  readonly above: number;
  readonly updatedAt?: number | undefined;
}

export type FormField = 'status' | 'name' | 'after' | 'before' | 'order' | 'sortBy' | 'pageSize';
export const FORM_FIELDS: readonly FormField[] = ['status', 'name', 'after', 'before', 'order', 'sortBy', 'pageSize'];

/** What the list showed before a search began, for the way back. */
export interface Snapshot {
  readonly query: Query;
  readonly narrow: string;
  readonly feed: Feed;
  readonly selected?: string | undefined;
  readonly top?: string | undefined;
  readonly newestAt?: number | undefined;
  readonly incoming: readonly string[];
  readonly above: number;
}

/** What lies over the list; the last one owns the keyboard. */
export type Overlay =
  | {
      readonly kind: 'search';
      readonly draft: string;
      readonly isTouched: boolean;
      readonly editedAt: number;
      /** Position in `State.searches` while recalling, -1 otherwise. */
      readonly recalled: number;
      readonly before: Snapshot;
    }
  | {
      readonly kind: 'filters';
      readonly values: Readonly<Record<FormField, string>>;
      readonly focused: FormField;
      readonly problems: Readonly<Partial<Record<FormField, string>>>;
    }
  | {readonly kind: 'detail'; readonly arn: string; readonly scroll: number; readonly isRaw: boolean}
  /** `filter`: only keys that match it are shown; `isTyping`: its field owns the keyboard. */
  | {readonly kind: 'help'; readonly scroll: number; readonly filter: string; readonly isTyping: boolean}
  | {readonly kind: 'errors'; readonly scroll: number};

export type OverlayOf<K extends Overlay['kind']> = Extract<Overlay, {kind: K}>;

export interface Notice {
  readonly text: string;
  readonly until: number;
  /** Why a key did nothing, or nothing that can be seen: the next key takes it away. */
  readonly isRefusal?: boolean;
}

export interface ErrorRecord {
  readonly at: number;
  readonly error: AppError;
}

export interface State {
  readonly settings: Settings;
  readonly size: {readonly columns: number; readonly rows: number};
  readonly link: Link;
  readonly isDemo: boolean;
  /** Profiles found in the shared files, for the setup screen; absent until somebody has looked. */
  readonly profiles?: readonly string[] | undefined;
  /** The credential_process that runs now. `isSlow`: it may be waiting for input. */
  readonly credentialProcess?:
    | {readonly run: number; readonly profile: string; readonly since: number; readonly isSlow: boolean}
    | undefined;
  /** The profile that was chosen on the setup screen; absent: as the command line and the environment say. */
  readonly profile?: string | undefined;
  /** The profile that the choice on the setup screen stands on, once somebody has moved it. */
  readonly highlighted?: string | undefined;
  /** The account that the jobs belong to, once an ARN has told it. */
  readonly account?: string | undefined;
  readonly query: Query;
  /** Text that narrows the loaded rows here, because AWS cannot search for it. */
  readonly narrow: string;
  readonly sort?: LocalSort | undefined;
  readonly feed: Feed;
  readonly load: Load;
  readonly isLoadingAll: boolean;
  /** AWS kept the latest page waiting, or refused it for too many requests. */
  readonly isSlowed: boolean;
  readonly details: ReadonlyMap<string, DetailEntry>;
  /** The selected job's ARN. */
  readonly selected?: string | undefined;
  readonly selectedAt: number;
  /** The ARN of the first visible row; absent: the window is at its top. */
  readonly top?: string | undefined;
  /** When the selection or the window last moved, and whether it has rested since. */
  readonly movedAt: number;
  readonly hasRested: boolean;
  readonly watch: Watch;
  /** ARN → until when its row is marked. */
  readonly marks: ReadonlyMap<string, number>;
  readonly notice?: Notice | undefined;
  readonly errors: readonly ErrorRecord[];
  readonly overlays: readonly Overlay[];
  /** Earlier searches, the latest first. */
  readonly searches: readonly string[];
  /** The last moment that the state knows of. */
  readonly clock: number;
  readonly nextId: number;
}

export const initialState = (given: {
  readonly at: number;
  readonly size: State['size'];
  readonly settings: Settings;
  readonly query?: Query;
  readonly isDemo?: boolean;
  /** What there is to say at the start. */
  readonly notice?: Notice | undefined;
}): State => {
  const query = given.query ?? DEFAULT_QUERY;
  return {
    settings: given.settings,
    size: given.size,
    link: {kind: 'connecting', id: 0, since: given.at, isOverdue: false, failures: 0},
    isDemo: given.isDemo ?? false,
    query,
    narrow: '',
    feed: emptyFeed(query),
    load: {kind: 'idle'},
    isLoadingAll: false,
    isSlowed: false,
    details: new Map(),
    selectedAt: given.at,
    movedAt: given.at,
    hasRested: true,
    watch: {
      running: new Map(),
      over: new Map(),
      left: [],
      tick: {startedAt: given.at},
      look: {startedAt: given.at},
      pace: 1,
      isPaused: false,
      hasFocus: true,
      sinceLook: [],
      incoming: [],
      above: 0,
    },
    marks: new Map(),
    notice: given.notice,
    errors: [],
    overlays: [],
    searches: [],
    clock: given.at,
    nextId: 1,
  };
};
