/** The feed of a query: its pages, updates of its jobs, and the places of new ones. */
import {describe, expect, it} from 'vitest';
import {type Job, newerJob} from '../../../src/core/domain/job.ts';
import {DEFAULT_QUERY, type Query} from '../../../src/core/domain/query.ts';
import {JOBS, type JobFeed} from '../../../src/core/jobs/job-list.ts';
import {
  countIn,
  emptyFeed,
  firstPage,
  isWithinLoaded,
  itemIn,
  positionOf,
  withNew,
  withoutItem,
  withPage,
  withReceived,
} from '../../../src/core/list/feed.ts';
import {arnOf, jobAt, jobsDown, runningAt} from '../../support/jobs.ts';

const ASCENDING: Query = {...DEFAULT_QUERY, order: 'Ascending'};
const names = (feed: JobFeed) => feed.items.map(job => job.name);
const upward = (from: number, to: number) => jobsDown(to, from).reverse();

describe('pages', () => {
  it('an empty feed has loaded nothing', () => {
    expect(emptyFeed<Job, Query>(DEFAULT_QUERY)).toMatchObject({items: [], counts: {}, isLoaded: false});
    expect(emptyFeed<Job, Query>(DEFAULT_QUERY).nextToken).toBeUndefined();
  });

  it('the first one fills the feed, in order, counted by status', () => {
    const feed = firstPage(JOBS, DEFAULT_QUERY, {items: [runningAt(3), ...jobsDown(2, 1)], nextToken: 't'});
    expect(names(feed)).toEqual(['job-3', 'job-2', 'job-1']);
    expect(feed).toMatchObject({isLoaded: true, nextToken: 't', query: DEFAULT_QUERY});
    expect(feed.counts).toEqual({InProgress: 1, Completed: 2});
    expect([3, 2, 1, 9].map(n => positionOf(feed, arnOf(n)))).toEqual([0, 1, 2, -1]);
    expect(itemIn(feed, arnOf(2))?.name).toBe('job-2');
    expect(itemIn(feed, arnOf(9))).toBeUndefined();
  });

  it('a further one adds what is not there, once, and brings up to date what is', () => {
    const feed = firstPage(JOBS, DEFAULT_QUERY, {items: [runningAt(4), jobAt(3)], nextToken: 't'});
    const grown = withPage(JOBS, feed, {items: [jobAt(4), jobAt(2), jobAt(2), jobAt(1)]});
    expect(names(grown)).toEqual(['job-4', 'job-3', 'job-2', 'job-1']);
    expect(grown.items[0]?.status).toBe('Completed');
    expect(grown.counts).toEqual({InProgress: 0, Completed: 4});
    expect(grown.nextToken).toBeUndefined();
  });

  it('growing leaves the feed from before as it was, though they share their positions', () => {
    const feed = firstPage(JOBS, DEFAULT_QUERY, {items: [jobAt(3)], nextToken: 't'});
    withPage(JOBS, feed, {items: [jobAt(2)]});
    expect(names(feed)).toEqual(['job-3']);
    expect(positionOf(feed, arnOf(2))).toBe(-1);
    const again = withPage(JOBS, feed, {items: [jobAt(1), jobAt(2)]});
    expect(names(again)).toEqual(['job-3', 'job-1', 'job-2']);
    expect([1, 2].map(n => positionOf(again, arnOf(n)))).toEqual([1, 2]);
  });
});

describe('what is told of a job', () => {
  it.each([
    ['the end of a running job', runningAt(1), jobAt(1), 'told'],
    ['a running job that was touched', runningAt(1), {...runningAt(1), modifiedAt: 1}, 'told'],
    ['a model that has its ARN now', jobAt(1), {...jobAt(1), modelArn: 'arn:model'}, 'told'],
    ['the same again', jobAt(1), {...jobAt(1)}, 'known'],
    ['a late answer in which an ended job still runs', jobAt(1), runningAt(1), 'known'],
    ['a status of tomorrow', runningAt(1), jobAt(1, {status: 'Paused'}), 'told'],
  ] as const)('%s', (_, known, told, wins) => {
    expect(newerJob(known, told)).toBe(wins === 'told' ? told : known);
  });

  it('changes the row in its place, and the counts with the status', () => {
    const feed = firstPage(JOBS, DEFAULT_QUERY, {items: [jobAt(3), runningAt(2), jobAt(1)]});
    const told = withReceived(JOBS, feed, jobAt(2, {status: 'Failed'}));
    expect(told.items.map(job => job.status)).toEqual(['Completed', 'Failed', 'Completed']);
    expect(told.counts).toEqual({Completed: 2, InProgress: 0, Failed: 1});
    expect(feed.counts).toEqual({Completed: 2, InProgress: 1});
  });

  it('returns the same feed if there is nothing new, or for a job that is not there', () => {
    const feed = firstPage(JOBS, DEFAULT_QUERY, {items: [jobAt(3)]});
    expect(withReceived(JOBS, feed, jobAt(3))).toBe(feed);
    expect(withReceived(JOBS, feed, jobAt(2))).toBe(feed);
    expect(withReceived(JOBS, feed, runningAt(3))).toBe(feed);
  });
});

describe('new jobs', () => {
  const newest = firstPage(JOBS, DEFAULT_QUERY, {items: [jobAt(8), jobAt(6), jobAt(4)], nextToken: 't'});
  const oldest = firstPage(JOBS, ASCENDING, {items: [jobAt(4), jobAt(6), jobAt(8)], nextToken: 't'});

  it.each([
    ['newest first, above all', newest, 9, true],
    ['newest first, between', newest, 5, true],
    ['newest first, beyond the last', newest, 3, false],
    ['oldest first, before all', oldest, 3, true],
    ['oldest first, beyond the last', oldest, 9, false],
    ['newest first, beyond the last if that is the end', {...newest, nextToken: undefined}, 3, true],
    ['oldest first, beyond the last if that is the end', {...oldest, nextToken: undefined}, 9, true],
    ['nothing loaded, more to come', {...emptyFeed<Job, Query>(DEFAULT_QUERY), nextToken: 't'}, 3, false],
    ['nothing there at all', emptyFeed<Job, Query>(DEFAULT_QUERY), 3, true],
  ] as const)('%s: within what is loaded, or not', (_, feed, n, isWithin) => {
    expect(isWithinLoaded(feed, jobAt(n))).toBe(isWithin);
  });

  it('take their places by creation time, whatever their order, and are counted', () => {
    const grown = withNew(JOBS, newest, [jobAt(3), runningAt(9), jobAt(7), jobAt(5)]);
    expect(names(grown)).toEqual(jobsDown(9, 3).map(job => job.name));
    expect(grown.counts).toEqual({Completed: 6, InProgress: 1});
    expect(jobsDown(9, 3).map(job => positionOf(grown, job.arn))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(names(withNew(JOBS, oldest, [jobAt(9), jobAt(3), jobAt(5), jobAt(7)]))).toEqual(
      upward(3, 9).map(job => job.name),
    );
  });

  it('that are there already change nothing', () => {
    expect(withNew(JOBS, newest, [jobAt(6)])).toBe(newest);
    expect(names(withNew(JOBS, newest, [jobAt(6), jobAt(7)]))).toEqual(['job-8', 'job-7', 'job-6', 'job-4']);
    expect(names(withNew(JOBS, newest, [jobAt(7), jobAt(7)]))).toEqual(['job-8', 'job-7', 'job-6', 'job-4']);
  });
});

it('a job that stands on one page twice is there once, as it was told last', () => {
  const feed = withPage(JOBS, emptyFeed<Job, Query>(DEFAULT_QUERY), {items: [runningAt(7), jobAt(6), jobAt(7)]});
  expect(feed.items).toEqual([jobAt(7), jobAt(6)]);
  expect(countIn(feed.counts, 'Completed')).toBe(2);
  expect(countIn(feed.counts, 'InProgress')).toBe(0);
});

it('a status of any name is counted', () => {
  const feed = withPage(JOBS, emptyFeed<Job, Query>(DEFAULT_QUERY), {
    items: [jobAt(1, {status: '__proto__'}), jobAt(2, {status: 'constructor'})],
  });
  expect(['__proto__', 'constructor', 'toString'].map(name => countIn(feed.counts, name))).toEqual([1, 1, 0]);
});

describe('an item that AWS no longer has', () => {
  it('goes, with its count and its position', () => {
    const feed = firstPage(JOBS, DEFAULT_QUERY, {items: [runningAt(3), ...jobsDown(2, 1)], nextToken: 't'});
    const less = withoutItem(JOBS, feed, arnOf(2));
    expect(names(less)).toEqual(['job-3', 'job-1']);
    expect([positionOf(less, arnOf(1)), positionOf(less, arnOf(2))]).toEqual([1, -1]);
    expect(less.counts).toEqual({InProgress: 1, Completed: 1});
    expect(less.nextToken).toBe('t');
    expect(positionOf(feed, arnOf(2))).toBe(1);
  });

  it('that is not there changes nothing', () => {
    const feed = firstPage(JOBS, DEFAULT_QUERY, {items: jobsDown(2, 1)});
    expect(withoutItem(JOBS, feed, arnOf(9))).toBe(feed);
  });
});
