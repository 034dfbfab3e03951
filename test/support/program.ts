/** The program without a screen: the real update, store and effects, on a manual clock and an AWS in memory. */
import {ACTING} from '../../src/core/acting/part.ts';
import type {CopyOutcome, Gateway, Login, OpenOutcome, SignInOutcome} from '../../src/core/domain/ports.ts';
import type {Query} from '../../src/core/domain/query.ts';
import type {Target} from '../../src/core/domain/target.ts';
import type {Size} from '../../src/core/state/layout.ts';
import type {Message} from '../../src/core/state/message.ts';
import {initialState, type Settings, type State} from '../../src/core/state/state.ts';
import {createDefaultKeymap} from '../../src/keys/keymap/default-bindings.ts';
import {paletteCommands} from '../../src/keys/keymap/palette.ts';
import {helpText} from '../../src/keys/keymap/reference.ts';
import {createSession} from '../../src/runtime/session.ts';
import type {Store} from '../../src/runtime/store.ts';
import {NOON} from './jobs.ts';
import {createManualClock, type ManualClock} from './manual-clock.ts';
import {AWS} from './state.ts';

export interface Program {
  readonly store: Store;
  readonly clock: ManualClock;
  readonly bells: () => number;
  readonly notifications: readonly string[];
  /** What was copied. */
  readonly copies: readonly string[];
  /** What was opened in a browser. */
  readonly urls: readonly string[];
  /** The commands that have signed in. */
  readonly signIns: readonly (readonly string[])[];
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
  readonly gateway: Gateway | ((target: Target) => Gateway);
  readonly query?: Query;
  readonly size?: Size;
  readonly settings?: Partial<Settings>;
  readonly profiles?: readonly string[];
  readonly targets?: readonly Target[];
  readonly copyOutcome?: CopyOutcome;
  readonly openOutcome?: OpenOutcome;
  readonly login?: Login;
  readonly signInOutcome?: SignInOutcome;
}

const KEYMAP = createDefaultKeymap();
const HELP = helpText(KEYMAP);
const COMMANDS = paletteCommands(KEYMAP);

export const createProgram = (options: ProgramOptions): Program => {
  const {gateway, query, size, settings, profiles = [], targets = [AWS]} = options;
  const {copyOutcome = {kind: 'sent'}, openOutcome = {kind: 'opened'}} = options;
  const {login = {kind: 'none', reason: 'no login'}, signInOutcome = {kind: 'ended'}} = options;
  const signIns: (readonly string[])[] = [];
  const clock = createManualClock(NOON);
  let bells = 0;
  const notifications: string[] = [];
  const copies: string[] = [];
  const urls: string[] = [];
  let exits = 0;
  let suspensions = 0;
  let repaints = 0;
  const faults: unknown[] = [];
  const session = createSession(
    initialState({
      at: NOON,
      window: {kind: 'terminal', ...(size ?? {columns: 120, rows: 36})},
      settings: {
        refreshMs: 5000,
        hasBell: false,
        widthOf: text => text.length,
        help: HELP,
        commands: COMMANDS,
        acting: ACTING,
        ...settings,
      },
      targets,
      ...(query ? {query} : {}),
    }),
    {
      clock,
      openGateway: async target => (typeof gateway === 'function' ? gateway(target) : gateway),
      findProfiles: async () => profiles,
      ringBell: () => {
        bells += 1;
      },
      notify: text => notifications.push(text),
      copyText: async text => {
        copies.push(text);
        return copyOutcome;
      },
      openUrl: async url => {
        urls.push(url);
        return openOutcome;
      },
      findLogin: async () => login,
      signIn: async command => {
        signIns.push(command);
        return signInOutcome;
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
      jitter: () => 1,
      onFault: cause => faults.push(cause),
    },
  );
  const {store} = session;
  return {
    store,
    clock,
    bells: () => bells,
    notifications,
    copies,
    urls,
    signIns,
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
    stop: session.stop,
  };
};
