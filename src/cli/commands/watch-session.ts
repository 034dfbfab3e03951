/** Watching without a screen: the same state, effects and timers as in the terminal UI, without a window. */
import type {Gateway} from '../../core/ports.ts';
import type {Query} from '../../core/query.ts';
import {initialState} from '../../core/state.ts';
import {update} from '../../core/update.ts';
import {createRuntime} from '../../runtime/effects.ts';
import {createStore, type Store} from '../../runtime/store.ts';
import type {PlainHost} from './host.ts';

export interface SessionParts {
  readonly host: PlainHost;
  readonly query: Query;
  readonly refreshMs: number;
  readonly openGateway: () => Promise<Gateway>;
  readonly onFault: (cause: unknown) => void;
}

export interface WatchSession {
  readonly store: Store;
  stop(): void;
}

/** Without a window, no pages or details are fetched for display; only the polls remain. */
const NO_WINDOW = {columns: 0, rows: 0} as const;

/** No request is made before `started` is dispatched. */
export const createSession = ({host, query, refreshMs, openGateway, onFault}: SessionParts): WatchSession => {
  const {clock, luck} = host;
  const runtime = createRuntime(
    {
      clock,
      openGateway,
      findProfiles: async () => [],
      ringBell: () => {},
      exit: () => {},
      suspend: () => {},
      repaint: () => {},
      luck,
      dispatch: message => store.dispatch(message),
      onFault,
    },
    false,
  );
  const settings = {refreshMs, hasBell: false, widthOf: (text: string) => text.length};
  const store: Store = createStore({
    initial: initialState({at: clock.now(), size: NO_WINDOW, settings, query}),
    update,
    clock,
    perform: runtime.perform,
  });
  store.subscribe(() => runtime.schedule(store.getState()));
  return {store, stop: runtime.stop};
};
