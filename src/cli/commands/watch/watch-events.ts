/** Turns changes of the jobs in the state into events. */
import type {Connection} from '../../../core/connections/connection.ts';
import type {Job} from '../../../core/domain/job.ts';
import type {JobEvent, Ledger} from '../../../core/domain/job-events.ts';
import {matches} from '../../../core/domain/query.ts';
import type {JobFeed} from '../../../core/jobs/job-list.ts';
import {hasHead} from '../../../core/list/pages.ts';
import {feedOf, jobsOf, mainConnection} from '../../../core/state/select.ts';
import type {State} from '../../../core/state/state.ts';
import type {WatchOptions} from '../../args/watch-options.ts';
import type {EventQueue, EventSource} from './event-queue.ts';

interface EventParts {
  readonly options: WatchOptions;
  readonly ledger: Ledger;
  readonly queue: EventQueue;
  readonly source: EventSource;
  readonly now: () => number;
  /** The ledger has the jobs that existed before. */
  readonly hasBaseline: boolean;
}

/** --status selects events by the status that the job had at that time. */
export const isWanted = ({job}: JobEvent, {status}: WatchOptions): boolean =>
  status === undefined || job.status === status;

/** Every job in the state. If a job has ended, its latest version comes last. */
const jobsIn = (state: State): readonly Job[] => {
  const {running, ended} = mainConnection(state);
  return [...feedOf(state).items, ...running.values(), ...ended.values()];
};

/** Returns a function that adds the events of each new state to the queue. */
export const createEvents = ({options, ledger, queue, source, now, hasBaseline}: EventParts) => {
  let needsBaseline = !hasBaseline;
  let seen: (Pick<Connection, 'running' | 'ended'> & {readonly feed: JobFeed}) | undefined;
  return (state: State): void => {
    const feed = feedOf(state);
    const {running, ended} = mainConnection(state);
    // The session has moved to another account or region. The jobs there are not new.
    if (!feed.isLoaded && seen) needsBaseline = true;
    const isSame = seen?.feed === feed && seen.running === running && seen.ended === ended;
    if (!hasHead(jobsOf(state)) || isSame) return;
    seen = {feed, running, ended};
    const jobs = jobsIn(state).filter(job => matches(options.query, job));
    if (needsBaseline) {
      ledger.learn(jobs);
      needsBaseline = false;
      return;
    }
    for (const event of ledger.changes(jobs, now()).filter(event => isWanted(event, options))) {
      queue.add(event, state.details.get(event.job.arn)?.detail?.failureMessage, source);
    }
  };
};
