/** Opens a gateway for each connection of a command. What is said about one of several begins with its name. */
import {newConnection} from '../../../core/connections/connection.ts';
import {connectionName} from '../../../core/connections/connection-name.ts';
import type {AppError} from '../../../core/domain/app-error.ts';
import {withEachCall} from '../../../core/domain/each-call.ts';
import type {Gateway, ResolvedTarget} from '../../../core/domain/ports.ts';
import type {Target} from '../../../core/domain/target.ts';
import {plainText} from '../../../core/text/plain-text.ts';
import type {ConnectionOptions} from '../../flags/connection-flags.ts';
import type {PlainHost} from './host.ts';
import {createTurns, type Turns} from './turns.ts';

/** Profile and region of a connection, as far as they are known. */
export interface Place {
  readonly profile: string | undefined;
  readonly region: string | undefined;
}

/** One of several connections. Region and profile are found out by its first request, so nothing waits for them. */
export interface NamedGateway {
  readonly target: Target;
  readonly gateway: Gateway;
  /** Opens another gateway to the same target. */
  reopen(): Promise<Gateway>;
  name(): string;
  place(): Place;
  /** Prints a message about this connection. */
  say(line: string): void;
  /** An error about this connection, with its name. */
  named(error: AppError): AppError;
  /** The turns of all connections. */
  readonly turns: Turns;
}

/** After the time, if the line begins with one. */
const withName = (name: string, line: string): string =>
  line.replace(/^(?:\d{4}-\S+Z {2})?/, time => `${time}${name}: `);

/** The same gateway; `onFound` gets what it has connected to, before anything that a request has found. */
const noting = (gateway: Gateway, onFound: (found: ResolvedTarget) => void): Gateway => {
  const connect: Gateway['connect'] = async signal => {
    const found = await gateway.connect(signal);
    if (found.ok) onFound(found.value);
    return found;
  };
  const calls = withEachCall(gateway, async ({signal, send}) => {
    const found = await connect(signal);
    return found.ok ? send() : found;
  });
  return {...calls, connect};
};

interface Shared {
  readonly options: ConnectionOptions;
  readonly host: PlainHost;
  readonly turns: Turns;
}

const openOne = async (target: Target, {options, host, turns}: Shared): Promise<NamedGateway> => {
  let resolved: ResolvedTarget | undefined;
  const open = async () =>
    noting(await host.openGateway({...options, target}), found => {
      resolved = found;
    });
  const name = (): string =>
    connectionName({target, link: resolved ? {kind: 'connected', resolved} : newConnection(target, 0).link});
  return {
    target,
    gateway: await open(),
    reopen: open,
    name,
    place: () => {
      const profile = resolved?.profile ?? (target.kind === 'aws' ? target.profile : undefined);
      return {profile: profile && plainText(profile), region: resolved?.region ?? target.region};
    },
    say: line => host.say(withName(name(), line)),
    named: error => ({...error, what: `${name()}: ${error.what}`}),
    turns,
  };
};

/** In the order of the targets. */
export const openNamed = async (options: ConnectionOptions, host: PlainHost): Promise<readonly NamedGateway[]> => {
  const shared = {options, host, turns: createTurns(host.clock)};
  return Promise.all(options.targets.map(target => openOne(target, shared)));
};
