/** The watch command: an event for each change, until a signal, the limit, or a failure that retrying does not fix. */
import type {AppError} from '../../../core/domain/app-error.ts';
import {isRunning, type Job} from '../../../core/domain/job.ts';
import {createLedger, eventsSince, type Ledger} from '../../../core/domain/job-events.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import type {Target} from '../../../core/domain/target.ts';
import {hasHead} from '../../../core/list/pages.ts';
import {jobsOf, mainConnection} from '../../../core/state/select.ts';
import type {State} from '../../../core/state/state.ts';
import {durationOf} from '../../../core/text/format.ts';
import type {Session} from '../../../runtime/session.ts';
import type {WatchOptions} from '../../args/watch-options.ts';
import {originalEnvironment} from '../../process/environment.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {openNamed} from '../shared/connections.ts';
import {type PlainHost, sayAt} from '../shared/host.ts';
import {finalLine} from '../shared/with-retry.ts';
import {createEventQueue, type EventQueue, type EventSource} from './event-queue.ts';
import {hookProblem} from './hook.ts';
import {createEvents, isWanted} from './watch-events.ts';
import {createFailureReporter} from './watch-failures.ts';
import {historyFrom, readHistory} from './watch-history.ts';
import {createWatchSession} from './watch-session.ts';

interface Parts {
  readonly options: WatchOptions;
  readonly host: PlainHost;
}

/** What all connections share. */
interface Shared extends Parts {
  readonly ledger: Ledger;
  readonly queue: EventQueue;
  readonly onFault: (cause: unknown) => void;
}

/** Watching one connection. */
interface Watch extends Shared {
  readonly source: EventSource;
  /** The ledger has the jobs of --since. Otherwise the first list gives the jobs that are not new. */
  readonly hasBaseline: boolean;
}

/** Ends the watching of a connection. `stop` is replaced when it begins. */
interface End {
  stop: (code: number) => void;
}

type Ends = Set<End>;

const newEnd = (ends: Ends): End => {
  const end: End = {stop: () => {}};
  ends.add(end);
  return end;
};

const greeting = (state: State, {refreshMs}: WatchOptions): string => {
  const {link, running: jobs} = mainConnection(state);
  const region = link.kind === 'connected' ? ` in ${link.resolved.region}` : '';
  const running = [...jobs.values()].filter(isRunning).length;
  const now = running === 0 ? 'none running' : `${running} running`;
  return `Watching import jobs${region} (${now}). Checking every ${durationOf(refreshMs)} while a job is running, and once a minute for new jobs.`;
};

/** Resolves to the exit code when something ends the command. */
const watchUntilEnded = (
  {options, host, ledger, queue, source, hasBaseline}: Watch,
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
    const queueEvents = createEvents({options, ledger, queue, source, now: host.clock.now, hasBaseline});
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
const drainQueue = async ({queue, host}: Pick<Watch, 'queue' | 'host'>): Promise<void> => {
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
const queueHistory = ({options, host, ledger, queue, source}: Watch, jobs: readonly Job[], since: number): void => {
  ledger.learn(jobs, historyFrom(since));
  for (const event of eventsSince(jobs, since, host.clock.now())) {
    if (isWanted(event, options)) queue.add(event, undefined, source);
  }
};

/** One connection, its gateway, and what it is called if there are several. */
interface Watched {
  readonly target: Target;
  readonly first: Gateway;
  readonly place?: EventSource['place'];
  readonly history: readonly Job[] | undefined;
}

/** Watches one connection until something ends the command, or it gives up. Resolves to the exit code. */
const watchConnection = async (shared: Shared, {target, first, place, history}: Watched, end: End): Promise<number> => {
  const {options, host, onFault} = shared;
  const {query, refreshMs, since} = options;
  const gateways = gatewaysOf(first, () => host.openGateway({...options, target}));
  const source = {gateway: gateways.current, place};
  const watch: Watch = {...shared, source, hasBaseline: history !== undefined};
  if (history && since) queueHistory(watch, history, since.at);
  const session = createWatchSession({host, target, query, refreshMs, openGateway: gateways.next, onFault});
  const code = await watchUntilEnded(watch, session, end);
  session.stop();
  return code;
};

/** Runs `watch` with a queue for its events. Resolves to the exit code once all events have been handled. */
const withQueue = async (parts: Parts, watch: (shared: Shared, ends: Ends) => Promise<number>): Promise<number> => {
  const {options, host} = parts;
  let fail: (cause: unknown) => void = () => {};
  const fault = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const onFault = (cause: unknown) => fail(cause);
  const ends: Ends = new Set();
  const onLimit = () => {
    for (const end of ends) end.stop(EXIT_CODES.ok);
  };
  const queue = createEventQueue({options, host, onLimit, onFault});
  const code = await Promise.race([watch({...parts, ledger: createLedger(), queue, onFault}, ends), fault]);
  await drainQueue({queue, host});
  return host.ended.aborted ? host.endCode() : code;
};

const watchOne = async (parts: Parts): Promise<number> => {
  const {options, host} = parts;
  const first = await host.openGateway(options);
  const history = await readHistory(first, options, host);
  if (host.ended.aborted) return host.endCode();
  if (!history.ok) {
    host.say(finalLine(history.error, host));
    return exitCodeOf(history.error);
  }
  return withQueue(parts, (shared, ends) => {
    const end = newEnd(ends);
    return watchConnection(shared, {target: options.target, first, history: history.value}, end);
  });
};

/** Each connection on its own, until all have given up or something ends the command. The exit code is that of the first that failed. */
const watchSeveral = async (parts: Parts): Promise<number> => {
  const {options, host} = parts;
  const connections = await openNamed(options, host);
  return withQueue(parts, async (shared, ends) => {
    const codes = await Promise.all(
      connections.map(async ({gateway: first, profile, region, say}, i) => {
        const own = {...shared, host: {...host, say}};
        const history = await readHistory(first, options, own.host);
        if (host.ended.aborted) return host.endCode();
        if (!history.ok) {
          say(finalLine(history.error, host));
          return exitCodeOf(history.error);
        }
        const target = options.targets[i] ?? options.target;
        return watchConnection(own, {target, first, place: {profile, region}, history: history.value}, newEnd(ends));
      }),
    );
    return codes.find(code => code !== EXIT_CODES.ok) ?? EXIT_CODES.ok;
  });
};

/** Resolves to the exit code. */
export const runWatch = async (options: WatchOptions, host: PlainHost): Promise<number> => {
  const problem = options.hook && hookProblem(options.hook, originalEnvironment());
  if (problem !== undefined) {
    host.say(problem);
    return EXIT_CODES.usage;
  }
  return options.targets.length > 1 ? watchSeveral({options, host}) : watchOne({options, host});
};
