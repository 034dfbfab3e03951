/** The inputs of ListModelImportJobs that a person can set: one table for the filter form, the flags and the query line. */
import {KNOWN_STATUSES} from '../domain/job.ts';
import {isRelative, type Moment, parseMoment} from '../domain/moment.ts';
import {nameProblem, ORDERS, type Order, PAGE_SIZE, type Query, SORT_KEYS} from '../domain/query.ts';
import {clause, isoLocal, momentOf, orList} from '../text/format.ts';
import {bad, good, type Parsed} from '../text/parsed.ts';

export type QueryFieldId = keyof Query;

/** How much the query line says, from the most to the least. */
export type Verbosity = 'full' | 'short' | 'brief' | 'terse';

export interface QueryField<V> {
  /** The input's name in the API. */
  readonly api: string;
  /** All values, if they can be listed. */
  readonly choices?: readonly string[];
  /** What a text means, or why it is not valid, in a sentence. `now` in ms since the epoch. */
  parse(text: string, now: number): Parsed<V>;
  /** The text that means this value. */
  text(value: V): string;
  /** The same for a command line that may be run elsewhere or later; absent: `text`. */
  argument?(value: V): string;
  /** A filter in the query line. */
  inLine?(query: Query, verbosity: Verbosity): string | undefined;
  readonly form: {
    readonly label: string;
    readonly explanation: string;
    /** What an empty field means. */
    readonly placeholder?: string;
    /** An empty text means no filter. */
    readonly isOptional?: true;
  };
  readonly flag: {
    /** Besides the API's name. */
    readonly name: string;
    /** The placeholder for the value in the help. */
    readonly value: string;
    readonly text: string;
    /** The order in which the help has them, if it differs. */
    readonly choices?: readonly string[];
    /** The reason in the words of a flag, if it says more than `reason`, which the form gives. */
    problem?(text: string, reason: string): string;
  };
}

/** Takes any case, and returns the API's own spelling. */
const oneOf = <T extends string>(names: readonly T[], text: string): Parsed<T> => {
  const found = names.find(name => name.toLowerCase() === text.trim().toLowerCase());
  return found ? good(found) : bad(`Must be ${orList(names)} (got “${text.trim()}”).`);
};

const STATUSES = [...KNOWN_STATUSES, 'any'];

const parseStatus = (text: string): Parsed<string | undefined> =>
  text.trim().toLowerCase() === 'any' ? good(undefined) : oneOf(STATUSES, text);

const parseName = (text: string): Parsed<string | undefined> => {
  const problem = nameProblem(text);
  return problem === undefined ? good(text === '' ? undefined : text) : bad(`${problem}.`);
};

const SHORT_ORDERS: Readonly<Record<string, Order>> = {
  desc: 'Descending',
  asc: 'Ascending',
  newest: 'Descending',
  oldest: 'Ascending',
};

const parseOrder = (text: string): Parsed<Order> => {
  const order = SHORT_ORDERS[text.trim().toLowerCase()];
  return order ? good(order) : oneOf(ORDERS, text);
};

const SIZES = `${PAGE_SIZE.min} to ${PAGE_SIZE.max}`;

const parsePageSize = (text: string): Parsed<number> => {
  const size = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  return size >= PAGE_SIZE.min && size <= PAGE_SIZE.max ? good(size) : bad(`Must be ${SIZES} (got “${text.trim()}”).`);
};

/** A time ago as the moment that it meant when the query started; a date as the person wrote it. */
const shownMoment = (moment: Moment): string => (isRelative(moment) ? momentOf(moment.at).slice(0, -3) : moment.text);

const MOMENT = {
  parse: parseMoment,
  text: (value: Moment | undefined) => value?.text ?? '',
  // A time ago goes on counting back from the present. A date means the same moment in every time zone.
  argument: (value: Moment | undefined) => (value && !isRelative(value) ? isoLocal(value.at) : (value?.text ?? '')),
  form: {
    explanation: 'A date or a time ago: 7d, 36h, yesterday, 2026-11-01, 2026-11-01 14:00, 2026-11-01T12:00Z, 90m, 4w.',
    placeholder: 'any time',
    isOptional: true,
  },
} as const;

/** In the order of the form. */
export const QUERY_FIELDS: {readonly [K in QueryFieldId]: QueryField<Query[K]>} = {
  status: {
    api: 'statusEquals',
    choices: ['any', ...KNOWN_STATUSES],
    parse: parseStatus,
    text: value => value ?? 'any',
    inLine: ({status}, verbosity) => {
      if (status === undefined) return verbosity === 'full' ? 'status any' : undefined;
      return verbosity === 'terse' ? status : `status ${status}`;
    },
    form: {label: 'Status', explanation: 'Only jobs with this status.'},
    flag: {
      name: 'status',
      value: 'STATUS',
      choices: STATUSES,
      text: `Show only jobs with this status: ${orList(STATUSES)}.`,
    },
  },
  name: {
    api: 'nameContains',
    parse: parseName,
    text: value => value ?? '',
    inLine: ({name}, verbosity) => name && (verbosity === 'terse' ? `*${name}*` : `name *${name}*`),
    form: {
      label: 'Name contains',
      explanation: 'Job name contains this text (case-sensitive).',
      placeholder: 'any name',
      isOptional: true,
    },
    flag: {
      name: 'name',
      value: 'TEXT',
      text: 'Show only jobs whose name contains this text (case-sensitive).',
      problem: (text, reason) =>
        `${clause(reason)}; job names have only letters, digits, “+”, “.” and “-”, and begin with a letter or digit (got “${text}”)`,
    },
  },
  after: {
    ...MOMENT,
    api: 'creationTimeAfter',
    inLine: ({after}, verbosity) => {
      if (!after || verbosity === 'terse') return after && `>${shownMoment(after)}`;
      return `${verbosity === 'full' ? 'created ' : ''}after ${shownMoment(after)}`;
    },
    form: {...MOMENT.form, label: 'Created after'},
    flag: {
      name: 'after',
      value: 'TIME',
      text: 'Show only jobs created after this time: 2026-11-01, "2026-11-01 14:00", 2026-11-01T12:00Z, today, yesterday, or time ago: 90m, 36h, 7d, 4w, "3 days ago".',
    },
  },
  before: {
    ...MOMENT,
    api: 'creationTimeBefore',
    inLine: ({after, before}, verbosity) => {
      if (!before || verbosity === 'terse') return before && `<${shownMoment(before)}`;
      return `${verbosity === 'full' && !after ? 'created ' : ''}before ${shownMoment(before)}`;
    },
    form: {...MOMENT.form, label: 'Created before'},
    flag: {
      name: 'before',
      value: 'TIME',
      text: 'Show only jobs created before this time, written in the same ways.',
    },
  },
  order: {
    api: 'sortOrder',
    choices: ORDERS,
    parse: parseOrder,
    text: value => value,
    form: {label: 'Order', explanation: 'Descending: newest first. Ascending: oldest first.'},
    flag: {
      name: 'order',
      value: 'ORDER',
      text: 'Sort in this order: Descending (newest first, the default) or Ascending.',
    },
  },
  sortBy: {
    api: 'sortBy',
    choices: SORT_KEYS,
    parse: text => oneOf(SORT_KEYS, text),
    text: value => value,
    form: {label: 'Sort by', explanation: 'The API sorts by creation time only.'},
    flag: {name: 'sort-by', value: 'KEY', text: 'Sort by this key. The API supports only CreationTime.'},
  },
  pageSize: {
    api: 'maxResults',
    parse: parsePageSize,
    text: String,
    form: {label: 'Page size', explanation: `Jobs per request, ${SIZES}.`, placeholder: SIZES},
    flag: {
      name: 'page-size',
      value: 'N',
      text: `Fetch this many jobs per request: ${SIZES}.`,
      problem: (text, reason) =>
        /^-?\d+$/.test(text.trim()) ? reason : `must be a whole number from ${SIZES} (got “${text.trim()}”)`,
    },
  },
};

export const QUERY_FIELD_IDS = Object.keys(QUERY_FIELDS) as readonly QueryFieldId[];
