/** An error names the host that was asked: in every partition, with FIPS and dual-stack, and with NO_PROXY. */
import {describe, expect, it} from 'vitest';
import type {Environment} from '../../../src/bedrock/settings.ts';
import {awsHome, KEYS} from '../aws-home.ts';
import {startProxy} from '../connect-proxy.ts';
import {homeWith, STS} from '../credential-peers.ts';
import {errorOf, gatewayWith, LIST, NEVER} from '../gateway-under-test.ts';
import {closedPort} from '../stub-server.ts';

const listVia = async (env: Environment) => {
  const {environment} = awsHome({env: {...KEYS, AWS_MAX_ATTEMPTS: '1', ...env}});
  return errorOf(await gatewayWith({environment}).listJobs(LIST, NEVER));
};

describe('the error of a request through a proxy', () => {
  it.each<[string, string, Environment]>([
    ['us-east-1', 'bedrock.us-east-1.amazonaws.com', {}],
    ['cn-north-1', 'bedrock.cn-north-1.amazonaws.com.cn', {}],
    ['us-gov-west-1', 'bedrock.us-gov-west-1.amazonaws.com', {}],
    ['us-iso-east-1', 'bedrock.us-iso-east-1.c2s.ic.gov', {}],
    ['us-isob-east-1', 'bedrock.us-isob-east-1.sc2s.sgov.gov', {}],
    ['us-east-1', 'bedrock-fips.us-east-1.amazonaws.com', {AWS_USE_FIPS_ENDPOINT: 'true'}],
    ['us-east-1', 'bedrock.us-east-1.api.aws', {AWS_USE_DUALSTACK_ENDPOINT: 'true'}],
    ['us-gov-west-1', 'bedrock-fips.us-gov-west-1.amazonaws.com', {AWS_USE_FIPS_ENDPOINT: 'true'}],
    ['cn-north-1', 'bedrock.cn-north-1.api.amazonwebservices.com.cn', {AWS_USE_DUALSTACK_ENDPOINT: 'true'}],
  ])('names Bedrock in %s: %s', async (region, host, env) => {
    const proxy = await startProxy(0, 503);
    const error = await listVia({AWS_REGION: region, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, ...env});
    expect(proxy.targets).toEqual([`${host}:443`]);
    expect(error).toMatchObject({kind: 'service', isTransient: true});
    expect(error.why).toContain(`https://${host} (through the proxy http://127.0.0.1:${proxy.port})`);
  });

  it('names the proxy if NO_PROXY exempts a different host', async () => {
    const proxy = await startProxy(0, 503);
    const error = await listVia({
      AWS_REGION: 'cn-north-1',
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      NO_PROXY: 'bedrock.cn-north-1.amazonaws.com',
    });
    expect(error.why).toContain('https://bedrock.cn-north-1.amazonaws.com.cn (through the proxy');
  });

  it('names STS and its host if credentials are fetched', async () => {
    const proxy = await startProxy(0, 503);
    const {environment} = homeWith({...STS, env: () => ({})}, '', {
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
    });
    const error = errorOf(await gatewayWith({environment, profile: 'work'}).connect(NEVER));
    // The connection to Bedrock is opened while STS is asked.
    const [, target = ''] = proxy.targets;
    expect(target).toMatch(/^sts\./);
    expect(error.kind).toBe('service');
    expect(error.why).toContain(`AWS STS at https://${target.replace(/:443$/, '')} (through the proxy`);
  });

  it('does not name Bedrock if STS fails and NO_PROXY exempts only Bedrock', async () => {
    const proxy = await startProxy(0, 407);
    const {environment} = homeWith({...STS, env: () => ({})}, '', {
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      NO_PROXY: 'bedrock.us-east-1.amazonaws.com',
    });
    const error = errorOf(await gatewayWith({environment, profile: 'work'}).connect(NEVER));
    expect(error.kind).toBe('network');
    expect(error.why).toMatch(/^AWS STS at https:\/\/sts\.[\w.-]+ \(through the proxy .*\) requires a user name/);
  });
});

it('names the proxy if nothing listens there', async () => {
  const port = await closedPort();
  const error = await listVia({AWS_REGION: 'cn-north-1', HTTPS_PROXY: `http://127.0.0.1:${port}`});
  expect(error.why).toContain(
    `https://bedrock.cn-north-1.amazonaws.com.cn (through the proxy http://127.0.0.1:${port})`,
  );
});
