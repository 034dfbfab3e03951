/** Whether a job is one of the present connections' jobs: of what the program knows, the rest may belong to another account. */
import type {Connection} from '../connections/connection.ts';
import type {JobSlice} from '../jobs/job-list.ts';
import {itemIn} from '../list/feed.ts';
import {jobsOf} from './select.ts';
import type {State} from './state.ts';

const knows = ({running, ended}: Connection, slice: JobSlice | undefined, arn: string): boolean =>
  (slice !== undefined && itemIn(slice.feed, arn) !== undefined) || running.has(arn) || ended.has(arn);

/** A job that is not loaded: its ARN names the region and the account, arn:aws:bedrock:region:account:model-import-job/id. */
const isOfPlace = ({account, link, target}: Connection, arn: string): boolean => {
  const [, , , region, owner] = arn.split(':');
  const here = link.kind === 'connected' ? link.resolved.region : target.region;
  return account !== undefined && account === owner && here === region;
};

export const isOfConnections = (state: State, arn: string): boolean => {
  for (const [target, connection] of state.connections) {
    if (knows(connection, jobsOf(state).slices.get(target), arn) || isOfPlace(connection, arn)) return true;
  }
  return false;
};
