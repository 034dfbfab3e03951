/** Credentials that are not there: at the start, and when AWS has refused the ones in use and new ones are looked for. */
import {expect} from 'vitest';
import type {AppError} from '../../src/core/domain/app-error.ts';
import {listFailure, mainConnection} from '../../src/core/state/select.ts';
import {type AwsHome, awsHome} from '../bedrock/aws-home.ts';
import {gatewayWith} from '../bedrock/gateway-under-test.ts';
import {browse, createPlace, isBusy, type Place, squeezed, until} from './place.tsx';

export interface LapseCase {
  readonly name: string;
  /** What the shared config file holds instead of the keys of profile `work`. */
  readonly config: string;
  /** The cached token of `aws sso login`, if there is one. */
  readonly ssoToken?: object;
}

export interface Lapse {
  readonly atStart: AppError;
  readonly inSession: AppError;
}

const KEYS = 'aws_access_key_id=AKIDFILE\naws_secret_access_key=secret-of-file\n';
const GOOD = `[profile work]\n${KEYS}`;
const SSO =
  '[sso-session corp]\nsso_start_url=https://corp.awsapps.com/start\nsso_region=us-east-1\n[profile work]\nsso_session=corp\nsso_account_id=111122223333\nsso_role_name=dev\n';

export const LAPSES: readonly LapseCase[] = [
  {name: 'The profile is gone', config: '[profile other]\noutput=json\n'},
  {
    name: 'A `credential_process` that fails',
    config: '[profile work]\ncredential_process=sh -c "echo no vault >&2; exit 3"\n',
  },
  {name: 'A `credential_process` that is not there', config: '[profile work]\ncredential_process=/nonexistent/tool\n'},
  {
    name: 'A `credential_process` that is offline',
    config: '[profile work]\ncredential_process=sh -c "echo Could not connect to the endpoint URL >&2; exit 1"\n',
  },
  {name: 'A `credential_process` that prints rubbish', config: '[profile work]\ncredential_process=echo hello\n'},
  {name: 'Single sign-on without a login', config: SSO},
  {
    name: 'Single sign-on whose session has ended',
    config: SSO,
    ssoToken: {accessToken: 'sso-token-secret', expiresAt: '2020-01-01T00:00:00Z'},
  },
  {name: 'An `sso_session` that no file has', config: SSO.replace(/^\[sso-session[^[]*/, '')},
  {
    name: 'A role that wants an MFA code',
    config: `[profile work]\nrole_arn=arn:aws:iam::1:role/x\nsource_profile=base\nmfa_serial=arn:aws:iam::1:mfa/me\n[profile base]\n${KEYS}`,
  },
  {
    name: 'A source profile that is not there',
    config: '[profile work]\nrole_arn=arn:aws:iam::1:role/x\nsource_profile=gone\n',
  },
  {name: 'A login session without a token', config: '[profile work]\nlogin_session=arn:aws:iam::1:user/me\n'},
];

const SECRETS = ['secret-of-file', 'sso-token-secret'];

const placeOf = async (config: string) => {
  const home = awsHome({config, env: {AWS_REGION: 'us-east-1', AWS_MAX_ATTEMPTS: '1'}});
  const place = await createPlace({
    gateway: url => gatewayWith({environment: home.environment, profile: 'work', endpointUrl: url}),
  });
  return {home, place};
};

const breakAs = (home: AwsHome, {config, ssoToken}: LapseCase): void => {
  home.writeConfig(config);
  if (ssoToken) home.writeSsoToken('corp', ssoToken);
};

const expectTold = ({screen}: Place, {what, why, next}: AppError, parts: readonly string[]): void => {
  const seen = squeezed(screen.frame());
  for (const text of parts) expect(seen).toContain(squeezed(text).replace(/[.!?]$/, ''));
  for (const secret of SECRETS) expect(seen + what + why + next).not.toContain(secret);
};

/** New credentials, and `r`. */
const mend = async ({home, place}: Awaited<ReturnType<typeof placeOf>>, text: string): Promise<void> => {
  home.writeConfig(GOOD);
  place.simulator.faults.clear();
  await place.screen.say({kind: 'refresh-asked'});
  await until(() => place.held().jobs.length > 0 && !listFailure(place.screen.state()), place.screen.frame);
  expect(squeezed(place.screen.frame())).not.toContain(squeezed(text));
};

const atStart = async (each: LapseCase): Promise<AppError> => {
  const {home, place} = await placeOf(each.config);
  breakAs(home, each);
  await place.screen.say({kind: 'started'});
  await until(() => mainConnection(place.screen.state()).link.kind === 'unusable', place.screen.frame);
  const {link} = mainConnection(place.screen.state());
  if (link.kind !== 'unusable') throw new Error(link.kind);
  const {error} = link;
  expectTold(place, error, [error.what, error.why, error.next, 'start the demo: simulated jobs']);
  await mend({home, place}, error.why);
  return error;
};

const inSession = async (each: LapseCase): Promise<AppError> => {
  const {home, place} = await placeOf(GOOD);
  await browse(place);
  place.simulator.faults.add('expired');
  await place.screen.say({kind: 'moved', motion: {kind: 'last'}});
  await until(() => listFailure(place.screen.state()) !== undefined, place.screen.frame);
  const held = place.held();
  breakAs(home, each);
  const asked = place.simulator.requests.length;
  const first = listFailure(place.screen.state())?.error;
  await place.screen.say({kind: 'refresh-asked'});
  await until(() => ![undefined, first].includes(listFailure(place.screen.state())?.error), place.screen.frame);
  const error = listFailure(place.screen.state())?.error;
  if (!error) throw new Error('there is no trouble');
  // What is retried automatically says why, and when; the rest says what to do.
  expectTold(place, error, [error.isTransient ? error.why : error.next]);
  await until(() => !isBusy(place), place.screen.frame);
  expect(place.held()).toEqual(held);
  expect(place.simulator.requests).toHaveLength(asked);
  await mend({home, place}, error.next);
  await until(() => place.held().jobs.length > held.jobs.length, place.screen.frame);
  return error;
};

export const runLapse = async (each: LapseCase): Promise<Lapse> => ({
  atStart: await atStart(each),
  inSession: await inSession(each),
});
