/** Opens the source of single jobs or models that the connections of a command make. */
import type {Gateway} from '../../../core/domain/ports.ts';
import type {ConnectionOptions} from '../../flags/connection-flags.ts';
import type {PlainHost} from './host.ts';
import {type ItemKind, type ItemSource, JOB_KIND, type JobSource, sayOf} from './job-source.ts';
import {withRetry} from './with-retry.ts';

const sourceOfOne = <T>(kind: ItemKind<T>, gateway: Gateway, host: PlainHost): ItemSource<T> => ({
  find: (identifier, options) =>
    withRetry(signal => kind.get(gateway, identifier, signal), host, {...options, say: sayOf(host, options)}),
  ownerOf: () => gateway,
  failures: () => [],
  close: () => gateway.close(),
});

/** What only several connections need is loaded with them. */
export const openSource = async <T extends {readonly arn: string}>(
  kind: ItemKind<T>,
  options: ConnectionOptions,
  host: PlainHost,
): Promise<ItemSource<T>> => {
  if (options.targets.length < 2) return sourceOfOne(kind, await host.openGateway(options), host);
  const {openNamed} = await import('./connections.ts');
  const {createSeveral} = await import('./several-items.ts');
  return createSeveral(kind, await openNamed(options, host), host);
};

export const openJobSource = (options: ConnectionOptions, host: PlainHost): Promise<JobSource> =>
  openSource(JOB_KIND, options, host);
