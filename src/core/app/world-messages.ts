/** What each message of the terminal, of AWS and of time does. A kind without a handler does not compile. */
import type {Operation} from '../domain/ports.ts';
import {withLate} from '../list/behind.ts';
import {actingOf} from '../state/acting.ts';
import type {Answered, Step, WorldMessage} from '../state/message.ts';
import {jobsOf} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {forEachTarget, inTurn, step, withConnection, withJobList, withJobs} from '../state/step.ts';
import {textCopied, urlOpened} from './copy.ts';
import {processEnded, processSlow, processStarted} from './credential-process.ts';
import {jobAnswered} from './details.ts';
import {withEndingShown} from './endings.ts';
import {askNewest} from './head-poll.ts';
import {withAttempt} from './in-flight.ts';
import {connected, overdue, retryDue, started} from './link.ts';
import {jobsListed} from './list-answers.ts';
import {isReasonAnswer, reasonAnswered, reasonsDue} from './reasons.ts';
import {askRunning, runningPollMs} from './running-poll.ts';
import {searchPaused} from './search.ts';
import {loginFound, signedIn} from './sign-in.ts';
import type {Handler} from './user-messages.ts';

/** What the answer to each operation changes. */
const ANSWERED: {readonly [K in Operation]: Handler<Answered<K>>} = {
  listJobs: jobsListed,
  getJob: (state, message, at) =>
    isReasonAnswer(state, message) ? reasonAnswered(state, message, at) : jobAnswered(state, message, at),
  // The part that acts takes the answers to these, as it alone asks for them.
  createJob: state => step(state),
  listModels: state => step(state),
  getModel: state => step(state),
  deleteModel: state => step(state),
  listTags: state => step(state),
  tag: state => step(state),
  untag: state => step(state),
  checkFiles: state => step(state),
};

const answered = (state: State, message: Answered, at: number): Step => {
  const acted = actingOf(state)?.answered(state, message, at);
  if (acted) return acted;
  const handle = ANSWERED[message.operation] as Handler<Answered>;
  return handle(state, message, at);
};

const faded = (state: State, at: number): State => {
  const highlights = new Map([...jobsOf(state).highlights].filter(([, until]) => until > at));
  const notice = state.notice && state.notice.until > at ? state.notice : undefined;
  const next = {...withJobs(state, {highlights}), notice};
  return state.notice && !notice ? withEndingShown(next, at) : next;
};

const resized = (state: State, {columns, rows}: {columns: number; rows: number}): State => {
  const {window} = state;
  const isSame = window.kind === 'terminal' && window.columns === columns && window.rows === rows;
  return isSame ? state : {...state, window: {kind: 'terminal', columns, rows}};
};

/** When the focus returns, the running poll comes at once, but never twice within a second. */
const focusChanged = (state: State, hasFocus: boolean, at: number): State => {
  const isBack = hasFocus && !state.hasFocus;
  let next: State = {...state, hasFocus};
  for (const [target, connection] of state.connections) {
    const {runningPoll} = connection;
    if (!isBack || at - runningPoll.startedAt < 1000) continue;
    const startedAt = Math.min(runningPoll.startedAt, at - runningPollMs(state, connection));
    next = withConnection(next, target, {runningPoll: {...runningPoll, startedAt}});
  }
  return next;
};

/** Somebody who resumes the program looks at it: what ran before the stop may have ended since. */
const resumed = (state: State, at: number): Step => {
  const focused: State = {...state, hasFocus: true};
  return state.isPaused ? step(focused) : forEachTarget(focused, (s, target) => askRunning(s, target, at));
};

/** What was asked of it in the meantime is done now. */
const actingLoaded = (state: State, acting: object, at: number): Step => {
  const {awaitingActing, settings} = state;
  const loaded: State = {...state, settings: {...settings, acting}, awaitingActing: []};
  return inTurn(loaded, ...awaitingActing.map(action => (s: State) => actingOf(s)?.act(s, action, at) ?? step(s)));
};

type Handlers = {readonly [K in WorldMessage['kind']]: Handler<Extract<WorldMessage, {kind: K}>>};

export const WORLD: Handlers = {
  started: (state, _, at) => started(state, at),
  resized: (state, size) => step(resized(state, size)),
  'focus-changed': (state, {hasFocus}, at) => step(focusChanged(state, hasFocus, at)),
  resumed: (state, _, at) => resumed(state, at),
  'acting-loaded': (state, {acting}, at) => actingLoaded(state, acting, at),

  connected,
  answered,
  retried: (state, {id, attempt}) => step(withAttempt(state, id, attempt)),
  'profiles-found': (state, {profiles}) => step({...state, setup: {...state.setup, profiles}}),
  'login-found': (state, message, at) => step(loginFound(state, message, at)),
  'signed-in': signedIn,
  'text-copied': (state, message, at) => step(textCopied(state, message, at)),
  'url-opened': urlOpened,
  'credential-process-started': (state, message, at) => step(processStarted(state, message, at)),
  'credential-process-ended': processEnded,

  'clock-ticked': (state, _, at) => step({...state, clock: at}),
  settled: state => step(withJobs(state, {hasSettled: true})),
  'search-paused': (state, _, at) => searchPaused(state, at),
  // What is needed is asked for after every message. The state is a new one, so that a timer that came too early is set again.
  'detail-due': state => step({...state}),
  'reasons-due': (state, _, at) => reasonsDue(state, at),
  'acting-due': (state, _, at) => actingOf(state)?.due(state, at) ?? step(state),
  faded: (state, _, at) => step(faded(state, at)),
  'connecting-overdue': (state, {target}) => overdue(state, target),
  'page-late': (state, {target}) => step(withJobList(state, withLate(jobsOf(state), target))),
  'credential-process-slow': (state, {target}, at) => step(processSlow(state, target, at)),
  'running-poll-due': (state, {target}, at) => askRunning(state, target, at),
  'head-poll-due': (state, {target}, at) => askNewest(state, target, at),
  'retry-due': (state, {target}, at) => retryDue(state, target, at),
};
