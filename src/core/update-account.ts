/** New credentials may be another account's: its jobs never stand among those of the account before. */
import {emptyFeed} from './feed.ts';
import {accountOf, isOver} from './job.ts';
import type {Effect, Message, Step} from './message.ts';
import {matches} from './query.ts';
import type {State} from './state.ts';
import {chain, step} from './step.ts';
import {ask, pageArrived} from './update-pages.ts';
import {MARKED_MS} from './update-running.ts';
import {lookArrived, tickArrived} from './update-watch.ts';

type Listed = Extract<Message, {kind: 'jobs-listed'}>;

/** Takes everything away that was told of jobs, and asks anew. */
export const startedOver = (state: State, at: number): Step => {
  const asking = [...state.details.values()].flatMap(({load}) => (load.kind === 'loading' ? [load.id] : []));
  const ids = state.watch.tick.request ? [...asking, state.watch.tick.request.id] : asking;
  const cancels = ids.map((id): Effect => ({kind: 'cancel', id}));
  const cleared: State = {
    ...state,
    feed: emptyFeed(state.query),
    details: new Map(),
    marks: new Map(),
    selected: undefined,
    overlays: state.overlays.filter(({kind}) => kind === 'help' || kind === 'errors'),
    watch: {...state.watch, running: new Map(), over: new Map(), left: [], tick: {startedAt: at}},
  };
  return chain(step(cleared, ...cancels), s => ask(s, s.query, at));
};

const forAccount = (state: State, account: string, at: number): Step =>
  startedOver(
    {...state, account, notice: {text: `Credentials now belong to account ${account}`, until: at + MARKED_MS}},
    at,
  );

/** Where the filters in force leave nothing on AWS, those that have ended and match them are another account's: none is ever deleted. */
const isOfNobody = ({feed, query}: State, {purpose, outcome}: Listed): boolean =>
  purpose === 'look' &&
  outcome.ok &&
  outcome.value.jobs.length === 0 &&
  outcome.value.nextToken === undefined &&
  feed.items.some(job => isOver(job) && matches(query, job));

const ARRIVED = {page: pageArrived, tick: tickArrived, look: lookArrived} as const;

/** Whether somebody waits for this answer. */
const isAwaited = ({load, watch}: State, {id}: Listed): boolean =>
  (load.kind === 'loading' && load.id === id) || watch.tick.request?.id === id || watch.look.request?.id === id;

export const jobsListed = (state: State, message: Listed, at: number): Step => {
  const {outcome} = message;
  const account = outcome.ok ? accountOf(outcome.value.jobs) : undefined;
  const isOther = account !== undefined && state.account !== undefined && account !== state.account;
  if (isOther && isAwaited(state, message)) return forAccount(state, account, at);
  const isFirstOfLook = state.watch.look.request?.id === message.id && state.watch.look.request.told.length === 0;
  if (isFirstOfLook && isOfNobody(state, message)) return startedOver({...state, account: undefined}, at);
  return ARRIVED[message.purpose](state, message, at);
};
