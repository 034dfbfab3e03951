/** Building blocks for steps of the part that acts. */
import type {Request} from '../domain/ports.ts';
import type {TargetId} from '../domain/target.ts';
import type {ActingState} from '../state/acting-state.ts';
import type {Step} from '../state/message.ts';
import type {Notice, State} from '../state/state.ts';
import {step} from '../state/step.ts';

export const withActing = (state: State, change: Partial<ActingState>): State => ({
  ...state,
  acting: {...state.acting, ...change},
});

/** Sends a request. `note` puts its id where its answer will be looked for. */
export const asking = (
  state: State,
  {target, request}: {readonly target: TargetId; readonly request: Request},
  note: (state: State, id: number) => State,
): Step => {
  const id = state.nextId;
  return step(note({...state, nextId: id + 1}, id), {kind: 'request', id, target, request});
};

const NOTICE_MS = 6_000;

/** The text, and the same in fewer words. */
export const noticeOf = (texts: readonly string[], at: number): Notice => {
  const [text = '', ...shorter] = texts;
  return {text, shorter, until: at + NOTICE_MS};
};

/** More than anybody looks at. */
const ENTRIES_MAX = 2_000;

/** The map with the entry as its last; the oldest goes if there are too many. */
export const withEntry = <T>(map: ReadonlyMap<string, T>, key: string, value: T): ReadonlyMap<string, T> => {
  const next = new Map(map);
  next.delete(key);
  next.set(key, value);
  const [oldest] = next.keys();
  if (next.size > ENTRIES_MAX && oldest !== undefined) next.delete(oldest);
  return next;
};
