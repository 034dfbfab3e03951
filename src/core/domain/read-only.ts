/** A gateway that changes nothing on AWS. Effects and commands reach AWS only through gateways, so no screen can forget it. */
import {type AppError, failure} from './app-error.ts';
import type {Gateway, Operation} from './ports.ts';

export const READ_ONLY: AppError = {
  kind: 'read-only',
  what: 'Nothing was changed',
  why: '--read-only is set, so this program changes nothing on AWS',
  next: 'Start it without --read-only to make changes.',
  isTransient: false,
};

/** Which operations change something on AWS. --read-only refuses those. */
const IS_CHANGE: {readonly [K in Operation]: boolean} = {
  listJobs: false,
  getJob: false,
  createJob: true,
  listModels: false,
  getModel: false,
  deleteModel: true,
  listTags: false,
  tag: true,
  untag: true,
  checkFiles: false,
};

const CHANGES = (Object.keys(IS_CHANGE) as readonly Operation[]).filter(id => IS_CHANGE[id]);

/** The same gateway, in which every operation that changes something is refused without a request. */
export const readOnly = (gateway: Gateway): Gateway => ({
  ...gateway,
  ...Object.fromEntries(CHANGES.map(id => [id, async () => failure(READ_ONLY)])),
});
