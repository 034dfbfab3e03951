/** Watching one connection: its session, its failures, and the events that its jobs cause. */
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
import {exitCodeOf} from '../../process/exit-codes.ts';
import {type PlainHost, sayAt} from '../shared/host.ts';
import {finalLine} from '../shared/with-retry.ts';
import type {EventQueue, EventSource} from './event-queue.ts';
import {createEvents, isWanted} from './watch-events.ts';
import {createFailureReporter} from './watch-failures.ts';
import {historyFrom} from './watch-history.ts';
import {createWatchSession} from './watch-session.ts';

export interface Parts {
  readonly options: WatchOptions;
  readonly host: PlainHost;
}

/** What all connections share. */
export interface Shared extends Parts {
  readonly queue: EventQueue;
  readonly onFault: (cause: unknown) => void;
}

/** Watching one connection. */
interface Watch extends Shared {
  /** Its own: what is new at one connection says nothing about another. */
  readonly ledger: Ledger;
  readonly source: EventSource;
  /** The ledger has the jobs of --since. Otherwise the first list gives the jobs that are not new. */
  readonly hasBaseline: boolean;
}

/** Ends the watching of a connection. `stop` is replaced when it begins. */
export interface End {
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

/** One connection, its gateways, and where it is if there are several. */
interface Watched {
  readonly target: Target;
  readonly first: Gateway;
  /** Opens another gateway. */
  readonly open: () => Promise<Gateway>;
  readonly place?: EventSource['place'];
  readonly history: readonly Job[] | undefined;
}

/** Watches one connection until something ends the command, or it gives up. Resolves to the exit code. */
export const watchConnection = async (
  shared: Shared,
  {target, first, open, place, history}: Watched,
  end: End,
): Promise<number> => {
  const {options, host, onFault} = shared;
  const {query, refreshMs, since} = options;
  const gateways = gatewaysOf(first, open);
  const source = {gateway: gateways.current, place, say: host.say};
  const watch: Watch = {...shared, source, ledger: createLedger(), hasBaseline: history !== undefined};
  if (history && since) queueHistory(watch, history, since.at);
  const session = createWatchSession({host, target, query, refreshMs, openGateway: gateways.next, onFault});
  const code = await watchUntilEnded(watch, session, end);
  session.stop();
  return code;
};
