/** How a person signs in for a target: the command for each type of profile, and the reason if there is none. */
import {expect, it} from 'vitest';
import {findLogin} from '../../../src/bedrock/credentials/login.ts';
import type {Target} from '../../../src/core/domain/target.ts';
import {awsHome, KEYS} from '../aws-home.ts';

const CONFIG = `[sso-session corp]
sso_start_url=https://corp.awsapps.com/start
sso_region=us-east-1
[default]
aws_access_key_id=AKID
aws_secret_access_key=secret
[profile sso]
sso_session=corp
sso_account_id=111122223333
sso_role_name=dev
[profile old]
sso_start_url=https://corp.awsapps.com/start
sso_region=us-east-1
sso_account_id=111122223333
sso_role_name=dev
[profile session]
login_session=arn:aws:iam::111122223333:user/dev
[profile 'Acme #1']
sso_session=corp
sso_account_id=111122223333
sso_role_name=dev
[profile role]
role_arn=arn:aws:iam::111122223333:role/x
source_profile=sso
[profile deep]
role_arn=arn:aws:iam::111122223333:role/y
source_profile=role
[profile session-role]
role_arn=arn:aws:iam::111122223333:role/x
source_profile=session
[profile keys]
aws_access_key_id=AKID
aws_secret_access_key=secret
[profile round]
role_arn=arn:aws:iam::111122223333:role/x
source_profile=round
`;

const aws = (profile?: string): Target => ({kind: 'aws', profile});
const login = (target: Target, env: Record<string, string> = {}) =>
  findLogin(target, awsHome({config: CONFIG, env}).environment);

it.each([
  ['sso', ['sso', 'login', '--profile', 'sso']],
  ['old', ['sso', 'login', '--profile', 'old']],
  ['Acme #1', ['sso', 'login', '--profile', 'Acme #1']],
  ['session', ['login', '--profile', 'session']],
  ['role', ['sso', 'login', '--profile', 'sso']],
  ['deep', ['sso', 'login', '--profile', 'sso']],
  ['session-role', ['login', '--profile', 'session']],
])('profile %s signs in with aws %j', async (profile, words) => {
  expect(await login(aws(profile))).toEqual({kind: 'login', command: ['aws', ...words]});
});

it('takes the profile of the environment, also if there are keys beside it', async () => {
  const command = ['aws', 'sso', 'login', '--profile', 'sso'];
  expect(await login(aws(), {...KEYS, AWS_PROFILE: 'sso'})).toEqual({kind: 'login', command});
});

it.each([
  ['the demo', {kind: 'demo'} as const, {}, 'the demo needs no sign-in'],
  ['env keys', aws(), KEYS, 'the keys come from the environment, which needs no sign-in'],
  ['an API key', aws('sso'), {AWS_BEARER_TOKEN_BEDROCK: 'key'}, 'an API key is in use, which needs no sign-in'],
  ['keys in the profile', aws('keys'), {}, 'profile keys has no settings for IAM Identity Center or `aws login`'],
  ['the default profile', aws(), {}, 'profile default has no settings for IAM Identity Center or `aws login`'],
  ['a role of itself', aws('round'), {}, 'profile round has no settings for IAM Identity Center or `aws login`'],
  ['no such profile', aws('gone'), {}, 'there is no profile gone'],
] as const)('%s: none, and why', async (_, target, env, reason) => {
  expect(await login(target, env)).toEqual({kind: 'none', reason});
});

it('a file that the AWS CLI would refuse: none, and why', async () => {
  const {environment} = awsHome({config: `${CONFIG}[profile bad]\nsso_session\n`});
  const login = await findLogin(aws('sso'), environment);
  expect(login).toMatchObject({kind: 'none', reason: expect.stringMatching(/^line \d+ of .*config/)});
});
