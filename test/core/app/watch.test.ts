/** Watching, counted: the program on a manual clock against an AWS in memory. */
import {describe, expect, it} from 'vitest';
import type {ListRequest} from '../../../src/core/domain/ports.ts';
import {DEFAULT_QUERY} from '../../../src/core/domain/query.ts';
import {ruleWords} from '../../../src/core/screens/shared/rule.ts';
import {
  feedOf,
  jobsOf,
  loadOf,
  mainConnection,
  mainSlice,
  rowsOf,
  visibleRows,
} from '../../../src/core/state/select.ts';
import {createFakeAws, oops} from '../../support/fake-aws.ts';
import {arnOf, jobAt, jobsDown, runningAt} from '../../support/jobs.ts';
import {createProgram, type ProgramOptions} from '../../support/program.ts';

const start = async (jobs = [runningAt(1000), ...jobsDown(999, 900)], more: Partial<ProgramOptions> = {}) => {
  const aws = createFakeAws(jobs);
  const program = createProgram({gateway: aws, ...more});
  await program.say({kind: 'started'});
  await program.clock.advance(1000);
  aws.lists.length = 0;
  aws.gets.length = 0;
  return {aws, program};
};

const ticks = (lists: readonly ListRequest[]) => lists.filter(list => list.status === 'InProgress');

describe('the steady state', () => {
  it('with one job running: 12 ticks and one look a minute, each tick the same cheap question', async () => {
    const {aws, program} = await start();
    await program.clock.advance(60_000);
    expect(ticks(aws.lists)).toHaveLength(12);
    expect(aws.lists).toHaveLength(13);
    expect(aws.gets).toEqual([]);
    for (const list of ticks(aws.lists)) {
      expect(list).toEqual({status: 'InProgress', sortBy: 'CreationTime', order: 'Descending', pageSize: 1000});
    }
  });

  it('with no job running: one look a minute, no clock tick, nothing else', async () => {
    const {aws, program} = await start(jobsDown(999, 900));
    expect(program.clock.pending()).toBe(1);
    await program.clock.advance(60_000);
    expect(aws.lists).toHaveLength(1);
    expect(aws.lists[0]).toMatchObject({order: 'Descending', pageSize: 100});
    expect(program.clock.pending()).toBe(1);
  });

  it('asks nothing while paused, and goes on afterwards', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'pause-toggled'});
    await program.clock.advance(10 * 60_000);
    expect(aws.lists).toEqual([]);
    await program.say({kind: 'pause-toggled'});
    await program.clock.advance(10);
    expect(ticks(aws.lists)).toHaveLength(1);
  });

  it('slows down to 15 s while nobody looks, and asks at once when the focus returns', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'focus-changed', hasFocus: false});
    await program.clock.advance(60_000);
    expect(ticks(aws.lists)).toHaveLength(4);
    await program.clock.advance(12_000);
    aws.lists.length = 0;
    await program.say({kind: 'focus-changed', hasFocus: true});
    await program.clock.advance(10);
    expect(ticks(aws.lists)).toHaveLength(1);
  });

  it.each([{hasBell: true}, {hasNotifications: true}])('keeps its interval without focus with %o', async settings => {
    const {aws, program} = await start(undefined, {settings});
    await program.say({kind: 'focus-changed', hasFocus: false});
    await program.clock.advance(60_000);
    expect(ticks(aws.lists)).toHaveLength(12);
  });

  it('follows the token of a tick in the rare case of one', async () => {
    const {aws, program} = await start();
    const {answer} = aws;
    aws.answer = request =>
      request.status !== 'InProgress'
        ? answer(request)
        : request.token
          ? {jobs: [runningAt(1000)]}
          : {jobs: [runningAt(1001)], nextToken: 'more'};
    await program.clock.advance(5000);
    expect(ticks(aws.lists).map(list => list.token)).toEqual([undefined, 'more']);
    expect([...mainConnection(program.state()).running.keys()].sort()).toEqual([arnOf(1000), arnOf(1001)]);
  });
});

describe('a job that ends', () => {
  it('costs one get, changes its row in place, and is announced; the selection stays', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 3}});
    await program.clock.advance(1000);
    const {selected} = jobsOf(program.state());
    aws.gets.length = 0;
    aws.jobs[0] = jobAt(1000, {status: 'Failed'});
    await program.clock.advance(5000);
    const state = program.state();
    expect(aws.gets).toEqual([arnOf(1000)]);
    expect(rowsOf(state).items[0]).toMatchObject({status: 'Failed', endedAt: jobAt(1000).endedAt});
    expect(jobsOf(state).selected).toBe(selected);
    expect(jobsOf(state).highlights.has(arnOf(1000))).toBe(true);
    expect(ruleWords(state)?.text).toContain('✗ job-1000 failed after 5m 00s');
    expect(feedOf(state).counts).toMatchObject({InProgress: 0, Failed: 1, Completed: 100 - 1});
    await program.clock.advance(7000);
    expect(jobsOf(program.state()).highlights.size).toBe(0);
    expect(ruleWords(program.state())?.text).toContain('✗ job-1000 failed');
    aws.lists.length = 0;
    await program.clock.advance(30_000);
    expect(ticks(aws.lists)).toEqual([]);
    expect(aws.gets).toHaveLength(1);
  });

  it('rings the bell once, if that was asked for', async () => {
    const {aws, program} = await start(undefined, {settings: {hasBell: true}});
    aws.jobs[0] = jobAt(1000);
    await program.clock.advance(20_000);
    expect(program.bells()).toBe(1);
  });

  it('stays in a list that it no longer matches, until the next query', async () => {
    const {aws, program} = await start(undefined, {query: {...DEFAULT_QUERY, status: 'InProgress'}});
    aws.jobs[0] = jobAt(1000);
    await program.clock.advance(6000);
    expect(rowsOf(program.state()).items.map(job => job.status)).toEqual(['Completed']);
  });

  it('is asked about again with the next tick when the get fails', async () => {
    const {aws, program} = await start();
    const get = aws.getJob;
    let failures = 1;
    aws.getJob = async (identifier, signal) => {
      failures -= 1;
      if (failures < 0) return get(identifier, signal);
      aws.gets.push(identifier);
      return {ok: false, error: oops()};
    };
    aws.jobs[0] = jobAt(1000);
    await program.clock.advance(5000);
    expect(rowsOf(program.state()).items[0]?.status).toBe('InProgress');
    await program.clock.advance(5000);
    expect(rowsOf(program.state()).items[0]?.status).toBe('Completed');
    expect(aws.gets).toHaveLength(2);
  });

  it('is not waited for when AWS does not know it any more', async () => {
    const {aws, program} = await start();
    aws.jobs.shift();
    await program.clock.advance(5000);
    expect(mainConnection(program.state()).running.size).toBe(0);
    aws.lists.length = 0;
    await program.clock.advance(20_000);
    expect(ticks(aws.lists)).toEqual([]);
  });

  it('never runs again because of an answer that comes late', async () => {
    const {aws, program} = await start();
    aws.jobs[0] = jobAt(1000);
    await program.clock.advance(6000);
    aws.jobs[0] = runningAt(1000);
    await program.clock.advance(60_000);
    expect(rowsOf(program.state()).items[0]?.status).toBe('Completed');
    expect(mainConnection(program.state()).running.size).toBe(0);
  });
});

describe('new jobs', () => {
  it('appear at the top of a window at its top, while the selection stays on its job', async () => {
    const {aws, program} = await start();
    const {selected} = jobsOf(program.state());
    aws.jobs.unshift(runningAt(1001));
    await program.clock.advance(5000);
    const state = program.state();
    expect(
      rowsOf(state)
        .items.slice(0, 2)
        .map(job => job.name),
    ).toEqual(['job-1001', 'job-1000']);
    expect(visibleRows(state).first).toBe(0);
    expect(jobsOf(state).selected).toBe(selected);
  });

  it('leave the rows of a scrolled window where they are, and are counted', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 60}});
    await program.clock.advance(500);
    const before = visibleRows(program.state());
    aws.jobs.unshift(runningAt(1001));
    await program.clock.advance(5000);
    const state = program.state();
    expect(visibleRows(state).items).toEqual(before.items);
    expect(jobsOf(state).newAbove).toBe(1);
    await program.say({kind: 'moved', motion: {kind: 'first'}});
    expect(jobsOf(program.state()).newAbove).toBe(0);
  });

  it('are found by the head poll if none runs, which reads on until it finds a known one', async () => {
    const {aws, program} = await start(jobsDown(999, 900), {
      query: {...DEFAULT_QUERY, pageSize: 2},
      size: {columns: 80, rows: 10},
    });
    aws.jobs.unshift(...jobsDown(1249, 1000));
    aws.lists.length = 0;
    await program.clock.advance(60_000);
    expect(aws.lists).toHaveLength(3);
    expect(
      rowsOf(program.state())
        .items.slice(0, 6)
        .map(job => job.name),
    ).toEqual(jobsDown(1249, 1244).map(job => job.name));
  });

  it('that never come, on pages without end that hold no job, cost no row', async () => {
    const {aws, program} = await start(jobsDown(999, 900));
    const rows = rowsOf(program.state()).items;
    let pages = 0;
    aws.answer = () => ({jobs: [], nextToken: `page-${++pages}`});
    await program.clock.advance(60_000);
    expect(pages).toBe(10);
    expect(rowsOf(program.state()).items).toEqual(rows);
  });

  it('join an oldest-first list only when its end is loaded; until then they are counted', async () => {
    const query = {...DEFAULT_QUERY, order: 'Ascending', pageSize: 50} as const;
    const {aws, program} = await start(jobsDown(999, 800), {query});
    expect(mainSlice(program.state()).newestAt).toBe(jobAt(999).createdAt);
    await program.clock.advance(60_000);
    expect(aws.lists.at(-1)).toMatchObject({order: 'Descending', pageSize: 100});
    aws.jobs.unshift(jobAt(1000), jobAt(1001));
    await program.clock.advance(60_000);
    expect(mainSlice(program.state()).incoming).toHaveLength(2);
    await program.say({kind: 'load-all-asked'});
    await program.clock.advance(100);
    const state = program.state();
    expect(mainSlice(state).incoming).toEqual([]);
    expect(rowsOf(state).items.at(-1)?.name).toBe('job-1001');
    expect(rowsOf(state).items).toHaveLength(202);
    aws.jobs.unshift(jobAt(1002));
    await program.clock.advance(60_000);
    expect(rowsOf(program.state()).items.at(-1)?.name).toBe('job-1002');
  });

  it('appear in an empty list', async () => {
    const {aws, program} = await start([]);
    aws.jobs.push(runningAt(1000));
    await program.clock.advance(61_000);
    expect(rowsOf(program.state()).items).toHaveLength(1);
    expect(mainConnection(program.state()).running.size).toBe(1);
  });
});

describe('a refresh that fails', () => {
  it('keeps every row, says when it is tried again, backs off, and is cleared by the next success', async () => {
    const {aws, program} = await start();
    const rows = rowsOf(program.state()).items;
    aws.failures.push(oops(), oops());
    await program.clock.advance(5000);
    const [record] = program.state().errors;
    expect(mainConnection(program.state()).runningPoll.failure).toMatchObject({
      failures: 1,
      retryAt: (record?.at ?? 0) + 10_000,
    });
    expect(rowsOf(program.state()).items).toBe(rows);
    await program.clock.advance(10_000);
    const again = program.state();
    expect(mainConnection(again).runningPoll.failure).toMatchObject({
      failures: 2,
      retryAt: (again.errors[0]?.at ?? 0) + 20_000,
    });
    await program.clock.advance(9_000);
    expect(mainConnection(program.state()).runningPoll.failure).toMatchObject({failures: 2});
    await program.clock.advance(11_000);
    expect(mainConnection(program.state()).runningPoll.failure).toBeUndefined();
    expect(program.state().errors).toHaveLength(1);
  });

  it('slows down if AWS throttles, and recovers', async () => {
    const {aws, program} = await start();
    aws.failures.push(oops({kind: 'throttled'}));
    await program.clock.advance(10_000);
    expect(mainConnection(program.state()).slowdown).toBeGreaterThan(1);
    await program.clock.advance(60_000);
    expect(mainConnection(program.state()).slowdown).toBe(1);
  });

  it('is not put off by a person who asks again and again', async () => {
    const {aws, program} = await start();
    aws.failures.push(...Array.from({length: 40}, () => oops()));
    await program.clock.advance(5000);
    const pauseOf = () => (mainConnection(program.state()).runningPoll.failure?.retryAt ?? 0) - program.clock.now();
    const pause = pauseOf();
    for (let i = 0; i < 8; i++) await program.say({kind: 'refresh-asked'});
    expect(mainConnection(program.state()).runningPoll.failure?.failures).toBe(1);
    expect(pauseOf()).toBeLessThanOrEqual(pause + 1000);
  });

  it('of a job that ended is tried again whatever the reason, with a pause', async () => {
    const {aws, program} = await start();
    const refused = {ok: false, error: oops({kind: 'credentials', isTransient: false})} as const;
    const {getJob} = aws;
    let asked = 0;
    aws.getJob = async () => {
      asked += 1;
      return refused;
    };
    aws.jobs = aws.jobs.map(job => (job.status === 'InProgress' ? jobAt(1000) : job));
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 5}});
    await program.clock.advance(6000);
    expect(mainConnection(program.state()).vanished).toHaveLength(1);
    const before = asked;
    aws.getJob = getJob;
    await program.clock.advance(30_000);
    expect(before).toBeLessThan(5);
    expect(mainConnection(program.state()).vanished).toEqual([]);
    expect(mainConnection(program.state()).running.size).toBe(0);
  });

  it('for its credentials goes on, page and all, once AWS takes them again', async () => {
    const {aws, program} = await start();
    aws.failures.push(oops({kind: 'credentials', isTransient: false}));
    const rows = rowsOf(program.state()).items.length;
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    expect(loadOf(program.state()).kind).toBe('failed');
    await program.clock.advance(6000);
    expect(loadOf(program.state()).kind).toBe('idle');
    expect(rowsOf(program.state()).items.length).toBeGreaterThan(rows);
  });

  it('is tried at once when the person asks', async () => {
    const {aws, program} = await start();
    aws.failures.push(oops());
    await program.clock.advance(5000);
    aws.lists.length = 0;
    await program.say({kind: 'refresh-asked'});
    expect(ticks(aws.lists)).toHaveLength(1);
    expect(aws.lists).toHaveLength(2);
    expect(mainConnection(program.state()).runningPoll.failure).toBeUndefined();
  });
});

it('counts the elapsed time of a running job each second, and only then', async () => {
  const {program} = await start();
  const seen = new Set<number>();
  program.store.subscribe(() => seen.add(Math.floor(program.state().clock / 1000)));
  await program.clock.advance(10_000);
  expect(seen.size).toBeGreaterThanOrEqual(10);
});
