/** Time for a screen reader: a screen that changed each second would be read again each second. */
import type {State} from '../../state/state.ts';

const MINUTE = 60_000;

/** The state at the beginning of its minute, so that durations change once a minute. */
export const inMinutes = (state: State): State => ({...state, clock: Math.floor(state.clock / MINUTE) * MINUTE});
