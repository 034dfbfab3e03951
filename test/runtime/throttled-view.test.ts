/** How often the screen is told of pages that come one after another, and of everything else. */
import {expect, it} from 'vitest';
import {feedOf, jobsOf} from '../../src/core/state/select.ts';
import {createThrottledView} from '../../src/runtime/throttled-view.ts';
import {createFakeAws} from '../support/fake-aws.ts';
import {jobsDown} from '../support/jobs.ts';
import {createProgram} from '../support/program.ts';

const start = async () => {
  const aws = createFakeAws(jobsDown(6000, 1));
  const {listJobs} = aws;
  // A page every 10 ms.
  aws.listJobs = (request, signal) =>
    new Promise(resolve => {
      program.clock.after(10, () => void listJobs(request, signal).then(resolve));
    });
  const program = createProgram({gateway: aws});
  const view = createThrottledView(program.store, program.clock);
  let told = 0;
  view.subscribe(() => {
    told += 1;
  });
  await program.say({kind: 'started'});
  await program.clock.advance(1000);
  const count = async (work: () => Promise<unknown>): Promise<number> => {
    const before = told;
    await work();
    return told - before;
  };
  return {program, view, count};
};

it('pages that come one after another are told ten times a second, the last one at once', async () => {
  const {program, view, count} = await start();
  const during = await count(async () => {
    await program.say({kind: 'load-all-asked'});
    await program.clock.advance(500);
  });
  expect(jobsOf(view.getState()).isLoadingAll).toBe(true);
  expect(feedOf(view.getState()).items.length).toBeGreaterThan(4000);
  expect(during).toBeGreaterThanOrEqual(5);
  expect(during).toBeLessThanOrEqual(7);
  expect(await count(() => program.clock.advance(95))).toBeLessThanOrEqual(3);
  expect(jobsOf(view.getState()).isLoadingAll).toBe(false);
});

it('a key is told at once also then', async () => {
  const {program, count} = await start();
  await program.say({kind: 'load-all-asked'});
  await program.clock.advance(100);
  expect(await count(() => program.say({kind: 'moved', motion: {kind: 'rows', by: 1}}))).toBe(1);
  expect(await count(() => program.say({kind: 'search-opened'}))).toBe(1);
  expect(await count(() => program.say({kind: 'stepped-back'}))).toBe(1);
});
