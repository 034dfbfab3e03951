/** An identity whose failures name the peer that caused them, that tells when a process runs for it, and that blocks no key. */
import {type Identity, type IdentitySources, identityOf} from './credentials.ts';
import {createPeers} from './peers.ts';
import {peerOf} from './place.ts';
import {processProfile, watchProcess} from './process-watch.ts';
import {DEFAULT_PROFILE} from './profile-choice.ts';
import {type GatewaySettings, limitsOf} from './settings.ts';
import {withTokenFiles} from './token-files.ts';

export const identityFor = async (sources: IdentitySources, settings: GatewaySettings): Promise<Identity> => {
  const {environment, chosen, transport} = sources;
  const holder = chosen ?? DEFAULT_PROFILE;
  const waitMs = limitsOf(settings).credentialsMs;
  const peers = createPeers({environment, transport, holder, waitMs, describe: url => peerOf(url, settings)});
  const found = await identityOf({...sources, transport: peers.transport});
  const blamed = {...found, credentials: peers.blamed(found.credentials)};
  return watchProcess(withTokenFiles(blamed, sources, waitMs), processProfile(sources), settings);
};
