/** The screen of reasons: what it asks for, what it keeps, and how it stops, fails and goes on. */
import {describe, expect, it} from 'vitest';
import {type AppError, failure, type Outcome, success} from '../../../src/core/domain/app-error.ts';
import type {Job, JobDetail} from '../../../src/core/domain/job.ts';
import {isReading, reportSoFar} from '../../../src/core/reasons/reading.ts';
import {missingText, progressText} from '../../../src/core/screens/reasons/reasons.ts';
import {currentArn, overlayRows} from '../../../src/core/screens/rows.ts';
import type {Message} from '../../../src/core/state/message.ts';
import {overlayOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {createFakeAws, type FakeAws, oops} from '../../support/fake-aws.ts';
import {detailOf, jobAt, MINUTE, NOON, runningAt} from '../../support/jobs.ts';
import {createProgram, type Program, type ProgramOptions} from '../../support/program.ts';

const DAY = 1440 * MINUTE;
const OPEN: Message = {kind: 'reasons-opened'};
const ESC: Message = {kind: 'stepped-back'};

/** `count` jobs, evenly spread over `days` days before NOON; every fourth failed. */
const history = (count: number, days: number): Job[] =>
  Array.from({length: count}, (_, i) => {
    const createdAt = NOON - Math.round(((i + 0.5) / count) * days * DAY);
    const status = i % 4 === 0 ? 'Failed' : 'Completed';
    return jobAt(count - i, {status, createdAt, modifiedAt: createdAt, endedAt: createdAt + 5 * MINUTE});
  });

const messageOf = ({name}: Job): string => `The file s3://x/${name} is ${Number(name.slice(4)) % 3 ? 'odd' : 'even'}.`;

const say = (aws: FakeAws, arn: string): Outcome<JobDetail> => {
  const job = aws.jobs.find(one => one.arn === arn);
  return job ? success(detailOf(job, {failureMessage: messageOf(job)})) : failure(oops({kind: 'not-found'}));
};

interface HeldAws extends FakeAws {
  /** Whether answers about single jobs wait for `release`. */
  isHeld: boolean;
  /** Answers what waits; returns how much that was. */
  release(error?: AppError): number;
  /** The most that was under way at the same time. */
  most(): number;
  aborted(): number;
}

const awsWith = (jobs: readonly Job[], isHeld = false): HeldAws => {
  const aws = createFakeAws(jobs) as HeldAws;
  let waiting: ((error?: AppError) => void)[] = [];
  let most = 0;
  let aborted = 0;
  aws.isHeld = isHeld;
  aws.most = () => most;
  aws.aborted = () => aborted;
  aws.release = error => {
    const now = waiting;
    waiting = [];
    for (const answer of now) answer(error);
    return now.length;
  };
  aws.getJob = (arn, signal) => {
    aws.gets.push(arn);
    signal.addEventListener('abort', () => {
      aborted += 1;
    });
    return new Promise(resolve => {
      waiting.push(error => resolve(error ? failure(error) : say(aws, arn)));
      most = Math.max(most, waiting.length);
      if (!aws.isHeld) void Promise.resolve().then(() => aws.release());
    });
  };
  return aws;
};

/** The list shows only completed jobs, so that the screen of reasons alone asks for failed ones. */
const open = async (aws: FakeAws, more: Partial<ProgramOptions> = {}): Promise<Program> => {
  const program = createProgram({gateway: aws, ...more});
  await program.say({kind: 'started'});
  await program.clock.advance(1000);
  return program;
};

const failedIn = (aws: FakeAws, days: number): readonly string[] =>
  aws.jobs.filter(job => job.status === 'Failed' && job.createdAt > NOON - days * DAY).map(({arn}) => arn);

const report = (state: State) => {
  if (!state.reading) throw new Error('nothing has been read');
  return reportSoFar(state.reading);
};

/** Why the only connection has stopped. */
const haltOf = (state: State) => [...(state.reading?.parts.values() ?? [])][0]?.halt;

const counts = (state: State) => report(state).groups.map(({reason, jobs}) => [reason, jobs.length]);

const untilRead = async (program: Program): Promise<State> => {
  while (program.state().reading && progressText(program.state()) !== undefined) await program.clock.settle();
  return program.state();
};

describe('opened', () => {
  it('reads the list of 30 days once, and each failed job once, three at a time', async () => {
    const aws = awsWith(history(5000, 60));
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    const listsBefore = aws.lists.length;
    aws.gets.length = 0;
    await program.say(OPEN);
    const state = await untilRead(program);
    const lists = aws.lists.slice(listsBefore);
    expect(lists.map(({pageSize, createdAfter}) => [pageSize, createdAfter])).toEqual(
      Array(3).fill([1000, program.clock.now() - 30 * DAY]),
    );
    expect([...aws.gets].sort()).toEqual([...failedIn(aws, 30)].sort());
    expect(aws.most()).toBe(3);
    expect(report(state)).toMatchObject({read: 625, isListComplete: true});
    expect(counts(state)).toEqual([
      ['The file … is odd.', 417],
      ['The file … is even.', 208],
    ]);
    expect(progressText(state)).toBeUndefined();
    expect(missingText(state)).toBeUndefined();
  });

  it('does not ask for details that are there, or on their way', async () => {
    const aws = awsWith(history(8, 8));
    const program = await open(aws);
    const [first = ''] = failedIn(aws, 30);
    // The pane shows the newest job, which failed.
    expect(aws.gets).toEqual([first]);
    const state = await program.say(OPEN);
    expect([...aws.gets].sort()).toEqual([...failedIn(aws, 30)].sort());
    expect(report(state).read).toBe(2);
  });

  it('keeps no answers but their reasons', async () => {
    const aws = awsWith(history(400, 20));
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    const before = program.state().details.size;
    const state = await program.say(OPEN);
    expect(state.details.size).toBe(before);
    expect(state.reading?.known.size).toBe(100);
    expect(state.reading?.reasons).toHaveLength(2);
  });

  it('says how far it is', async () => {
    const aws = awsWith(history(40, 20), true);
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    expect(progressText(await program.say(OPEN))).toBe('reading reasons: 0 of 10');
    aws.release();
    await program.clock.settle();
    expect(progressText(program.state())).toBe('reading reasons: 3 of 10');
  });

  it('says for how long it has waited', async () => {
    const aws = awsWith(history(40, 20), true);
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    await program.say(OPEN);
    await program.clock.advance(2000);
    expect(progressText(program.state())).toBe('reading reasons: 0 of 10');
    await program.clock.advance(2000);
    expect(progressText(program.state())).toBe('reading reasons: 0 of 10 · no answer for 4s');
  });

  it('has no work while it is idle', async () => {
    const aws = awsWith(history(40, 20));
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    await program.say(OPEN);
    const before = [aws.gets.length, program.state().reading];
    await program.clock.advance(30_000);
    expect([aws.gets.length, program.state().reading]).toEqual(before);
  });

  it('a job that runs is watched, as in any list', async () => {
    const aws = awsWith([runningAt(999)]);
    const program = await open(aws);
    expect(report(await program.say(OPEN)).all).toMatchObject({running: 1, failed: 0});
  });
});

describe('esc', () => {
  it('stops at once, cancels what is under way, and keeps what has been read; the second closes', async () => {
    const aws = awsWith(history(40, 20), true);
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    await program.say(OPEN);
    aws.release();
    await program.clock.settle();
    const asked = aws.gets.length;
    const stopped = await program.say(ESC);
    expect(aws.aborted()).toBe(3);
    expect(overlayOf(stopped)?.kind).toBe('reasons');
    expect(report(stopped).read).toBe(3);
    expect(missingText(stopped)).toBe('7 of 10 not read');
    aws.release();
    await program.clock.advance(60_000);
    expect(aws.gets).toHaveLength(asked);
    expect(overlayOf(await program.say(ESC))).toBeUndefined();
  });

  it('and then opening it again goes on with what is missing', async () => {
    const aws = awsWith(history(40, 20), true);
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    await program.say(OPEN);
    aws.release();
    await program.clock.settle();
    await program.say(ESC, ESC);
    const lists = aws.lists.length;
    aws.isHeld = false;
    aws.gets.length = 0;
    const state = await program.say(OPEN);
    expect(report(state).read).toBe(10);
    expect(aws.gets).toHaveLength(7);
    expect(aws.lists).toHaveLength(lists);
  });

  it('stops a list in its middle, which goes on from there', async () => {
    const aws = awsWith(history(3000, 20));
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    const answer = aws.answer;
    let release = () => {};
    const list = aws.listJobs;
    aws.listJobs = async (request, signal) => {
      if (request.token !== undefined && request.pageSize === 1000) {
        await new Promise<void>(resolve => {
          release = resolve;
        });
      }
      return list(request, signal);
    };
    aws.answer = request => answer(request);
    const reading = await program.say(OPEN);
    expect(progressText(reading)).toBe('reading jobs: 1,000');
    const stopped = await program.say(ESC);
    release();
    await program.clock.settle();
    expect(missingText(stopped)).toContain('the list is not complete');
    aws.listJobs = list;
    const before = aws.lists.length;
    await program.say({kind: 'refresh-asked'});
    const state = await untilRead(program);
    const tokens = aws.lists
      .slice(before)
      .flatMap(({pageSize, token, status}) => (pageSize === 1000 && status === undefined ? [token !== undefined] : []));
    expect(tokens).toEqual([true, true]);
    expect(report(state)).toMatchObject({isListComplete: true, read: 750});
  });
});

describe('closed in any other way', () => {
  it('it stops', async () => {
    const aws = awsWith(history(40, 20), true);
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    await program.say(OPEN);
    const state = await program.say({kind: 'overlays-closed'});
    expect(aws.aborted()).toBe(3);
    expect(state.reading && isReading(state.reading)).toBe(false);
  });

  it('under other overlays it goes on', async () => {
    const aws = awsWith(history(40, 20), true);
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    await program.say(OPEN, {kind: 'help-opened'});
    aws.isHeld = false;
    aws.release();
    await program.clock.settle();
    expect(report(program.state()).read).toBe(10);
  });
});

describe('the period', () => {
  it('grows with another pass over the list, and no job is asked about twice', async () => {
    const aws = awsWith(history(80, 80));
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    await program.say(OPEN);
    const state = await program.say({kind: 'period-changed', by: 1});
    expect(state.reading?.days).toBe(90);
    expect(report(state).read).toBe(20);
    expect(new Set(aws.gets).size).toBe(aws.gets.length);
  });

  it('shrinks without a request', async () => {
    const aws = awsWith(history(80, 80));
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    await program.say(OPEN);
    const before = [aws.lists.length, aws.gets.length];
    const state = await program.say({kind: 'period-changed', by: -1});
    expect(report(state)).toMatchObject({read: 2, isListComplete: true});
    expect([aws.lists.length, aws.gets.length]).toEqual(before);
    expect((await program.say({kind: 'period-changed', by: -1})).reading?.days).toBe(7);
  });
});

describe('a failure', () => {
  const denied = oops({kind: 'access', what: 'The job could not be read', why: 'No', isTransient: false});

  it('denied: the counts stay, nothing more is asked, and refreshing tries again', async () => {
    const aws = awsWith(history(40, 20), true);
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    await program.say(OPEN);
    aws.release(denied);
    await program.clock.advance(600_000);
    expect(aws.gets).toHaveLength(3);
    const state = program.state();
    expect(report(state)).toMatchObject({read: 0, all: {failed: 10}});
    expect(haltOf(state)).toMatchObject({kind: 'failed', error: denied, retryAt: undefined});
    expect(state.errors[0]?.error).toBe(denied);
    aws.isHeld = false;
    expect(report(await program.say({kind: 'refresh-asked'})).read).toBe(10);
  });

  it.each(['throttled', 'network'] as const)('%s: it is retried after a growing pause', async kind => {
    const aws = awsWith(history(40, 20), true);
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    await program.say(OPEN);
    aws.release(oops({kind}));
    await program.clock.settle();
    expect(haltOf(program.state())).toMatchObject({kind: 'failed', retryAt: program.clock.now() + 5000});
    await program.clock.advance(5000);
    aws.release(oops({kind}));
    await program.clock.settle();
    expect(haltOf(program.state())).toMatchObject({retryAt: program.clock.now() + 10_000});
    aws.isHeld = false;
    await program.clock.advance(10_000);
    expect(report(program.state()).read).toBe(10);
  });

  it('of the list is retried, too', async () => {
    const aws = awsWith(history(40, 20));
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    aws.failures.push(oops({kind: 'throttled'}));
    expect(haltOf(await program.say(OPEN))).toMatchObject({kind: 'failed'});
    await program.clock.advance(5000);
    expect(report(program.state()).read).toBe(10);
  });

  it('of a page token that AWS has forgotten: refreshing reads the list from its start', async () => {
    const aws = awsWith(history(3000, 20));
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    const {listJobs} = aws;
    const forgotten = new Set<string>();
    aws.listJobs = async (request, signal) =>
      request.token !== undefined && forgotten.has(request.token)
        ? failure(oops({kind: 'not-found', isTransient: false}))
        : listJobs(request, signal);
    forgotten.add(aws.jobs[999]?.arn ?? '');
    const failed = await program.say(OPEN);
    expect(haltOf(failed)).toMatchObject({kind: 'failed', error: {kind: 'not-found'}});
    expect(report(failed)).toMatchObject({all: {jobs: 1000}, isListComplete: false});
    aws.jobs = history(2999, 20);
    await program.say({kind: 'refresh-asked'});
    expect(report(await untilRead(program))).toMatchObject({isListComplete: true, read: 750});
  });

  it('while refreshing is paused is retried by hand', async () => {
    const aws = awsWith(history(40, 20), true);
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    await program.say({kind: 'pause-toggled'}, OPEN);
    aws.release(oops());
    await program.clock.advance(600_000);
    expect(aws.gets).toHaveLength(3);
    await program.say({kind: 'refresh-asked'});
    expect(aws.gets).toHaveLength(6);
  });

  it('of a single job does not keep the others from being read', async () => {
    const aws = awsWith(history(40, 20), true);
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    await program.say(OPEN);
    aws.release(oops({kind: 'not-found', isTransient: false}));
    await program.clock.settle();
    aws.isHeld = false;
    aws.release();
    await program.clock.settle();
    const state = program.state();
    expect(report(state).read).toBe(7);
    expect(missingText(state)).toBe('3 of 10 not read');
    expect(progressText(state)).toBeUndefined();
  });

  it('a list that leads in a circle ends', async () => {
    const aws = awsWith(history(40, 20));
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    aws.answer = () => ({jobs: history(1, 1), nextToken: 'again'});
    const state = await program.say(OPEN);
    expect(haltOf(state)).toMatchObject({kind: 'failed', error: {kind: 'answer'}});
  });
});

describe('suspended and resumed', () => {
  it('what was under way is answered, or retried', async () => {
    const aws = awsWith(history(40, 20), true);
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    await program.say(OPEN, {kind: 'suspend-asked'});
    aws.release(oops({kind: 'network'}));
    aws.isHeld = false;
    await program.say({kind: 'resumed'});
    await program.clock.advance(5000);
    expect(report(program.state()).read).toBe(10);
  });
});

describe('other jobs', () => {
  it('of another account are not mixed with these', async () => {
    const aws = awsWith(history(40, 20));
    const program = await open(aws, {size: {columns: 80, rows: 15}});
    await program.say(OPEN);
    aws.jobs = aws.jobs.map(job => ({...job, arn: job.arn.replace('111122223333', '444455556666')}));
    const state = await program.say({kind: 'refresh-asked'});
    expect(state.reading).toBeUndefined();
    expect(overlayOf(state)).toBeUndefined();
  });
});

describe('enter', () => {
  it('lists the jobs of the reason, and then opens the detail of one, also if the list does not have it', async () => {
    const aws = awsWith(history(400, 20));
    const program = await open(aws, {
      size: {columns: 80, rows: 15},
      query: {sortBy: 'CreationTime', order: 'Descending', pageSize: 10},
    });
    const reasons = await program.say(OPEN);
    expect(currentArn(reasons)).toBeUndefined();
    const jobs = await program.say({kind: 'reason-opened', reason: overlayRows(reasons)?.[0]?.key});
    expect(overlayRows(jobs)).toHaveLength(67);
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    const arn = currentArn(program.state());
    const detail = await program.say({kind: 'detail-opened'});
    expect(overlayOf(detail)).toMatchObject({kind: 'detail', arn});
    expect(program.state().details.get(arn ?? '')?.detail?.arn).toBe(arn);
    expect(overlayOf(await program.say(ESC))?.kind).toBe('reason-jobs');
    expect(overlayOf(await program.say(OPEN))?.kind).toBe('reasons');
  });
});
