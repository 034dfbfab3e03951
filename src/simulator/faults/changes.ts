/** Faults that change the content of a successful answer: its pages, jobs and times. */

import type {Reply} from '../api/reply.ts';
import type {RequestEntry} from '../http/request-log.ts';
import {isMembers, type Members} from '../members.ts';
import {type FaultKind, numberRule, optionOf} from './fault-kind.ts';
import {isS3List, s3TokenOf, withS3Token} from './s3-pages.ts';

const isSuccess = (reply: Reply): boolean => reply.status < 300 && reply.body !== undefined;

/** The operations that answer with a page, and the member that contains its items. */
const LISTS: Readonly<Record<string, string>> = {
  ListModelImportJobs: 'modelImportJobSummaries',
  ListImportedModels: 'modelSummaries',
};

const isList = ({operation}: RequestEntry): boolean => LISTS[operation ?? ''] !== undefined;

/** `reply` with other items or another token if it is a successful page; otherwise unchanged. */
const onPage = (
  reply: Reply,
  entry: RequestEntry,
  change: (items: readonly unknown[], body: Members) => {readonly items?: readonly unknown[]; readonly token?: string},
): Reply => {
  const member = LISTS[entry.operation ?? ''];
  if (member === undefined || !isSuccess(reply) || !isMembers(reply.body)) return reply;
  const found = reply.body[member];
  const items = Array.isArray(found) ? found : [];
  const {items: newItems = items, token = reply.body.nextToken} = change(items, reply.body);
  return {...reply, body: {...reply.body, [member]: newItems, nextToken: token}};
};

/** `value` with every object in it changed, inner objects first. */
const deep = (value: unknown, change: (members: Members) => Members): unknown => {
  if (Array.isArray(value)) return value.map(item => deep(item, change));
  if (!isMembers(value)) return value;
  return change(Object.fromEntries(Object.entries(value).map(([name, member]) => [name, deep(member, change)])));
};

/** Changes every object in a reply, successful or not. */
export const changeDeep = (reply: Reply, change: (members: Members) => Members): Reply => {
  const body = deep(reply.body, change);
  return isMembers(body) ? {...reply, body} : reply;
};

const FIXED_TOKEN = 'the-same-page-again';
/** Contains a count of empty pages, so that no token repeats, and the number of empty pages that follow. */
const EMPTY_TOKEN = /^empty-\d+-(\d+)\./;

/** The query that the service gets: the part of the token that matches `pattern` is removed. */
const withoutPrefix = (query: RequestEntry['query'], pattern: RegExp): RequestEntry['query'] => {
  const {nextToken, ...others} = query;
  const rest = nextToken?.replace(pattern, '');
  return rest ? {...others, nextToken: rest} : others;
};

/** The query of the first page again, which the token of a fault leads to. */
const withoutFixedToken = (query: RequestEntry['query']): RequestEntry['query'] =>
  Object.values(query).includes(FIXED_TOKEN)
    ? Object.fromEntries(Object.entries(query).filter(([, value]) => value !== FIXED_TOKEN))
    : query;

const MAX_EMPTY = 1_000_000_000;

const emptyPages: FaultKind['start'] = fault => {
  const pages = optionOf(fault, 'pages') ?? 1;
  let count = 0;
  /** How many more empty pages follow by the token of this request; undefined if the token is not one of this fault's. */
  const more = ({query}: RequestEntry): number | undefined => {
    const match = EMPTY_TOKEN.exec(query.nextToken ?? '');
    return match ? Number(match[1]) : undefined;
  };
  return {
    // The last empty page leads to the requested page, so a client that goes on gets all jobs, and comes to an end.
    applies: entry => isList(entry) && more(entry) !== 0,
    query: query => withoutPrefix(query, EMPTY_TOKEN),
    change: (reply, {entry}) =>
      onPage(reply, entry, () => {
        count += 1;
        const rest = (entry.query.nextToken ?? '').replace(EMPTY_TOKEN, '');
        return {items: [], token: `empty-${count}-${(more(entry) ?? pages) - 1}.${rest}`};
      }),
  };
};

const MAX_REMEMBERED = 1000;

const duplicates: FaultKind['start'] = () => {
  const lastBefore = new Map<string, unknown>();
  return {
    applies: entry => isList(entry) && entry.query.nextToken !== undefined,
    observe: (reply, {entry}) => {
      onPage(reply, entry, (items, {nextToken}) => {
        if (lastBefore.size >= MAX_REMEMBERED) lastBefore.clear();
        if (typeof nextToken === 'string') lastBefore.set(nextToken, items.at(-1));
        return {};
      });
    },
    change: (reply, {entry}) =>
      onPage(reply, entry, items => {
        const again = lastBefore.get(entry.query.nextToken ?? '');
        return {items: again === undefined ? items : [again, ...items]};
      }),
  };
};

const ALWAYS_THERE: ReadonlySet<string> = new Set([
  ...['jobArn', 'jobName', 'status', 'creationTime', 'modelArn', 'modelName'],
  ...['modelImportJobSummaries', 'modelSummaries', 'nextToken', 'tags', 'key', 'value'],
]);

const sparse = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([name]) => ALWAYS_THERE.has(name)));

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const TWO_HOURS = 7_200_000;

/** The same moment with microseconds and the offset +02:00. */
const inMicros = (value: unknown): unknown =>
  typeof value === 'string' && TIME.test(value)
    ? new Date(Date.parse(value) + TWO_HOURS).toISOString().replace('Z', '123+02:00')
    : value;

const withMicros = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, inMicros(value)]));

const OTHER_STATUS = 'Queued';

/** Changes the status of a single job, or of the first job of a page. */
const withOtherStatus = (reply: Reply, entry: RequestEntry): Reply => {
  if (entry.operation === 'GetModelImportJob') return {...reply, body: {...reply.body, status: OTHER_STATUS}};
  return onPage(reply, entry, ([first, ...others]) =>
    isMembers(first) ? {items: [{...first, status: OTHER_STATUS}, ...others]} : {},
  );
};

export const CHANGES: readonly FaultKind[] = [
  {
    name: 'repeat-token',
    text: 'Answers with the same nextToken that the request had; ListObjectsV2 with the same continuation token.',
    start: () => ({
      applies: entry => isList(entry) || isS3List(entry),
      query: withoutFixedToken,
      changeRaw: (raw, {entry}) =>
        isS3List(entry) ? withS3Token(raw, own => s3TokenOf(entry) ?? own ?? FIXED_TOKEN) : raw,
      change: (reply, {entry}) =>
        onPage(reply, entry, (_, {nextToken}) => ({
          token: entry.query.nextToken ?? (typeof nextToken === 'string' ? nextToken : FIXED_TOKEN),
        })),
    }),
  },
  {
    name: 'empty-page',
    options: {pages: numberRule('N', 1, MAX_EMPTY)},
    text: 'Sends a page without jobs, whose nextToken leads to them; pages=N sends N such pages in a row.',
    start: emptyPages,
  },
  {name: 'duplicate', text: 'Repeats the last job of a page on the next page.', start: duplicates},
  {
    name: 'unknown-status',
    text: `Gives a job, or the first job of a page, the status ${OTHER_STATUS}, which the API does not define.`,
    start: () => ({
      applies: ({operation}) => operation === 'ListModelImportJobs' || operation === 'GetModelImportJob',
      change: (reply, {entry}) => (isSuccess(reply) ? withOtherStatus(reply, entry) : reply),
    }),
  },
  {
    name: 'sparse',
    text: 'Leaves out everything that the API allows to be absent.',
    start: () => ({change: reply => (isSuccess(reply) ? changeDeep(reply, sparse) : reply)}),
  },
  {
    name: 'micros',
    text: 'Writes times in microseconds, with an offset from UTC.',
    start: () => ({change: reply => (isSuccess(reply) ? changeDeep(reply, withMicros) : reply)}),
  },
];
