/** Waiting is visible: seconds without an answer, the attempt, the limit; and a refresh shows that it was heard. */
import {describe, expect, it} from 'vitest';
import {detailLines, rawText} from '../../../src/core/screens/jobs/detail.ts';
import {queryLine} from '../../../src/core/screens/jobs/query-line.ts';
import {ruleWords} from '../../../src/core/screens/shared/rule.ts';
import type {State} from '../../../src/core/state/state.ts';
import {createFakeAws, oops} from '../../support/fake-aws.ts';
import {arnOf, jobsDown, runningAt} from '../../support/jobs.ts';
import {createProgram} from '../../support/program.ts';

const start = async ({isHeld = false} = {}) => {
  const aws = createFakeAws([runningAt(1000), ...jobsDown(999, 700)]);
  const {listJobs, getJob} = aws;
  const held: (() => void)[] = [];
  /** From now on nothing answers by itself. */
  const hold = () => {
    aws.listJobs = (request, signal) => new Promise(resolve => held.push(() => resolve(listJobs(request, signal))));
    aws.getJob = (arn, signal) => new Promise(resolve => held.push(() => resolve(getJob(arn, signal))));
  };
  if (isHeld) hold();
  const program = createProgram({gateway: aws, settings: {answerLimitMs: 20_000}});
  await program.say({kind: 'started'});
  if (!isHeld) await program.clock.advance(1000);
  const answer = async () => {
    for (const each of held.splice(0)) each();
    await program.clock.settle();
  };
  return {aws, program, hold, answer, rule: () => ruleWords(program.state())?.text};
};

const idOf = (state: State): number => [...state.inFlight.keys()][0] ?? -1;

describe('a request without an answer', () => {
  it('is mentioned from the third second on, second by second: the first page', async () => {
    const {program, answer, rule} = await start({isHeld: true});
    await program.clock.advance(2900);
    expect(rule()).toBeUndefined();
    expect(queryLine(program.state(), 118).right).toBe('asking AWS …');
    await program.clock.advance(100);
    expect(rule()).toBe('No answer for 3s · each attempt may take 20s');
    expect(queryLine(program.state(), 118).right).toBe('asking AWS … 3s');
    await program.clock.advance(9000);
    expect(rule()).toMatch(/^No answer for 12s/);
    await answer();
    expect(rule()).toBeUndefined();
  });

  it('names the attempt once the SDK has retried', async () => {
    const {program, rule} = await start({isHeld: true});
    await program.clock.advance(21_000);
    await program.say({kind: 'retried', id: idOf(program.state()), attempt: {number: 2, max: 3}});
    expect(rule()).toBe('No answer for 21s · attempt 2 of 3 · each attempt may take 20s');
    expect(ruleWords(program.state())?.shorter).toEqual(['No answer for 21s · attempt 2 of 3', 'No answer for 21s']);
    await program.say({kind: 'retried', id: 999, attempt: {number: 3, max: 3}});
    expect(rule()).toContain('attempt 2 of 3');
  });

  it('is mentioned if it is the next page', async () => {
    const {program, hold, rule} = await start();
    hold();
    await program.say({kind: 'load-all-asked'});
    await program.clock.advance(4000);
    expect(rule()).toMatch(/^No answer for 4s/);
  });

  it('is mentioned if it is a poll', async () => {
    const {program, hold, rule} = await start();
    hold();
    await program.clock.advance(8000);
    expect(rule()).toMatch(/^No answer for 4s/);
  });

  it('is mentioned where a detail is awaited', async () => {
    const {program, hold} = await start();
    hold();
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 3}}, {kind: 'detail-opened'});
    const lines = () => detailLines(program.state(), arnOf(997), 118).map(({text}) => text);
    expect(lines()).toContain('asking AWS …');
    await program.clock.advance(5000);
    expect(lines()).toContain('asking AWS … 5s');
    expect(rawText(program.state(), arnOf(997))).toBe('asking AWS … 5s');
  });

  it('has a timer only while it waits', async () => {
    const {program, hold, answer} = await start();
    await program.say({kind: 'pause-toggled'});
    const idle = program.clock.pending();
    hold();
    await program.say({kind: 'order-reversed'});
    await program.clock.advance(3000);
    expect(program.clock.pending()).toBeGreaterThanOrEqual(idle);
    await answer();
    expect(program.state().inFlight.size).toBe(0);
  });

  it('is forgotten if it is cancelled', async () => {
    const {program, hold} = await start();
    hold();
    await program.say({kind: 'order-reversed'}, {kind: 'order-reversed'}, {kind: 'status-cycled'});
    expect(program.state().inFlight.size).toBe(1);
  });
});

describe('a refresh by the person', () => {
  it('shows at once that it was heard, until everything has answered', async () => {
    const {program, hold, answer, rule} = await start();
    hold();
    await program.say({kind: 'refresh-asked'});
    expect(rule()).toBe('Refreshing …');
    await program.clock.advance(3000);
    expect(rule()).toMatch(/^No answer for 3s/);
    await answer();
    expect(rule()).toBeUndefined();
    expect(program.state().refreshing).toEqual([]);
  });

  it('shows it, too, if the requests are on their way already', async () => {
    const {program, hold, rule} = await start();
    hold();
    await program.clock.advance(5000);
    await program.say({kind: 'refresh-asked'});
    expect(rule()).toBe('Refreshing …');
  });

  it('takes the place of the failure that it retries', async () => {
    const {aws, program, hold, rule} = await start();
    aws.failures.push(oops());
    await program.clock.advance(5000);
    expect(rule()).toMatch(/^Not refreshed/);
    hold();
    await program.say({kind: 'refresh-asked'});
    expect(rule()).toBe('Refreshing …');
  });
});
