/** The services that provide credentials, each as a server on loopback: its configuration, and its successful answers. */
import type {Environment} from '../../src/bedrock/settings.ts';
import {type AwsHome, awsHome} from './aws-home.ts';

export interface CredentialPeer {
  readonly id: string;
  /** As messages name it. */
  readonly name: string;
  readonly config?: string;
  readonly env: (url: string) => Environment;
  readonly ssoToken?: object;
  /** A successful answer to a request for this path. */
  readonly answer: (path: string) => {readonly type: string; readonly body: string};
}

const KEYS = {accessKeyId: 'AKIDOFPEER', secretAccessKey: 'secret-of-peer', sessionToken: 'token-of-peer'};
const UNTIL = '2120-01-01T00:00:00Z';
const ROLE =
  '[profile work]\nrole_arn=arn:aws:iam::111122223333:role/x\nsource_profile=base\n[profile base]\naws_access_key_id=AKIDBASE\naws_secret_access_key=x\n';
const SSO =
  '[sso-session corp]\nsso_start_url=https://corp.awsapps.com/start\nsso_region=us-east-1\n[profile work]\nsso_session=corp\nsso_account_id=111122223333\nsso_role_name=dev\n';

const json = (value: unknown) => ({type: 'application/json', body: JSON.stringify(value)});
const metadata = json({
  Code: 'Success',
  AccessKeyId: KEYS.accessKeyId,
  SecretAccessKey: KEYS.secretAccessKey,
  Token: KEYS.sessionToken,
  Expiration: UNTIL,
});

interface RoleKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
  readonly expiration?: string;
}

/** The body of a successful AssumeRole. */
export const assumeRoleXml = ({accessKeyId, secretAccessKey = 'x', sessionToken = 'y', expiration = UNTIL}: RoleKeys) =>
  `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey><SessionToken>${sessionToken}</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

/** The body of an error of STS. */
export const stsErrorXml = (code: string, message: string): string =>
  `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

export const STS: CredentialPeer = {
  id: 'sts',
  name: 'AWS STS',
  config: ROLE,
  env: url => ({AWS_ENDPOINT_URL_STS: url}),
  answer: () => ({type: 'text/xml', body: assumeRoleXml(KEYS)}),
};

export const SSO_PORTAL: CredentialPeer = {
  id: 'sso',
  name: 'The IAM Identity Center portal',
  config: SSO,
  env: url => ({AWS_ENDPOINT_URL_SSO: url}),
  ssoToken: {accessToken: 'access-token-of-sso', expiresAt: UNTIL},
  answer: () => json({roleCredentials: {...KEYS, expiration: Date.parse(UNTIL)}}),
};

export const CONTAINER: CredentialPeer = {
  id: 'container',
  name: 'The container credentials endpoint',
  env: url => ({AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/creds`}),
  answer: () => metadata,
};

export const INSTANCE: CredentialPeer = {
  id: 'instance',
  name: 'The instance metadata service',
  env: url => ({AWS_EC2_METADATA_DISABLED: undefined, AWS_EC2_METADATA_SERVICE_ENDPOINT: url}),
  answer: path => {
    if (path === '/latest/api/token') return {type: 'text/plain', body: 'metadata-token'};
    return path.endsWith('/security-credentials/') ? {type: 'text/plain', body: 'importer'} : metadata;
  },
};

export const CREDENTIAL_PEERS: readonly CredentialPeer[] = [STS, SSO_PORTAL, CONTAINER, INSTANCE];

/** A home whose credentials come from this peer at `url`. The profile is `work` if the peer needs one. */
export const homeWith = ({config, env, ssoToken}: CredentialPeer, url: string, more: Environment = {}): AwsHome => {
  const home = awsHome({
    ...(config === undefined ? {} : {config}),
    env: {AWS_REGION: 'us-east-1', AWS_MAX_ATTEMPTS: '1', ...env(url), ...more},
  });
  if (ssoToken) home.writeSsoToken('corp', ssoToken);
  return home;
};

export const profileOf = ({config}: CredentialPeer): string | undefined => (config === undefined ? undefined : 'work');
