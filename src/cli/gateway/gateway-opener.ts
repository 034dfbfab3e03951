/** Opens gateways: to AWS, or to the demo's simulator, which runs in this process. */
import type {Pool} from '../../bedrock/session/pool.ts';
import type {CallLog, GatewaySettings} from '../../bedrock/settings.ts';
import type {Gateway} from '../../core/domain/ports.ts';
import type {Target} from '../../core/domain/target.ts';
import type {Simulator} from '../../simulator/server.ts';
import type {ConnectionOptions} from '../flags/connection-flags.ts';
import {VERSION} from '../process/about.ts';
import {prepareForSdk, readEnvironment} from '../process/environment.ts';

/** Settings that only some commands need. */
type GatewayExtras = Pick<GatewaySettings, 'attempts' | 'onCredentialProcess' | 'isConflictReported'>;

/**
 * The SDK and the simulator are loaded when the first gateway to them is opened. All gateways of an opener share connections and
 * credentials; those to the demo share a simulator.
 */
export const gatewayOpener = (
  {faults}: Pick<ConnectionOptions, 'faults'>,
  log: CallLog | undefined,
  extras: GatewayExtras = {},
): ((target: Target, more?: GatewayExtras) => Promise<Gateway>) => {
  // Error messages quote the variables as they were set, so this is read before prepareForSdk changes some of them.
  const environment = readEnvironment();
  let simulator: Promise<Simulator> | undefined;
  const startDemo = async (): Promise<Simulator> => {
    const {startSimulator} = await import('../../simulator/server.ts');
    return startSimulator({script: 'demo', faults});
  };
  let pool: Pool | undefined;
  return async (target, more = {}) => {
    const {createGateway, createPool} = await import('../../bedrock/gateway.ts');
    pool ??= createPool();
    prepareForSdk();
    const settings = {environment, appVersion: VERSION, log, ...extras, ...more};
    if (target.kind === 'aws') return createGateway({target, ...settings}, pool);
    simulator ??= startDemo();
    const {url: simulatorUrl} = await simulator;
    return createGateway({target: {kind: 'demo', simulatorUrl}, ...settings}, pool);
  };
};
