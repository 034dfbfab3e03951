/** Opens the way to AWS as the flags and the environment say, or to the simulator inside this process. */
import type {CallLog, GatewaySettings} from '../bedrock/settings.ts';
import type {Gateway} from '../core/ports.ts';
import type {Simulator} from '../simulator/server.ts';
import {VERSION} from './about.ts';
import type {ConnectionOptions} from './connection-flags.ts';
import {prepareForSdk, readEnvironment} from './environment.ts';

/** What not every way to AWS needs. */
export type GatewayExtras = Pick<GatewaySettings, 'attempts' | 'onCredentialProcess' | 'isConflictTold'>;

/** The SDK, and the simulator, are loaded when a gateway is asked for, not before. */
export const gatewayOpener = (
  {profile, region, endpointUrl, faults}: Omit<ConnectionOptions, 'isDemo'>,
  log: CallLog | undefined,
  more: GatewayExtras = {},
): ((isDemo: boolean, chosen?: string) => Promise<Gateway>) => {
  // Before anything in it is rewritten for the SDK: sentences quote what the person has set.
  const environment = readEnvironment();
  let simulator: Promise<Simulator> | undefined;
  return async (isDemo, chosen) => {
    const {createGateway} = await import('../bedrock/gateway.ts');
    prepareForSdk();
    if (!isDemo) {
      const given = {profile: chosen ?? profile, region, endpointUrl, environment, isDemo};
      return createGateway({...given, appVersion: VERSION, log, ...more});
    }
    const {startSimulator} = await import('../simulator/server.ts');
    simulator ??= startSimulator({script: 'demo', faults});
    return createGateway({endpointUrl: (await simulator).url, environment, isDemo, appVersion: VERSION, log, ...more});
  };
};
