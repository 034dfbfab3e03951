/** Watching without a screen: the same state, effects and timers as in the terminal UI, without a window. */
import type {Gateway} from '../../../core/domain/ports.ts';
import type {Query} from '../../../core/domain/query.ts';
import type {Target} from '../../../core/domain/target.ts';
import {initialState} from '../../../core/state/state.ts';
import {createSession, type Session} from '../../../runtime/session.ts';
import type {PlainHost} from '../shared/host.ts';

interface WatchParts {
  readonly host: PlainHost;
  readonly target: Target;
  readonly query: Query;
  readonly refreshMs: number;
  readonly openGateway: () => Promise<Gateway>;
  readonly onFault: (cause: unknown) => void;
}

/** Without a window no pages or details are fetched for display; only the polls remain. */
export const createWatchSession = ({host, target, query, refreshMs, openGateway, onFault}: WatchParts): Session => {
  const {clock, jitter} = host;
  const settings = {refreshMs, hasBell: false, widthOf: (text: string) => text.length};
  const window = {kind: 'headless'} as const;
  return createSession(initialState({at: clock.now(), window, settings, query, targets: [target]}), {
    clock,
    openGateway,
    findProfiles: async () => [],
    ringBell: () => {},
    notify: () => {},
    // Only keys ask for these.
    copyText: async () => ({kind: 'failed', reason: 'there is no screen'}),
    openUrl: async () => ({kind: 'failed', reason: 'there is no screen'}),
    findLogin: async () => ({kind: 'none', reason: 'there is no screen'}),
    signIn: async () => ({kind: 'missing'}),
    exit: () => {},
    suspend: () => {},
    repaint: () => {},
    jitter: jitter,
    onFault,
  });
};
