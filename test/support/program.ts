/** The program without a screen: the real update, store and effects, on a manual clock and an AWS in memory. */
import type {Message} from '../../src/core/message.ts';
import type {Gateway} from '../../src/core/ports.ts';
import type {Query} from '../../src/core/query.ts';
import {initialState, type Settings, type State} from '../../src/core/state.ts';
import {update} from '../../src/core/update.ts';
import {createDefaultKeymap} from '../../src/keys/bindings.ts';
import {helpText} from '../../src/keys/reference.ts';
import {createRuntime} from '../../src/runtime/effects.ts';
import {createStore, type Store} from '../../src/runtime/store.ts';
import {NOON} from './jobs.ts';
import {createManualClock, type ManualClock} from './manual-clock.ts';

export interface Program {
  readonly store: Store;
  readonly clock: ManualClock;
  readonly bells: () => number;
  readonly exits: () => number;
  readonly suspensions: () => number;
  readonly repaints: () => number;
  readonly faults: unknown[];
  /** Dispatches, then lets what follows settle. */
  say(...messages: readonly Message[]): Promise<State>;
  state(): State;
  stop(): void;
}

export interface ProgramOptions {
  readonly gateway: Gateway | ((isDemo: boolean, profile?: string) => Gateway);
  readonly query?: Query;
  readonly size?: State['size'];
  readonly settings?: Partial<Settings>;
  readonly profiles?: readonly string[];
}

const HELP = helpText(createDefaultKeymap());

export const createProgram = ({gateway, query, size, settings, profiles = []}: ProgramOptions): Program => {
  const clock = createManualClock(NOON);
  let bells = 0;
  let exits = 0;
  let suspensions = 0;
  let repaints = 0;
  const faults: unknown[] = [];
  const runtime = createRuntime(
    {
      clock,
      openGateway: async (isDemo, profile) => (typeof gateway === 'function' ? gateway(isDemo, profile) : gateway),
      findProfiles: async () => profiles,
      ringBell: () => {
        bells += 1;
      },
      exit: () => {
        exits += 1;
      },
      suspend: () => {
        suspensions += 1;
      },
      repaint: () => {
        repaints += 1;
      },
      luck: () => 1,
      dispatch: message => store.dispatch(message),
      onFault: cause => faults.push(cause),
    },
    false,
  );
  const store: Store = createStore({
    initial: initialState({
      at: NOON,
      size: size ?? {columns: 120, rows: 36},
      settings: {refreshMs: 5000, hasBell: false, widthOf: text => text.length, help: HELP, ...settings},
      ...(query ? {query} : {}),
    }),
    update,
    clock,
    perform: runtime.perform,
  });
  store.subscribe(() => runtime.schedule(store.getState()));
  return {
    store,
    clock,
    bells: () => bells,
    exits: () => exits,
    suspensions: () => suspensions,
    repaints: () => repaints,
    faults,
    state: store.getState,
    say: async (...messages) => {
      for (const message of messages) store.dispatch(message);
      await clock.settle();
      return store.getState();
    },
    stop: runtime.stop,
  };
};
