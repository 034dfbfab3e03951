/** When requests are sent: how many count at once, in which order, and what an answer, a cancellation and time change. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {
  COUNTED_MS,
  createRequestQueue,
  MAX_REQUESTS,
  type QueuedRequest,
  type RequestQueue,
  UNPROVEN_COUNTED_MS,
} from '../../src/runtime/request-queue.ts';
import {createManualClock, type ManualClock} from '../support/manual-clock.ts';

type Kind = QueuedRequest['kind'];

interface Known {
  readonly id: number;
  readonly target: string;
  readonly kind: Kind;
  sentAt?: number;
  /** How many timers had run before. */
  turn?: number;
  /** For sent ones, how many were sent before. */
  place?: number;
  isOver?: true;
}

interface World {
  readonly clock: ManualClock;
  readonly queue: RequestQueue;
  readonly requests: Known[];
  enter(target: string, kind?: Kind): Known;
  leave(request: Known): void;
  /** Sent, without an answer, and not too old. */
  counted(): readonly Known[];
  waiting(): readonly Known[];
}

const createWorld = (): World => {
  const clock = createManualClock(0);
  let turn = 0;
  const queue = createRequestQueue({
    now: clock.now,
    after: (delay, callback) =>
      clock.after(delay, () => {
        turn += 1;
        callback();
      }),
  });
  const requests: Known[] = [];
  let sends = 0;
  const isOpen = ({isOver}: Known) => !isOver;
  return {
    clock,
    queue,
    requests,
    enter: (target, kind = 'other') => {
      const request: Known = {id: requests.length, target, kind};
      requests.push(request);
      queue.enter({
        id: request.id,
        target,
        kind,
        send: () => {
          expect(request.sentAt, 'sent once').toBeUndefined();
          expect(request.isOver, 'not sent after it was cancelled').toBeUndefined();
          request.sentAt = clock.now();
          request.turn = turn;
          request.place = sends;
          sends += 1;
        },
      });
      return request;
    },
    leave: request => {
      request.isOver = true;
      queue.leave(request.id);
    },
    counted: () =>
      requests.filter(each => isOpen(each) && each.sentAt !== undefined && clock.now() - each.sentAt < COUNTED_MS),
    waiting: () => requests.filter(each => isOpen(each) && each.sentAt === undefined),
  };
};

/** Targets that have sent their first request already, so that nothing is staggered. */
const createWarmWorld = async (...targets: readonly string[]): Promise<World> => {
  const world = createWorld();
  for (const target of targets) {
    const first = world.enter(target);
    await world.clock.advance(0);
    world.leave(first);
  }
  await world.clock.advance(0);
  return world;
};

const sentOf = (requests: readonly Known[]) => requests.map(({sentAt}) => sentAt !== undefined);

it('sends at once and starts no timer if nothing is against it', () => {
  const {enter, clock, leave} = createWorld();
  const requests = [enter('a', 'connect'), enter('a', 'list'), enter('a'), enter('a')];
  expect(sentOf(requests)).toEqual([true, true, true, true]);
  expect(clock.pending()).toBe(0);
  for (const request of requests) leave(request);
  expect(clock.pending()).toBe(0);
});

it('lets the seventh wait for an answer', async () => {
  const {enter, leave, requests} = await createWarmWorld('a', 'b');
  const from = requests.length;
  for (let i = 0; i < MAX_REQUESTS + 2; i++) enter(i % 2 ? 'a' : 'b');
  const sent = () => sentOf(requests.slice(from)).filter(Boolean).length;
  expect(sent()).toBe(MAX_REQUESTS);
  leave(requests[from]!);
  expect(sent()).toBe(MAX_REQUESTS + 1);
});

it('counts a connect, briefly if nobody knows whether it works', async () => {
  const {enter, clock} = createWorld();
  for (let i = 0; i < MAX_REQUESTS; i++) enter(`t${i}`, 'connect');
  const last = enter('z', 'connect');
  await clock.advance(UNPROVEN_COUNTED_MS - 1);
  expect(last.sentAt).toBeUndefined();
  await clock.advance(1);
  expect(last.sentAt).toBe(UNPROVEN_COUNTED_MS);
});

it('lets eight that have never answered, and hang, delay two that work by a tenth of a second only', async () => {
  const {enter, leave, clock} = createWorld();
  const targets = [...Array.from({length: 8}, (_, i) => `h${i}`), 'x', 'y'];
  for (const connect of targets.map(target => enter(target, 'connect'))) leave(connect);
  const lists = targets.map(target => enter(target, 'list'));
  await clock.advance(0);
  expect(sentOf(lists).filter(Boolean).length).toBe(MAX_REQUESTS);
  await clock.advance(UNPROVEN_COUNTED_MS);
  expect(sentOf(lists)).toEqual(lists.map(() => true));
});

it('trusts a connection again once an answer came in time', async () => {
  const {enter, leave, clock} = await createWarmWorld('a', 'b');
  const late = enter('a', 'list');
  await clock.advance(COUNTED_MS);
  leave(late);
  const [prompt, next] = [enter('a', 'list'), enter('a', 'list')];
  await clock.advance(UNPROVEN_COUNTED_MS);
  expect(next.sentAt).toBeDefined();
  leave(prompt);
  leave(next);
  const waiting = [enter('a', 'list'), enter('a', 'list')];
  await clock.advance(UNPROVEN_COUNTED_MS);
  expect(sentOf(waiting)).toEqual([true, false]);
});

it('asks for one list at a time on each connection', async () => {
  const {enter, leave} = await createWarmWorld('a', 'b');
  const [first, second, other, get] = [enter('a', 'list'), enter('a', 'list'), enter('b', 'list'), enter('a')];
  expect(sentOf([first, second, other, get])).toEqual([true, false, true, true]);
  leave(first);
  expect(second.sentAt).toBeDefined();
});

it('lets the only connection ask for several lists', () => {
  const {enter} = createWorld();
  expect(sentOf([enter('a', 'list'), enter('a', 'list')])).toEqual([true, true]);
});

it('does not wait for a list that hangs', async () => {
  const {enter, clock} = await createWarmWorld('a', 'b');
  enter('a', 'list');
  const second = enter('a', 'list');
  await clock.advance(COUNTED_MS - 1);
  expect(second.sentAt).toBeUndefined();
  await clock.advance(1);
  expect(second.sentAt).toBeDefined();
  expect(clock.pending()).toBe(0);
});

it('does not let eight that hang block two that work', async () => {
  const hanging = Array.from({length: 8}, (_, i) => `h${i}`);
  const {enter, leave, clock} = await createWarmWorld(...hanging, 'x', 'y');
  for (const target of hanging) enter(target, 'list');
  const working = [enter('x', 'list'), enter('y', 'list')];
  await clock.advance(COUNTED_MS);
  expect(sentOf(working)).toEqual([true, true]);
  for (const request of working) leave(request);
  expect(sentOf([enter('x'), enter('y')])).toEqual([true, true]);
});

it('gives each connection its turn', async () => {
  const {enter, leave, requests} = await createWarmWorld('a', 'b', 'c');
  const from = requests.length;
  for (let i = 0; i < 20; i++) enter('a');
  const [b, c] = [enter('b'), enter('c')];
  for (const request of requests.slice(from, from + 2)) leave(request);
  expect(sentOf([b, c])).toEqual([true, true]);
});

it('keeps the order on a connection', async () => {
  const {enter, leave, requests} = await createWarmWorld('a');
  const from = requests.length;
  for (let i = 0; i < 30; i++) enter('a');
  for (const request of requests.slice(from)) leave(request);
  const places = requests.slice(from).map(({place = 0}) => place);
  expect(places).toEqual(places.toSorted((one, two) => one - two));
});

it('lets a cancelled request leave the queue, and what waited behind it go on', async () => {
  const {enter, leave} = await createWarmWorld('a');
  const requests = Array.from({length: MAX_REQUESTS + 2}, () => enter('a'));
  const [cancelled, next] = requests.slice(MAX_REQUESTS) as [Known, Known];
  leave(cancelled);
  leave(requests[0]!);
  expect([cancelled.sentAt, next.sentAt]).toEqual([undefined, expect.any(Number)]);
});

it('keeps no timer for a queue whose last request was cancelled', async () => {
  const {enter, leave, clock} = await createWarmWorld('a', 'b');
  enter('a', 'list');
  const waiting = enter('a', 'list');
  expect(clock.pending()).toBe(1);
  leave(waiting);
  expect(clock.pending()).toBe(0);
});

it('sends one first request in each turn of the event loop', async () => {
  const {enter, leave, clock} = createWorld();
  const connects = ['a', 'b', 'c'].map(target => enter(target, 'connect'));
  expect(sentOf(connects)).toEqual([true, true, true]);
  for (const connect of connects) leave(connect);
  const firsts = ['a', 'b', 'c'].map(target => enter(target, 'list'));
  expect(sentOf(firsts)).toEqual([true, false, false]);
  // A connection that has begun does not wait.
  expect(enter('a').sentAt).toBeDefined();
  await clock.advance(0);
  expect(firsts.map(({turn}) => turn)).toEqual([0, 1, 2]);
  expect(clock.pending()).toBe(0);
});

it('does so again for a connection that was closed and opened', async () => {
  const {enter, clock, queue} = await createWarmWorld('a', 'b');
  queue.forget('a');
  queue.forget('b');
  await clock.advance(0);
  enter('a', 'connect');
  enter('b', 'connect');
  expect(sentOf([enter('a'), enter('b')])).toEqual([true, false]);
});

it('sends nothing after it was stopped', async () => {
  const {enter, queue, clock} = await createWarmWorld('a', 'b');
  enter('a', 'list');
  const waiting = enter('a', 'list');
  queue.stop();
  await clock.advance(COUNTED_MS);
  expect(waiting.sentAt).toBeUndefined();
  expect(clock.pending()).toBe(0);
});

const TARGETS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const KINDS: readonly Kind[] = ['connect', 'list', 'other'];

type Event =
  | {readonly kind: 'enter'; readonly target: string; readonly request: Kind}
  | {readonly kind: 'answered' | 'cancelled'; readonly nth: number}
  | {readonly kind: 'passed'; readonly ms: number};

const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('enter' as const),
      target: fc.constantFrom(...TARGETS),
      request: fc.constantFrom(...KINDS),
    }),
  },
  {weight: 3, arbitrary: fc.record({kind: fc.constant('answered' as const), nth: fc.nat(20)})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('cancelled' as const), nth: fc.nat(20)})},
  {
    weight: 2,
    arbitrary: fc.record({kind: fc.constant('passed' as const), ms: fc.constantFrom(0, 1, 500, COUNTED_MS)}),
  },
);

const pick = (requests: readonly Known[], nth: number): Known | undefined => requests[nth % requests.length];

const happen = async (world: World, what: Event): Promise<void> => {
  switch (what.kind) {
    case 'enter':
      world.enter(what.target, what.request);
      break;
    case 'answered': {
      const open = world.requests.filter(({sentAt, isOver}) => sentAt !== undefined && !isOver);
      const request = pick(open, what.nth);
      if (request) world.leave(request);
      break;
    }
    case 'cancelled': {
      const request = pick(
        world.requests.filter(({isOver}) => !isOver),
        what.nth,
      );
      if (request) world.leave(request);
      break;
    }
    default:
      await world.clock.advance(what.ms);
  }
};

const listsOf = (requests: readonly Known[]) => requests.filter(({kind}) => kind === 'list').map(({target}) => target);

it('never has more than six counted, nor two lists of a connection, and lets none wait without a reason', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, {maxLength: 80}), async events => {
      const world = await createWarmWorld(...TARGETS);
      for (const what of events) {
        await happen(world, what);
        const counted = world.counted();
        expect(counted.length).toBeLessThanOrEqual(MAX_REQUESTS);
        const lists = listsOf(counted);
        expect(new Set(lists).size).toBe(lists.length);
        // After a turn of the event loop, whatever waits has a reason.
        await world.clock.advance(0);
        if (world.counted().length === MAX_REQUESTS) continue;
        for (const {kind, target} of world.waiting()) {
          expect(kind).toBe('list');
          expect(listsOf(world.counted())).toContain(target);
        }
      }
    }),
    {numRuns: 150},
  );
});

it('loses none: each is sent once, or was cancelled', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, {maxLength: 80}), async events => {
      const world = createWorld();
      for (const what of events) await happen(world, what);
      for (let rounds = 0; world.waiting().length > 0; rounds++) {
        expect(rounds).toBeLessThanOrEqual(events.length);
        for (const request of world.counted()) world.leave(request);
        await world.clock.advance(0);
      }
      await world.clock.advance(0);
      expect(world.clock.pending()).toBe(0);
    }),
    {numRuns: 150},
  );
});

it('starves none: while a request waits, each other connection sends at most one before it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, {minLength: 20, maxLength: 80}), async events => {
      const world = await createWarmWorld(...TARGETS);
      for (const what of events) await happen(world, what);
      const [waiting] = world.waiting();
      if (!waiting || waiting.kind === 'list') return;
      const from = world.requests.filter(({place}) => place !== undefined).length;
      while (waiting.sentAt === undefined) world.leave(world.counted()[0]!);
      const before = world.requests.filter(({place = -1}) => place >= from && place < (waiting.place ?? 0));
      const others = before.map(({target}) => target);
      expect(new Set(others).size).toBe(others.length);
      expect(others).not.toContain(waiting.target);
    }),
    {numRuns: 200},
  );
});
