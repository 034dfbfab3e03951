/** Whether a job is one of the present connections' jobs: of what the program knows, the rest may belong to another account. */
import type {Connection} from '../connections/connection.ts';
import {accountOf} from '../domain/job.ts';
import type {JobSlice} from '../jobs/job-list.ts';
import {itemIn} from '../list/feed.ts';
import {jobsOf} from './select.ts';
import type {State} from './state.ts';

const knows = ({running, ended}: Connection, slice: JobSlice | undefined, arn: string): boolean =>
  (slice !== undefined && itemIn(slice.feed, arn) !== undefined) || running.has(arn) || ended.has(arn);

const regionIn = (arn: string | undefined): string | undefined => arn?.split(':')[3];

/** Where the jobs are: in the region that is asked, or, if a simulator has its own, in the one that its ARNs name. */
const regionsOf = ({link, target}: Connection, slice: JobSlice | undefined): readonly (string | undefined)[] => [
  link.kind === 'connected' ? link.resolved.region : target.region,
  regionIn(slice?.feed.items[0]?.arn),
];

/** A job that is not loaded: its ARN names the account and the region. */
const isOfPlace = (connection: Connection, slice: JobSlice | undefined, arn: string): boolean => {
  const {account} = connection;
  return (
    account !== undefined && account === accountOf([{arn}]) && regionsOf(connection, slice).includes(regionIn(arn))
  );
};

export const isOfConnections = (state: State, arn: string): boolean => {
  for (const [target, connection] of state.connections) {
    const slice = jobsOf(state).slices.get(target);
    if (knows(connection, slice, arn) || isOfPlace(connection, slice, arn)) return true;
  }
  return false;
};
