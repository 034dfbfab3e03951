/** The flags that choose jobs: the inputs of ListModelImportJobs, each under its own name and the API's. */
import {type Moment, parseMoment} from '../../core/domain/moment.ts';
import {DEFAULT_QUERY, isFilter, type Query, rangeProblem} from '../../core/domain/query.ts';
import {QUERY_FIELD_IDS, QUERY_FIELDS, type QueryField, type QueryFieldId} from '../../core/jobs/query-fields.ts';
import {clause} from '../../core/text/format.ts';
import {bad, type Parsed} from '../../core/text/parsed.ts';
import type {Flag} from './flags.ts';
import type {ValueReader} from './value-reader.ts';

/** creationTimeAfter as creation-time-after */
const inKebabCase = (name: string): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

export const queryFlagOf = (
  {api, choices: formChoices, flag}: Pick<QueryField<never>, 'api' | 'choices' | 'flag'>,
  group: string,
): Flag => {
  const {name, value, text, choices = formChoices} = flag;
  const alias = inKebabCase(api);
  return {name, ...(alias === name ? {} : {alias}), value, ...(choices ? {choices} : {}), group, text};
};

const flagFor = (id: QueryFieldId, group: string): Flag => queryFlagOf(QUERY_FIELDS[id], group);

const FILTERS = QUERY_FIELD_IDS.filter(isFilter);

/** The filters: they choose the jobs, but not their order or how they are fetched. */
export const filterFlags = (group: string): readonly Flag[] => FILTERS.map(id => flagFor(id, group));

export const orderFlags = (group: string): readonly Flag[] => [flagFor('sortBy', group), flagFor('order', group)];

export const pageSizeFlag = (group: string, defaultSize: number): Flag => {
  const flag = flagFor('pageSize', group);
  return {...flag, text: `${clause(flag.text)} (default ${defaultSize}).`};
};

/** A sentence as it follows a flag's name, with the advice in parentheses, as for other flags. */
export const inFlagWords = (reason: string): string =>
  reason.replace(/^Must /, 'must ').replace(/\. Try (.+)\.$/, ' (try $1)');

export const momentReader =
  (now: number) =>
  (text: string): Parsed<Moment> => {
    const parsed = parseMoment(text, now);
    return parsed.ok ? parsed : bad(inFlagWords(parsed.reason));
  };

/** "7d" counts back from `now` (ms). A flag that the command does not have keeps its default. */
export const readQuery = (flags: ValueReader, now: number, defaultSize: number): Query => {
  const read = <K extends QueryFieldId>(id: K, fallback: Query[K]): Query[K] => {
    const {parse, flag} = QUERY_FIELDS[id];
    const parseFlag = (text: string): Parsed<Query[K]> => {
      const parsed = parse(text, now);
      return parsed.ok ? parsed : bad(inFlagWords(flag.problem?.(text, parsed.reason) ?? parsed.reason));
    };
    return flags.read(flag.name, parseFlag, fallback);
  };
  return {
    ...Object.fromEntries(FILTERS.map(id => [id, read(id, undefined)])),
    sortBy: read('sortBy', DEFAULT_QUERY.sortBy),
    order: read('order', DEFAULT_QUERY.order),
    pageSize: read('pageSize', defaultSize),
  };
};

export const queryProblem = ({after, before}: Pick<Query, 'after' | 'before'>): string | undefined =>
  rangeProblem(after, before) && `--after (${after?.text}) is later than --before (${before?.text})`;
