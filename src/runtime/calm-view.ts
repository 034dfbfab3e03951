/** What the screen sees of the store: everything at once, but pages that come one after another a few times a second. */
import type {Clock} from '../core/ports.ts';
import type {State} from '../core/state.ts';
import type {Store} from './store.ts';

export type View = Pick<Store, 'getState' | 'subscribe'>;

/** Often enough to see the count go on; drawing each page would take a fifth of the time that loading takes. */
const PAUSE_MS = 100;

/** Only a page has come in, and the next one is on its way. */
const isPageOnly = (before: State, after: State): boolean =>
  before.isLoadingAll &&
  after.isLoadingAll &&
  before.selected === after.selected &&
  before.top === after.top &&
  before.overlays === after.overlays &&
  before.query === after.query &&
  before.narrow === after.narrow &&
  before.sort === after.sort &&
  before.size === after.size &&
  before.notice === after.notice &&
  before.isSlowed === after.isSlowed &&
  before.details === after.details &&
  after.load.kind !== 'failed';

export const createCalmView = (store: Store, clock: Pick<Clock, 'after'>): View => {
  const listeners = new Set<() => void>();
  let told = store.getState();
  let cancel: (() => void) | undefined;
  const tell = () => {
    cancel?.();
    cancel = undefined;
    told = store.getState();
    for (const listener of [...listeners]) listener();
  };
  store.subscribe(() => {
    if (!isPageOnly(told, store.getState())) tell();
    else cancel ??= clock.after(PAUSE_MS, tell);
  });
  return {
    getState: store.getState,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
