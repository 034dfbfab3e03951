/** One transport for each proxy setting and certificate bundle in force, for all sessions that use them. */
import type {Profile} from '../profiles/profiles.ts';
import type {Environment, TimeLimits} from '../settings.ts';
import {type Agents, certificateBundle, createAgents} from './agents.ts';
import {createLeases, type Lease, type Leases} from './leases.ts';
import {markingErrors} from './marking-errors.ts';
import {proxySettings} from './proxy.ts';
import {createTransport, type Transport} from './transport.ts';

export interface SharedTransport {
  readonly agents: Agents;
  /** Loads the SDK. A client that destroys the transport closes nothing: others may use it. */
  load(): Promise<Transport>;
  close(): void;
}

export type SharedTransports = Leases<Promise<SharedTransport>>;

export const createSharedTransports = (): SharedTransports =>
  createLeases(shared => void shared.then(({close}) => close()));

interface TransportSettings {
  readonly environment: Environment;
  readonly profile: Profile | undefined;
  readonly limits: TimeLimits;
}

const open = async ({environment, limits}: TransportSettings, ca: string | undefined): Promise<SharedTransport> => {
  const agents = await createAgents({environment, ca});
  let loading: Promise<Transport> | undefined;
  return {
    agents,
    load: async () => {
      loading ??= createTransport({environment, agents, limits});
      const transport = markingErrors(await loading);
      return {...transport, destroy: () => {}};
    },
    close: () => {
      agents.destroy();
      // The agents for plain HTTP are its own.
      void loading?.then(transport => transport.destroy());
    },
  };
};

/** Throws if the certificate bundle cannot be used. */
export const takeTransport = async (
  transports: SharedTransports,
  settings: TransportSettings,
): Promise<Lease<Promise<SharedTransport>>> => {
  const {environment, profile, limits} = settings;
  const ca = await certificateBundle(environment, profile);
  const key = JSON.stringify([ca ?? null, proxySettings(environment), limits]);
  return transports.take(key, () => open(settings, ca));
};
