/** States for tests: the usual target, and changes named as a person would name them, wherever the state keeps them. */
import type {Connection} from '../../src/core/connections/connection.ts';
import {type Target, targetKey} from '../../src/core/domain/target.ts';
import type {JobList, JobSlice} from '../../src/core/jobs/job-list.ts';
import {withSlice} from '../../src/core/list/list.ts';
import {jobsOf} from '../../src/core/state/select.ts';
import type {State} from '../../src/core/state/state.ts';
import {withConnection, withJobs} from '../../src/core/state/step.ts';

/** AWS as the environment says. */
export const AWS: Target = {kind: 'aws'};
export const TARGET = targetKey(AWS);

export interface Changes {
  readonly state?: Partial<State>;
  readonly list?: Partial<JobList>;
  /** Of the first target. */
  readonly slice?: Partial<JobSlice>;
  readonly connection?: Partial<Connection>;
}

export const changed = (state: State, {state: own, list, slice, connection}: Changes): State => {
  const [target = ''] = state.connections.keys();
  const next = withConnection(withJobs({...state, ...own}, list ?? {}), target, connection ?? {});
  return withJobs(next, withSlice(jobsOf(next), target, slice ?? {}));
};
