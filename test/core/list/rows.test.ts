/** The rows under filters, texts and orders, against the plain way of computing them; and how much is looked at for a letter. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Job} from '../../../src/core/domain/job.ts';
import {DEFAULT_QUERY, matches, type Query} from '../../../src/core/domain/query.ts';
import {JOBS, type JobFeed, type JobList, SORT_COLUMNS} from '../../../src/core/jobs/job-list.ts';
import {firstPage} from '../../../src/core/list/feed.ts';
import {emptyList, withSlice} from '../../../src/core/list/list.ts';
import {jobAt} from '../../support/jobs.ts';

const feedOf = (items: readonly Job[]): JobFeed => firstPage(JOBS, DEFAULT_QUERY, {items});

const rowsFrom = (feed: JobFeed, query: Query, narrow: string, sort: JobList['sort']) => {
  const list: JobList = {...emptyList(query, ['here'], 0), narrow, sort};
  return JOBS.rowsOf(withSlice(list, 'here', {feed}));
};

const OTHER = {...DEFAULT_QUERY, status: 'Failed'};
const job = fc
  .tuple(fc.nat(200), fc.constantFrom('alpha', 'alps', 'beta', 'al'), fc.constantFrom('Failed', 'Completed'))
  .map(([n, name, status]) => jobAt(n, {name, status}));
const step = fc.record({
  narrow: fc.constantFrom('', 'a', 'al', 'alp', 'alpha', 'be', 'z', 'aa', 'ab'),
  query: fc.constantFrom(DEFAULT_QUERY, OTHER),
  sort: fc.option(fc.record({by: fc.constantFrom(...SORT_COLUMNS), isReversed: fc.boolean()}), {nil: undefined}),
});

describe('the rows', () => {
  it('are what is kept of the jobs in order, and know where each stands', () => {
    const jobs = fc.uniqueArray(job, {maxLength: 30, selector: each => each.arn});
    fc.assert(
      fc.property(jobs, fc.array(step, {maxLength: 8}), (all, steps) => {
        const feed = feedOf(all);
        for (const {narrow, query, sort} of steps) {
          const rows = rowsFrom(feed, query, narrow, sort);
          const ordered = sort ? rowsFrom(feed, DEFAULT_QUERY, '', sort).items : all;
          const wanted = ordered.filter(each => each.name.includes(narrow) && matches(query, each));
          expect(rows.items).toEqual(wanted);
          expect(rows.count).toBe(wanted.length);
          expect(wanted.map((_, i) => rows.at(i))).toEqual(wanted);
          for (const each of all) expect(rows.indexOf(each.arn)).toBe(wanted.indexOf(each));
          expect(rows.indexOf(undefined)).toBe(-1);
        }
      }),
    );
  });
});

describe('a letter more', () => {
  /** Jobs that count how often their names are read. */
  const counting = (count: number) => {
    let reads = 0;
    const jobs = Array.from({length: count}, (_, n) => {
      const name = n % 100 === 0 ? `llama-${n}` : `other-${n}`;
      return Object.defineProperty({...jobAt(n)}, 'name', {
        get: () => {
          reads += 1;
          return name;
        },
      });
    });
    const readsOf = (work: () => void): number => {
      reads = 0;
      work();
      return reads;
    };
    return {jobs, readsOf};
  };

  it('reads no job again, and the places of rows none at all', () => {
    const {jobs, readsOf} = counting(10_000);
    const feed = feedOf(jobs);
    const type = (narrow: string) => rowsFrom(feed, DEFAULT_QUERY, narrow, undefined);
    // Once for the length of each name, once for the name.
    expect(readsOf(() => type('l'))).toBe(20_000);
    expect(readsOf(() => type('lla'))).toBe(0);
    expect(readsOf(() => type('other'))).toBe(0);
    expect(readsOf(() => type('lla').indexOf(jobs[300]?.arn))).toBe(0);
    expect(type('lla').indexOf(jobs[300]?.arn)).toBe(3);
    expect(type('lla').count).toBe(100);
    expect(type('lla').at(3)).toBe(jobs[300]);
  });
});
