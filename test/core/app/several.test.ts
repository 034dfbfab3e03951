/** Several connections in one list: each goes on its own, whatever happens to the others. */
import {describe, expect, it} from 'vitest';
import {failure, type Outcome} from '../../../src/core/domain/app-error.ts';
import type {Job} from '../../../src/core/domain/job.ts';
import type {JobPage} from '../../../src/core/domain/ports.ts';
import {DEFAULT_QUERY} from '../../../src/core/domain/query.ts';
import {type Target, targetKey} from '../../../src/core/domain/target.ts';
import {completeness} from '../../../src/core/screens/jobs/completeness.ts';
import {connectionsLine} from '../../../src/core/screens/jobs/connections-line.ts';
import {gapText} from '../../../src/core/screens/jobs/gap-text.ts';
import {headerParts} from '../../../src/core/screens/shared/header.ts';
import {ruleWords} from '../../../src/core/screens/shared/rule.ts';
import {loadedOf} from '../../../src/core/state/loaded.ts';
import {jobsOf, profileOf, rowsOf, selectedIndex, selectedJob, visibleRows} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {createFakeAws, type FakeAws, oops} from '../../support/fake-aws.ts';
import {jobAt} from '../../support/jobs.ts';
import {createProgram, type Program, type ProgramOptions} from '../../support/program.ts';

const REGIONS = ['us-east-1', 'eu-central-1', 'us-west-2'] as const;
type Region = (typeof REGIONS)[number];

const TARGETS = REGIONS.map((region): Target => ({kind: 'aws', profile: 'dev', region}));

/** Job `n` of a region; the same `n` of another region was created at the same time. */
const jobIn = (region: string, n: number, more: Partial<Job> = {}): Job => {
  const job = jobAt(n, more);
  return {...job, arn: job.arn.replace('us-east-1', region), name: `${region}-${n}`};
};

const down = (region: string, from: number, to: number): Job[] =>
  Array.from({length: from - to + 1}, (_, i) => jobIn(region, from - i));

interface Several {
  readonly program: Program;
  readonly aws: Readonly<Record<Region, FakeAws>>;
}

const start = async (
  jobs: Partial<Record<Region, readonly Job[]>>,
  prepare: (aws: Several['aws']) => void = () => {},
  more: Partial<ProgramOptions> = {},
): Promise<Several> => {
  const made = REGIONS.map(region => {
    const one = createFakeAws(jobs[region] ?? []);
    one.connect = async () => ({ok: true, value: {region, profile: 'dev'}});
    return [region, one] as const;
  });
  const aws = Object.fromEntries(made) as Record<Region, FakeAws>;
  prepare(aws);
  const gateway = (target: Target) => aws[(target.region ?? 'us-east-1') as Region];
  const program = createProgram({gateway, targets: TARGETS, ...more});
  await program.say({kind: 'started'});
  // Each connection sends its first request in a turn of its own.
  await program.clock.advance(10);
  return {program, aws};
};

const never = (): Promise<Outcome<JobPage>> => new Promise(() => {});
const names = (state: State): readonly string[] => rowsOf(state).items.map(({name}) => name);
const DENIED = oops({kind: 'access', why: 'Access denied', isTransient: false});
const bottom = {kind: 'moved', motion: {kind: 'last'}} as const;

describe('several connections', () => {
  it('are one list by creation time, equal times in the order of the connections', async () => {
    const {program} = await start({
      'us-east-1': [jobIn('us-east-1', 9), jobIn('us-east-1', 5)],
      'eu-central-1': [jobIn('eu-central-1', 9), jobIn('eu-central-1', 7)],
      'us-west-2': [jobIn('us-west-2', 8)],
    });
    expect(names(program.state())).toEqual([
      'us-east-1-9',
      'eu-central-1-9',
      'us-west-2-8',
      'eu-central-1-7',
      'us-east-1-5',
    ]);
    expect(completeness(program.state(), 'full')).toBe('5 jobs · end of list');
    expect(connectionsLine(program.state(), 80)).toBe('dev/us-east-1 2 · dev/eu-central-1 2 · dev/us-west-2 1');
    expect(headerParts(program.state(), 118).place).toBe('dev in 3 regions');
  });

  it('appear as each answers, and one that hangs delays nothing', async () => {
    const {program} = await start({'us-east-1': down('us-east-1', 9, 5), 'us-west-2': down('us-west-2', 4, 1)}, aws => {
      aws['eu-central-1'].listJobs = never;
    });
    expect(names(program.state())).toHaveLength(9);
    expect(completeness(program.state(), 'full')).toBe('9 jobs · 1 connection to come');
    await program.clock.advance(4_000);
    await program.say({kind: 'clock-ticked'});
    expect(connectionsLine(program.state(), 80)).toMatch(/^dev\/eu-central-1 no answer for 4s · /);
  });

  it('say what is wrong with one by name, and go on', async () => {
    const {program, aws} = await start({'us-east-1': down('us-east-1', 9, 5)}, given => {
      given['eu-central-1'].listJobs = async () => failure(DENIED);
    });
    expect(connectionsLine(program.state(), 80)).toBe(
      'dev/eu-central-1 access denied · dev/us-east-1 5 · dev/us-west-2 0',
    );
    expect(ruleWords(program.state())?.text).toMatch(/^dev\/eu-central-1: [Aa]ccess denied/);
    expect(completeness(program.state(), 'full')).toBe('5 jobs · end of list, 1 connection missing');
    // It heals without the others being asked for their pages again.
    const lists = aws['us-east-1'].lists.length;
    aws['eu-central-1'].jobs = [jobIn('eu-central-1', 7)];
    aws['eu-central-1'].listJobs = async request => ({ok: true, value: aws['eu-central-1'].answer(request)});
    await program.say({kind: 'refresh-asked'});
    expect(names(program.state())).toContain('eu-central-1-7');
    expect(aws['us-east-1'].lists.slice(lists).every(({token}) => token === undefined)).toBe(true);
    expect(connectionsLine(program.state(), 80)).toBe('dev/us-east-1 5 · dev/eu-central-1 1 · dev/us-west-2 0');
  });

  it('end at the horizon, and fetch from the connection that holds the list back', async () => {
    const query = {...DEFAULT_QUERY, pageSize: 10};
    const {program, aws} = await start(
      {'us-east-1': down('us-east-1', 1000, 901), 'eu-central-1': down('eu-central-1', 905, 806)},
      undefined,
      {query, size: {columns: 120, rows: 10}},
    );
    const counts = () => [aws['us-east-1'].lists.length, aws['eu-central-1'].lists.length];
    // All jobs of the one are newer, so only that one is asked for more.
    expect(counts()).toEqual([2, 1]);
    for (let i = 0; i < 95; i++) await program.say({kind: 'moved', motion: {kind: 'rows', by: 1}});
    expect(counts()[0]).toBe(10);
    for (let i = 0; i < 200; i++) await program.say({kind: 'moved', motion: {kind: 'rows', by: 1}});
    expect(names(program.state())).toHaveLength(200);
    expect(counts()).toEqual([10, 10]);
    const sorted = program.state();
    const times = rowsOf(sorted).items.map(({createdAt}) => createdAt);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it('go on without a page that fails or is late, with a line at that place, and put its rows in when they come', async () => {
    const query = {...DEFAULT_QUERY, pageSize: 10};
    const {program, aws} = await start(
      {'us-east-1': down('us-east-1', 1000, 971), 'eu-central-1': down('eu-central-1', 1000, 971)},
      given => {
        const {listJobs} = given['eu-central-1'];
        given['eu-central-1'].listJobs = async (request, ...rest) =>
          request.token === undefined ? listJobs(request, ...rest) : never();
      },
      {query, size: {columns: 120, rows: 16}},
    );
    await program.say(bottom);
    expect(rowsOf(program.state()).gaps).toEqual([]);
    await program.clock.advance(3_000);
    await program.say(bottom);
    await program.say(bottom);
    const [gap] = rowsOf(program.state()).gaps;
    expect(gap?.before).toBe(20);
    expect(names(program.state()).slice(20)).toEqual(down('us-east-1', 990, 971).map(({name}) => name));
    if (gap) expect(gapText(program.state(), gap, 80)).toMatch(/^dev\/eu-central-1: older jobs missing \(loading …/);
    expect(completeness(program.state(), 'full')).toContain('loading …');
    // AWS has forgotten the request; the person asks again.
    aws['eu-central-1'].listJobs = async request => ({ok: true, value: aws['eu-central-1'].answer(request)});
    const chosen = selectedJob(program.state())?.arn;
    await program.say({kind: 'order-reversed'}, {kind: 'order-reversed'}, {kind: 'load-all-asked'});
    expect(names(program.state())).toHaveLength(60);
    expect(rowsOf(program.state()).gaps).toEqual([]);
    expect(chosen).toBeDefined();
  });

  it('retry a page that failed by themselves, and the selection stays with its job', async () => {
    const query = {...DEFAULT_QUERY, pageSize: 10};
    let fails = 2;
    const {program} = await start(
      {'us-east-1': down('us-east-1', 1000, 971), 'eu-central-1': down('eu-central-1', 1000, 971)},
      given => {
        const {listJobs} = given['eu-central-1'];
        given['eu-central-1'].listJobs = async (request, ...rest) =>
          request.token !== undefined && fails-- > 0 ? failure(oops()) : listJobs(request, ...rest);
      },
      {query, size: {columns: 120, rows: 16}},
    );
    for (let i = 0; i < 30; i++) await program.say({kind: 'moved', motion: {kind: 'rows', by: 1}});
    const chosen = selectedJob(program.state());
    const [gap] =
      visibleRows(program.state()).gaps.length > 0 ? visibleRows(program.state()).gaps : rowsOf(program.state()).gaps;
    if (gap) expect(gapText(program.state(), gap, 80)).toMatch(/older jobs missing \(AWS fails, retry in \d+s\)$/);
    const before = selectedIndex(program.state());
    await program.clock.advance(120_000);
    expect(rowsOf(program.state()).gaps).toEqual([]);
    expect(selectedJob(program.state())?.arn).toBe(chosen?.arn);
    expect(selectedIndex(program.state())).toBeGreaterThan(before);
  });

  it('show the same job through two profiles of one account once, and announce its end once', async () => {
    const targets: readonly Target[] = [
      {kind: 'aws', profile: 'a', region: 'us-east-1'},
      {kind: 'aws', profile: 'b', region: 'us-east-1'},
    ];
    const running = jobIn('us-east-1', 9, {status: 'InProgress', endedAt: undefined});
    const aws = createFakeAws([running, jobIn('us-east-1', 8)]);
    const program = createProgram({
      gateway: target => ({
        ...aws,
        connect: async () => ({
          ok: true,
          value: {region: 'us-east-1', profile: target.kind === 'aws' ? (target.profile ?? '') : ''},
        }),
      }),
      targets,
    });
    await program.say({kind: 'started'});
    await program.clock.advance(10);
    expect(names(program.state())).toEqual(['us-east-1-9', 'us-east-1-8']);
    expect(loadedOf(program.state()).counts).toEqual({InProgress: 1, Completed: 1});
    expect(profileOf(program.state(), running.arn)).toBe('a');
    aws.jobs = [jobIn('us-east-1', 9), jobIn('us-east-1', 8)];
    await program.clock.advance(12_000);
    expect(program.state().events.filter(({kind}) => kind === 'ended')).toHaveLength(1);
    expect(loadedOf(program.state()).counts).toEqual({Completed: 2});
  });

  it('load all pages of all, and stop for none that is refused', async () => {
    const query = {...DEFAULT_QUERY, pageSize: 10};
    const {program} = await start(
      {'us-east-1': down('us-east-1', 1000, 901), 'eu-central-1': down('eu-central-1', 1000, 901)},
      given => {
        const {listJobs} = given['eu-central-1'];
        given['eu-central-1'].listJobs = async (request, ...rest) =>
          request.token === undefined ? listJobs(request, ...rest) : failure(DENIED);
      },
      {query},
    );
    await program.say({kind: 'load-all-asked'});
    expect(names(program.state()).filter(name => name.startsWith('us-east-1'))).toHaveLength(100);
    expect(jobsOf(program.state()).isLoadingAll).toBe(false);
    expect(completeness(program.state(), 'full')).toBe('110 jobs · end of list, 1 connection missing');
  });

  it('search names on AWS in all, and everything loaded by region as well', async () => {
    const {program, aws} = await start({
      'us-east-1': down('us-east-1', 9, 5),
      'eu-central-1': down('eu-central-1', 9, 5),
    });
    await program.say({kind: 'search-opened'}, {kind: 'search-edited', text: 'central'});
    expect(names(program.state())).toHaveLength(5);
    await program.clock.advance(400);
    expect(REGIONS.map(region => aws[region].lists.at(-1)?.name)).toEqual(['central', 'central', 'central']);
    await program.say({kind: 'stepped-back'}, {kind: 'search-opened'}, {kind: 'search-scope-toggled'});
    await program.say({kind: 'search-edited', text: 'EU-central !us-west'});
    expect(names(program.state())).toHaveLength(0);
    await program.say({kind: 'search-edited', text: 'eu-cent job 7'});
    expect(names(program.state())).toEqual([]);
    await program.say({kind: 'search-edited', text: 'eu-cent -7'});
    expect(names(program.state())).toEqual(['eu-central-1-7']);
    await program.say({kind: 'search-edited', text: '!eu-central'});
    expect(names(program.state())).toHaveLength(5);
    await program.say({kind: 'sorted', by: 'name'}, {kind: 'search-edited', text: 'dev'});
    expect(names(program.state())).toHaveLength(10);
  });

  it('that start over for one account leave the others as they are', async () => {
    const {program, aws} = await start({
      'us-east-1': down('us-east-1', 9, 5),
      'eu-central-1': down('eu-central-1', 9, 5),
    });
    const lists = aws['us-east-1'].lists.length;
    aws['eu-central-1'].jobs = aws['eu-central-1'].jobs.map(job => ({
      ...job,
      arn: job.arn.replace('111122223333', '444455556666'),
      name: `other-${job.name}`,
    }));
    await program.clock.advance(61_000);
    const shown = names(program.state());
    expect(shown.filter(name => name.startsWith('other-'))).toHaveLength(5);
    expect(shown).toHaveLength(10);
    // Its head poll, and no page.
    expect(aws['us-east-1'].lists.length - lists).toBeLessThanOrEqual(1);
    expect(program.state().connections.get(targetKey(TARGETS[0] as Target))?.account).toBe('111122223333');
  });

  it('ask once a minute each, 13 times where a job runs, and never more than six at once', async () => {
    const regions = Array.from({length: 20}, (_, i) => `xx-test-${i}`);
    let [inFlight, most] = [0, 0];
    // Until a connection has answered once, its request counts for a tenth of a second only.
    let answerMs = 50;
    const counts = new Map<string, number>();
    const open = (target: Target) => {
      const region = target.region ?? '';
      const isRunning = ['xx-test-3', 'xx-test-7'].includes(region);
      const aws = createFakeAws([
        jobIn(region, 1),
        ...(isRunning ? [jobIn(region, 2, {status: 'InProgress', endedAt: undefined})] : []),
      ]);
      return {
        ...aws,
        connect: async () => ({ok: true, value: {region, profile: 'dev'}}) as const,
        listJobs: async (request: Parameters<FakeAws['listJobs']>[0], signal: AbortSignal) => {
          inFlight += 1;
          most = Math.max(most, inFlight);
          counts.set(region, (counts.get(region) ?? 0) + 1);
          await new Promise<void>(resolve => program.clock.after(answerMs, resolve));
          inFlight -= 1;
          return aws.listJobs(request, signal);
        },
      };
    };
    const targets = regions.map((region): Target => ({kind: 'aws', profile: 'dev', region}));
    const program = createProgram({gateway: open, targets, settings: {refreshMs: 5_000}});
    await program.say({kind: 'started'});
    await program.clock.advance(130_000);
    counts.clear();
    answerMs = 200;
    await program.clock.advance(300_000);
    const perMinute = regions.map(region => (counts.get(region) ?? 0) / 5);
    for (const [i, count] of perMinute.entries()) {
      if (i === 3 || i === 7) expect(count).toBeGreaterThan(11);
      expect(count).toBeLessThanOrEqual(i === 3 || i === 7 ? 13 : 1);
      expect(count).toBeGreaterThan(0.5);
    }
    expect(most).toBeLessThanOrEqual(6);
  });

  it('that work are all there, while others hang, are refused, throttled or expired', async () => {
    const regions = Array.from({length: 20}, (_, i) => `xx-test-${i}`);
    const errors = new Map([
      ['xx-test-4', DENIED],
      ['xx-test-5', oops({kind: 'throttled', why: 'Too many requests'})],
      ['xx-test-6', oops({kind: 'credentials', why: 'The credentials have expired', isTransient: false})],
    ]);
    const open = (target: Target) => {
      const region = target.region ?? '';
      const aws = createFakeAws([jobIn(region, 9), jobIn(region, 5)]);
      const error = errors.get(region);
      return {
        ...aws,
        connect: async () => ({ok: true, value: {region, profile: 'dev'}}) as const,
        ...(error ? {listJobs: async () => failure(error)} : {}),
        ...(region === 'xx-test-0' ? {listJobs: never} : {}),
      };
    };
    const targets = regions.map((region): Target => ({kind: 'aws', profile: 'dev', region}));
    const program = createProgram({gateway: open, targets});
    await program.say({kind: 'started'});
    await program.clock.advance(1_000);
    expect(names(program.state())).toHaveLength(32);
    await program.clock.advance(3_000);
    expect(connectionsLine(program.state(), 200)).toMatch(
      /^dev\/xx-test-0 no answer for \ds · dev\/xx-test-4 access denied · dev\/xx-test-5 throttled · dev\/xx-test-6 sign-in expired · /,
    );
    expect(connectionsLine(program.state(), 60)).toBe('4 of 20 connections failing');
  });
});
