/** Coming to AWS: the first frame, the setup screen and its ways out; and the timers that each of them implies. */
import {describe, expect, it} from 'vitest';
import {timersFor} from '../../../src/core/app/timers.ts';
import {update} from '../../../src/core/app/update.ts';
import {type AppError, failure, type Outcome, success} from '../../../src/core/domain/app-error.ts';
import type {Gateway, ResolvedTarget} from '../../../src/core/domain/ports.ts';
import {awsSettings, DEMO, type Target, targetKey} from '../../../src/core/domain/target.ts';
import {feedOf, loadOf, mainConnection, profileChoice, rowsOf, screenOf} from '../../../src/core/state/select.ts';
import {initialState} from '../../../src/core/state/state.ts';
import {createFakeAws, type FakeAws, oops} from '../../support/fake-aws.ts';
import {jobsDown} from '../../support/jobs.ts';
import {createProgram, type Program} from '../../support/program.ts';
import {AWS, changed} from '../../support/state.ts';

const NO_CREDENTIALS: AppError = oops({
  kind: 'credentials',
  what: 'No credentials were found',
  why: 'The profile has none',
  isTransient: false,
});
const CONNECTED: Outcome<ResolvedTarget> = {ok: true, value: {region: 'us-east-1', profile: 'default'}};

interface Way extends FakeAws {
  /** What the search for credentials comes to; every request waits for it, as the real gateway's do. */
  finish(outcome: Outcome<ResolvedTarget>): void;
  readonly closed: () => number;
}

const createWay = (count = 3): Way => {
  const aws = createFakeAws(jobsDown(count, 1));
  const {listJobs, getJob} = aws;
  let finish: (outcome: Outcome<ResolvedTarget>) => void = () => {};
  let closed = 0;
  const connecting = new Promise<Outcome<ResolvedTarget>>(resolve => {
    finish = resolve;
  });
  const afterwards = async <T>(ask: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const outcome = await connecting;
    return outcome.ok ? ask() : outcome;
  };
  return Object.assign(aws, {
    finish,
    closed: () => closed,
    connect: () => connecting,
    listJobs: (...args: Parameters<Gateway['listJobs']>) => afterwards(() => listJobs(...args)),
    getJob: (...args: Parameters<Gateway['getJob']>) => afterwards(() => getJob(...args)),
    close: () => {
      closed += 1;
    },
  });
};

/** The program with a gateway for each time that one is opened. */
const start = async (...ways: readonly Way[]) => {
  const opened: Target['kind'][] = [];
  const program = createProgram({
    gateway: ({kind}) => {
      opened.push(kind);
      const way = ways[opened.length - 1];
      if (!way) throw new Error('one gateway more than expected');
      return way;
    },
    profiles: ['default', 'work'],
  });
  await program.say({kind: 'started'});
  return {program, opened};
};

const linkOf = (program: Program) => mainConnection(program.state()).link.kind;
const timerKinds = (program: Program) =>
  timersFor(program.state())
    .map(timer => timer.message.kind)
    .sort();

it('a profile that is chosen is connected with, and again on r', async () => {
  const opened: (string | undefined)[] = [];
  const refused: Gateway = {...createFakeAws([]), connect: async () => failure(NO_CREDENTIALS)};
  const program = createProgram({
    gateway: target => {
      const {profile} = awsSettings(target);
      opened.push(profile);
      return profile === 'prod' ? createFakeAws(jobsDown(3, 1)) : refused;
    },
    profiles: ['dev', 'prod'],
  });
  await program.say({kind: 'started'});
  expect(profileChoice(program.state())).toBe('dev');
  await program.say({kind: 'profile-chosen', profile: 'dev'});
  await program.say({kind: 'profile-highlighted', profile: 'prod'});
  expect(mainConnection(program.state()).link.kind).toBe('unusable');
  await program.say({kind: 'refresh-asked'});
  expect(profileChoice(program.state())).toBe('prod');
  await program.say({kind: 'profile-chosen', profile: 'prod'});
  expect(opened).toEqual([undefined, 'dev', 'dev', 'prod']);
  expect(mainConnection(program.state()).link.kind).toBe('connected');
  expect(feedOf(program.state()).items).toHaveLength(3);
});

describe('a start', () => {
  it('shows the list at once, and has asked for its first page before it is connected', async () => {
    const way = createWay();
    const {program, opened} = await start(way);
    expect(screenOf(program.state())).toBe('list');
    expect(loadOf(program.state())).toMatchObject({kind: 'loading', isFirst: true});
    expect(opened).toEqual(['aws']);
    way.finish(CONNECTED);
    await program.clock.settle();
    expect(linkOf(program)).toBe('connected');
    expect(rowsOf(program.state()).items).toHaveLength(3);
    expect(way.lists).toHaveLength(1);
    expect(program.state().setup.profiles).toBeUndefined();
  });

  it('that hangs shows the setup screen after 700 ms, with the profiles that there are', async () => {
    const {program} = await start(createWay());
    await program.clock.advance(699);
    expect(screenOf(program.state())).toBe('list');
    expect(program.state().setup.profiles).toBeUndefined();
    await program.clock.advance(1);
    expect(screenOf(program.state())).toBe('setup');
    expect(program.state().setup.profiles).toEqual(['default', 'work']);
    expect(linkOf(program)).toBe('connecting');
    expect(timersFor(program.state())).toEqual([]);
  });

  it('that succeeds after all gives way to the list', async () => {
    const way = createWay();
    const {program} = await start(way);
    await program.clock.advance(30_000);
    way.finish(CONNECTED);
    await program.clock.settle();
    expect(screenOf(program.state())).toBe('list');
    expect(rowsOf(program.state()).items).toHaveLength(3);
    expect(program.state().errors).toEqual([]);
  });

  it('that fails says why, finds the profiles, and then leaves AWS alone', async () => {
    const way = createWay();
    const {program} = await start(way);
    way.finish(failure(NO_CREDENTIALS));
    await program.clock.settle();
    expect(mainConnection(program.state()).link).toMatchObject({
      kind: 'unusable',
      error: NO_CREDENTIALS,
      retryAt: undefined,
    });
    expect(screenOf(program.state())).toBe('setup');
    expect(program.state().setup.profiles).toEqual(['default', 'work']);
    expect(program.state().errors.map(({error}) => error)).toContain(NO_CREDENTIALS);
    expect(timersFor(program.state())).toEqual([]);
    await program.clock.advance(10 * 60_000);
    expect(way.lists).toEqual([]);
    expect(program.faults).toEqual([]);
  });
});

it('the demo asks for no names of profiles, however long it takes to start', () => {
  const settings = {refreshMs: 10_000, hasBell: false, widthOf: (text: string) => text.length};
  const given = {at: 0, window: {kind: 'terminal', columns: 80, rows: 24}, settings} as const;
  const effectsFor = (target: Target) => {
    const [state] = update(initialState({...given, targets: [target]}), {kind: 'started'}, 0);
    return update(state, {kind: 'connecting-overdue', target: targetKey(target)}, 700)[1].map(({kind}) => kind);
  };
  expect(effectsFor(AWS)).toContain('find-profiles');
  expect(effectsFor(DEMO)).not.toContain('find-profiles');
});

describe('on the setup screen', () => {
  const failed = async (...more: readonly Way[]) => {
    const way = createWay();
    const started = await start(way, ...more);
    way.finish(failure(NO_CREDENTIALS));
    await started.program.clock.settle();
    return {way, ...started};
  };

  it('r tries again with a new gateway, stays there until that has connected, and closes the old one', async () => {
    const second = createWay();
    const {way, program, opened} = await failed(second);
    await program.say({kind: 'refresh-asked'});
    expect(opened).toEqual(['aws', 'aws']);
    expect(way.closed()).toBe(1);
    expect(screenOf(program.state())).toBe('setup');
    second.finish(CONNECTED);
    await program.clock.settle();
    expect(screenOf(program.state())).toBe('list');
    expect(rowsOf(program.state()).items).toHaveLength(3);
    expect(second.closed()).toBe(0);
  });

  it('r that fails again says so again', async () => {
    const second = createWay();
    const {program} = await failed(second);
    await program.say({kind: 'refresh-asked'});
    second.finish(failure({...NO_CREDENTIALS, why: 'The token has expired'}));
    await program.clock.settle();
    expect(mainConnection(program.state()).link).toMatchObject({
      kind: 'unusable',
      error: {why: 'The token has expired'},
    });
  });

  it('r while the search still hangs drops what it comes to later', async () => {
    const [first, second] = [createWay(), createWay(5)];
    const {program} = await start(first, second);
    await program.clock.advance(1000);
    await program.say({kind: 'refresh-asked'});
    first.finish(failure(NO_CREDENTIALS));
    await program.clock.settle();
    expect(linkOf(program)).toBe('connecting');
    second.finish(CONNECTED);
    await program.clock.settle();
    expect(linkOf(program)).toBe('connected');
    expect(rowsOf(program.state()).items).toHaveLength(5);
  });

  it('d opens the demo', async () => {
    const demo = createWay(7);
    const {program, opened} = await failed(demo);
    await program.say({kind: 'demo-asked'});
    expect(opened).toEqual(['aws', 'demo']);
    demo.finish({ok: true, value: {region: 'us-east-1', profile: 'demo'}});
    await program.clock.settle();
    expect(mainConnection(program.state())).toMatchObject({target: DEMO, link: {kind: 'connected'}});
    expect(rowsOf(program.state()).items).toHaveLength(7);
  });
});

describe('once rows are there', () => {
  const connected = async () => {
    const way = createWay();
    const {program, opened} = await start(way);
    way.finish(CONNECTED);
    await program.clock.advance(1000);
    return {way, program, opened};
  };

  it('credentials that expire never bring the setup screen, and keep every row', async () => {
    const {way, program, opened} = await connected();
    const rows = rowsOf(program.state()).items;
    way.failures.push(NO_CREDENTIALS);
    await program.clock.advance(61_000);
    expect(program.state().errors[0]?.error).toBe(NO_CREDENTIALS);
    way.failures.push(NO_CREDENTIALS);
    await program.say({kind: 'order-reversed'});
    expect(loadOf(program.state())).toMatchObject({kind: 'failed', error: NO_CREDENTIALS});
    expect(screenOf(program.state())).toBe('list');
    expect(rowsOf(program.state()).items).toEqual(rows);
    await program.say({kind: 'refresh-asked'});
    expect(loadOf(program.state()).kind).toBe('idle');
    expect(rowsOf(program.state()).items).toEqual(rows.toReversed());
    expect(opened).toEqual(['aws']);
    expect(
      screenOf(
        changed(program.state(), {
          connection: {link: {kind: 'unusable', error: NO_CREDENTIALS, at: 0, failures: 1}},
        }),
      ),
    ).toBe('list');
  });

  it('a failed first page waits for its retry, beside the look of each minute', async () => {
    const {way, program} = await connected();
    expect(timerKinds(program)).toEqual(['head-poll-due']);
    way.failures.push(oops());
    await program.say({kind: 'order-reversed'});
    await program.clock.advance(300);
    expect(timerKinds(program)).toEqual(['retry-due']);
    await program.clock.advance(5000);
    expect(timerKinds(program)).toEqual(['head-poll-due']);
    await program.say({kind: 'pause-toggled'});
    expect(timerKinds(program)).toEqual([]);
  });

  it('quitting exits; stepping back never does', async () => {
    const {program} = await connected();
    for (let i = 0; i < 5; i++) await program.say({kind: 'stepped-back'});
    expect(program.exits()).toBe(0);
    await program.say({kind: 'quit-asked'});
    expect(program.exits()).toBe(1);
  });
});

describe('what may have been mended outside', () => {
  const denied = oops({kind: 'access', isTransient: false});
  const startAt = async (connections: readonly ResolvedTarget[]) => {
    const aws = createFakeAws(jobsDown(300, 1));
    let renewals = 0;
    let connects = 0;
    aws.renew = () => {
      renewals += 1;
    };
    aws.connect = async () => success(connections[Math.min(connects++, connections.length - 1)] as ResolvedTarget);
    const program = createProgram({gateway: aws});
    await program.say({kind: 'started'});
    return {aws, program, renewals: () => renewals, connects: () => connects};
  };
  const HERE: ResolvedTarget = {region: 'us-east-1', profile: 'work', endpoint: 'http://one.example'};

  it('is looked for when the person asks, and only if a failure calls for it', async () => {
    const {aws, program, renewals, connects} = await startAt([HERE, {...HERE, profile: 'other'}]);
    await program.say({kind: 'refresh-asked'});
    expect([renewals(), connects()]).toEqual([0, 1]);
    aws.failures.push(denied);
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    const rows = rowsOf(program.state()).items.length;
    await program.say({kind: 'refresh-asked'});
    expect([renewals(), connects()]).toEqual([1, 2]);
    expect(mainConnection(program.state()).link).toMatchObject({kind: 'connected', resolved: {profile: 'other'}});
    expect(rowsOf(program.state()).items.length).toBeGreaterThan(rows);
  });

  it('has its note shown once, when the way to AWS is first found', async () => {
    const {program} = await startAt([{...HERE, note: 'Using profile a, not b'}]);
    expect(program.state().notice?.text).toBe('Using profile a, not b');
    await program.clock.advance(60_000);
    expect(program.state().notice).toBeUndefined();
  });

  it('is looked for if only the selected job was refused', async () => {
    const {aws, program, renewals} = await startAt([HERE]);
    aws.getJob = async () => failure(denied);
    await program.clock.advance(300);
    await program.say({kind: 'refresh-asked'});
    expect(renewals()).toBe(1);
  });

  it('elsewhere leaves nothing on the screen of what was here', async () => {
    const {aws, program} = await startAt([HERE, {...HERE, endpoint: 'http://two.example'}]);
    aws.failures.push(denied);
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    aws.jobs = jobsDown(900, 890);
    await program.say({kind: 'refresh-asked'});
    expect(rowsOf(program.state()).items.map(job => job.name)[0]).toBe('job-900');
    expect(rowsOf(program.state()).items).toHaveLength(11);
  });

  it('at the start is retried automatically if that can help, with longer pauses each time', async () => {
    const aws = createFakeAws(jobsDown(3, 1));
    const tries: number[] = [];
    const {connect, listJobs} = aws;
    const unreachable = failure<never>(oops({kind: 'network'}));
    aws.connect = async () => {
      tries.push(program.clock.now());
      return unreachable;
    };
    aws.listJobs = async () => unreachable;
    const program = createProgram({gateway: aws});
    await program.say({kind: 'started'});
    await program.clock.advance(36_000);
    expect(tries.slice(1).map((at, i) => at - (tries[i] ?? 0))).toEqual([5000, 10_000, 20_000]);
    Object.assign(aws, {connect, listJobs});
    await program.clock.advance(60_000);
    expect(rowsOf(program.state()).items).toHaveLength(3);
  });
});
