/**
 * What the screen of reasons asks: the list of each connection, and then about its failed jobs, three at a time over all of them.
 * A connection that does not answer is not waited for.
 */

import {PAGE_SIZE} from '../domain/query.ts';
import type {TargetId} from '../domain/target.ts';
import {LATE_MS} from '../list/behind.ts';
import {isListing, isPartReading, type Part} from '../reasons/part.ts';
import {isReading, type Reading, requestsOf, stopped, withPart, withReasons, withTargets} from '../reasons/reading.ts';
import {reasonOf} from '../reasons/reason-of.ts';
import {earliest} from '../retry/earliest.ts';
import type {Effect, Step} from '../state/message.ts';
import {isConnected, openOverlay} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {chain, inTurn, step} from '../state/step.ts';

/** GetModelImportJob requests at a time. */
const AT_ONCE = 3;

/** Replaces the reading, and cancels what it no longer waits for. */
export const replaced = (state: State, reading: Reading): Step => {
  const kept = new Set(requestsOf(reading));
  const dropped = state.reading ? requestsOf(state.reading).filter(id => !kept.has(id)) : [];
  return step({...state, reading}, ...dropped.map((id): Effect => ({kind: 'cancel', id})));
};

const canAsk = (state: State, target: TargetId, {halt}: Part): boolean => !halt && isConnected(state, target);

const askPage = (state: State, target: TargetId): Step => {
  const {reading} = state;
  const part = reading?.parts.get(target);
  if (!reading || !part || !isListing(part) || part.listing !== undefined) return step(state);
  if (!canAsk(state, target, part)) return step(state);
  const id = state.nextId;
  const {after, tokens} = part.pass;
  const input = {
    createdAfter: after,
    sortBy: 'CreationTime',
    order: 'Descending',
    pageSize: PAGE_SIZE.max,
    token: tokens.at(-1),
  } as const;
  const next = withPart(reading, target, {...part, listing: id});
  const effect: Effect = {kind: 'request', id, target, request: {operation: 'listJobs', input}};
  return step({...state, nextId: id + 1, reading: next}, effect);
};

/** When a request is late; undefined if it has been answered. */
const lateAt = ({inFlight}: State, id: number): number | undefined => {
  const sent = inFlight.get(id);
  return sent && sent.at + LATE_MS;
};

/** The requests about single jobs that others wait for: with one connection all, with several those that are not late. */
const awaited = (state: State, {parts}: Reading, {asked}: Part, at: number): readonly number[] =>
  [...asked.keys()].filter(id => parts.size === 1 || (lateAt(state, id) ?? Number.POSITIVE_INFINITY) > at);

/** The failed jobs of a connection, while it is decided which are asked about next. */
interface Queue {
  readonly target: TargetId;
  readonly arns: readonly string[];
  /** How many of them have been looked at. */
  next: number;
  /** How many requests the connection has under way, and may have. */
  busy: number;
  readonly max: number;
  /** Those that somebody else has asked about. */
  readonly waiting: string[];
  readonly chosen: string[];
}

/** Whose turn it is: the connection with the fewest requests under way. */
const nextQueue = (queues: readonly Queue[]): Queue | undefined => {
  let found: Queue | undefined;
  for (const queue of queues) {
    const isFree = queue.next < queue.arns.length && queue.busy < queue.max;
    if (isFree && (!found || queue.busy < found.busy)) found = queue;
  }
  return found;
};

/**
 * The queues of the connections that can be asked. One with a late answer is not asked for more, and none takes all places while
 * another is being read: it may turn out to be late.
 */
const queuesOf = (state: State, reading: Reading, at: number): readonly Queue[] => {
  const reachable = [...reading.parts].filter(([target, part]) => {
    const isLate = awaited(state, reading, part, at).length < part.asked.size;
    return !isLate && isPartReading(part) && canAsk(state, target, part);
  });
  const max = reachable.length > 1 ? AT_ONCE - 1 : AT_ONCE;
  return reachable
    .filter(([, part]) => !isListing(part))
    .map(([target, {queue, asked}]) => ({
      target,
      arns: queue,
      next: 0,
      busy: asked.size,
      max,
      waiting: [],
      chosen: [],
    }));
};

/** What to do about the next jobs of the queues: details that are there, or on their way, are not asked for again. */
const choose = (state: State, reading: Reading, at: number) => {
  const queues = queuesOf(state, reading, at);
  const found = new Map<string, string>();
  let busy = [...reading.parts.values()].reduce((sum, part) => sum + awaited(state, reading, part, at).length, 0);
  for (let queue = nextQueue(queues); queue && busy < AT_ONCE; queue = nextQueue(queues)) {
    const arn = queue.arns[queue.next++] ?? '';
    const entry = state.details.get(arn);
    if (entry?.detail?.status === 'Failed') found.set(arn, reasonOf(entry.detail.failureMessage ?? ''));
    else if (entry?.load.kind === 'loading') queue.waiting.push(arn);
    else {
      queue.chosen.push(arn);
      queue.busy += 1;
      busy += 1;
    }
  }
  return {found, queues: queues.filter(({next}) => next > 0)};
};

const askChosen = (state: State, {target, arns, next, waiting, chosen}: Queue): Step => {
  const {reading} = state;
  const part = reading?.parts.get(target);
  if (!reading || !part) return step(state);
  const asked = new Map(part.asked);
  const effects = chosen.map((arn, i): Effect => {
    const id = state.nextId + i;
    asked.set(id, arn);
    return {kind: 'request', id, target, request: {operation: 'getJob', input: arn}};
  });
  const changed = withPart(reading, target, {...part, asked, queue: [...arns.slice(next), ...waiting]});
  return step({...state, nextId: state.nextId + chosen.length, reading: changed}, ...effects);
};

const askReasons = (state: State, at: number): Step => {
  const {reading} = state;
  if (!reading) return step(state);
  const {found, queues} = choose(state, reading, at);
  if (found.size === 0 && queues.every(({chosen}) => chosen.length === 0)) return step(state);
  const known: State = {...state, reading: withReasons(reading, found)};
  return inTurn(known, ...queues.map(queue => (s: State) => askChosen(s, queue)));
};

const askAll = (state: State, at: number): Step =>
  chain(inTurn(state, ...[...state.connections.keys()].map(target => (s: State) => askPage(s, target))), s =>
    askReasons(s, at),
  );

/** Asks for what is missing while the screen is open; stops when it has been closed. */
export const readReasons = (state: State, at: number): Step => {
  if (!state.reading || !isReading(state.reading)) return step(state);
  if (!openOverlay(state, 'reasons')) return replaced(state, stopped(state.reading));
  const reading = withTargets(state.reading, [...state.connections.keys()], at);
  return reading === state.reading ? askAll(state, at) : chain(replaced(state, reading), s => askAll(s, at));
};

/** When others stop waiting for a late answer. */
const nextLateAt = (state: State, {parts}: Reading): number | undefined => {
  if (parts.size === 1) return undefined;
  const times = [...parts.values()].flatMap(({asked}) => [...asked.keys()].flatMap(id => lateAt(state, id) ?? []));
  return earliest(times.filter(at => at > state.clock));
};

/** When something is next asked by itself: what has failed is retried, or nobody waits for an answer any more. */
export const reasonsDueAt = (state: State): number | undefined => {
  const {reading} = state;
  if (!reading || !openOverlay(state, 'reasons')) return undefined;
  const retries = [...reading.parts.values()].flatMap(({halt}) =>
    halt?.kind === 'failed' ? (halt.retryAt ?? []) : [],
  );
  return earliest([...(state.isPaused ? [] : retries), ...[nextLateAt(state, reading) ?? []].flat()]);
};
