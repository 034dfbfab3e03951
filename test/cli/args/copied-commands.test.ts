/** The commands that the copy menu offers, read again by the command line: they ask for the same jobs. */
import {expect, it} from 'vitest';
import {parseCommandLine} from '../../../src/cli/args/parse.ts';
import {PROGRAM} from '../../../src/cli/process/about.ts';
import {DEFAULT_QUERY, type Query} from '../../../src/core/domain/query.ts';
import {exportCommand, uiCommand} from '../../../src/core/jobs/command-lines.ts';
import {QUERY_FIELD_IDS, QUERY_FIELDS, type QueryFieldId} from '../../../src/core/jobs/query-fields.ts';
import {splitWords} from '../../../src/core/text/shell-words.ts';
import {inZone} from '../../support/zone.ts';

const NOW = Date.UTC(2026, 10, 23, 12);

/** A text for each field that does not mean its default; the API has only one key to sort by. */
const TEXTS: Readonly<Record<QueryFieldId, string>> = {
  status: 'Failed',
  name: 'llama-3',
  after: '7d',
  before: '2026-11-20 14:00',
  order: 'Ascending',
  sortBy: 'CreationTime',
  pageSize: '7',
};

const meaningOf = (id: QueryFieldId): unknown => {
  const parsed = QUERY_FIELDS[id].parse(TEXTS[id], NOW);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
};

const wordsOf = (command: string): readonly string[] => {
  const split = splitWords(command);
  if (!split.ok) throw new Error(split.reason);
  return split.value;
};

const momentsOf = ({after, before, ...others}: Query) => ({...others, after: after?.at, before: before?.at});

const queryOf = (words: readonly string[]): unknown => {
  const read = parseCommandLine(words, NOW);
  if (read.kind !== 'tui' && read.kind !== 'list') throw new Error(JSON.stringify(read));
  return {target: read.target, query: momentsOf(read.query)};
};

const QUERY = {...DEFAULT_QUERY, ...Object.fromEntries(QUERY_FIELD_IDS.map(id => [id, meaningOf(id)]))} as Query;
const HERE = {isDemo: false, profile: 'My Corp', region: 'eu-central-1', endpointUrl: 'http://127.0.0.1:8080'};
const MEANT = {
  target: {kind: 'aws', profile: 'My Corp', region: 'eu-central-1', endpointUrl: 'http://127.0.0.1:8080'},
  query: momentsOf(QUERY),
};

it('every field of the query has its flag', () => {
  const words = wordsOf(uiCommand(HERE, QUERY, ''));
  const flags = QUERY_FIELD_IDS.filter(id => QUERY[id] !== DEFAULT_QUERY[id]).map(
    id => `--${QUERY_FIELDS[id].flag.name}`,
  );
  expect(words).toEqual(expect.arrayContaining(flags));
  expect(flags).toHaveLength(QUERY_FIELD_IDS.length - 1);
});

it('this list as a command asks for the same jobs', () => {
  const [program, ...words] = wordsOf(uiCommand(HERE, QUERY, ''));
  expect(program).toBe(PROGRAM);
  expect(queryOf(words)).toEqual(MEANT);
});

it('so does the export', () => {
  const words = wordsOf(exportCommand(HERE, QUERY, '')).slice(1);
  expect(words.splice(-2)).toEqual(['>', 'jobs.csv']);
  expect(queryOf(words)).toEqual(MEANT);
});

it('several profiles and regions are the same connections', () => {
  const [, ...words] = wordsOf(
    uiCommand({...HERE, profile: 'My Corp,dev', region: 'eu-central-1,us-east-1'}, QUERY, ''),
  );
  const read = parseCommandLine(words, NOW);
  const targets = read.kind === 'tui' ? read.targets : [];
  expect(targets.map(target => [target.kind === 'aws' && target.profile, target.region])).toEqual([
    ['My Corp', 'eu-central-1'],
    ['My Corp', 'us-east-1'],
    ['dev', 'eu-central-1'],
    ['dev', 'us-east-1'],
  ]);
});

it('a date means the same moment in another time zone', () => {
  const line = uiCommand(HERE, QUERY, '');
  inZone('Asia/Kolkata');
  expect(queryOf(wordsOf(line).slice(1))).toEqual(MEANT);
  expect(uiCommand(HERE, QUERY, '')).toContain('--before 2026-11-20T19:30+05:30');
});

it('the text that is searched for in loaded jobs has its flag', () => {
  const [, ...words] = wordsOf(uiCommand(HERE, DEFAULT_QUERY, '-a_b'));
  expect(parseCommandLine(words, NOW)).toMatchObject({kind: 'tui', match: '-a_b'});
  const [, ...exported] = wordsOf(exportCommand(HERE, DEFAULT_QUERY, 'a b')).slice(0, -2);
  expect(parseCommandLine(exported, NOW)).toMatchObject({kind: 'list', match: 'a b'});
});
