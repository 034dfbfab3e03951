/** What the screen sees of the store: every change at once, except pages that come one after another, which come a few times a second. */
import type {Connection} from '../core/connections/connection.ts';
import type {Clock} from '../core/domain/ports.ts';
import type {JobList, JobSlice} from '../core/jobs/job-list.ts';
import type {State} from '../core/state/state.ts';
import type {Store} from './store.ts';

type View = Pick<Store, 'getState' | 'subscribe'>;

/** Often enough to see the count grow; drawing each page would take a fifth of the time that loading takes. */
const PAUSE_MS = 100;

/** What a page changes, and what may wait: everything else is shown at once. */
const MAY_WAIT = {
  state: ['screens', 'connections', 'inFlight', 'clock', 'nextId'] satisfies readonly (keyof State)[],
  list: ['slices'] satisfies readonly (keyof JobList)[],
  slice: ['feed', 'load', 'incoming'] satisfies readonly (keyof JobSlice)[],
  connection: ['updatedAt', 'account', 'running', 'newestAt'] satisfies readonly (keyof Connection)[],
} as const;

/** Whether two objects have the same members, apart from those that may wait. */
const isSame = <T extends object>(before: T, after: T, mayWait: readonly (keyof T)[]): boolean => {
  if (before === after) return true;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof T>;
  for (const key of keys) if (before[key] !== after[key] && !mayWait.includes(key)) return false;
  return true;
};

/** The same for the values of two maps. */
const areSame = <K, V extends object>(
  before: ReadonlyMap<K, V>,
  after: ReadonlyMap<K, V>,
  mayWait: readonly (keyof V)[],
): boolean => {
  if (before.size !== after.size) return false;
  for (const [key, value] of after) {
    const former = before.get(key);
    if (!former || !isSame(former, value, mayWait)) return false;
  }
  return true;
};

/** Only pages have come in, and more are on their way. */
const mayWait = (before: State, after: State): boolean => {
  const [former, list] = [before.screens.jobs, after.screens.jobs];
  if (!former.isLoadingAll || !list.isLoadingAll) return false;
  for (const {load} of list.slices.values()) if (load.kind === 'failed') return false;
  return (
    isSame(before, after, MAY_WAIT.state) &&
    isSame(before.screens, after.screens, ['jobs']) &&
    isSame(former, list, MAY_WAIT.list) &&
    areSame(former.slices, list.slices, MAY_WAIT.slice) &&
    areSame(before.connections, after.connections, MAY_WAIT.connection)
  );
};

export const createThrottledView = (store: Store, clock: Pick<Clock, 'after'>): View => {
  const listeners = new Set<() => void>();
  let shown = store.getState();
  let cancel: (() => void) | undefined;
  const show = () => {
    cancel?.();
    cancel = undefined;
    shown = store.getState();
    for (const listener of [...listeners]) listener();
  };
  store.subscribe(() => {
    if (!mayWait(shown, store.getState())) show();
    else cancel ??= clock.after(PAUSE_MS, show);
  });
  return {
    getState: store.getState,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
