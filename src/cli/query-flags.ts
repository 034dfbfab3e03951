/** The flags that choose jobs: the inputs of ListModelImportJobs, each under its own name and the API's. */

import {KNOWN_STATUSES} from '../core/job.ts';
import {
  DEFAULT_QUERY,
  nameProblem,
  ORDERS,
  PAGE_SIZE,
  type Parsed,
  parseMoment,
  parseOrder,
  parsePageSize,
  parseSortBy,
  parseStatus,
  type Query,
  rangeProblem,
  SORT_KEYS,
} from '../core/query.ts';
import type {Flag} from './flags.ts';
import type {ValueReader} from './value-reader.ts';

/** The filters: which jobs there are, whatever their order and however they are fetched. */
export const filterFlags = (group: string): readonly Flag[] => [
  {
    name: 'status',
    alias: 'status-equals',
    value: 'STATUS',
    choices: [...KNOWN_STATUSES, 'any'],
    group,
    text: 'InProgress, Completed, Failed, or any.',
  },
  {
    name: 'name',
    alias: 'name-contains',
    value: 'TEXT',
    group,
    text: 'Jobs whose name contains this; upper and lower case count.',
  },
  {
    name: 'after',
    alias: 'creation-time-after',
    value: 'TIME',
    group,
    text: 'Jobs created after this: 2026-11-01, "2026-11-01 14:00", 2026-11-01T12:00Z, or a distance back from now such as 90m, 36h, 7d, 4w.',
  },
  {
    name: 'before',
    alias: 'creation-time-before',
    value: 'TIME',
    group,
    text: 'Jobs created before this, written in the same ways.',
  },
];

export const orderFlags = (group: string): readonly Flag[] => [
  {name: 'sort-by', value: 'KEY', choices: SORT_KEYS, group, text: 'CreationTime; the API knows no other.'},
  {
    name: 'order',
    alias: 'sort-order',
    value: 'ORDER',
    choices: ORDERS,
    group,
    text: 'Descending (newest first, the default) or Ascending.',
  },
];

export const pageSizeFlag = (group: string, usual: number): Flag => ({
  name: 'page-size',
  alias: 'max-results',
  value: 'N',
  group,
  text: `Jobs asked for at a time, ${PAGE_SIZE.least} to ${PAGE_SIZE.most}; ${usual} by default.`,
});

const parseName = (text: string): Parsed<string | undefined> => {
  const problem = nameProblem(text);
  if (problem === undefined) return {ok: true, value: text === '' ? undefined : text};
  const accepted = 'a job name has letters, digits, “+”, “.” and “-”, and begins with a letter or digit';
  return {ok: false, reason: `“${text}” cannot be asked for: ${problem}; ${accepted}`};
};

/** Distances in time count back from `now` (ms). A flag that the command does not have keeps its default. */
export const readQuery = (flags: ValueReader, now: number, usualSize: number): Query => {
  const moment = (text: string) => parseMoment(text, now);
  return {
    status: flags.read('status', parseStatus, undefined),
    name: flags.read('name', parseName, undefined),
    after: flags.read('after', moment, undefined),
    before: flags.read('before', moment, undefined),
    sortBy: flags.read('sort-by', parseSortBy, DEFAULT_QUERY.sortBy),
    order: flags.read('order', parseOrder, DEFAULT_QUERY.order),
    pageSize: flags.read('page-size', parsePageSize, usualSize),
  };
};

export const queryProblem = ({after, before}: Query): string | undefined =>
  rangeProblem(after, before) && `--after (${after?.text}) is later than --before (${before?.text})`;
