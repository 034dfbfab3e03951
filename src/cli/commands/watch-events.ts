/** Turns what the state learns of jobs into events. */
import type {Job} from '../../core/job.ts';
import type {JobEvent, Ledger} from '../../core/job-events.ts';
import {matches} from '../../core/query.ts';
import type {State} from '../../core/state.ts';
import {hasHead} from '../../core/update-pages.ts';
import type {EventQueue} from './event-queue.ts';
import type {WatchOptions} from './watch-options.ts';

interface EventParts {
  readonly options: WatchOptions;
  readonly ledger: Ledger;
  readonly queue: EventQueue;
  readonly now: () => number;
  /** What was there before has been told, or is not to be. */
  readonly isLearnt: boolean;
}

/** --status chooses events by the status that their job had then. */
export const isWanted = ({job}: JobEvent, {status}: WatchOptions): boolean =>
  status === undefined || job.status === status;

/** Every job that the state knows anything of; its end, where it has one, comes last. */
const jobsIn = ({feed, watch}: State): readonly Job[] => [
  ...feed.items,
  ...watch.running.values(),
  ...watch.over.values(),
];

/** Returns what is to be told of each new state. */
export const createEvents = ({options, ledger, queue, now, isLearnt}: EventParts) => {
  let mustLearn = !isLearnt;
  let seen: (Pick<State, 'feed'> & Pick<State['watch'], 'running' | 'over'>) | undefined;
  return (state: State): void => {
    const {feed, watch} = state;
    // Another account, or another place: its jobs are there already, as far as anybody knows.
    if (!feed.isLoaded && seen) mustLearn = true;
    const isSame = seen?.feed === feed && seen.running === watch.running && seen.over === watch.over;
    if (!hasHead(state) || isSame) return;
    seen = {feed, running: watch.running, over: watch.over};
    const jobs = jobsIn(state).filter(job => matches(options.query, job));
    if (mustLearn) {
      ledger.learn(jobs);
      mustLearn = false;
      return;
    }
    for (const event of ledger.changes(jobs, now()).filter(event => isWanted(event, options))) {
      queue.add(event, state.details.get(event.job.arn)?.detail?.failureMessage);
    }
  };
};
