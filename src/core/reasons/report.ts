/** The report of a period: why jobs failed, how many did by week and by model family, and what these numbers rest on. */
import type {Job} from '../domain/job.ts';
import {familyOf, nameKey} from '../jobs/names.ts';
import {groupsOf, type ReasonGroup} from './groups.ts';
import {type Family, familiesOf, type Outcomes, outcomesOf, type Week, weeksOf} from './outcomes.ts';

/** What follows from the list of jobs alone. */
export interface Figures {
  readonly all: Outcomes;
  readonly weeks: readonly Week[];
  readonly families: readonly Family[];
}

export interface Report extends Figures {
  /** The jobs were created after and before these moments (ms since the epoch). */
  readonly after: number;
  readonly before: number;
  readonly groups: readonly ReasonGroup[];
  /** How many failed jobs are in the groups. */
  readonly read: number;
  /** The list of jobs was read to its end. */
  readonly isListComplete: boolean;
}

export const figuresOf = (jobs: readonly Job[]): Figures => ({
  all: outcomesOf(jobs),
  weeks: weeksOf(jobs),
  families: familiesOf(jobs, {familyOf, keyOf: nameKey}),
});

export const failedIn = (jobs: readonly Job[]): readonly Job[] => jobs.filter(({status}) => status === 'Failed');

interface Given extends Pick<Report, 'after' | 'before' | 'isListComplete'> {
  readonly jobs: readonly Job[];
  /** Undefined: it has not been read. Empty: AWS gave none. */
  readonly reasonFor: (job: Job) => string | undefined;
}

export const reportOf = ({jobs, reasonFor, ...rest}: Given): Report => {
  const groups = groupsOf(failedIn(jobs), reasonFor);
  return {...rest, ...figuresOf(jobs), groups, read: groups.reduce((sum, group) => sum + group.jobs.length, 0)};
};

/** Whether a number of the report could still change if more were read. */
export const isPartial = ({isListComplete, read, all}: Report): boolean => !isListComplete || read < all.failed;
