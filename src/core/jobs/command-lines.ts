/** Command lines to copy: the `aws` command that gets a job, and this program with the query in force. */
import {DEFAULT_QUERY, type Query} from '../domain/query.ts';
import {shellWord} from '../text/shell-words.ts';
import {QUERY_FIELD_IDS, QUERY_FIELDS, type QueryFieldId} from './query-fields.ts';

const PROGRAM = 'bedrock-imports-tui';

/** Where requests go, as far as it is known: on AWS, or to the demo. Several profiles or regions are separated by commas. */
export interface Place {
  readonly isDemo: boolean;
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly endpointUrl?: string | undefined;
}

/** A flag with its value; without a value it is left out. */
const flag = (name: string, value: string | undefined): readonly string[] => {
  if (value === undefined) return [];
  return value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
};

const lineOf = (words: readonly string[]): string => words.map(shellWord).join(' ');

export const awsCommand = (arn: string, {region, profile, endpointUrl}: Place): string =>
  lineOf([
    ...['aws', 'bedrock', 'get-model-import-job', '--job-identifier', arn],
    ...flag('region', region),
    ...flag('profile', profile),
    ...flag('endpoint-url', endpointUrl),
  ]);

/** Where the demo is without a flag. */
const DEMO_REGION = 'us-east-1';

const placeFlags = ({isDemo, profile, region, endpointUrl}: Place): readonly string[] =>
  isDemo
    ? ['--demo', ...flag('region', region === DEMO_REGION ? undefined : region)]
    : [...flag('profile', profile), ...flag('region', region), ...flag('endpoint-url', endpointUrl)];

/** A value that is the default needs no flag. */
const queryFlag = <K extends QueryFieldId>(id: K, query: Query): readonly string[] => {
  const {argument, text, flag: given} = QUERY_FIELDS[id];
  const value = query[id];
  return value === DEFAULT_QUERY[id] ? [] : flag(given.name, (argument ?? text)(value));
};

const queryFlags = (query: Query): readonly string[] => QUERY_FIELD_IDS.flatMap(id => queryFlag(id, query));

/** This program with the same jobs. `match`: the text that is searched for in what is loaded; empty if there is none. */
export const uiCommand = (place: Place, query: Query, match: string): string =>
  lineOf([PROGRAM, ...placeFlags(place), ...queryFlags(query), ...flag('match', match || undefined)]);

/** The same jobs as a file. With a search, every page is read for it. */
export const exportCommand = (place: Place, query: Query, match: string): string => {
  const flags = [...placeFlags(place), ...queryFlags(query), ...flag('match', match || undefined)];
  return `${lineOf([PROGRAM, 'list', ...flags, '--output', 'csv'])} > jobs.csv`;
};
