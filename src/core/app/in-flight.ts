/** The requests without an answer: since when, and which attempt; and which of them a refresh by the person waits for. */
import type {Attempt} from '../domain/ports.ts';
import type {TargetId} from '../domain/target.ts';
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

/** Which connections the person wants refreshed; undefined if the message is about something else. */
const refreshesWhat = (message: Message): ((target: TargetId) => boolean) | undefined => {
  if (message.kind === 'refresh-asked') return () => true;
  return message.kind === 'connection-retried' ? target => target === message.target : undefined;
};

const sameOr = <T>(before: readonly T[], after: readonly T[]): readonly T[] =>
  before.length === after.length ? before : after;

/** The state with the requests that a step has sent, and without those that it has answered or cancelled. */
export const withInFlight = (state: State, {message, effects, at}: Happened): State => {
  const answered = answeredBy(message);
  const isRefreshed = refreshesWhat(message);
  if (answered === undefined && effects.length === 0 && !isRefreshed) return state;
  const inFlight = new Map(state.inFlight);
  if (answered !== undefined) inFlight.delete(answered);
  for (const effect of effects) {
    if (effect.kind === 'cancel') inFlight.delete(effect.id);
    else if (isAsking(effect)) inFlight.set(effect.id, {at, target: effect.target});
  }
  const wanted = isRefreshed
    ? [...new Set([...effects.filter(isAsking).map(({id}) => id), ...listIds(state)])].filter(id => {
        const sent = inFlight.get(id);
        return sent !== undefined && isRefreshed(sent.target);
      })
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
