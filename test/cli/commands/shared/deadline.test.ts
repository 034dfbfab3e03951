/** Time limits on a manual clock: what aborts the signal, and what is left behind. */
import {getEventListeners} from 'node:events';
import {expect, it} from 'vitest';
import {createDeadline, startTimer, withTimeLimit} from '../../../../src/cli/commands/shared/deadline.ts';
import {createManualClock, type ManualClock} from '../../../support/manual-clock.ts';

const SECOND = 1_000;
const DAY = 86_400 * SECOND;

const setUp = () => {
  const clock = createManualClock(0);
  const ended = new AbortController();
  return {clock, ended, deadline: createDeadline(clock, ended.signal)};
};

it('a deadline aborts its signal on time, and not before', async () => {
  const {clock, deadline} = setUp();
  deadline.start(5 * SECOND);
  await clock.advance(4_999);
  expect(deadline.signal.aborted).toBe(false);
  await clock.advance(1);
  expect(deadline.signal.aborted).toBe(true);
  expect(deadline.isLate()).toBe(false);
});

it('a deadline that is stopped does not abort its signal', async () => {
  const {clock, deadline} = setUp();
  deadline.start(5 * SECOND);
  deadline.stop();
  await clock.advance(10 * SECOND);
  expect(deadline.signal.aborted).toBe(false);
});

it('a deadline aborts its signal when the command is ended, also before it is made', () => {
  const {clock, ended, deadline} = setUp();
  ended.abort();
  expect(deadline.signal.aborted).toBe(true);
  expect(deadline.isLate()).toBe(false);
  expect(createDeadline(clock, ended.signal).signal.aborted).toBe(true);
});

it('a deadline that passes while the process is stopped is late', async () => {
  const {clock, deadline} = setUp();
  deadline.start(5 * SECOND);
  clock.stop(7 * SECOND);
  await clock.advance(0);
  expect({isAborted: deadline.signal.aborted, isLate: deadline.isLate()}).toEqual({isAborted: true, isLate: true});
});

it('a timer can take longer than setTimeout accepts', async () => {
  const {clock: manual} = setUp();
  const delays: number[] = [];
  const clock: ManualClock = {
    ...manual,
    after: (delay, callback) => {
      delays.push(delay);
      return manual.after(delay, callback);
    },
  };
  const calls: boolean[] = [];
  startTimer(clock, 30 * DAY, wasStopped => calls.push(wasStopped));
  const cancel = startTimer(clock, 30 * DAY, wasStopped => calls.push(wasStopped));
  await clock.advance(29 * DAY);
  cancel();
  expect(calls).toEqual([]);
  await clock.advance(DAY);
  expect(calls).toEqual([false]);
  expect(Math.max(...delays)).toBeLessThan(2 ** 31);
});

it('work with a time limit leaves no listener on the signal that ends the command', async () => {
  const {clock, ended} = setUp();
  for (let i = 0; i < 3; i++) {
    const {result, hasTimedOut} = await withTimeLimit(clock, {ended: ended.signal, limitMs: SECOND}, async () => i);
    expect({result, hasTimedOut}).toEqual({result: i, hasTimedOut: false});
  }
  expect(getEventListeners(ended.signal, 'abort')).toEqual([]);
});

it('work that takes longer is aborted', async () => {
  const {clock, ended} = setUp();
  const working = withTimeLimit(
    clock,
    {ended: ended.signal, limitMs: SECOND},
    signal => new Promise<string>(resolve => signal.addEventListener('abort', () => resolve('aborted'), {once: true})),
  );
  await clock.advance(SECOND);
  expect(await working).toEqual({result: 'aborted', hasTimedOut: true});
});
