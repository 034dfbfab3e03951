/** New credentials may be another account's: its jobs never stand among those of the account before. */
import {emptyFeed} from './feed.ts';
import {accountOf} from './job.ts';
import type {Effect, Message, Step} from './message.ts';
import type {State} from './state.ts';
import {chain, step} from './step.ts';
import {ask, pageArrived} from './update-pages.ts';
import {MARKED_MS} from './update-running.ts';
import {lookArrived, tickArrived} from './update-watch.ts';

type Listed = Extract<Message, {kind: 'jobs-listed'}>;

/** Takes everything away that was told of the other account's jobs, and asks anew. */
const forAccount = (state: State, account: string, at: number): Step => {
  const asking = [...state.details.values()].flatMap(({load}) => (load.kind === 'loading' ? [load.id] : []));
  const ids = state.watch.tick.request ? [...asking, state.watch.tick.request.id] : asking;
  const cancels = ids.map((id): Effect => ({kind: 'cancel', id}));
  const cleared: State = {
    ...state,
    account,
    feed: emptyFeed(state.query),
    details: new Map(),
    marks: new Map(),
    selected: undefined,
    overlays: state.overlays.filter(({kind}) => kind === 'help' || kind === 'errors'),
    watch: {...state.watch, running: new Map(), over: new Map(), left: [], tick: {startedAt: at}},
    notice: {text: `The credentials are those of account ${account} now`, until: at + MARKED_MS},
  };
  return chain(step(cleared, ...cancels), s => ask(s, s.query, at));
};

const ARRIVED = {page: pageArrived, tick: tickArrived, look: lookArrived} as const;

/** Whether somebody waits for this answer. */
const isAwaited = ({load, watch}: State, {id}: Listed): boolean =>
  (load.kind === 'loading' && load.id === id) || watch.tick.request?.id === id || watch.look.request?.id === id;

export const jobsListed = (state: State, message: Listed, at: number): Step => {
  const {outcome} = message;
  const account = outcome.ok ? accountOf(outcome.value.jobs) : undefined;
  const isOther = account !== undefined && state.account !== undefined && account !== state.account;
  return isOther && isAwaited(state, message)
    ? forAccount(state, account, at)
    : ARRIVED[message.purpose](state, message, at);
};
