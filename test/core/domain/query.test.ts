/** What is asked of ListModelImportJobs: moments, names, filters and requests. */
import {beforeEach, describe, expect, it} from 'vitest';
import {
  DEFAULT_QUERY,
  hasFilters,
  matches,
  nameProblem,
  parseMoment,
  type Query,
  rangeProblem,
  requestOf,
} from '../../../src/core/domain/query.ts';
import type {Parsed} from '../../../src/core/text/parsed.ts';
import {jobAt, MINUTE, NOON} from '../../support/jobs.ts';
import {inZone} from '../../support/zone.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Half past an hour away from UTC, and no summer time: local time cannot be mistaken for anything else.
beforeEach(() => inZone('Asia/Kolkata'));

const reason = (parsed: Parsed<unknown>): string => (parsed.ok ? '' : parsed.reason);

describe('a moment', () => {
  it.each([
    ['2026-11-01', '2026-10-31T18:30:00.000Z'],
    ['2026-11-01 14:00', '2026-11-01T08:30:00.000Z'],
    ['2026-11-01T14:00', '2026-11-01T08:30:00.000Z'],
    ['2026-11-01 14:00:07', '2026-11-01T08:30:07.000Z'],
    ['2026-11-01 14:00:07.5', '2026-11-01T08:30:07.500Z'],
    ['2026-11-01T12:00Z', '2026-11-01T12:00:00.000Z'],
    ['2026-11-01t12:00z', '2026-11-01T12:00:00.000Z'],
    ['2026-11-01T12:00:00.123456Z', '2026-11-01T12:00:00.123Z'],
    ['2026-11-01T12:00+02:00', '2026-11-01T10:00:00.000Z'],
    ['2026-11-01T12:00-0330', '2026-11-01T15:30:00.000Z'],
    ['2026-11-01Z', '2026-11-01T00:00:00.000Z'],
    ['2028-02-29Z', '2028-02-29T00:00:00.000Z'],
    ['  2026-11-01T12:00Z ', '2026-11-01T12:00:00.000Z'],
  ])('%s', (text, expected) => {
    const parsed = parseMoment(text, NOON);
    expect(parsed).toEqual({ok: true, value: {text: text.trim(), at: Date.parse(expected)}});
  });

  it.each([
    ['90m', 90 * MINUTE],
    ['36h', 36 * HOUR],
    ['7d', 7 * DAY],
    ['4w', 28 * DAY],
    ['0m', 0],
    [' 1d ', DAY],
  ])('%s counts back from now', (text, distance) => {
    expect(parseMoment(text, NOON)).toEqual({ok: true, value: {text: text.trim(), at: NOON - distance}});
  });

  it.each([
    '',
    'yesterdai',
    '7',
    '7x',
    '-7d',
    '7 d',
    '1.5h',
    '2026-11',
    '11/01/2026',
    '2026-11-01T',
    '2026-11-01 1:00',
  ])('“%s” is refused, with examples of what is accepted', text => {
    expect(reason(parseMoment(text, NOON))).toMatch(/ is not a date\. .*7d.*2026-11-01 14:00/);
  });

  it.each([
    '2026-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-01',
    '2026-11-00',
    '2026-11-32',
    '2026-11-01 24:00',
    '2026-11-01 12:60',
    '2026-11-01 12:00:60',
  ])('%s is not on the calendar', text => {
    expect(reason(parseMoment(text, NOON))).toBe(`“${text}” is not on the calendar.`);
  });

  // AWS would refuse these, or they would silently mean another century.
  it.each([
    ['2026-11-01T12:00+99:99', 'not on the calendar'],
    ['2026-11-01T12:00+25:00', 'not on the calendar'],
    ['0026-11-01', 'not on the calendar'],
    ['999999w', 'too far back'],
  ])('%s is %s', (text, problem) => {
    expect(reason(parseMoment(text, NOON))).toBe(`“${text}” is ${problem}.`);
  });

  it('a range that ends before it begins is refused, and both times are named', () => {
    const [early, late] = [
      {text: '2d', at: NOON - 2 * DAY},
      {text: '1d', at: NOON - DAY},
    ];
    expect(rangeProblem(late, early)).toBe('Created after (1d) is later than created before (2d).');
    for (const [after, before] of [[early, late], [early, early], [late, undefined], [undefined, early], []]) {
      expect(rangeProblem(after, before)).toBeUndefined();
    }
  });
});

it.each([
  ['', undefined],
  ['llama', undefined],
  ['3-8B+v.1', undefined],
  ['7', undefined],
  ['a'.repeat(63), undefined],
  ['a'.repeat(64), 'AWS cannot search for more than 63 characters'],
  ['a_b', 'AWS cannot search for “_”'],
  ['a b', 'AWS cannot search for a space'],
  [' ', 'AWS cannot search for a space'],
  ['ä', 'AWS cannot search for “ä”'],
  ['v🦙', 'AWS cannot search for “🦙”'],
  ['-v', 'AWS cannot search for a leading “-”'],
  ['.v', 'AWS cannot search for a leading “.”'],
  ['+', 'AWS cannot search for a leading “+”'],
])('nameContains “%s”: %s', (text, problem) => {
  expect(nameProblem(text)).toBe(problem);
});

describe('whether a job matches', () => {
  const job = jobAt(1000, {name: 'Llama-3-v7', status: 'Failed'});
  const at = (minutes: number) => ({text: '', at: NOON + minutes * MINUTE});
  it.each<[string, Partial<Query>, boolean]>([
    ['no filter', {}, true],
    ['its status', {status: 'Failed'}, true],
    ['another status', {status: 'Completed'}, false],
    ['a part of its name', {name: 'ama-3'}, true],
    ['its name in another case', {name: 'llama'}, false],
    ['created after an earlier time', {after: at(-1)}, true],
    ['created after a later time', {after: at(1)}, false],
    ['created before a later time', {before: at(1)}, true],
    ['created before an earlier time', {before: at(-1)}, false],
    ['all of them', {status: 'Failed', name: 'v7', after: at(-1), before: at(1)}, true],
    ['all but one', {status: 'Failed', name: 'v8', after: at(-1), before: at(1)}, false],
  ])('%s', (_, filters, isMatch) => {
    expect(matches({...DEFAULT_QUERY, ...filters}, job)).toBe(isMatch);
  });

  it('by name: case-sensitive, and an empty text matches every job', () => {
    const isMatch = (name: string) => matches({...DEFAULT_QUERY, name}, job);
    expect(['', 'Llama', 'LLAMA'].map(isMatch)).toEqual([true, true, false]);
  });
});

it('filters narrow the list; the order and the page size do not', () => {
  expect(hasFilters({...DEFAULT_QUERY, order: 'Ascending', pageSize: 7})).toBe(false);
  for (const filter of [{status: 'Failed'}, {name: 'a'}, {after: {text: '', at: 1}}, {before: {text: '', at: 1}}]) {
    expect(hasFilters({...DEFAULT_QUERY, ...filter})).toBe(true);
  }
});

it('a request carries all eight inputs', () => {
  const query: Query = {
    status: 'Failed',
    name: 'llama',
    after: {text: '7d', at: 1},
    before: {text: '1d', at: 2},
    sortBy: 'CreationTime',
    order: 'Ascending',
    pageSize: 7,
  };
  expect(requestOf(query, 'token')).toEqual({
    status: 'Failed',
    name: 'llama',
    createdAfter: 1,
    createdBefore: 2,
    sortBy: 'CreationTime',
    order: 'Ascending',
    pageSize: 7,
    token: 'token',
  });
  expect(requestOf(DEFAULT_QUERY)).toEqual({sortBy: 'CreationTime', order: 'Descending', pageSize: 100});
});
