/** The flags that choose jobs: the inputs of ListModelImportJobs, each under its own name and the API's. */

import {KNOWN_STATUSES} from '../core/job.ts';
import {bad} from '../core/moment.ts';
import {
  DEFAULT_QUERY,
  type Moment,
  nameProblem,
  ORDERS,
  PAGE_SIZE,
  type Parsed,
  parseMoment,
  parseOrder,
  parseSortBy,
  parseStatus,
  type Query,
  rangeProblem,
  SORT_KEYS,
} from '../core/query.ts';
import type {Flag} from './flags.ts';
import {mustBe, numberFrom, type ValueReader} from './value-reader.ts';

const STATUSES = [...KNOWN_STATUSES, 'any'];

/** The filters: they choose the jobs, but not their order or how they are fetched. */
export const filterFlags = (group: string): readonly Flag[] => [
  {
    name: 'status',
    alias: 'status-equals',
    value: 'STATUS',
    choices: STATUSES,
    group,
    text: 'Show only jobs with this status: InProgress, Completed, Failed or any.',
  },
  {
    name: 'name',
    alias: 'name-contains',
    value: 'TEXT',
    group,
    text: 'Show only jobs whose name contains this text (case-sensitive).',
  },
  {
    name: 'after',
    alias: 'creation-time-after',
    value: 'TIME',
    group,
    text: 'Show only jobs created after this time: 2026-11-01, "2026-11-01 14:00", 2026-11-01T12:00Z, today, yesterday, or time ago: 90m, 36h, 7d, 4w, "3 days ago".',
  },
  {
    name: 'before',
    alias: 'creation-time-before',
    value: 'TIME',
    group,
    text: 'Show only jobs created before this time, written in the same ways.',
  },
];

export const orderFlags = (group: string): readonly Flag[] => [
  {
    name: 'sort-by',
    value: 'KEY',
    choices: SORT_KEYS,
    group,
    text: 'Sort by this key. The API supports only CreationTime.',
  },
  {
    name: 'order',
    alias: 'sort-order',
    value: 'ORDER',
    choices: ORDERS,
    group,
    text: 'Sort in this order: Descending (newest first, the default) or Ascending.',
  },
];

export const pageSizeFlag = (group: string, usual: number): Flag => ({
  name: 'page-size',
  alias: 'max-results',
  value: 'N',
  group,
  text: `Fetch this many jobs per request: ${PAGE_SIZE.least} to ${PAGE_SIZE.most} (default ${usual}).`,
});

const parseName = (text: string): Parsed<string | undefined> => {
  const problem = nameProblem(text);
  if (problem === undefined) return {ok: true, value: text === '' ? undefined : text};
  const accepted = 'job names have only letters, digits, “+”, “.” and “-”, and begin with a letter or digit';
  return {ok: false, reason: `${problem}; ${accepted} (got “${text}”)`};
};

/** A parser that takes one of a few names, and answers anything else in the words of a flag. */
const oneOf =
  <T>(parse: (text: string) => Parsed<T>, names: readonly string[]) =>
  (text: string): Parsed<T> => {
    const parsed = parse(text);
    return parsed.ok ? parsed : mustBe(names, text);
  };

/** A reader of dates for flags: the advice in a reason goes in parentheses, as for other flags. */
export const momentReader =
  (now: number) =>
  (text: string): Parsed<Moment> => {
    const parsed = parseMoment(text, now);
    return parsed.ok ? parsed : bad(parsed.reason.replace(/\. Try (.+)\.$/, ' (try $1)'));
  };

/** "7d" counts back from `now` (ms). A flag that the command does not have keeps its default. */
export const readQuery = (flags: ValueReader, now: number, usualSize: number): Query => {
  const moment = momentReader(now);
  return {
    status: flags.read('status', oneOf(parseStatus, STATUSES), undefined),
    name: flags.read('name', parseName, undefined),
    after: flags.read('after', moment, undefined),
    before: flags.read('before', moment, undefined),
    sortBy: flags.read('sort-by', oneOf(parseSortBy, SORT_KEYS), DEFAULT_QUERY.sortBy),
    order: flags.read('order', oneOf(parseOrder, ORDERS), DEFAULT_QUERY.order),
    pageSize: flags.read('page-size', numberFrom(PAGE_SIZE.least, PAGE_SIZE.most, true), usualSize),
  };
};

export const queryProblem = ({after, before}: Query): string | undefined =>
  rangeProblem(after, before) && `--after (${after?.text}) is later than --before (${before?.text})`;
