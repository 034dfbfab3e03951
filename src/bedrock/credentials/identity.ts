/** The identity with all that is added to it: failures name their service, a running process is reported, and no read blocks. */
import {DEFAULT_PROFILE, type GatewaySettings, limitsOf} from '../settings.ts';
import {describeUrl} from '../transport/proxy.ts';
import {type Identity, type IdentitySources, identityOf} from './credentials.ts';
import {createPeers} from './peers.ts';
import {processProfile, reportProcess} from './process-report.ts';
import {withTokenFiles} from './token-files.ts';

/** Keeps credentials until they expire. A client does the same, but several clients may share the identity. */
const memoized = async (identity: Identity): Promise<Identity> => {
  const {credentials} = identity;
  if (typeof credentials !== 'function') return identity;
  const {doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider} = await import('../sdk.ts');
  const shared = memoizeIdentityProvider(credentials, isIdentityExpired, doesIdentityRequireRefresh);
  return shared ? {...identity, credentials: shared} : identity;
};

export const identityFor = async (sources: IdentitySources, settings: GatewaySettings): Promise<Identity> => {
  const {environment, chosen, transport} = sources;
  const holder = chosen ?? DEFAULT_PROFILE;
  const waitMs = limitsOf(settings).credentialsMs;
  const peers = createPeers({environment, transport, holder, waitMs, describe: url => describeUrl(url, environment)});
  const found = await identityOf({...sources, transport: peers.transport});
  const attributed = {...found, credentials: peers.attributed(found.credentials)};
  return memoized(reportProcess(withTokenFiles(attributed, sources, waitMs), processProfile(sources), settings));
};
