/** Time and width for a screen reader. */
import type {State} from '../../state/state.ts';

const MINUTE = 60_000;

/** Columns: wider than any sentence, because what is spoken is never cut. */
export const SPOKEN_WIDTH = 10_000;

/** The state at the beginning of its minute: a screen that changed each second would be read again each second. */
export const inMinutes = (state: State): State => ({...state, clock: Math.floor(state.clock / MINUTE) * MINUTE});
