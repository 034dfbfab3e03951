/** What one connection has to do for a reading: one pass over the list of its jobs, then one question for each failed one. */
import type {AppError} from '../domain/app-error.ts';

/** In days. */
export const PERIODS = [7, 30, 90] as const;
export type Period = (typeof PERIODS)[number];
export const DEFAULT_PERIOD: Period = 30;
const DAY = 86_400_000;

/** One way through the list, the newest jobs first. */
interface Pass {
  /** The period ends here (ms since the epoch). */
  readonly startedAt: number;
  /** The jobs were created after this. */
  readonly after: number;
  /** The tokens of the pages so far; the last one leads to the next page. */
  readonly tokens: readonly string[];
  /** How many pages in a row had no jobs. */
  readonly emptyPages: number;
  readonly isComplete: boolean;
}

/** Why nothing is asked now, although something is missing. */
export type Halt =
  | {readonly kind: 'stopped'}
  /** `retryAt`: absent if only the person can help. */
  | {readonly kind: 'failed'; readonly error: AppError; readonly retryAt?: number | undefined};

export interface Part {
  readonly pass: Pass;
  /** The jobs that any pass has found, by ARN. */
  readonly arns: ReadonlySet<string>;
  /** The request for a page that is under way. */
  readonly listing?: number | undefined;
  /** Failed jobs that this connection has to be asked about, by ARN. */
  readonly queue: readonly string[];
  /** The requests about single jobs that are under way: the ARN for each id. */
  readonly asked: ReadonlyMap<number, string>;
  readonly halt?: Halt | undefined;
  /** How many requests in a row have failed. */
  readonly failures: number;
}

const newPass = (days: Period, at: number): Pass => ({
  startedAt: at,
  after: startOf(days, at),
  tokens: [],
  emptyPages: 0,
  isComplete: false,
});

/** When a period began that ends at `at`. */
export const startOf = (days: Period, at: number): number => at - days * DAY;

export const newPart = (days: Period, at: number): Part => ({
  pass: newPass(days, at),
  arns: new Set(),
  queue: [],
  asked: new Map(),
  failures: 0,
});

export const isListing = ({pass}: Part): boolean => !pass.isComplete;

/** Something is missing that has not failed. */
const isUnfinished = (part: Part): boolean => isListing(part) || part.queue.length > 0 || part.asked.size > 0;

/** Requests are sent until nothing is missing. */
export const isPartReading = (part: Part): boolean => !part.halt && isUnfinished(part);

/** The ids of its requests under way. */
export const requestsOfPart = ({listing, asked}: Part): readonly number[] => [
  ...(listing === undefined ? [] : [listing]),
  ...asked.keys(),
];

/** Nothing is under way. */
export const haltedPart = (part: Part, halt: Halt): Part => ({...part, listing: undefined, asked: new Map(), halt});

/** Goes on with what is missing. A list that is not fresh, or does not go back to where the period begins, is read again. */
export const resumedPart = (
  part: Part,
  {days, at, freshMs}: {readonly days: Period; readonly at: number; readonly freshMs: number},
): Part => {
  const {pass} = part;
  const isLongEnough = pass.after <= startOf(days, pass.startedAt);
  const isUsable = isLongEnough && (!pass.isComplete || at - pass.startedAt < freshMs);
  return {
    ...part,
    halt: undefined,
    failures: 0,
    pass: isUsable ? pass : newPass(days, at),
    listing: isUsable ? part.listing : undefined,
  };
};

/** A page token that AWS has forgotten never comes back: the list can only be read from its start. */
export const withoutGoneToken = (part: Part, days: Period, {kind}: AppError): Part =>
  kind === 'not-found' && isListing(part) ? {...part, pass: newPass(days, part.pass.startedAt)} : part;

interface Page {
  readonly arns: readonly string[];
  readonly nextToken?: string | undefined;
}

/** More pages without a job in a row, or a page that leads back, would never end. */
const EMPTY_PAGES_MAX = 50;

const ENDLESS: AppError = {
  kind: 'answer',
  what: 'The list of jobs could not be read to its end',
  why: 'Its pages stay empty, or lead back to an earlier one',
  next: 'Check that the endpoint is Amazon Bedrock’s',
  isTransient: false,
  operation: 'ListModelImportJobs',
};

/** Takes in a page. */
export const withPartPage = (part: Part, {arns: page, nextToken}: Page, days: Period): Part => {
  const {pass} = part;
  const arns = new Set([...part.arns, ...page]);
  const emptyPages = page.length === 0 ? pass.emptyPages + 1 : 0;
  const read: Part = {...part, arns, listing: undefined, failures: 0};
  if (nextToken === undefined) return {...read, pass: {...pass, isComplete: true}};
  if (emptyPages >= EMPTY_PAGES_MAX || pass.tokens.includes(nextToken)) {
    return haltedPart({...read, pass: newPass(days, pass.startedAt)}, {kind: 'failed', error: ENDLESS});
  }
  return {...read, pass: {...pass, emptyPages, tokens: [...pass.tokens, nextToken]}};
};
