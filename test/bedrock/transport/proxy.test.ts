/** Which proxy is used for a URL. */
import {describe, expect, it} from 'vitest';
import type {Environment} from '../../../src/bedrock/settings.ts';
import {proxyFor} from '../../../src/bedrock/transport/proxy.ts';

const BEDROCK = 'https://bedrock.us-east-1.amazonaws.com';
const proxyOf = (url: string, environment: Environment) => proxyFor(new URL(url), environment)?.host;

it.each<readonly [string, string, Environment, string | undefined]>([
  ['no variable', BEDROCK, {}, undefined],
  ['the variable of the scheme', BEDROCK, {HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'http://q:2'}, 'p:1'],
  ['not the variable of the other scheme', BEDROCK, {HTTP_PROXY: 'http://q:2'}, undefined],
  ['lower case comes first', BEDROCK, {HTTPS_PROXY: 'http://p:1', https_proxy: 'http://q:2'}, 'q:2'],
  [
    'an empty lower-case variable switches the proxy off',
    BEDROCK,
    {HTTPS_PROXY: 'http://p:1', https_proxy: ''},
    undefined,
  ],
  ['ALL_PROXY otherwise', BEDROCK, {ALL_PROXY: 'http://p:1'}, 'p:1'],
  ['without a scheme', BEDROCK, {HTTPS_PROXY: 'p:1'}, 'p:1'],
])('%s', (_, url, environment, expected) => expect(proxyOf(url, environment)).toBe(expected));

describe('NO_PROXY', () => {
  it.each([
    ['*', true],
    ['bedrock.us-east-1.amazonaws.com', true],
    ['BEDROCK.us-east-1.AMAZONAWS.com', true],
    ['amazonaws.com', true],
    ['.amazonaws.com', true],
    ['*.amazonaws.com', true],
    ['localhost, .amazonaws.com', true],
    ['localhost .amazonaws.com', true],
    ['bedrock.us-east-1.amazonaws.com:443', true],
    ['bedrock.us-east-1.amazonaws.com:8443', false],
    ['naws.com', false],
    ['us-east-1.amazonaws.com.example', false],
    ['', false],
    [',', false],
  ])('%j exempts Bedrock: %s', (exemptions, isExempt) => {
    const environment = {HTTPS_PROXY: 'http://p:1', NO_PROXY: exemptions};
    expect(proxyOf(BEDROCK, environment)).toBe(isExempt ? undefined : 'p:1');
  });
});

it.each(['socks5://p:1', 'http://', '://'])('refuses %s', text => {
  expect(() => proxyOf(BEDROCK, {HTTPS_PROXY: text})).toThrow('not the URL of an HTTP proxy');
});
