/** The line in the list where jobs of a connection are missing: which one, and what is done about it. */
import {connectionName} from '../../connections/connection-name.ts';
import type {Gap} from '../../list/merge.ts';
import {jobsOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {durationOf} from '../../text/format.ts';
import {cut} from '../../text/wrap.ts';
import {waitedSuffix} from '../shared/waiting.ts';
import {troubleWords} from './connections-line.ts';

const stateText = (state: State, {target}: Gap): string => {
  const load = jobsOf(state).slices.get(target)?.load;
  if (load?.kind === 'loading') return `loading …${waitedSuffix(state, load.id)}`;
  if (load?.kind !== 'failed') return 'not loaded yet';
  const trouble = troubleWords(load.error);
  return load.retryAt === undefined
    ? trouble
    : `${trouble}, retry in ${durationOf(Math.max(0, load.retryAt - state.clock))}`;
};

/** For example "prod/us-east-1: older jobs missing (throttled, retry in 12s)". */
export const gapText = (state: State, gap: Gap, width: number): string => {
  const connection = state.connections.get(gap.target);
  const name = connection ? connectionName(connection) : '';
  const missing = jobsOf(state).query.order === 'Descending' ? 'older jobs' : 'newer jobs';
  return cut(`${name}: ${missing} missing (${stateText(state, gap)})`, width, state.settings.widthOf);
};
