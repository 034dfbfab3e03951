/** The requests without an answer: since when, and which attempt; and which of them a refresh by the person waits for. */
import type {Attempt} from '../domain/ports.ts';
import type {Effect, Message} from '../state/message.ts';
import type {Sent, State} from '../state/state.ts';
import {listIds} from '../state/waiting.ts';

interface Happened {
  readonly message: Message;
  readonly effects: readonly Effect[];
  readonly at: number;
}

/** The id of the request that the message answers. */
const answeredBy = (message: Message): number | undefined =>
  message.kind === 'answered' || message.kind === 'connected' ? message.id : undefined;

const isAsking = (effect: Effect): effect is Extract<Effect, {kind: 'request' | 'connect'}> =>
  effect.kind === 'request' || effect.kind === 'connect';

const sameOr = <T>(before: readonly T[], after: readonly T[]): readonly T[] =>
  before.length === after.length ? before : after;

/** The state with the requests that a step has sent, and without those that it has answered or cancelled. */
export const withInFlight = (state: State, {message, effects, at}: Happened): State => {
  const answered = answeredBy(message);
  const isRefresh = message.kind === 'refresh-asked';
  if (answered === undefined && effects.length === 0 && !isRefresh) return state;
  const inFlight = new Map(state.inFlight);
  if (answered !== undefined) inFlight.delete(answered);
  for (const effect of effects) {
    if (effect.kind === 'cancel') inFlight.delete(effect.id);
    else if (isAsking(effect)) inFlight.set(effect.id, {at, target: effect.target});
  }
  const wanted = isRefresh
    ? [...new Set([...effects.filter(isAsking).map(({id}) => id), ...listIds(state)])]
    : state.refreshing;
  const refreshing = sameOr(
    wanted,
    wanted.filter(id => inFlight.has(id)),
  );
  return {...state, inFlight, refreshing};
};

/** The SDK retries a request. */
export const withAttempt = (state: State, id: number, attempt: Attempt): State => {
  const sent: Sent | undefined = state.inFlight.get(id);
  return sent ? {...state, inFlight: new Map(state.inFlight).set(id, {...sent, attempt})} : state;
};
