/** A temporary home directory with shared AWS files, and a process environment that points to it. */
import {createHash} from 'node:crypto';
import dns from 'node:dns';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import type {Environment} from '../../src/bedrock/settings.ts';

export interface AwsHome {
  readonly environment: Environment;
  readonly path: string;
  writeConfig(text: string): void;
  writeCredentials(text: string): void;
  /** A cached token of `aws sso login`. */
  writeSsoToken(session: string, token: object): void;
}

interface AwsHomeOptions {
  readonly config?: string;
  readonly credentials?: string;
  readonly env?: Environment;
}

const {lookup} = dns;

/** No test reaches AWS, though a gateway without an endpoint of the test's own opens a connection. Its hosts do not exist here. */
const lookupElsewhere = (...given: readonly unknown[]): unknown => {
  const [host, callback] = [String(given[0]), given.at(-1)];
  if (!/\.(amazonaws\.com(\.cn)?|api\.aws)$/.test(host) || typeof callback !== 'function') {
    return Reflect.apply(lookup, dns, given);
  }
  const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {code: 'ENOTFOUND', syscall: 'getaddrinfo'});
  process.nextTick(() => callback(error));
  return {};
};
Object.assign(dns, {lookup: Object.defineProperties(lookupElsewhere, Object.getOwnPropertyDescriptors(lookup))});

export const KEYS = {AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret-of-environment'};

/**
 * The SDK's chain reads process.env by itself, so process.env is set as well as the returned environment. It is restored when
 * the test ends. Only one home at a time is supported: tests in one file run one after another.
 */
export const awsHome = ({config, credentials, env = {}}: AwsHomeOptions = {}): AwsHome => {
  const path = mkdtempSync(join(tmpdir(), 'bedrock-imports-'));
  mkdirSync(join(path, '.aws', 'sso', 'cache'), {recursive: true});
  const configFile = join(path, '.aws', 'config');
  const credentialsFile = join(path, '.aws', 'credentials');
  if (config !== undefined) writeFileSync(configFile, config);
  if (credentials !== undefined) writeFileSync(credentialsFile, credentials);

  const before = {...process.env};
  for (const name of Object.keys(process.env)) if (/^AWS_|_proxy$/i.test(name)) delete process.env[name];
  const own = {
    HOME: path,
    AWS_CONFIG_FILE: configFile,
    AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...env,
  };
  for (const [name, value] of Object.entries(own)) if (value !== undefined) process.env[name] = value;
  onTestFinished(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    rmSync(path, {recursive: true, force: true});
  });

  return {
    environment: {...process.env},
    path,
    writeConfig: text => writeFileSync(configFile, text),
    writeCredentials: text => writeFileSync(credentialsFile, text),
    writeSsoToken: (session, token) => {
      const name = createHash('sha1').update(session).digest('hex');
      writeFileSync(join(path, '.aws', 'sso', 'cache', `${name}.json`), JSON.stringify(token));
    },
  };
};
