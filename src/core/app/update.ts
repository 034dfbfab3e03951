/** The one function that changes the state: total, synchronous and pure. */
import {JOBS} from '../jobs/job-list.ts';
import {fetchAhead, fetchFirst} from '../list/pages.ts';
import {framed} from '../list/window.ts';
import {actingOf} from '../state/acting.ts';
import type {Message, Step, UserMessage, WorldMessage} from '../state/message.ts';
import {withMoreText} from '../state/more-text.ts';
import {isVisible, jobsOf, layout} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {chain, inTurn, step, stepJobs, withJobList} from '../state/step.ts';
import {fetchDetails} from './details.ts';
import {notify, withoutSeenEnding} from './endings.ts';
import {withInFlight} from './in-flight.ts';
import {readReasons} from './reason-requests.ts';
import {askVanished} from './running-poll.ts';
import {type Handler, USER} from './user-messages.ts';
import {WORLD} from './world-messages.ts';

const isUserMessage = (message: Message): message is UserMessage => Object.hasOwn(USER, message.kind);

/** A notice that says why a key did nothing goes with the next key. A repaint shows again what was there. */
const withoutRefusal = (state: State, message: UserMessage): State =>
  state.notice?.isRefusal && message.kind !== 'repaint-asked' ? {...state, notice: undefined} : state;

const reduced = (state: State, message: Message, at: number): Step => {
  if (isUserMessage(message)) {
    const handle = USER[message.kind] as Handler<UserMessage>;
    return handle(withoutRefusal(withoutSeenEnding(state, message, at), message), message, at);
  }
  const handle = WORLD[message.kind] as Handler<WorldMessage>;
  return handle(state, message, at);
};

/** Keeps a selection while there are rows, and the window around it. */
const withFrame = (state: State, at: number): State => {
  const list = jobsOf(state);
  const next = framed(JOBS, list, {height: layout(state).listRows, at});
  return next === list ? state : withJobList(state, next);
};

/** What every message may make necessary: a selection, more rows, details. */
const settled = (state: State, at: number): Step => {
  if (!isVisible(state))
    return inTurn(
      state,
      s => askVanished(s, at),
      s => stepJobs(s, fetchFirst),
      notify,
    );
  return inTurn(
    withFrame(state, at),
    s => stepJobs(s, (list, nextId) => fetchAhead(JOBS, list, {nextId, height: layout(s).listRows})),
    s => fetchDetails(s, at),
    s => askVanished(s, at),
    notify,
  );
};

/** What `message` makes of `state` at the moment `at` (ms since the epoch), and the effects that it asks for. */
export const update = (state: State, message: Message, at: number): Step => {
  const [next, effects] = chain(
    chain(
      chain(reduced(state, message, at), s => settled(withMoreText(s, state), at)),
      s => readReasons(s, at),
    ),
    s => actingOf(s)?.settled(s, at) ?? step(s),
  );
  const tracked = withInFlight(next, {message, effects, at});
  return [tracked === state ? state : {...tracked, clock: at}, effects];
};
