/** The watch command: an event for each change, until a signal, the limit, or a failure that retrying cannot fix. */
import type {AppError} from '../../core/app-error.ts';
import {durationOf} from '../../core/format.ts';
import {isRunning, type Job} from '../../core/job.ts';
import {createLedger, eventsSince, type Ledger} from '../../core/job-events.ts';
import {hasHead} from '../../core/list/pages.ts';
import type {Gateway} from '../../core/ports.ts';
import {jobsOf, mainConnection} from '../../core/select.ts';
import type {State} from '../../core/state.ts';
import type {Session} from '../../runtime/session.ts';
import {givenEnvironment} from '../environment.ts';
import {EXIT_CODES, exitCodeOf} from '../exit-codes.ts';
import {finalLine} from './ask.ts';
import {createEventQueue, type EventQueue} from './event-queue.ts';
import {hookProblem} from './hook.ts';
import {type PlainHost, sayAt} from './host.ts';
import {createEvents, isWanted} from './watch-events.ts';
import {historyFrom, readHistory} from './watch-history.ts';
import type {WatchOptions} from './watch-options.ts';
import {createWatchSession} from './watch-session.ts';
import {createTroubleTalk} from './watch-trouble.ts';

interface Parts {
  readonly options: WatchOptions;
  readonly host: PlainHost;
}

interface Watch extends Parts {
  readonly ledger: Ledger;
  readonly queue: EventQueue;
  /** The events before the start have been printed. */
  readonly isLearnt: boolean;
}

/** Ends the watching; `with` is set when it has begun. */
interface End {
  with: (code: number) => void;
}

const greeting = (state: State, {refreshMs}: WatchOptions): string => {
  const {link, running: jobs} = mainConnection(state);
  const region = link.kind === 'connected' ? ` in ${link.resolved.region}` : '';
  const running = [...jobs.values()].filter(isRunning).length;
  const now = running === 0 ? 'none running' : `${running} running`;
  return `Watching import jobs${region} (${now}). Checking every ${durationOf(refreshMs)} while a job is running, and once a minute for new jobs.`;
};

/** Watches until something ends it; resolves to the exit code. */
const watched = ({options, host, ledger, queue, isLearnt}: Watch, {store}: Session, end: End): Promise<number> =>
  new Promise(resolve => {
    let hasAnswered = false;
    const stop = (code: number) => {
      trouble.stop();
      resolve(code);
    };
    const giveUp = (error: AppError) => {
      host.say(finalLine(error, host));
      stop(exitCodeOf(error));
    };
    const tellEvents = createEvents({options, ledger, queue, now: host.clock.now, isLearnt});
    const trouble = createTroubleTalk({
      options,
      host,
      askAgain: () => store.dispatch({kind: 'refresh-asked'}),
      giveUp,
    });
    end.with = stop;
    host.ended.addEventListener('abort', () => stop(host.endCode()));
    store.subscribe(() => {
      const state = store.getState();
      if (!hasAnswered && hasHead(jobsOf(state))) {
        hasAnswered = true;
        if (!options.isQuiet) sayAt(host, greeting(state, options));
      }
      trouble.tell(state, hasAnswered);
      tellEvents(state);
    });
    store.dispatch({kind: 'started'});
  });

/** How long a command of --exec may take to end when the program is asked to end. */
const LAST_RUN_MS = 2_000;

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), {once: true});
  });

/** Waits until all events have been passed on. A signal, now or before, ends a command that is still running. */
const settled = async ({queue, host}: Watch): Promise<void> => {
  await Promise.race([queue.idle(), untilAborted(host.ended)]);
  if (!host.ended.aborted) return;
  queue.kill('SIGTERM');
  await Promise.race([queue.idle(), new Promise<void>(resolve => host.clock.after(LAST_RUN_MS, resolve))]);
  queue.kill('SIGKILL');
};

/** Gateways for a session: the first exists already; a new one is opened each time the session reconnects. */
const gatewaysOf = (first: Gateway, open: () => Promise<Gateway>) => {
  let current = first;
  let isFirst = true;
  return {
    current: () => current,
    next: async () => {
      if (!isFirst) current = await open();
      isFirst = false;
      return current;
    },
  };
};

/** Prints the events since --since, and marks them as known. */
const tellHistory = ({options, host, ledger, queue}: Watch, jobs: readonly Job[], since: number): void => {
  ledger.learn(jobs, historyFrom(since));
  for (const event of eventsSince(jobs, since, host.clock.now())) {
    if (isWanted(event, options)) queue.add(event, undefined);
  }
};

const watchFrom = async (first: Gateway, history: readonly Job[] | undefined, parts: Parts): Promise<number> => {
  const {options, host} = parts;
  const {query, refreshMs, since} = options;
  const gateways = gatewaysOf(first, () => host.openGateway(options));
  const end: End = {with: () => {}};
  let fail: (cause: unknown) => void = () => {};
  const fault = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const onFault = (cause: unknown) => fail(cause);
  const onLimit = () => end.with(EXIT_CODES.ok);
  const queue = createEventQueue({options, host, gateway: gateways.current, onLimit, onFault});
  const watch: Watch = {...parts, ledger: createLedger(), queue, isLearnt: history !== undefined};
  if (history && since) tellHistory(watch, history, since.at);
  const session = createWatchSession({
    host,
    target: options.target,
    query,
    refreshMs,
    openGateway: gateways.next,
    onFault,
  });
  const code = await Promise.race([watched(watch, session, end), fault]);
  session.stop();
  await settled(watch);
  return host.ended.aborted ? host.endCode() : code;
};

/** Resolves to the exit code. */
export const runWatch = async (options: WatchOptions, host: PlainHost): Promise<number> => {
  const problem = options.hook && hookProblem(options.hook, givenEnvironment());
  if (problem !== undefined) {
    host.say(problem);
    return EXIT_CODES.usage;
  }
  const gateway = await host.openGateway(options);
  const history = await readHistory(gateway, options, host);
  if (host.ended.aborted) return host.endCode();
  if (history.ok) return watchFrom(gateway, history.value, {options, host});
  host.say(finalLine(history.error, host));
  return exitCodeOf(history.error);
};
