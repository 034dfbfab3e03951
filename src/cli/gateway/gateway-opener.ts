/** Opens gateways: to AWS, or to the demo's simulator, which runs in this process. */
import type {CallLog, GatewaySettings} from '../../bedrock/settings.ts';
import type {Gateway} from '../../core/domain/ports.ts';
import type {Target} from '../../core/domain/target.ts';
import type {Simulator} from '../../simulator/server.ts';
import type {ConnectionOptions} from '../flags/connection-flags.ts';
import {VERSION} from '../process/about.ts';
import {prepareForSdk, readEnvironment} from '../process/environment.ts';

/** Settings that only some commands need. */
type GatewayExtras = Pick<GatewaySettings, 'attempts' | 'onCredentialProcess' | 'isConflictReported'>;

/** The SDK and the simulator are loaded when the first gateway to them is opened. The demo has a simulator for each region. */
export const gatewayOpener = (
  {faults}: Pick<ConnectionOptions, 'faults'>,
  log: CallLog | undefined,
  extras: GatewayExtras = {},
): ((target: Target, more?: GatewayExtras) => Promise<Gateway>) => {
  // Error messages quote the variables as they were set, so this is read before prepareForSdk changes some of them.
  const environment = readEnvironment();
  const simulators = new Map<string | undefined, Promise<Simulator>>();
  const startDemo = async (region: string | undefined): Promise<Simulator> => {
    const {startSimulator} = await import('../../simulator/server.ts');
    return startSimulator({script: 'demo', region, faults});
  };
  return async (target, more = {}) => {
    const {createGateway} = await import('../../bedrock/gateway.ts');
    prepareForSdk();
    const settings = {environment, appVersion: VERSION, log, ...extras, ...more};
    if (target.kind === 'aws') return createGateway({target, ...settings});
    const {region} = target;
    const simulator = simulators.get(region) ?? startDemo(region);
    simulators.set(region, simulator);
    const {url: simulatorUrl} = await simulator;
    return createGateway({target: {kind: 'demo', simulatorUrl, region}, ...settings});
  };
};
