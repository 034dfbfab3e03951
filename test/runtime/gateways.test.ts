/** The requests of several gateways: what is sent, what waits, and what failures, cancellations and closing change. */
import {expect, it} from 'vitest';
import {success} from '../../src/core/domain/app-error.ts';
import type {Gateway} from '../../src/core/domain/ports.ts';
import {type Target, targetKey} from '../../src/core/domain/target.ts';
import type {Message} from '../../src/core/state/message.ts';
import {createGateways} from '../../src/runtime/gateways.ts';
import {COUNTED_MS, MAX_REQUESTS} from '../../src/runtime/request-queue.ts';
import {createFakeAws} from '../support/fake-aws.ts';
import {createManualClock} from '../support/manual-clock.ts';

const LIST = {sortBy: 'CreationTime', order: 'Descending', pageSize: 10} as const;
const targetOf = (region: string): Target => ({kind: 'aws', region});

/** Gateways whose lists are answered by the test. */
const createWorld = (openGateway?: (target: Target) => Promise<Gateway>) => {
  const clock = createManualClock(0);
  const messages: Message[] = [];
  const faults: unknown[] = [];
  const answers: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  const slowAws = (): Gateway => ({
    ...createFakeAws([]),
    listJobs: (_, signal) => {
      signals.push(signal);
      return new Promise(resolve => answers.push(() => resolve(success({jobs: []}))));
    },
  });
  const gateways = createGateways({
    clock,
    openGateway: openGateway ?? (async () => slowAws()),
    jitter: () => 1,
    dispatch: message => messages.push(message),
    onFault: cause => faults.push(cause),
  });
  const list = (id: number, region: string) =>
    gateways.request({
      kind: 'request',
      id,
      target: targetKey(targetOf(region)),
      request: {operation: 'listJobs', input: LIST},
    });
  /** There is a second connection. */
  const openAnother = () => {
    gateways.open(targetOf('z'));
    gateways.request({kind: 'connect', id: 999, target: targetKey(targetOf('z'))});
  };
  const answered = () => messages.flatMap(message => (message.kind === 'answered' ? [message.id] : []));
  return {clock, openAnother, gateways, messages, faults, answers, signals, list, answered};
};

it('asks for one list at a time on a connection, and for six in all', async () => {
  const {clock, gateways, list, signals, answers, answered} = createWorld();
  const regions = Array.from({length: 8}, (_, i) => `r${i}`);
  for (const region of regions) gateways.open(targetOf(region));
  for (const [i, region] of regions.entries()) {
    list(2 * i, region);
    list(2 * i + 1, region);
  }
  await clock.advance(0);
  expect(signals).toHaveLength(MAX_REQUESTS);
  answers[0]?.();
  await clock.advance(0);
  expect(signals).toHaveLength(MAX_REQUESTS + 1);
  expect(answered()).toEqual([0]);
});

it('never sends what was cancelled while it waited, and goes on after a cancelled request', async () => {
  const {clock, openAnother, gateways, list, signals, answered} = createWorld();
  openAnother();
  gateways.open(targetOf('a'));
  for (const id of [1, 2, 3]) list(id, 'a');
  await clock.settle();
  gateways.cancel(2);
  gateways.cancel(1);
  await clock.settle();
  expect(signals.map(({aborted}) => aborted)).toEqual([true, false]);
  expect(answered()).toEqual([]);
});

it('goes on after a request whose gateway could not be opened', async () => {
  const bug = new Error('a bug');
  const {clock, gateways, list, faults, answered} = createWorld(async target => {
    if (target.kind === 'aws' && target.region === 'broken') throw bug;
    return createFakeAws([]);
  });
  for (const region of ['broken', 'a']) gateways.open(targetOf(region));
  for (let id = 0; id < MAX_REQUESTS; id++) list(id, 'broken');
  list(100, 'a');
  await clock.advance(0);
  expect(new Set(faults)).toEqual(new Set([bug]));
  expect(answered()).toEqual([100]);
});

it('goes on after requests that hang', async () => {
  const {clock, openAnother, gateways, list, signals, answers, answered} = createWorld();
  openAnother();
  gateways.open(targetOf('a'));
  list(1, 'a');
  list(2, 'a');
  await clock.advance(COUNTED_MS);
  expect(signals).toHaveLength(2);
  answers[1]?.();
  await clock.settle();
  expect(answered()).toEqual([2]);
});

it('answers what waited for a gateway that was closed, and stops everything at the end', async () => {
  const {clock, openAnother, gateways, list, signals, answers} = createWorld();
  openAnother();
  gateways.open(targetOf('a'));
  list(1, 'a');
  list(2, 'a');
  await clock.settle();
  gateways.close(targetKey(targetOf('a')));
  answers[0]?.();
  await clock.advance(0);
  expect(signals).toHaveLength(2);
  list(3, 'a');
  gateways.stop();
  await clock.advance(COUNTED_MS);
  expect(signals[1]?.aborted).toBe(true);
  expect(clock.pending()).toBe(0);
});
