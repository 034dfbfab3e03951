/** Holds the state: takes messages one after another, tells who listens, and hands the effects on. */
import type {Clock} from '../core/domain/ports.ts';
import type {Effect, Message, Step} from '../core/state/message.ts';
import type {State} from '../core/state/state.ts';

export interface Store {
  getState(): State;
  dispatch(message: Message): void;
  /** Returns what ends the subscription. */
  subscribe(listener: () => void): () => void;
}

interface StoreParts {
  readonly initial: State;
  readonly update: (state: State, message: Message, at: number) => Step;
  readonly clock: Clock;
  /** Performs what a message asked for. */
  readonly perform: (effects: readonly Effect[]) => void;
}

/** A message dispatched while another is being handled waits its turn. */
export const createStore = ({initial, update, clock, perform}: StoreParts): Store => {
  let state = initial;
  let notified = initial;
  let depth = 0;
  const queue: Message[] = [];
  const listeners = new Set<() => void>();

  const drain = () => {
    for (let message = queue.shift(); message; message = queue.shift()) {
      const [next, effects] = update(state, message, clock.now());
      state = next;
      if (effects.length > 0) perform(effects);
    }
  };

  const dispatch = (message: Message): void => {
    queue.push(message);
    depth += 1;
    try {
      if (depth === 1) drain();
    } finally {
      depth -= 1;
    }
    if (depth > 0 || notified === state) return;
    notified = state;
    for (const listener of [...listeners]) listener();
  };

  return {
    getState: () => state,
    dispatch,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
