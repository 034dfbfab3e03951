/** The events of a credential_process. */
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {awsHome, KEYS} from '../aws-home.ts';
import {answerOf, errorOf, gatewayWith, LIST, NEVER} from '../gateway-under-test.ts';
import {emptyList, startStub} from '../stub-server.ts';

const processLine = (path: string): string => {
  const keys = {Version: 1, AccessKeyId: 'AKIDEXAMPLE', SecretAccessKey: 'secret-of-process'};
  writeFileSync(join(path, 'keys.json'), JSON.stringify(keys));
  return `credential_process = cat ${join(path, 'keys.json')}\n`;
};

/** The events of `profile` while it connects and lists: the profile's name at a start, undefined at an end. */
const eventsOf = async (config: (line: string) => string, env = {}, profile: string | undefined = 'p') => {
  const stub = await startStub(emptyList);
  const home = awsHome({env: {AWS_REGION: 'us-east-1', ...env}});
  home.writeConfig(config(processLine(home.path)));
  const events: (string | undefined)[] = [];
  const gateway = gatewayWith({
    environment: home.environment,
    endpointUrl: stub.url,
    profile,
    onCredentialProcess: it => events.push(it.isRunning ? it.profile : undefined),
  });
  const outcome = await gateway.listJobs(LIST, NEVER);
  return {events, outcome};
};

it('reports the start and the end', async () => {
  const {events, outcome} = await eventsOf(line => `[profile p]\n${line}`);
  answerOf(outcome);
  expect(events).toEqual(['p', undefined]);
});

it('names the profile that has the process, if that is the source of a role', async () => {
  const role = 'role_arn = arn:aws:iam::111122223333:role/x\nsource_profile = q\n';
  const {events} = await eventsOf(line => `[profile p]\n${role}[profile q]\n${line}`, {
    AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1',
    AWS_MAX_ATTEMPTS: '1',
  });
  expect(events).toEqual(['q', undefined]);
});

it('reports the end after a failure, too', async () => {
  const {events, outcome} = await eventsOf(() => '[profile p]\ncredential_process = false\n');
  errorOf(outcome);
  expect(events.slice(0, 2)).toEqual(['p', undefined]);
});

it.each([
  ['a profile with keys', () => '[profile p]\naws_access_key_id = AKID\naws_secret_access_key = x\n', {}],
  [
    'a profile with keys and a process',
    (line: string) => `[profile p]\naws_access_key_id = AKID\naws_secret_access_key = x\n${line}`,
    {},
  ],
])('reports nothing for %s', async (_, config, env) => {
  expect((await eventsOf(config, env)).events).toEqual([]);
});

it('reports nothing if there are keys in the environment', async () => {
  const {events, outcome} = await eventsOf(line => `[default]\n${line}`, KEYS, '');
  answerOf(outcome);
  expect(events.filter(it => it !== undefined)).toEqual([]);
});

it('reports nothing for profiles that name each other', async () => {
  const role = 'role_arn = arn:aws:iam::111122223333:role/x\n';
  const {events} = await eventsOf(
    () => `[profile p]\n${role}source_profile = q\n[profile q]\n${role}source_profile = p\n`,
  );
  expect(events).toEqual([]);
});
