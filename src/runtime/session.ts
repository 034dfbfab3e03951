/** The one wiring of store, update, effects and timers, for the terminal UI and for commands without a screen. */
import {update} from '../core/app/update.ts';
import type {State} from '../core/state/state.ts';
import {createRuntime, type EffectPorts} from './effects.ts';
import {createStore, type Store} from './store.ts';

export interface Session {
  readonly store: Store;
  /** Stops all timers and requests. */
  stop(): void;
}

/** No request is made before `started` is dispatched. */
export const createSession = (initial: State, ports: Omit<EffectPorts, 'dispatch'>): Session => {
  const runtime = createRuntime({...ports, dispatch: message => store.dispatch(message)});
  const store = createStore({initial, update, clock: ports.clock, perform: runtime.perform});
  store.subscribe(() => runtime.schedule(store.getState()));
  return {store, stop: runtime.stop};
};
