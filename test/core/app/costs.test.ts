/** A key's work does not grow with the list: how often jobs are read for it, at 100 of them and at 20,000. */
import {expect, it} from 'vitest';
import {timersFor} from '../../../src/core/app/timers.ts';
import type {Job} from '../../../src/core/domain/job.ts';
import type {Target} from '../../../src/core/domain/target.ts';
import {leftInDetail} from '../../../src/core/screens/jobs/time-left.ts';
import type {Message} from '../../../src/core/state/message.ts';
import {visibleRows} from '../../../src/core/state/select.ts';
import {createFakeAws} from '../../support/fake-aws.ts';
import {jobsDown, runningAt} from '../../support/jobs.ts';
import {createProgram} from '../../support/program.ts';
import {AWS} from '../../support/state.ts';

const ALONE: readonly Target[] = [AWS];

/** The program with so many jobs for each target, which count each read of a member. */
const start = async (count: number, targets = ALONE) => {
  let reads = 0;
  const watched = (job: Job): Job =>
    new Proxy(job, {
      get: (target, member, receiver) => {
        reads += 1;
        return Reflect.get(target, member, receiver);
      },
    });
  const gateway = ({region = 'us-east-1'}: Target) => {
    const jobs = jobsDown(count, 1).map(job => watched({...job, arn: job.arn.replace('us-east-1', region)}));
    const aws = createFakeAws([]);
    aws.answer = () => ({jobs});
    return aws;
  };
  const program = createProgram({gateway, targets});
  await program.say({kind: 'started'});
  await program.clock.advance(1000);
  /** Reads for a message, the timers and the window that it leads to. */
  const readsFor = async (message: Message): Promise<number> => {
    reads = 0;
    const state = await program.say(message);
    visibleRows(state);
    timersFor(state);
    return reads;
  };
  return {program, readsFor, reads: () => reads};
};

const down = (by: number): Message => ({kind: 'moved', motion: {kind: 'rows', by}});
const KEYS: readonly Message[] = [
  down(1),
  {kind: 'moved', motion: {kind: 'pages', by: 1}},
  {kind: 'moved', motion: {kind: 'last'}},
  {kind: 'moved', motion: {kind: 'first'}},
  down(60),
  down(-1),
  {kind: 'detail-opened'},
  {kind: 'raw-toggled'},
  {kind: 'stepped-back'},
  {kind: 'help-opened'},
  {kind: 'stepped-back'},
];

it.each([
  ['in AWS’s order', []],
  ['sorted here', [{kind: 'sorted', by: 'name'}]],
] as const)('is the same at 100 jobs and at 20,000, %s', async (_, first) => {
  // One after the other: what is remembered is remembered for one state.
  const costs = async (count: number): Promise<readonly number[]> => {
    const {program, readsFor} = await start(count);
    await program.say(...first);
    const found: number[] = [];
    for (const message of KEYS) found.push(await readsFor(message));
    return found;
  };
  const [small, large] = [await costs(100), await costs(20_000)];
  for (const [i, reads] of large.entries()) expect(reads).toBeLessThanOrEqual((small[i] ?? 0) + 100);
});

it('with no running job one timer is alive, and it is the minute’s', async () => {
  const {program} = await start(100);
  await program.clock.advance(10_000);
  expect(program.clock.pending()).toBe(1);
  expect(timersFor(program.state()).map(({message}) => message.kind)).toEqual(['head-poll-due']);
});

it('the time left is worked out once for each feed, from the newest jobs alone, and not with each second', async () => {
  const {program, reads} = await start(20_000);
  const running = runningAt(20_001);
  const state = {...program.state()};
  const texts = (clock: number) => leftInDetail({...state, clock}, {...running, createdAt: state.clock});
  const cost = (clock: number) => {
    const before = reads();
    texts(clock);
    return reads() - before;
  };
  expect(cost(state.clock)).toBeLessThanOrEqual(10_000);
  expect(cost(state.clock + 1000)).toBeLessThanOrEqual(10);
  expect(texts(state.clock)).toBe('~4–6 min; usually 5 min: 1,000 earlier imports of job');
});

it('the time left rests on the jobs of all connections, and is not worked out again with each second either', async () => {
  const regions = ['us-east-1', 'us-west-2', 'eu-central-1', 'eu-west-1'];
  const {program, reads} = await start(
    300,
    regions.map((region): Target => ({kind: 'aws', region})),
  );
  const state = program.state();
  // A running job of each connection, one after the other, as the rows of the list have it.
  const running = regions.map(region => {
    const job = runningAt(1000);
    return {...job, arn: job.arn.replace('us-east-1', region), createdAt: state.clock};
  });
  const texts = (clock: number) => running.map(job => leftInDetail({...state, clock}, job));
  expect(texts(state.clock)).toEqual(Array(4).fill('~4–6 min; usually 5 min: 1,000 earlier imports of job'));
  const before = reads();
  texts(state.clock + 1000);
  expect(reads() - before).toBe(0);
});
