/** The watch command: an event for each change, until a signal, the limit, or a failure that retrying does not fix. */
import type {AppError} from '../../../core/domain/app-error.ts';
import {isRunning, type Job} from '../../../core/domain/job.ts';
import {createLedger, eventsSince, type Ledger} from '../../../core/domain/job-events.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {hasHead} from '../../../core/list/pages.ts';
import {jobsOf, mainConnection} from '../../../core/state/select.ts';
import type {State} from '../../../core/state/state.ts';
import {durationOf} from '../../../core/text/format.ts';
import type {Session} from '../../../runtime/session.ts';
import type {WatchOptions} from '../../args/watch-options.ts';
import {originalEnvironment} from '../../process/environment.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {type PlainHost, sayAt} from '../shared/host.ts';
import {finalLine} from '../shared/with-retry.ts';
import {createEventQueue, type EventQueue} from './event-queue.ts';
import {hookProblem} from './hook.ts';
import {createEvents, isWanted} from './watch-events.ts';
import {createFailureReporter} from './watch-failures.ts';
import {historyFrom, readHistory} from './watch-history.ts';
import {createWatchSession} from './watch-session.ts';

interface Parts {
  readonly options: WatchOptions;
  readonly host: PlainHost;
}

interface Watch extends Parts {
  readonly ledger: Ledger;
  readonly queue: EventQueue;
  /** The ledger has the jobs of --since. Otherwise the first list gives the jobs that are not new. */
  readonly hasBaseline: boolean;
}

/** Ends the command. `stop` is replaced when watching begins. */
interface End {
  stop: (code: number) => void;
}

const greeting = (state: State, {refreshMs}: WatchOptions): string => {
  const {link, running: jobs} = mainConnection(state);
  const region = link.kind === 'connected' ? ` in ${link.resolved.region}` : '';
  const running = [...jobs.values()].filter(isRunning).length;
  const now = running === 0 ? 'none running' : `${running} running`;
  return `Watching import jobs${region} (${now}). Checking every ${durationOf(refreshMs)} while a job is running, and once a minute for new jobs.`;
};

/** Resolves to the exit code when something ends the command. */
const watchUntilEnded = (
  {options, host, ledger, queue, hasBaseline}: Watch,
  {store}: Session,
  end: End,
): Promise<number> =>
  new Promise(resolve => {
    let hasAnswered = false;
    const stop = (code: number) => {
      failures.stop();
      resolve(code);
    };
    const giveUp = (error: AppError) => {
      host.say(finalLine(error, host));
      stop(exitCodeOf(error));
    };
    const queueEvents = createEvents({options, ledger, queue, now: host.clock.now, hasBaseline});
    const failures = createFailureReporter({
      options,
      host,
      askAgain: () => store.dispatch({kind: 'refresh-asked'}),
      giveUp,
    });
    end.stop = stop;
    host.ended.addEventListener('abort', () => stop(host.endCode()));
    store.subscribe(() => {
      const state = store.getState();
      if (!hasAnswered && hasHead(jobsOf(state))) {
        hasAnswered = true;
        if (!options.isQuiet) sayAt(host, greeting(state, options));
      }
      failures.update(state, hasAnswered);
      queueEvents(state);
    });
    store.dispatch({kind: 'started'});
  });

/** How long the command of --exec gets to end after a signal, before it is killed. */
const HOOK_GRACE_MS = 2_000;

const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), {once: true});
  });

/** Waits until all events have been handled. If a signal has ended the command or does so now, --exec's command is ended too. */
const drainQueue = async ({queue, host}: Watch): Promise<void> => {
  await Promise.race([queue.idle(), whenAborted(host.ended)]);
  if (!host.ended.aborted) return;
  queue.kill('SIGTERM');
  await Promise.race([queue.idle(), new Promise<void>(resolve => host.clock.after(HOOK_GRACE_MS, resolve))]);
  queue.kill('SIGKILL');
};

/** The gateways of a session. The first one exists already; a new one is opened each time the session reconnects. */
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

/** Queues the events since --since, and records their jobs as known. */
const queueHistory = ({options, host, ledger, queue}: Watch, jobs: readonly Job[], since: number): void => {
  ledger.learn(jobs, historyFrom(since));
  for (const event of eventsSince(jobs, since, host.clock.now())) {
    if (isWanted(event, options)) queue.add(event, undefined);
  }
};

const watchFrom = async (first: Gateway, history: readonly Job[] | undefined, parts: Parts): Promise<number> => {
  const {options, host} = parts;
  const {query, refreshMs, since} = options;
  const gateways = gatewaysOf(first, () => host.openGateway(options));
  const end: End = {stop: () => {}};
  let fail: (cause: unknown) => void = () => {};
  const fault = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const onFault = (cause: unknown) => fail(cause);
  const onLimit = () => end.stop(EXIT_CODES.ok);
  const queue = createEventQueue({options, host, gateway: gateways.current, onLimit, onFault});
  const watch: Watch = {...parts, ledger: createLedger(), queue, hasBaseline: history !== undefined};
  if (history && since) queueHistory(watch, history, since.at);
  const session = createWatchSession({
    host,
    targets: options.targets,
    query,
    refreshMs,
    openGateway: gateways.next,
    onFault,
  });
  const code = await Promise.race([watchUntilEnded(watch, session, end), fault]);
  session.stop();
  await drainQueue(watch);
  return host.ended.aborted ? host.endCode() : code;
};

/** Resolves to the exit code. */
export const runWatch = async (options: WatchOptions, host: PlainHost): Promise<number> => {
  const problem = options.hook && hookProblem(options.hook, originalEnvironment());
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
