/** The inputs of ListModelImportJobs as people write them, and the form that they make. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {DEFAULT_QUERY, type Query} from '../../../src/core/domain/query.ts';
import {formTexts, readForm, withoutProblem} from '../../../src/core/jobs/filter-form.ts';
import {QUERY_FIELD_IDS, QUERY_FIELDS} from '../../../src/core/jobs/query-fields.ts';
import type {Parsed} from '../../../src/core/text/parsed.ts';
import {NOON} from '../../support/jobs.ts';

const reason = (parsed: Parsed<unknown>): string => (parsed.ok ? '' : parsed.reason);

it('the form has all seven inputs, in this order', () => {
  expect(QUERY_FIELD_IDS).toEqual(['status', 'name', 'after', 'before', 'order', 'sortBy', 'pageSize']);
});

describe('a page size', () => {
  const {parse} = QUERY_FIELDS.pageSize;

  it.each([
    ['1', 1],
    ['1000', 1000],
    [' 100 ', 100],
    ['007', 7],
  ])('%s', (text, size) => {
    expect(parse(text, NOON)).toEqual({ok: true, value: size});
  });

  it.each(['0', '1001', '99999', '-1', '1.5', '1e2', '', 'many'])('“%s” is refused', text => {
    expect(reason(parse(text, NOON))).toBe(`Must be 1 to 1000 (got “${text}”).`);
  });
});

describe('names of the API', () => {
  it.each([
    ['status', 'inprogress', 'InProgress'],
    ['status', ' COMPLETED ', 'Completed'],
    ['status', 'Failed', 'Failed'],
    ['status', 'Any', undefined],
    ['order', 'descending', 'Descending'],
    ['order', 'ASCENDING', 'Ascending'],
    ['order', 'desc', 'Descending'],
    ['order', 'Asc', 'Ascending'],
    ['order', 'newest', 'Descending'],
    ['order', ' Oldest ', 'Ascending'],
    ['sortBy', 'creationtime', 'CreationTime'],
  ] as const)('%s “%s” is understood as %s', (id, text, value) => {
    expect(QUERY_FIELDS[id].parse(text, NOON)).toEqual({ok: true, value});
  });

  it.each([
    ['status', 'done', 'InProgress, Completed, Failed or any'],
    ['status', '', 'InProgress, Completed, Failed or any'],
    ['order', 'up', 'Descending or Ascending'],
    ['sortBy', 'name', 'CreationTime'],
  ] as const)('%s “%s” is refused with the names there are', (id, text, names) => {
    expect(reason(QUERY_FIELDS[id].parse(text, NOON))).toBe(`Must be ${names} (got “${text}”).`);
  });

  it.each(QUERY_FIELD_IDS)('every choice of %s is understood', id => {
    for (const choice of QUERY_FIELDS[id].choices ?? []) {
      expect(QUERY_FIELDS[id].parse(choice, NOON)).toEqual({ok: true, value: choice === 'any' ? undefined : choice});
    }
  });
});

it.each([
  ['llama', 'llama', ''],
  ['', undefined, ''],
  ['a b', undefined, 'AWS cannot search for a space.'],
])('a name “%s”', (text, value, problem) => {
  const parsed = QUERY_FIELDS.name.parse(text, NOON);
  expect(parsed.ok ? parsed.value : undefined).toBe(value);
  expect(reason(parsed)).toBe(problem);
});

describe('the form', () => {
  const moment = fc.constantFrom(
    {text: '7d', at: NOON - 7 * 86_400_000},
    {text: '2026-11-01Z', at: Date.UTC(2026, 10, 1)},
  );
  const anyQuery: fc.Arbitrary<Query> = fc.record({
    status: fc.constantFrom(undefined, 'InProgress', 'Failed'),
    name: fc.constantFrom(undefined, 'llama-3'),
    after: fc.option(moment, {nil: undefined}),
    before: fc.constantFrom(undefined, {text: '1d', at: NOON - 86_400_000}),
    order: fc.constantFrom('Ascending' as const, 'Descending' as const),
    sortBy: fc.constant('CreationTime' as const),
    pageSize: fc.integer({min: 1, max: 1000}),
  });

  it('of a query gives the same query back', () => {
    fc.assert(
      fc.property(anyQuery, query => {
        expect(readForm(formTexts(query), NOON)).toEqual({query});
      }),
    );
  });

  const texts = formTexts(DEFAULT_QUERY);

  it('means no filter by an empty text, spaces included', () => {
    expect(readForm({...texts, name: '  ', after: ' ', before: ''}, NOON)).toEqual({
      query: {...DEFAULT_QUERY, status: undefined, name: undefined, after: undefined, before: undefined},
    });
  });

  it('has the problem of each field, and one of the range at both of its fields until either changes', () => {
    const read = readForm({...texts, after: '1d', before: '2d', pageSize: '0'}, NOON);
    const range = 'Created after (1d) is later than created before (2d).';
    const problems = {after: range, before: range, pageSize: 'Must be 1 to 1000 (got “0”).'};
    expect(read).toEqual({problems});
    expect(withoutProblem(problems, 'before')).toEqual({pageSize: problems.pageSize});
    expect(withoutProblem(problems, 'pageSize')).toEqual({after: range, before: range});
  });
});
