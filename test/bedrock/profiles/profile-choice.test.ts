/** The variables that choose a profile, and settings that are true or false. */
import {describe, expect, it} from 'vitest';
import {chosenProfile, profileChooser, profileConflict} from '../../../src/bedrock/profiles/profile-choice.ts';
import type {Environment} from '../../../src/bedrock/settings.ts';
import {awsHome, KEYS} from '../aws-home.ts';
import {startProxy} from '../connect-proxy.ts';
import {answerOf, errorOf, gatewayWith, LIST, NEVER} from '../gateway-under-test.ts';
import {emptyList, startStub} from '../stub-server.ts';

const CONFIG =
  '[profile a]\naws_access_key_id=AKIDA\naws_secret_access_key=x\nregion=us-east-1\n[profile b]\naws_access_key_id=AKIDB\naws_secret_access_key=x\nregion=us-west-2\n[default]\naws_access_key_id=AKIDDEFAULT\naws_secret_access_key=x\nregion=eu-central-1\n';

describe('AWS_DEFAULT_PROFILE', () => {
  it.each<[Environment, string | undefined, string, string]>([
    [{AWS_DEFAULT_PROFILE: 'b'}, undefined, 'AKIDB', 'us-west-2'],
    [{AWS_DEFAULT_PROFILE: 'b', AWS_PROFILE: 'a'}, undefined, 'AKIDA', 'us-east-1'],
    [{AWS_DEFAULT_PROFILE: 'b', AWS_PROFILE: ''}, undefined, 'AKIDB', 'us-west-2'],
    [{AWS_DEFAULT_PROFILE: 'b'}, 'a', 'AKIDA', 'us-east-1'],
    [{AWS_DEFAULT_PROFILE: ''}, undefined, 'AKIDDEFAULT', 'eu-central-1'],
  ])('chooses keys and region: %j with --profile %s', async (env, profile, key, region) => {
    const stub = await startStub(emptyList);
    const {environment} = awsHome({config: CONFIG, env});
    const gateway = gatewayWith({environment, profile, endpointUrl: stub.url});
    answerOf(await gateway.listJobs(LIST, NEVER));
    expect(stub.requests[0]!.headers.authorization).toMatch(new RegExp(`Credential=${key}/\\d+/${region}/`));
  });

  it('that names an unknown profile is an error', async () => {
    const {environment} = awsHome({config: CONFIG, env: {AWS_DEFAULT_PROFILE: 'gone'}});
    expect(errorOf(await gatewayWith({environment}).connect(NEVER)).why).toContain('“gone”');
  });

  it('is mentioned if AWS_PROFILE overrides it', async () => {
    const {environment} = awsHome({config: CONFIG, env: {AWS_DEFAULT_PROFILE: 'b', AWS_PROFILE: 'a'}});
    const note = 'Using profile a from AWS_PROFILE, not b from AWS_DEFAULT_PROFILE';
    expect(answerOf(await gatewayWith({environment}).connect(NEVER)).note).toBe(note);
    expect(answerOf(await gatewayWith({environment, profile: 'b'}).connect(NEVER))).not.toHaveProperty('note');
    const gone = awsHome({env: {AWS_DEFAULT_PROFILE: 'b', AWS_PROFILE: 'a'}});
    expect(errorOf(await gatewayWith({environment: gone.environment}).connect(NEVER)).why).toContain(note);
    const reported = gatewayWith({environment: gone.environment, isConflictReported: true});
    expect(errorOf(await reported.connect(NEVER)).why).not.toContain(note);
  });

  it('counts for every function that asks', () => {
    expect(chosenProfile(undefined, {AWS_DEFAULT_PROFILE: 'b'})).toBe('b');
    expect(profileChooser(undefined, {AWS_DEFAULT_PROFILE: 'b'})).toBe('AWS_DEFAULT_PROFILE');
    expect(profileConflict(undefined, {AWS_DEFAULT_PROFILE: 'b', AWS_PROFILE: 'b'})).toBeUndefined();
    expect(profileConflict(undefined, {AWS_DEFAULT_PROFILE: 'b'})).toBeUndefined();
  });
});

describe('a setting that is true or false', () => {
  const hostsAsked = async (env: Environment, config = '', profile?: string): Promise<readonly string[]> => {
    // The proxy refuses the tunnel, so nothing leaves the machine.
    const proxy = await startProxy(0, 502);
    const network = {ALL_PROXY: `http://127.0.0.1:${proxy.port}`, AWS_MAX_ATTEMPTS: '1', AWS_REGION: 'us-east-1'};
    const {environment} = awsHome({config, env: {...KEYS, ...network, ...env}});
    errorOf(await gatewayWith({environment, profile}).listJobs(LIST, NEVER));
    return proxy.targets;
  };

  it.each<[Environment, string, string]>([
    [{}, '', 'bedrock.us-east-1.amazonaws.com'],
    [{AWS_USE_FIPS_ENDPOINT: 'True'}, '', 'bedrock-fips.us-east-1.amazonaws.com'],
    [{AWS_USE_FIPS_ENDPOINT: ' TRUE '}, '', 'bedrock-fips.us-east-1.amazonaws.com'],
    [{AWS_USE_FIPS_ENDPOINT: 'FALSE'}, '', 'bedrock.us-east-1.amazonaws.com'],
    [{AWS_USE_DUALSTACK_ENDPOINT: 'True'}, '', 'bedrock.us-east-1.api.aws'],
    [{}, 'use_fips_endpoint=True\n', 'bedrock-fips.us-east-1.amazonaws.com'],
    [{}, 'use_dualstack_endpoint: tRUE\n', 'bedrock.us-east-1.api.aws'],
    [{AWS_USE_FIPS_ENDPOINT: 'false'}, 'use_fips_endpoint=true\n', 'bedrock.us-east-1.amazonaws.com'],
    [{AWS_EC2_METADATA_DISABLED: '1'}, '', 'bedrock.us-east-1.amazonaws.com'],
    [{AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: '1'}, 'endpoint_url=http://own.example\n', 'own.example:80'],
    [
      {AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'TRUE'},
      'endpoint_url=http://127.0.0.1:9\n',
      'bedrock.us-east-1.amazonaws.com',
    ],
  ])('%j and %j', async (env, config, host) => {
    expect(await hostsAsked(env, `[default]\n${config}`)).toEqual([host.includes(':') ? host : `${host}:443`]);
  });

  it.each([{AWS_USE_FIPS_ENDPOINT: 'True'}, {}])('counts for STS as well: %j', async env => {
    const config = `[profile role]\nrole_arn=arn:aws:iam::111122223333:role/x\nsource_profile=base\n${'AWS_USE_FIPS_ENDPOINT' in env ? '' : 'use_fips_endpoint=TRUE\n'}[profile base]\naws_access_key_id=A\naws_secret_access_key=x\n`;
    const hosts = await hostsAsked(env, config, 'role');
    // The connection to Bedrock is opened while STS is asked.
    expect(hosts).toEqual(['bedrock-fips.us-east-1.amazonaws.com:443', 'sts-fips.us-east-1.amazonaws.com:443']);
  });

  it.each<[Environment, string, string]>([
    [{AWS_USE_FIPS_ENDPOINT: '1'}, '', 'AWS_USE_FIPS_ENDPOINT is “1”'],
    [{AWS_USE_DUALSTACK_ENDPOINT: 'on'}, '', 'AWS_USE_DUALSTACK_ENDPOINT is “on”'],
    [{}, 'use_fips_endpoint = yes\n', 'use_fips_endpoint in [default] of ~/.aws/config is “yes”'],
  ])('is an error that names the setting if it is neither: %j and %j', async (env, config, why) => {
    const {environment} = awsHome({config: `[default]\n${config}`, env: {...KEYS, AWS_REGION: 'us-east-1', ...env}});
    const error = errorOf(await gatewayWith({environment}).connect(NEVER));
    expect(error).toMatchObject({kind: 'credentials', why: `${why}, which is neither true nor false`});
  });
});
