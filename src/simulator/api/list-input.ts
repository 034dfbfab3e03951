/** Validates the query of the two List operations, and answers it with a page. */
import type {JobRecord, Status} from '../world/job-record.ts';
import {STATUSES} from '../world/job-record.ts';
import type {World} from '../world/world.ts';
import {choiceViolations, NEXT_TOKEN, optionalText, type TextRule, violation} from './constraint.ts';
import {type PageQuery, pageOf, readToken, writeToken} from './page.ts';
import {answer, invalid, type Reply, refusal} from './reply.ts';

type Query = Readonly<Record<string, string>>;

interface ListRules {
  readonly operation: string;
  readonly nameRule: TextRule;
  /** False for ListImportedModels, which ignores statusEquals like any unknown parameter. */
  readonly hasStatus: boolean;
}

/** AWS does not document the defaults of maxResults and sortOrder; these are this simulator's choice. */
const DEFAULT_PAGE_SIZE = 100;
const MAX_PAGE_SIZE = 1000;

const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/;

/** Milliseconds since the epoch, or undefined if `text` is not a valid time. */
const timestamp = (text: string): number | undefined => {
  const day = TIMESTAMP.exec(text)?.[1];
  // Date.parse accepts February 30 as March 1 or 2.
  const isReal = day !== undefined && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day);
  const at = isReal ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
};

const timeViolations = (field: string, value: string | undefined): string[] =>
  value === undefined || timestamp(value) !== undefined
    ? []
    : [violation(field, value, 'Member must be a valid ISO 8601 timestamp')];

const countViolations = (field: string, value: string | undefined): string[] => {
  if (value === undefined) return [];
  if (!/^-?\d{1,15}$/.test(value)) return [violation(field, value, 'Member must be an integer')];
  if (Number(value) < 1) return [violation(field, value, 'Member must have value greater than or equal to 1')];
  return Number(value) > MAX_PAGE_SIZE
    ? [violation(field, value, `Member must have value less than or equal to ${MAX_PAGE_SIZE}`)]
    : [];
};

const violationsOf = (query: Query, rules: ListRules): string[] => [
  ...timeViolations('creationTimeAfter', query.creationTimeAfter),
  ...timeViolations('creationTimeBefore', query.creationTimeBefore),
  ...(rules.hasStatus ? choiceViolations('statusEquals', query.statusEquals, STATUSES) : []),
  ...optionalText('nameContains', query.nameContains, rules.nameRule),
  ...countViolations('maxResults', query.maxResults),
  ...optionalText('nextToken', query.nextToken, NEXT_TOKEN),
  ...choiceViolations('sortBy', query.sortBy, ['CreationTime']),
  ...choiceViolations('sortOrder', query.sortOrder, ['Ascending', 'Descending']),
];

const moment = (text: string | undefined): number | undefined => (text === undefined ? undefined : timestamp(text));

const isStatus = (text: string): text is Status => STATUSES.some(status => status === text);

interface ListSource {
  readonly world: World;
  readonly rules: ListRules;
  /** Everything with this status (with any status if undefined), oldest first. */
  readonly list: (status: Status | undefined) => readonly JobRecord[];
  readonly nameOf: (item: JobRecord) => string;
  /** The member of the response that contains the summaries. */
  readonly member: string;
  readonly summary: (item: JobRecord) => object;
}

/** Answers a List operation from `source`. */
export const listPage = (query: Query, source: ListSource): Reply => {
  const violations = violationsOf(query, source.rules);
  if (violations.length > 0) return invalid(violations);
  const {statusEquals, nameContains, nextToken, sortOrder = 'Descending'} = query;
  const status =
    source.rules.hasStatus && statusEquals !== undefined && isStatus(statusEquals) ? statusEquals : undefined;
  const createdAfter = moment(query.creationTimeAfter);
  const createdBefore = moment(query.creationTimeBefore);
  const filters = [status, nameContains, createdAfter, createdBefore, sortOrder].map(part => part ?? null);
  const scope = JSON.stringify([source.world.fingerprint, source.rules.operation, ...filters]);
  const from = nextToken === undefined ? undefined : readToken(nextToken, scope);
  if (nextToken !== undefined && !from) {
    return refusal(
      'ValidationException',
      'The nextToken is not valid for this request: it belongs to other filters, to another account, or to none.',
    );
  }
  const isAscending = sortOrder === 'Ascending';
  const maxResults = Number(query.maxResults ?? DEFAULT_PAGE_SIZE);
  const pageQuery: PageQuery = {nameContains, createdAfter, createdBefore, isAscending, maxResults, from};
  const page = pageOf(source.list(status), pageQuery, source.nameOf);
  const next = page.end ? {nextToken: writeToken(page.end, scope)} : {};
  return answer({...next, [source.member]: page.items.map(source.summary)});
};
