/** The environment as prepared for the SDK. */
import {describe, expect, it} from 'vitest';
import {prepareForSdk} from '../../../src/cli/process/environment.ts';

const nobody = (): string => {
  throw new Error('A system error occurred: uv_os_homedir returned ENOENT');
};

const prepared = (given: NodeJS.ProcessEnv, lookUp: () => string = () => '/home/ada') => {
  const environment = {...given};
  prepareForSdk(environment, lookUp);
  return environment;
};

describe('a home directory', () => {
  it.each([{HOME: '/h'}, {USERPROFILE: '/h'}, {}])('that exists does not change: %j', given => {
    expect(prepared(given)).toEqual(given);
  });

  it('without files is used for a user whom the system does not know', () => {
    expect(prepared({}, nobody)).toEqual({HOME: '/dev/null'});
    expect(prepared({HOME: ''}, nobody)).toEqual({HOME: '/dev/null'});
  });
});

it.each([
  ['TRUE', {AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true'}],
  ['1', {}],
  ['false', {}],
])('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=%s does not make the SDK fail', (value, expected) => {
  expect(prepared({AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: value})).toEqual(expected);
});

describe('AWS_EC2_METADATA_DISABLED', () => {
  it.each(['false', 'False', ' FALSE '])('%j is removed, because the SDK would take it for true', value => {
    expect(prepared({AWS_EC2_METADATA_DISABLED: value})).toEqual({});
  });

  it('does not change otherwise', () => {
    expect(prepared({AWS_EC2_METADATA_DISABLED: 'True'})).toEqual({AWS_EC2_METADATA_DISABLED: 'True'});
    expect(prepared({AWS_EC2_METADATA_DISABLED: 'no'})).toEqual({AWS_EC2_METADATA_DISABLED: 'no'});
  });
});

it('trims keys, and writes booleans in lower case', () => {
  const given = {
    AWS_ACCESS_KEY_ID: ' AKID\n',
    AWS_SESSION_TOKEN: 'a\nb',
    AWS_USE_FIPS_ENDPOINT: 'True',
    OTHER: ' True ',
  };
  expect(prepared(given)).toEqual({
    AWS_ACCESS_KEY_ID: 'AKID',
    AWS_SESSION_TOKEN: 'a\nb',
    AWS_USE_FIPS_ENDPOINT: 'true',
    OTHER: ' True ',
  });
});
