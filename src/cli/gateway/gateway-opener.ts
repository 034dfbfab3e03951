/** Opens gateways: to AWS, or to the demo's simulator, which runs in this process. */
import type {Pool} from '../../bedrock/session/pool.ts';
import type {CallLog, GatewaySettings} from '../../bedrock/settings.ts';
import {IMPORT_REGIONS} from '../../core/domain/import-regions.ts';
import type {Gateway} from '../../core/domain/ports.ts';
import type {Target} from '../../core/domain/target.ts';
import type {Simulator} from '../../simulator/server.ts';
import type {ConnectionOptions} from '../flags/connection-flags.ts';
import {VERSION} from '../process/about.ts';
import {prepareForSdk, readEnvironment} from '../process/environment.ts';

/** Settings that only some commands need. */
type GatewayExtras = Pick<GatewaySettings, 'attempts' | 'service' | 'onCredentialProcess' | 'isConflictReported'>;

/** The demo without a region is that of the first one. */
const seedOf = (region: string): number =>
  region === IMPORT_REGIONS[0]
    ? 1
    : [...region].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_000, 7);

/**
 * The SDK and the simulator are loaded when the first gateway to them is opened. All gateways of an opener share connections and
 * credentials; those to the demo in a region share a simulator.
 */
export const gatewayOpener = (
  {faults, isReadOnly = false}: Pick<ConnectionOptions, 'faults' | 'isReadOnly'>,
  log: CallLog | undefined,
  extras: GatewayExtras = {},
): ((target: Target, more?: GatewayExtras) => Promise<Gateway>) => {
  // Error messages quote the variables as they were set, so this is read before prepareForSdk changes some of them.
  const environment = readEnvironment();
  const simulators = new Map<string | undefined, Promise<Simulator>>();
  /** Another region has other jobs. */
  const startDemo = async (region: string | undefined): Promise<Simulator> => {
    const {startSimulator} = await import('../../simulator/server.ts');
    return startSimulator({script: 'demo', faults, ...(region === undefined ? {} : {region, seed: seedOf(region)})});
  };
  const demoIn = (region: string | undefined): Promise<Simulator> => {
    const simulator = simulators.get(region) ?? startDemo(region);
    simulators.set(region, simulator);
    return simulator;
  };
  let pool: Pool | undefined;
  return async (target, more = {}) => {
    const {createGateway, createPool} = await import('../../bedrock/gateway.ts');
    pool ??= createPool();
    prepareForSdk();
    const settings = {environment, appVersion: VERSION, log, ...extras, ...more};
    if (target.kind === 'aws') {
      const gateway = createGateway({target, ...settings}, pool);
      if (!isReadOnly) return gateway;
      const {readOnly} = await import('../../core/domain/read-only.ts');
      return readOnly(gateway);
    }
    const {region} = target;
    const {url: simulatorUrl} = await demoIn(region);
    return createGateway({target: {kind: 'demo', simulatorUrl, region}, ...settings}, pool);
  };
};
