/** Opens a gateway for each connection of a command, and names it: what is said of one of several begins with its name. */
import {newConnection} from '../../../core/connections/connection.ts';
import {connectionName} from '../../../core/connections/connection-name.ts';
import type {Gateway, ResolvedTarget} from '../../../core/domain/ports.ts';
import type {Target} from '../../../core/domain/target.ts';
import type {ConnectionOptions} from '../../flags/connection-flags.ts';
import type {PlainHost} from './host.ts';

export interface NamedGateway {
  readonly gateway: Gateway;
  readonly name: string;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  /** Prints a message about this connection. */
  readonly say: (line: string) => void;
}

const named = (target: Target, resolved: ResolvedTarget | undefined): string => {
  const link = resolved ? ({kind: 'connected', resolved} as const) : newConnection(target, 0).link;
  return connectionName({target, link});
};

/** Region and profile are found out, if that is possible; what is wrong is said by the first request. */
const openOne = async (options: ConnectionOptions, target: Target, host: PlainHost): Promise<NamedGateway> => {
  const gateway = await host.openGateway({...options, target});
  const found = await gateway.connect(host.ended);
  const resolved = found.ok ? found.value : undefined;
  const name = named(target, resolved);
  return {
    gateway,
    name,
    profile: resolved?.profile ?? (target.kind === 'aws' ? target.profile : undefined),
    region: resolved?.region ?? target.region,
    // After the time, if the line begins with one.
    say: line => host.say(line.replace(/^(?:\d{4}-\S+Z {2})?/, time => `${time}${name}: `)),
  };
};

/** In the order of the targets. */
export const openNamed = (options: ConnectionOptions, host: PlainHost): Promise<readonly NamedGateway[]> =>
  Promise.all(options.targets.map(target => openOne(options, target, host)));
