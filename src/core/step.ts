/** Small words for steps: a state with the effects that it asks for. */
import type {Effect, Step} from './message.ts';
import type {Overlay, State} from './state.ts';

export const step = (state: State, ...effects: readonly Effect[]): Step => [state, effects];

/** Goes on from a step; the effects add up. */
export const chain = ([state, effects]: Step, next: (state: State) => Step): Step => {
  const [following, more] = next(state);
  return [following, more.length === 0 ? effects : [...effects, ...more]];
};

/** Puts `overlay` in the place of the top one. */
export const withTopOverlay = (state: State, overlay: Overlay): State => ({
  ...state,
  overlays: [...state.overlays.slice(0, -1), overlay],
});

export const pushed = (state: State, overlay: Overlay): State => ({...state, overlays: [...state.overlays, overlay]});

export const popped = (state: State): State => ({...state, overlays: state.overlays.slice(0, -1)});
