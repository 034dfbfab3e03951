/** Paging on demand, moving, and the selection: the program against an AWS in memory. */
import {describe, expect, it} from 'vitest';
import {DEFAULT_QUERY} from '../../../src/core/domain/query.ts';
import {queryLine} from '../../../src/core/screens/jobs/query-line.ts';
import {jobsOf, loadOf, rowsOf, selectedIndex, selectedJob, visibleRows} from '../../../src/core/state/select.ts';
import {createFakeAws, oops} from '../../support/fake-aws.ts';
import {jobAt, jobsDown} from '../../support/jobs.ts';
import {createProgram, type ProgramOptions} from '../../support/program.ts';

const start = async (jobs = jobsDown(10_000, 1), more: Partial<ProgramOptions> = {}) => {
  const aws = createFakeAws(jobs);
  const program = createProgram({gateway: aws, ...more});
  await program.say({kind: 'started'});
  return {aws, program};
};

const down = (by = 1) => ({kind: 'moved', motion: {kind: 'rows', by}}) as const;

describe('pages', () => {
  it('the first screen costs one request', async () => {
    const {aws, program} = await start();
    await program.clock.advance(3000);
    expect(aws.lists).toHaveLength(1);
    expect(rowsOf(program.state()).items).toHaveLength(100);
  });

  it('load as the selection comes near, each once, in order', async () => {
    const {aws, program} = await start();
    for (let i = 0; i < 1000; i++) await program.say(down());
    expect(selectedJob(program.state())?.name).toBe('job-9000');
    expect(aws.lists.length).toBeGreaterThanOrEqual(11);
    expect(aws.lists.length).toBeLessThanOrEqual(12);
    expect(new Set(aws.lists.map(list => list.token)).size).toBe(aws.lists.length);
    expect(rowsOf(program.state()).items.map(job => job.name)).toEqual(
      jobsDown(10_000, 10_001 - aws.lists.length * 100).map(job => job.name),
    );
  });

  it('fill a window that is larger than a page, and go on for a page ahead', async () => {
    const {aws, program} = await start(undefined, {query: {...DEFAULT_QUERY, pageSize: 10}});
    await program.clock.advance(100);
    expect(aws.lists).toHaveLength(3);
    expect(visibleRows(program.state()).items).toHaveLength(19);
  });

  it('load oldest first as well', async () => {
    const {aws, program} = await start(undefined, {query: {...DEFAULT_QUERY, order: 'Ascending'}});
    for (let i = 0; i < 150; i++) await program.say(down());
    expect(selectedJob(program.state())?.name).toBe('job-151');
    expect(aws.lists.every(list => list.order === 'Ascending')).toBe(true);
  });

  it('bring a job that shifted onto the next page only once', async () => {
    const {aws, program} = await start(jobsDown(200, 1));
    aws.answer = request => (request.token ? {jobs: jobsDown(101, 50)} : {jobs: jobsDown(200, 101), nextToken: 'next'});
    await program.say({kind: 'order-reversed'}, {kind: 'order-reversed'});
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    const names = rowsOf(program.state()).items.map(job => job.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(151);
  });

  it('go on by themselves after an empty page with a token', async () => {
    const {aws, program} = await start([]);
    aws.answer = request => (request.token ? {jobs: jobsDown(3, 1)} : {jobs: [], nextToken: 'next'});
    await program.say({kind: 'status-cycled'});
    await program.clock.settle();
    expect(rowsOf(program.state()).items).toHaveLength(3);
  });
});

describe('G', () => {
  it('goes to the last loaded job, fetches one page, and never calls that the end', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    await program.clock.advance(1000);
    expect(selectedJob(program.state())?.name).toBe('job-9901');
    expect(aws.lists).toHaveLength(2);
    expect(queryLine(program.state(), 118).right).toBe('200 jobs · more on AWS');
  });

  it('at the end says so', async () => {
    const {program} = await start(jobsDown(150, 1));
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    expect(selectedJob(program.state())?.name).toBe('job-1');
    expect(queryLine(program.state(), 118).right).toBe('150 jobs · end of list');
  });
});

describe('L', () => {
  it('loads the rest at the page size in force, with a count', async () => {
    const {aws, program} = await start(undefined, {query: {...DEFAULT_QUERY, pageSize: 1000}});
    const counts = new Set<string>();
    program.store.subscribe(() => counts.add(queryLine(program.state(), 118).right));
    await program.say({kind: 'load-all-asked'});
    await program.clock.advance(1000);
    expect(rowsOf(program.state()).items).toHaveLength(10_000);
    expect(aws.lists).toHaveLength(10);
    expect([...counts]).toContain('loading all: 5,000 so far');
    expect(queryLine(program.state(), 118).right).toBe('10,000 jobs · end of list');
  });

  it('is stopped by a step back, which takes nothing else away', async () => {
    const {aws, program} = await start(undefined, {query: {...DEFAULT_QUERY, name: 'job'}});
    program.store.dispatch({kind: 'load-all-asked'});
    for (let i = 0; i < 8; i++) await Promise.resolve();
    const loaded = rowsOf(program.state()).items.length;
    await program.say({kind: 'stepped-back'});
    await program.clock.advance(1000);
    expect(rowsOf(program.state()).items.length).toBeLessThanOrEqual(loaded + 100);
    expect(rowsOf(program.state()).items.length).toBeLessThan(10_000);
    expect(jobsOf(program.state()).query.name).toBe('job');
    expect(loadOf(program.state()).kind).toBe('idle');
    expect(aws.lists.length).toBeLessThan(100);
  });
});

describe('a page that fails', () => {
  it('costs no row, and is tried again by itself', async () => {
    const {aws, program} = await start();
    aws.failures.push(oops());
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    expect(loadOf(program.state())).toMatchObject({kind: 'failed', isFirst: false});
    expect(rowsOf(program.state()).items).toHaveLength(100);
    await program.clock.advance(6000);
    expect(rowsOf(program.state()).items).toHaveLength(200);
  });

  it('waits for the person if a retry cannot help', async () => {
    const {aws, program} = await start();
    aws.failures.push(oops({kind: 'access', isTransient: false}));
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    await program.clock.advance(50_000);
    expect(rowsOf(program.state()).items).toHaveLength(100);
    await program.say({kind: 'refresh-asked'});
    expect(rowsOf(program.state()).items).toHaveLength(200);
  });

  it('keeps the rows that match a new query whose first page fails', async () => {
    const {aws, program} = await start([...jobsDown(20, 11), jobAt(10, {status: 'Failed'}), ...jobsDown(9, 1)]);
    aws.failures.push(oops(), oops(), oops());
    await program.say({kind: 'status-cycled'}, {kind: 'status-cycled'}, {kind: 'status-cycled'});
    expect(rowsOf(program.state()).items.map(job => job.name)).toEqual(['job-10']);
    expect(loadOf(program.state()).kind).toBe('failed');
    expect(queryLine(program.state(), 118).right).toBe('not loaded');
  });
});

describe('moving', () => {
  it('keeps the selected row in the window, by rows, half pages, pages, and to the ends', async () => {
    const {program} = await start();
    const at = () => [selectedIndex(program.state()), visibleRows(program.state()).first];
    await program.say(down(18));
    expect(at()).toEqual([18, 0]);
    await program.say(down());
    expect(at()).toEqual([19, 1]);
    await program.say({kind: 'moved', motion: {kind: 'pages', by: 1}});
    expect(at()).toEqual([37, 19]);
    await program.say({kind: 'moved', motion: {kind: 'half-pages', by: -1}});
    expect(at()).toEqual([28, 10]);
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    expect(at()).toEqual([99, 81]);
    await program.say({kind: 'moved', motion: {kind: 'first'}});
    expect(at()).toEqual([0, 0]);
    await program.say(down(-1));
    expect(at()).toEqual([0, 0]);
  });

  it('follows the job, not the row, when the window is resized or the rows are sorted', async () => {
    const {program} = await start();
    await program.say(down(50));
    await program.say({kind: 'resized', columns: 80, rows: 12});
    expect(selectedJob(program.state())?.name).toBe('job-9950');
    await program.say({kind: 'sorted', by: 'name'});
    const {items: jobs} = visibleRows(program.state());
    expect(jobs.some(job => job.name === 'job-9950')).toBe(true);
    expect(selectedJob(program.state())?.name).toBe('job-9950');
  });
});

describe('local sorts', () => {
  const jobs = [
    jobAt(4, {name: 'b', status: 'InProgress', endedAt: undefined}),
    jobAt(3, {name: 'a', status: 'Failed', endedAt: jobAt(3).createdAt + 1000}),
    jobAt(2, {name: 'd'}),
    jobAt(1, {name: 'c', endedAt: jobAt(1).createdAt + 9_000_000}),
  ];
  const order = async (by: 'name' | 'status' | 'took', times: number) => {
    const {program} = await start(jobs);
    for (let i = 0; i < times; i++) await program.say({kind: 'sorted', by});
    return rowsOf(program.state())
      .items.map(job => job.name)
      .join('');
  };

  it('sort, reverse, and give AWS’s order back', async () => {
    expect(await order('name', 1)).toBe('abcd');
    expect(await order('name', 2)).toBe('dcba');
    expect(await order('name', 3)).toBe('badc');
    expect(await order('status', 1)).toBe('bdca');
    expect(await order('took', 1)).toBe('bcda');
    expect(await order('took', 2)).toBe('adcb');
  });

  it('say how much of the list they sort', async () => {
    const {program} = await start();
    await program.say({kind: 'sorted', by: 'took'});
    expect(queryLine(program.state(), 118).left).toContain('longest first (100 loaded)');
  });
});
