/** What gateways with one pool share, what they do not, and what happens if one of them fails or is closed. */
import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {createGateway} from '../../../src/bedrock/gateway.ts';
import {createPool, type Pool} from '../../../src/bedrock/session/pool.ts';
import type {CredentialProcessEvent, Environment, GatewaySettings} from '../../../src/bedrock/settings.ts';
import type {Gateway} from '../../../src/core/domain/ports.ts';
import type {AwsTarget} from '../../../src/core/domain/target.ts';
import {awsHome} from '../aws-home.ts';
import {assumeRoleXml, homeWith, SSO_PORTAL, stsErrorXml} from '../credential-peers.ts';
import {answerOf, errorOf, LIST, NEVER} from '../gateway-under-test.ts';
import {type Answer, emptyList, sendError, sendJson, startStub} from '../stub-server.ts';

const REGIONS = Array.from({length: 20}, (_, i) => `us-test-${i + 1}`);

type Shared = Omit<AwsTarget, 'kind'> & Partial<GatewaySettings> & {readonly environment: Environment};

const sharing = (pool: Pool, {profile, region, endpointUrl, ...settings}: Shared): Gateway => {
  const target = {kind: 'aws', profile, region, endpointUrl} as const;
  const gateway = createGateway({target, appVersion: '1', ...settings}, pool);
  onTestFinished(() => gateway.close());
  return gateway;
};

/** A home whose profile `p` has a credential_process that counts its runs and prints what is in a file. */
const homeWithProcess = (key = 'AKIDONE') => {
  const home = awsHome({});
  const at = (name: string) => join(home.path, name);
  const setKey = (id: string) =>
    writeFileSync(at('keys'), `{"Version":1,"AccessKeyId":"${id}","SecretAccessKey":"secret-of-${id}"}`);
  setKey(key);
  writeFileSync(
    at('ask'),
    `echo run >> ${at('runs')}\nwhile [ -e ${at('stop')} ]; do sleep 0.02; done\ncat ${at('keys')}\n`,
  );
  home.writeConfig(`[profile p]\nregion=us-east-1\ncredential_process=sh ${at('ask')}\n`);
  const runs = () => readFileSync(at('runs'), 'utf8').split('\n').length - 1;
  return {...home, at, setKey, runs};
};

const onlyKey =
  (id: string): Answer =>
  (response, request, index) => {
    if (request.headers.authorization?.includes(id)) emptyList(response, request, index);
    else sendError(response, 'ExpiredTokenException', 'no longer valid', 403);
  };

const listAll = (gateways: readonly Gateway[]) => Promise.all(gateways.map(each => each.listJobs(LIST, NEVER)));

describe('credentials', () => {
  it('are searched for once for twenty regions of a profile, and sign in each region', async () => {
    const stub = await startStub(emptyList);
    const {environment, runs} = homeWithProcess();
    const pool = createPool();
    const gateways = REGIONS.map(region => sharing(pool, {environment, profile: 'p', region, endpointUrl: stub.url}));
    for (const page of await listAll(gateways)) expect(answerOf(page).jobs).toEqual([]);
    expect(runs()).toBe(1);
    const regions = stub.requests.map(({headers}) => headers.authorization?.split('/')[2]);
    expect(regions.toSorted()).toEqual(REGIONS.toSorted());
  });

  it('are searched for by each gateway if each has its own pool', async () => {
    const stub = await startStub(emptyList);
    const {environment, runs} = homeWithProcess();
    for (let i = 0; i < 2; i++)
      answerOf(await sharing(createPool(), {environment, profile: 'p', endpointUrl: stub.url}).listJobs(LIST, NEVER));
    expect(runs()).toBe(2);
  });

  it('of a role are asked for once; another profile has its own', async () => {
    const bedrock = await startStub(emptyList);
    const sts = await startStub(response => response.end(assumeRoleXml({accessKeyId: 'AKIDROLE'})));
    const role = (name: string) => `[profile ${name}]\nrole_arn=arn:aws:iam::1:role/${name}\nsource_profile=base\n`;
    const config = `${role('a')}${role('b')}[profile base]\naws_access_key_id=AKID\naws_secret_access_key=secret\n`;
    const {environment} = awsHome({config, env: {AWS_ENDPOINT_URL_STS: sts.url}});
    const pool = createPool();
    const gateways = ['a', 'b'].flatMap(profile =>
      REGIONS.slice(0, 5).map(region => sharing(pool, {environment, profile, region, endpointUrl: bedrock.url})),
    );
    for (const page of await listAll(gateways)) answerOf(page);
    expect([sts.requests.length, bedrock.requests.length]).toEqual([2, 10]);
  });

  it('that cannot be had fail in each region with the words of one alone, after one search', async () => {
    const sts = await startStub(response => {
      response.writeHead(403, {'content-type': 'text/xml'});
      response.end(stsErrorXml('AccessDenied', 'not allowed to assume'));
    });
    const config =
      '[profile r]\nrole_arn=arn:aws:iam::1:role/r\nsource_profile=base\n[profile base]\naws_access_key_id=AKID\naws_secret_access_key=secret\n[profile ok]\naws_access_key_id=AKIDOK\naws_secret_access_key=secret\n';
    const {environment} = awsHome({config, env: {AWS_ENDPOINT_URL_STS: sts.url}});
    const target = {environment, profile: 'r', region: 'us-east-1', endpointUrl: 'http://127.0.0.1:9'};
    const alone = errorOf(await sharing(createPool(), target).connect(NEVER));
    const pool = createPool();
    const gateways = [1, 2, 3].map(() => sharing(pool, target));
    const outcomes = await Promise.all(gateways.map(each => each.connect(NEVER)));
    expect(outcomes.map(errorOf)).toEqual([alone, alone, alone]);
    expect(alone.why).toContain('not allowed to assume');
    expect(sts.requests).toHaveLength(2);
    expect(answerOf(await sharing(pool, {...target, profile: 'ok'}).connect(NEVER)).profile).toBe('ok');
  });

  it('that a profile cannot give at all fail for each, and heal with the file', async () => {
    const home = awsHome({config: '[profile p]\nsso_session=none\nsso_account_id=1\nsso_role_name=x\n'});
    const pool = createPool();
    const target = {
      environment: home.environment,
      profile: 'p',
      region: 'us-east-1',
      endpointUrl: 'http://127.0.0.1:9',
    };
    const gateways = [1, 2].map(() => sharing(pool, target));
    const outcomes = await Promise.all(gateways.map(each => each.connect(NEVER)));
    for (const outcome of outcomes) expect(errorOf(outcome).why).toContain('names the sso-session “none”');
    home.writeConfig('[profile p]\naws_access_key_id=AKID\naws_secret_access_key=secret\n');
    for (const gateway of gateways) expect((await gateway.connect(NEVER)).ok).toBe(true);
  });

  it('that were refused are searched for once more, for all regions', async () => {
    const stub = await startStub(onlyKey('AKIDNEW'));
    const {environment, setKey, runs} = homeWithProcess('AKIDOLD');
    const pool = createPool();
    const gateways = REGIONS.slice(0, 5).map(region =>
      sharing(pool, {environment, profile: 'p', region, endpointUrl: stub.url}),
    );
    for (const page of await listAll(gateways)) expect(errorOf(page).kind).toBe('credentials');
    setKey('AKIDNEW');
    for (const page of await listAll(gateways)) answerOf(page);
    expect(runs()).toBe(2);
  });

  it('are searched for again after a renewal, for the sessions that are opened then', async () => {
    const stub = await startStub(emptyList);
    const {environment, setKey, runs} = homeWithProcess('AKIDOLD');
    const pool = createPool();
    const [first, second] = ['us-east-1', 'us-west-2'].map(region =>
      sharing(pool, {environment, profile: 'p', region, endpointUrl: stub.url}),
    ) as [Gateway, Gateway];
    await listAll([first, second]);
    setKey('AKIDNEW');
    first.renew();
    await listAll([first, second]);
    const keys = () => stub.requests.slice(-2).map(({headers}) => /=(\w+)\//.exec(headers.authorization ?? '')?.[1]);
    expect(keys().toSorted()).toEqual(['AKIDNEW', 'AKIDOLD']);
    expect(runs()).toBe(2);
    // What the first has found since is not fresh enough for the second.
    setKey('AKIDNEWER');
    second.renew();
    await listAll([first, second]);
    expect(keys().toSorted()).toEqual(['AKIDNEW', 'AKIDNEWER']);
    expect(runs()).toBe(3);
    first.renew();
    second.renew();
    await listAll([first, second]);
    expect(keys()).toEqual(['AKIDNEWER', 'AKIDNEWER']);
    expect(runs()).toBe(4);
  });

  it('of one sign-in heal every region', async () => {
    const stub = await startStub(emptyList);
    const sso = await startStub((response, {url = ''}) => {
      const {type, body} = SSO_PORTAL.answer(url);
      response.writeHead(200, {'content-type': type});
      response.end(body);
    });
    const home = homeWith({...SSO_PORTAL, ssoToken: {accessToken: 'old', expiresAt: '2020-01-01T00:00:00Z'}}, sso.url);
    const pool = createPool();
    const gateways = REGIONS.slice(0, 5).map(region =>
      sharing(pool, {environment: home.environment, profile: 'work', region, endpointUrl: stub.url}),
    );
    for (const page of await listAll(gateways)) expect(errorOf(page).kind).toBe('credentials');
    home.writeSsoToken('corp', SSO_PORTAL.ssoToken ?? {});
    for (const page of await listAll(gateways)) answerOf(page);
    expect(sso.requests).toHaveLength(1);
  });

  it('are found after the gateway that began the search was closed', async () => {
    const stub = await startStub(emptyList);
    const {environment, at, runs} = homeWithProcess();
    writeFileSync(at('stop'), '');
    const pool = createPool();
    const [first, second] = [1, 2].map(() => sharing(pool, {environment, profile: 'p', endpointUrl: stub.url})) as [
      Gateway,
      Gateway,
    ];
    const cut = first.listJobs(LIST, NEVER);
    await expect.poll(() => runs()).toBe(1);
    const page = second.listJobs(LIST, NEVER);
    first.close();
    expect(errorOf(await cut).kind).toBe('cancelled');
    rmSync(at('stop'));
    expect(answerOf(await page).jobs).toEqual([]);
    expect(runs()).toBe(1);
  });

  it('are hidden in the errors of every session that uses them', async () => {
    const secret = 'secret-of-AKIDONE';
    const stub = await startStub(response => sendError(response, 'ValidationException', `you sent ${secret}`, 400));
    const {environment} = homeWithProcess();
    const pool = createPool();
    const gateways = [1, 2].map(() => sharing(pool, {environment, profile: 'p', endpointUrl: stub.url}));
    for (const page of await listAll(gateways)) expect(JSON.stringify(errorOf(page))).not.toContain(secret);
  });
});

it('reports a credential_process to each session that waits for it, also to one that comes later', async () => {
  const {environment, at, runs} = homeWithProcess();
  writeFileSync(at('stop'), '');
  const pool = createPool();
  const events: [string, CredentialProcessEvent][] = [];
  const gatewayFor = (region: string) =>
    sharing(pool, {environment, profile: 'p', region, onCredentialProcess: event => events.push([region, event])});
  const first = gatewayFor('us-east-1').connect(NEVER);
  await expect.poll(() => runs()).toBe(1);
  const second = gatewayFor('us-west-2').connect(NEVER);
  await expect.poll(() => events.length).toBe(2);
  rmSync(at('stop'));
  for (const outcome of [await first, await second]) answerOf(outcome);
  expect(events.map(([region, {profile, isRunning}]) => [region, profile, isRunning])).toEqual([
    ['us-east-1', 'p', true],
    ['us-west-2', 'p', true],
    ['us-east-1', 'p', false],
    ['us-west-2', 'p', false],
  ]);
  expect(new Set(events.map(([, {run}]) => run)).size).toBe(1);
});

describe('profiles with different endpoints for STS', () => {
  const startSts = (accessKeyId: string) => startStub(response => response.end(assumeRoleXml({accessKeyId})));
  const role = (name: string, url: string, source: string) =>
    `[profile ${name}]\nrole_arn=arn:aws:iam::1:role/${name}\nsource_profile=${source}\nservices=${name}\n[services ${name}]\nsts =\n  endpoint_url=${url}\n`;
  const base = '[profile base]\naws_access_key_id=AKID\naws_secret_access_key=secret\n';

  it('each ask their own, at the same time', async () => {
    const bedrock = await startStub(emptyList);
    const [left, right] = [await startSts('AKIDLEFT'), await startSts('AKIDRIGHT')];
    const config = `${role('left', left.url, 'base')}${role('right', right.url, 'base')}${base}`;
    const {environment} = awsHome({config});
    const pool = createPool();
    const gateways = ['left', 'right', 'left', 'right'].map((profile, i) =>
      sharing(pool, {environment, profile, region: `us-test-${i}`, endpointUrl: bedrock.url}),
    );
    for (const page of await listAll(gateways)) answerOf(page);
    expect([left.requests.length, right.requests.length]).toEqual([1, 1]);
    const keys = bedrock.requests.map(({headers}) => /=(\w+)\//.exec(headers.authorization ?? '')?.[1]);
    expect(keys.toSorted()).toEqual(['AKIDLEFT', 'AKIDLEFT', 'AKIDRIGHT', 'AKIDRIGHT']);
  });

  it('each ask their own, even if one waits for a credential_process meanwhile', async () => {
    const [left, right] = [await startSts('AKIDLEFT'), await startSts('AKIDRIGHT')];
    const home = homeWithProcess();
    writeFileSync(home.at('stop'), '');
    const process = `[profile p]\ncredential_process=sh ${home.at('ask')}\n`;
    home.writeConfig(`${role('left', left.url, 'p')}${role('right', right.url, 'base')}${base}${process}`);
    const pool = createPool();
    const [first, second] = ['left', 'right'].map(profile =>
      sharing(pool, {environment: home.environment, profile, region: 'us-east-1'}),
    ) as [Gateway, Gateway];
    const outcome = first.connect(NEVER);
    await expect.poll(() => home.runs()).toBe(1);
    const other = second.connect(NEVER);
    // Long enough for the second to read the files.
    for (let turn = 0; turn < 50; turn++) await new Promise(resolve => setImmediate(resolve));
    rmSync(home.at('stop'));
    for (const each of [await outcome, await other]) answerOf(each);
    expect([left.requests.length, right.requests.length]).toEqual([1, 1]);
  });
});

describe('connections', () => {
  const keys = '[profile p]\nregion=us-east-1\naws_access_key_id=AKID\naws_secret_access_key=secret\n';

  it('to one server are used by all gateways', async () => {
    const stub = await startStub(emptyList);
    const {environment} = awsHome({config: keys});
    const pool = createPool();
    for (let i = 0; i < 3; i++)
      answerOf(await sharing(pool, {environment, profile: 'p', endpointUrl: stub.url}).listJobs(LIST, NEVER));
    expect(new Set(stub.requests.map(({socket}) => socket)).size).toBe(1);
  });

  it('survive the end of a gateway, with the requests of others, and close with the last', async () => {
    let answer = () => {};
    const stub = await startStub((response, _, index) => {
      if (index === 1) answer = () => sendJson(response, {modelImportJobSummaries: []});
      else sendJson(response, {modelImportJobSummaries: []});
    });
    const {environment} = awsHome({config: keys});
    const pool = createPool();
    const [first, second] = [1, 2].map(() => sharing(pool, {environment, profile: 'p', endpointUrl: stub.url})) as [
      Gateway,
      Gateway,
    ];
    answerOf(await first.listJobs(LIST, NEVER));
    const page = second.listJobs(LIST, NEVER);
    await stub.arrived(2);
    first.close();
    answer();
    expect(answerOf(await page).jobs).toEqual([]);
    expect(answerOf(await second.listJobs(LIST, NEVER)).jobs).toEqual([]);
    const sockets = new Set(stub.requests.map(({socket}) => socket));
    expect(sockets.size).toBe(1);
    const closed = Promise.all([...sockets].map(socket => new Promise(resolve => socket.once('close', resolve))));
    second.close();
    await closed;
  });

  it('are not shared with a profile that trusts other certificates', async () => {
    const stub = await startStub(emptyList);
    const home = awsHome({});
    const bundle = join(home.path, 'bundle.pem');
    writeFileSync(bundle, '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n');
    home.writeConfig(`${keys}${keys.replace('profile p', 'profile q')}ca_bundle=${bundle}\n`);
    const pool = createPool();
    for (const profile of ['p', 'q'])
      answerOf(
        await sharing(pool, {environment: home.environment, profile, endpointUrl: stub.url}).listJobs(LIST, NEVER),
      );
    expect(new Set(stub.requests.map(({socket}) => socket)).size).toBe(2);
  });
});
