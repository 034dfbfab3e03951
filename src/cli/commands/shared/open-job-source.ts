/** Opens the source of single jobs that the connections of a command make. */
import type {Gateway} from '../../../core/domain/ports.ts';
import type {ConnectionOptions} from '../../flags/connection-flags.ts';
import {openNamed} from './connections.ts';
import type {PlainHost} from './host.ts';
import {type JobSource, sayOf} from './job-source.ts';
import {createSeveralJobs} from './several-jobs.ts';
import {withRetry} from './with-retry.ts';

const sourceOfOne = (gateway: Gateway, host: PlainHost): JobSource => ({
  find: (identifier, options) =>
    withRetry(signal => gateway.getJob(identifier, signal), host, {...options, say: sayOf(host, options)}),
  ownerOf: () => gateway,
  failures: () => [],
  close: () => gateway.close(),
});

export const openJobSource = async (options: ConnectionOptions, host: PlainHost): Promise<JobSource> =>
  options.targets.length > 1
    ? createSeveralJobs(await openNamed(options, host), host)
    : sourceOfOne(await host.openGateway(options), host);
