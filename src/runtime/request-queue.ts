/** Decides when each request is sent, so that many connections neither flood the line nor block each other. */
import type {Clock} from '../core/domain/ports.ts';
import type {TargetId} from '../core/domain/target.ts';

export interface QueuedRequest {
  readonly id: number;
  readonly target: TargetId;
  readonly kind: 'connect' | 'list' | 'other';
  send(): void;
}

export interface RequestQueue {
  /** Sends the request, now if nothing is against it. */
  enter(request: QueuedRequest): void;
  /** The request was answered or cancelled, whether it had been sent or not. */
  leave(id: number): void;
  /** The connection to the target is closed. What waits for it is still sent. */
  forget(target: TargetId): void;
  stop(): void;
}

/** At most this many requests count at once. If there are several connections, at most one of each asks for a list. */
export const MAX_REQUESTS = 6;
/** Afterwards a request without an answer no longer counts: one that hangs must not block others. */
export const COUNTED_MS = 3_000;
/** The same, of several connections, for one whose last request was not answered in time, or that has not been asked yet. */
export const UNPROVEN_COUNTED_MS = 100;

interface Sent {
  readonly target: TargetId;
  readonly kind: QueuedRequest['kind'];
  readonly at: number;
}

/**
 * The first request of a client takes long to prepare, so that keys would wait if several clients did it one after the other:
 * in each turn of the event loop, only one of them sends its first request.
 */
const createFirstSends = (clock: Clock, onTurn: () => void) => {
  const known = new Set<TargetId>();
  const begun = new Set<TargetId>();
  let endTurn: (() => void) | undefined;
  const isFirst = ({kind, target}: QueuedRequest) => kind !== 'connect' && !begun.has(target);
  return {
    know: (target: TargetId) => void known.add(target),
    hasSeveral: () => known.size > 1,
    mayGo: (request: QueuedRequest): boolean => !endTurn || !isFirst(request),
    note: (request: QueuedRequest): void => {
      if (!isFirst(request)) return;
      begun.add(request.target);
      // With one connection there is nothing to wait for, and no timer.
      if (known.size < 2) return;
      endTurn = clock.after(0, () => {
        endTurn = undefined;
        onTurn();
      });
    },
    forget: (target: TargetId): void => {
      known.delete(target);
      begun.delete(target);
    },
    stop: () => endTurn?.(),
  };
};

export const createRequestQueue = (clock: Clock): RequestQueue => {
  /** In the order in which they came. */
  const waiting = new Map<number, QueuedRequest>();
  const sent = new Map<number, Sent>();
  /** When each connection sent its last request, as a count of all requests. */
  const lastSends = new Map<TargetId, number>();
  /** The connections whose last answer came in time. */
  const proven = new Set<TargetId>();
  let sends = 0;
  let stopTimer = () => {};

  /** When a request no longer counts. */
  const countsUntil = ({at, target}: Sent): number =>
    at + (proven.has(target) || !firstSends.hasSeveral() ? COUNTED_MS : UNPROVEN_COUNTED_MS);

  const counted = (): readonly Sent[] => {
    const now = clock.now();
    return [...sent.values()].filter(request => now < countsUntil(request));
  };

  const noteAnswer = ({at, target, kind}: Sent): void => {
    // Connecting asks AWS nothing.
    if (kind === 'connect') return;
    if (clock.now() - at < COUNTED_MS) proven.add(target);
    else proven.delete(target);
  };

  /** Of what may be sent now, the first of the connection that has waited longest. */
  const next = (): QueuedRequest | undefined => {
    const counting = counted();
    if (counting.length >= MAX_REQUESTS) return undefined;
    // One connection asks as it always did: its lists at the same time share one search for credentials.
    const listing = firstSends.hasSeveral() ? counting.filter(({kind}) => kind === 'list') : [];
    const lists = new Set(listing.map(({target}) => target));
    let best: QueuedRequest | undefined;
    const lastSend = ({target}: QueuedRequest) => lastSends.get(target) ?? 0;
    for (const request of waiting.values()) {
      if (!firstSends.mayGo(request) || (request.kind === 'list' && lists.has(request.target))) continue;
      if (!best || lastSend(request) < lastSend(best)) best = request;
    }
    return best;
  };

  const send = (request: QueuedRequest): void => {
    const {id, target, kind} = request;
    waiting.delete(id);
    sent.set(id, {target, kind, at: clock.now()});
    sends += 1;
    lastSends.set(target, sends);
    firstSends.note(request);
    request.send();
  };

  /** Sends what may be sent. If something is left, comes back when the next request no longer counts. */
  const sendAll = (): void => {
    stopTimer();
    stopTimer = () => {};
    for (let request = next(); request; request = next()) send(request);
    const ends = waiting.size > 0 ? counted().map(countsUntil) : [];
    if (ends.length > 0) stopTimer = clock.after(Math.min(COUNTED_MS, Math.min(...ends) - clock.now()), sendAll);
  };

  const firstSends = createFirstSends(clock, sendAll);

  return {
    enter: request => {
      firstSends.know(request.target);
      waiting.set(request.id, request);
      sendAll();
    },
    leave: id => {
      const isWaiting = waiting.delete(id);
      const request = sent.get(id);
      if (request) noteAnswer(request);
      if (sent.delete(id) || (isWaiting && waiting.size === 0)) sendAll();
    },
    forget: target => {
      lastSends.delete(target);
      proven.delete(target);
      firstSends.forget(target);
    },
    stop: () => {
      waiting.clear();
      sent.clear();
      stopTimer();
      firstSends.stop();
    },
  };
};
