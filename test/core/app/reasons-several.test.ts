/** Reasons over several connections: each is read on its own, whatever happens to the others. */
import {describe, expect, it} from 'vitest';
import {type AppError, failure} from '../../../src/core/domain/app-error.ts';
import type {Job} from '../../../src/core/domain/job.ts';
import {DEFAULT_QUERY} from '../../../src/core/domain/query.ts';
import {isReading, reportSoFar} from '../../../src/core/reasons/reading.ts';
import {lackTexts} from '../../../src/core/screens/reasons/lacks.ts';
import {missingText, progressText, reasonsBasis} from '../../../src/core/screens/reasons/reasons.ts';
import {overlayOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {type FakeAws, oops} from '../../support/fake-aws.ts';
import {MINUTE, NOON} from '../../support/jobs.ts';
import type {ProgramOptions} from '../../support/program.ts';
import {jobIn, type Place, startSeveral} from '../../support/several.ts';

const OPEN = {kind: 'reasons-opened'} as const;
const ESC = {kind: 'stepped-back'} as const;
const REFRESH = {kind: 'refresh-asked'} as const;
const PLACES = ['dev/us-east-1', 'dev/eu-central-1', 'prod/us-east-1'] as const;
const [FIRST, SECOND, THIRD] = PLACES;
const SIZE = {columns: 80, rows: 15};
const DENIED = oops({kind: 'access', what: 'The list could not be read', why: 'access denied', isTransient: false});
const THROTTLED = oops({kind: 'throttled', why: 'too many requests'});
const EXPIRED = oops({kind: 'credentials', why: 'the sign-in has expired', isTransient: false});

/** Completed jobs, which the window shows, and before them so many failed ones, which it does not. */
const jobsAt = (place: Place, failed: number): readonly Job[] => [
  ...Array.from({length: 20}, (_, i) => jobIn(place, 1000 - i)),
  ...Array.from({length: failed}, (_, i) => jobIn(place, 900 - i, {status: 'Failed'})),
];

/** The program with ten failed jobs at each of three places, and what was asked since the screen of reasons can be opened. */
const start = async (
  failed: readonly number[] = [10, 10, 10],
  prepare: (aws: Record<string, FakeAws>) => void = () => {},
  more: Partial<ProgramOptions> = {},
) => {
  const jobs = Object.fromEntries(PLACES.map((place, i) => [place, jobsAt(place, failed[i] ?? 0)]));
  const several = await startSeveral(jobs as Record<(typeof PLACES)[number], readonly Job[]>, {
    prepare,
    size: SIZE,
    ...more,
  });
  await several.program.clock.advance(1000);
  for (const place of PLACES) several.aws[place].gets.length = 0;
  return several;
};

/** Answers about single jobs wait for `release`. */
const hold = (...all: readonly FakeAws[]) => {
  const held = {most: 0, aborted: 0, waiting: [] as ((error?: AppError) => void)[]};
  for (const aws of all) {
    const {getJob} = aws;
    aws.getJob = (arn, signal) => {
      signal.addEventListener('abort', () => {
        held.aborted += 1;
      });
      return new Promise(resolve => {
        held.waiting.push(error => {
          const answer = getJob(arn, signal);
          resolve(error ? failure(error) : answer);
        });
        held.most = Math.max(held.most, held.waiting.length);
      });
    };
  }
  const release = (error?: AppError): void => {
    for (const answer of held.waiting.splice(0)) answer(error);
  };
  return {...held, release, count: () => held.waiting.length, most: () => held.most, aborted: () => held.aborted};
};

const report = (state: State) => {
  if (!state.reading) throw new Error('nothing has been read');
  return reportSoFar(state.reading);
};

const readCount = (state: State) => report(state).read;
const hangs = () => new Promise<never>(() => {});

describe('several connections', () => {
  it('are read together: one list each, and each job once where it was found, three at a time over all', async () => {
    const {program, aws} = await start();
    const held = hold(...PLACES.map(place => aws[place]));
    const lists = PLACES.map(place => aws[place].lists.length);
    await program.say(OPEN);
    expect(PLACES.map((place, i) => aws[place].lists.length - (lists[i] ?? 0))).toEqual([1, 1, 1]);
    expect(progressText(program.state())).toBe('reading reasons: 0 of 30');
    while (held.count() > 0) {
      held.release();
      await program.clock.settle();
    }
    expect(held.most()).toBe(3);
    for (const place of PLACES) {
      const failed = aws[place].jobs.filter(({status}) => status === 'Failed').map(({arn}) => arn);
      expect([...aws[place].gets].sort()).toEqual(failed.sort());
    }
    expect(report(program.state())).toMatchObject({read: 30, all: {jobs: 90, failed: 30}, isListComplete: true});
    expect(reasonsBasis(program.state())).toEqual(['30 of 30 read']);
    expect(missingText(program.state())).toBeUndefined();
  });

  it('that see the same job ask about it once', async () => {
    const jobs = jobsAt(FIRST, 5);
    const {program, aws} = await startSeveral({[FIRST]: jobs, [THIRD]: jobs} as const, {size: SIZE});
    await program.clock.advance(1000);
    await program.say(OPEN);
    expect(aws[FIRST].gets.length + aws[THIRD].gets.length).toBe(5);
    expect(report(program.state())).toMatchObject({read: 5, all: {jobs: 25}});
  });

  it('that see the same job ask about it where that is allowed', async () => {
    const jobs = jobsAt(FIRST, 5);
    const {program, aws} = await startSeveral({[FIRST]: jobs, [THIRD]: jobs} as const, {size: SIZE});
    await program.clock.advance(1000);
    aws[FIRST].getJob = async () => failure(DENIED);
    await program.say(OPEN);
    expect(readCount(program.state())).toBe(5);
    expect([lackTexts(program.state()), missingText(program.state())]).toEqual([[], undefined]);
  });

  it('have the details of jobs that only the report has from the connection that found them', async () => {
    // The list has no job, so that it does not know the accounts.
    const {program, aws} = await start(undefined, undefined, {query: {...DEFAULT_QUERY, status: 'InProgress'}});
    await program.say(OPEN);
    const arn = aws[THIRD].jobs.at(-1)?.arn ?? '';
    aws[FIRST].getJob = aws[SECOND].getJob = async () => failure(DENIED);
    const [reason] = report(program.state()).groups;
    await program.say({kind: 'reason-opened', reason: reason?.reason});
    await program.say({kind: 'moved', motion: {kind: 'last'}}, {kind: 'detail-opened'});
    expect(overlayOf(program.state())).toMatchObject({kind: 'detail', arn});
    expect(program.state().details.get(arn)?.detail?.arn).toBe(arn);
  });
});

describe('one of several', () => {
  it('whose list is denied is named, and healed with a refresh; the others are read', async () => {
    const {program, aws} = await start();
    const {listJobs} = aws[SECOND];
    aws[SECOND].listJobs = async () => failure(DENIED);
    const state = await program.say(OPEN);
    expect(report(state)).toMatchObject({read: 20, all: {failed: 20}, isListComplete: false});
    expect(lackTexts(state)).toEqual(['dev/eu-central-1 not read: access denied', 'dev/eu-central-1 not read']);
    expect(reasonsBasis(state)[0]).toBe('20 of 20 read, without dev/eu-central-1');
    expect(progressText(state)).toBeUndefined();
    const asked = aws[FIRST].gets.length;
    aws[SECOND].listJobs = listJobs;
    const healed = await program.say(REFRESH);
    expect(readCount(healed)).toBe(30);
    expect(lackTexts(healed)).toEqual([]);
    expect(aws[FIRST].gets).toHaveLength(asked);
  });

  it('whose jobs are denied keeps its counts, and the others are read', async () => {
    const {program, aws} = await start();
    aws[SECOND].getJob = async () => failure(DENIED);
    const state = await program.say(OPEN);
    expect(report(state)).toMatchObject({read: 20, all: {failed: 30}, isListComplete: true});
    expect(lackTexts(state)[0]).toBe('dev/eu-central-1 10 reasons not read: access denied');
    expect(reasonsBasis(state)[0]).toBe('20 of 30 read, without all of dev/eu-central-1');
  });

  it('that is throttled is retried on its own, with a longer wait each time', async () => {
    const {program, aws} = await start();
    const lists = () => PLACES.map(place => aws[place].lists.filter(({pageSize}) => pageSize === 1000).length);
    aws[THIRD].failures.push(THROTTLED);
    await program.say(OPEN);
    expect(readCount(program.state())).toBe(20);
    expect(lackTexts(program.state())[0]).toBe('prod/us-east-1 not read: too many requests');
    aws[THIRD].failures.push(THROTTLED);
    await program.clock.advance(5000);
    await program.clock.advance(9000);
    expect(lists()).toEqual([1, 1, 2]);
    await program.clock.advance(1000);
    expect(lists()).toEqual([1, 1, 3]);
    expect(readCount(program.state())).toBe(30);
    expect(lackTexts(program.state())).toEqual([]);
  });

  it('whose list hangs does not keep the others from being read, and is named while it is waited for', async () => {
    const {program, aws} = await start();
    aws[SECOND].listJobs = hangs;
    await program.say(OPEN);
    expect(readCount(program.state())).toBe(20);
    await program.clock.advance(4000);
    expect(progressText(program.state())).toMatch(/^reading jobs: 60 · dev\/eu-central-1: no answer for [34]s$/);
  });

  it('whose jobs hang is named while it is waited for', async () => {
    const {program, aws} = await start([10, 0, 10]);
    const held = hold(aws[FIRST]);
    await program.say(OPEN);
    await program.clock.advance(33_000);
    expect(progressText(program.state())).toMatch(/^reading reasons: 10 of 20 · dev\/us-east-1: no answer for 3[23]s$/);
    while (held.count() > 0) {
      held.release();
      await program.clock.settle();
    }
    expect(readCount(program.state())).toBe(20);
  });

  it('does not take all three places from the others even before that', async () => {
    const {program, aws} = await start();
    const held = hold(aws[FIRST]);
    await program.say(OPEN);
    expect(readCount(program.state())).toBe(20);
    expect(held.count()).toBeLessThanOrEqual(3);
  });

  it('is read after three seconds if the others hang, which are not asked for more', async () => {
    const {program, aws} = await start();
    const held = hold(aws[FIRST], aws[SECOND]);
    await program.say(OPEN);
    const hanging = held.count();
    expect(hanging).toBe(3);
    // In a window that is too small nothing ticks.
    await program.say({kind: 'resized', columns: 20, rows: 5});
    await program.clock.advance(2900);
    expect(readCount(program.state())).toBe(0);
    await program.clock.advance(100);
    expect(readCount(program.state())).toBe(10);
    await program.clock.advance(30_000);
    expect(held.count()).toBe(hanging);
    await program.say({kind: 'resized', ...SIZE});
    expect(progressText(program.state())).toBe('reading reasons: 10 of 30 · 2 of 3 connections: no answer');
  });

  it('that cannot be reached is named, and read by itself once it can be', async () => {
    const {program, aws} = await start(undefined, given => {
      const third = given[THIRD] as FakeAws;
      const {connect} = third;
      let fails = 1;
      third.connect = async signal => (fails-- > 0 ? failure({...EXPIRED, isTransient: true}) : connect(signal));
    });
    const state = await program.say(OPEN);
    expect(lackTexts(state)[0]).toBe('prod/us-east-1 not read: the sign-in has expired');
    expect(progressText(state)).toBeUndefined();
    await program.clock.advance(6000);
    expect(readCount(program.state())).toBe(30);
    expect(aws[THIRD].gets).toHaveLength(10);
  });

  it('whose credentials belong to another account loses its jobs, and the others keep theirs', async () => {
    const {program, aws} = await start();
    await program.say(OPEN);
    aws[THIRD].jobs = aws[THIRD].jobs.map(job => ({...job, arn: job.arn.replace('444455556666', '777788889999')}));
    await program.say(REFRESH);
    const gets = [aws[FIRST].gets.length, aws[SECOND].gets.length];
    const state = await program.say(OPEN);
    expect(report(state)).toMatchObject({read: 30, all: {jobs: 90}});
    expect([...(state.reading?.jobs.keys() ?? [])].some(arn => arn.includes('444455556666'))).toBe(false);
    expect([aws[FIRST].gets.length, aws[SECOND].gets.length]).toEqual(gets);
  });
});

describe('esc', () => {
  it('stops all, also what would be retried, and keeps what was read; a refresh goes on everywhere', async () => {
    const {program, aws} = await start();
    aws[THIRD].failures.push(THROTTLED);
    const held = hold(aws[FIRST], aws[SECOND]);
    await program.say(OPEN);
    held.release();
    await program.clock.settle();
    const under = held.count();
    const stopped = await program.say(ESC);
    expect(held.aborted()).toBe(under);
    expect(overlayOf(stopped)?.kind).toBe('reasons');
    expect(readCount(stopped)).toBe(3);
    const count = () => PLACES.map(place => aws[place].gets.length + aws[place].lists.length);
    const before = count();
    await program.clock.advance(10_000);
    expect(count()).toEqual(before);
    expect(program.state().reading && isReading(program.state().reading as never)).toBe(false);
    await program.say(REFRESH);
    held.release();
    for (let i = 0; i < 20; i++) {
      held.release();
      await program.clock.settle();
    }
    expect(readCount(program.state())).toBe(30);
    expect(overlayOf(await program.say(ESC))).toBeUndefined();
  });
});

describe('the period', () => {
  it('grows over all connections, and no job is asked about twice', async () => {
    const {program, aws} = await start([2, 2, 0]);
    const old = jobIn(SECOND, 500, {status: 'Failed', createdAt: NOON - 60 * 1440 * MINUTE});
    aws[SECOND].jobs.push(old);
    expect(readCount(await program.say(OPEN))).toBe(4);
    const state = await program.say({kind: 'period-changed', by: 1});
    expect(readCount(state)).toBe(5);
    expect([aws[FIRST].gets.length, aws[SECOND].gets.length]).toEqual([2, 3]);
  });
});
