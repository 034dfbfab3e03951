/** The line in the list where jobs of a connection are missing: which one, and what is done about it. */
import {connectionName} from '../../connections/connection-name.ts';
import type {Load} from '../../list/list.ts';
import type {Gap} from '../../list/merge.ts';
import {jobsOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {durationOf} from '../../text/format.ts';
import {cut} from '../../text/wrap.ts';
import {waitedSuffix} from '../shared/waiting.ts';
import {troubleWords} from './connections-line.ts';

interface Missing {
  readonly gap: Gap;
  /** The page that is missing. */
  readonly load: Load | undefined;
  /** For example "older jobs". */
  readonly what: string;
}

const stateText = (state: State, load: Load | undefined): string => {
  if (load?.kind === 'loading') return `loading …${waitedSuffix(state, load.id)}`;
  if (load?.kind !== 'failed') return 'not loaded yet';
  const trouble = troubleWords(load.error);
  return load.retryAt === undefined
    ? trouble
    : `${trouble}, retry in ${durationOf(Math.max(0, load.retryAt - state.clock))}`;
};

/** For example "prod/us-east-1: older jobs missing (throttled, retry in 12s)". */
export const missingText = (state: State, {gap, load, what}: Missing, width: number): string => {
  const connection = state.connections.get(gap.target);
  const name = connection ? connectionName(connection) : '';
  return cut(`${name}: ${what} missing (${stateText(state, load)})`, width, state.settings.widthOf);
};

export const gapText = (state: State, gap: Gap, width: number): string => {
  const {slices, query} = jobsOf(state);
  const what = query.order === 'Descending' ? 'older jobs' : 'newer jobs';
  return missingText(state, {gap, load: slices.get(gap.target)?.load, what}, width);
};
