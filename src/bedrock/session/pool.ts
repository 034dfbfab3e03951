/** What the sessions of one process share. It is made once, and passed to each gateway. */
import type {IdentitySources} from '../credentials/credentials.ts';
import {identityFor} from '../credentials/identity.ts';
import {createSearchTurns, type SearchTurns} from '../credentials/search-turns.ts';
import {
  createSharedCredentials,
  type IdentityLease,
  type SharedCredentials,
} from '../credentials/shared-credentials.ts';
import type {SdkFiles} from '../profiles/sdk-ini.ts';
import type {GatewaySettings} from '../settings.ts';
import type {Lease} from '../transport/leases.ts';
import {createSharedTransports, type SharedTransport, type SharedTransports} from '../transport/shared-transports.ts';

export interface Pool {
  readonly transports: SharedTransports;
  readonly credentials: SharedCredentials;
  readonly turns: SearchTurns;
}

export const createPool = (): Pool => ({
  transports: createSharedTransports(),
  credentials: createSharedCredentials(),
  turns: createSearchTurns(),
});

interface IdentityParts {
  readonly settings: GatewaySettings;
  /** The shared files as the SDK gets them. */
  readonly given: SdkFiles;
  /** The session's own. An identity may outlive the session that it was made for, so it has another. */
  readonly shared: Lease<Promise<SharedTransport>>;
}

export const takeIdentity = (
  {credentials, turns}: Pool,
  sources: Omit<IdentitySources, 'turns'>,
  {settings, given, shared}: IdentityParts,
): IdentityLease =>
  credentials.take({
    profile: sources.chosen,
    text: given.text,
    onCredentialProcess: settings.onCredentialProcess,
    make: onCredentialProcess => {
      const identity = identityFor({...sources, turns}, {...settings, onCredentialProcess});
      return {identity, close: shared.again().release};
    },
  });
