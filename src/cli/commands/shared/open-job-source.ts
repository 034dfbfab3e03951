/** Opens the source of single jobs that the connections of a command make. */
import type {Gateway} from '../../../core/domain/ports.ts';
import type {ConnectionOptions} from '../../flags/connection-flags.ts';
import type {PlainHost} from './host.ts';
import {type JobSource, sayOf} from './job-source.ts';
import {withRetry} from './with-retry.ts';

const sourceOfOne = (gateway: Gateway, host: PlainHost): JobSource => ({
  find: (identifier, options) =>
    withRetry(signal => gateway.getJob(identifier, signal), host, {...options, say: sayOf(host, options)}),
  ownerOf: () => gateway,
  failures: () => [],
  close: () => gateway.close(),
});

/** What only several connections need is loaded with them. */
const sourceOfSeveral = async (options: ConnectionOptions, host: PlainHost): Promise<JobSource> => {
  const {openNamed} = await import('./connections.ts');
  const {createSeveralJobs} = await import('./several-jobs.ts');
  return createSeveralJobs(await openNamed(options, host), host);
};

export const openJobSource = async (options: ConnectionOptions, host: PlainHost): Promise<JobSource> =>
  options.targets.length > 1 ? sourceOfSeveral(options, host) : sourceOfOne(await host.openGateway(options), host);
