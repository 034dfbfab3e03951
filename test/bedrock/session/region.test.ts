/** Where the region comes from, and what happens if a metadata service never answers. */
import {describe, expect, it} from 'vitest';
import {awsHome, KEYS} from '../aws-home.ts';
import {answerOf, errorOf, gatewayWith, LIST, NEVER} from '../gateway-under-test.ts';
import {startStub} from '../stub-server.ts';

const STATIC = 'aws_access_key_id=AKIDFILE\naws_secret_access_key=secret-of-file\n';

describe('the region', () => {
  const config = '[default]\nregion=eu-central-1\n[profile west]\nregion=us-west-2\n[profile both]\nregion=us-east-2\n';
  const credentials = `[default]\n${STATIC}[west]\n${STATIC}[both]\n${STATIC}region=ap-south-1\n`;
  it.each([
    ['the profile’s', {}, {}, 'eu-central-1'],
    ['the chosen profile’s', {profile: 'west'}, {}, 'us-west-2'],
    ['AWS_PROFILE’s', {}, {AWS_PROFILE: 'west'}, 'us-west-2'],
    ['an empty AWS_PROFILE counts as unset', {}, {AWS_PROFILE: ''}, 'eu-central-1'],
    ['the flag overrides AWS_PROFILE', {profile: 'both'}, {AWS_PROFILE: 'west'}, 'ap-south-1'],
    ['AWS_DEFAULT_REGION overrides the profile', {profile: 'west'}, {AWS_DEFAULT_REGION: 'us-east-1'}, 'us-east-1'],
    [
      'AWS_REGION overrides AWS_DEFAULT_REGION',
      {},
      {AWS_DEFAULT_REGION: 'us-east-1', AWS_REGION: 'us-east-2'},
      'us-east-2',
    ],
    ['an empty AWS_REGION counts as unset', {}, {AWS_REGION: '', AWS_DEFAULT_REGION: 'us-east-1'}, 'us-east-1'],
    ['the flag overrides everything', {region: 'eu-west-1'}, {AWS_REGION: 'us-east-2'}, 'eu-west-1'],
  ])('%s', async (_, settings, env, region) => {
    const {environment} = awsHome({config, credentials, env});
    expect(answerOf(await gatewayWith({environment, ...settings}).connect(NEVER)).region).toBe(region);
  });

  it('is an error if nothing names one', async () => {
    const {environment} = awsHome({credentials: `[default]\n${STATIC}`});
    const error = errorOf(await gatewayWith({environment}).connect(NEVER));
    expect(error).toMatchObject({kind: 'region', operation: undefined});
    expect(error.next).toContain('aws configure set region us-east-1`');
  });

  it.each(['us east 1', 'us-east-1.evil.example', '-x', 'US'])('refuses %j', async region => {
    const {environment} = awsHome({env: KEYS});
    const error = errorOf(await gatewayWith({environment, region}).connect(NEVER));
    expect(error).toMatchObject({kind: 'region', isTransient: false});
    expect(error.why).toContain(`“${region}”, from --region,`);
    expect(error.next).toContain('us-east-1, us-east-2, us-west-2, eu-central-1');
  });
});

describe('an instance metadata service that never answers', () => {
  const blackHole = async () => {
    const stub = await startStub(() => {});
    return {stub, env: {AWS_EC2_METADATA_DISABLED: undefined, AWS_EC2_METADATA_SERVICE_ENDPOINT: stub.url}};
  };

  // First, because the SDK remembers for a minute that there was no answer.
  it('is not asked if AWS_EC2_METADATA_DISABLED is set in the given environment', async () => {
    const {stub, env} = await blackHole();
    const {environment} = awsHome({env});
    const gateway = gatewayWith({environment: {...environment, AWS_EC2_METADATA_DISABLED: 'True'}});
    expect(errorOf(await gateway.connect(NEVER)).kind).toBe('region');
    expect(stub.requests).toHaveLength(0);
  });

  it('does not delay an aborted call, nor a second one', async () => {
    const {stub, env} = await blackHole();
    const {environment} = awsHome({env: {...env, AWS_REGION: 'us-east-1'}});
    const gateway = gatewayWith({environment});
    const controller = new AbortController();
    const outcomes = [gateway.connect(controller.signal), gateway.listJobs(LIST, controller.signal)];
    await stub.arrived(1);
    controller.abort();
    for (const outcome of await Promise.all(outcomes)) expect(outcome.ok || outcome.error.kind).toBe('cancelled');
    expect(stub.requests).toHaveLength(1);
  });

  it('is named if its address is configured', async () => {
    const {env} = await blackHole();
    const {environment} = awsHome({env: {...env, AWS_REGION: 'us-east-1'}});
    const error = errorOf(await gatewayWith({environment}).connect(NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.why).toMatch(/^The instance metadata service at http:\/\/127\.0\.0\.1:\d+ did not answer in time/);
  });

  it('leads to a missing region', async () => {
    const {stub, env} = await blackHole();
    const {environment} = awsHome({env});
    expect(errorOf(await gatewayWith({environment}).connect(NEVER)).kind).toBe('region');
    expect(stub.lines).toEqual(['PUT /latest/api/token']);
  });

  it('is not asked for a profile that does not exist', async () => {
    const {stub, env} = await blackHole();
    const {environment} = awsHome({env: {...env, AWS_REGION: 'us-east-1'}});
    expect(errorOf(await gatewayWith({environment, profile: 'gone'}).connect(NEVER)).kind).toBe('credentials');
    expect(stub.requests).toHaveLength(0);
  });
});
