/** Several worlds in one simulator, over HTTP with the real SDK: which one answers, and that they have nothing in common. */
import {once} from 'node:events';
import {type AddressInfo, createServer} from 'node:net';
import {
  BedrockClient,
  type BedrockClientConfig,
  CreateModelImportJobCommand,
  GetModelImportJobCommand,
  ListModelImportJobsCommand,
} from '@aws-sdk/client-bedrock';
import {describe, expect, it, onTestFinished} from 'vitest';
import {describeRequest} from '../../../src/simulator/http/request-log.ts';
import {type Simulator, startSimulator} from '../../../src/simulator/server.ts';
import {startWorlds, THREE_WORLDS} from '../../support/worlds.ts';
import {fails} from '../sdk-client.ts';
import {importBody, NOON, SIGNED, simulate} from '../simulated.ts';

const [US, EU, WEST] = THREE_WORLDS;

const clientFor = (endpoint: string, region: string, more: BedrockClientConfig = {}): BedrockClient => {
  const client = new BedrockClient({
    endpoint,
    region,
    credentials: {accessKeyId: 'x', secretAccessKey: 'y'},
    authSchemePreference: ['sigv4'],
    maxAttempts: 1,
    ...more,
  });
  onTestFinished(() => client.destroy());
  return client;
};

const apiKey: BedrockClientConfig = {token: {token: 'key'}, authSchemePreference: ['httpBearerAuth']};

const list = (client: BedrockClient, input: {maxResults?: number; nextToken?: string} = {}) =>
  client.send(new ListModelImportJobsCommand(input));

/** The worlds whose jobs a list has: REGION/ACCOUNT of each ARN, once. */
const worldsIn = async (client: BedrockClient): Promise<readonly string[]> => {
  const {modelImportJobSummaries: jobs = []} = await list(client);
  return [...new Set(jobs.map(job => String(job.jobArn).split(':').slice(3, 5).join('/')))];
};

const jobsOf = (simulator: Pick<Simulator, 'world'>): readonly string[] =>
  simulator.world.jobs.map(({id, name}) => `${id} ${name}`);

describe('on the first port', () => {
  it.each(THREE_WORLDS)('the region of the signature chooses the world: %s', async name => {
    const {simulator} = await startWorlds();
    expect(await worldsIn(clientFor(simulator.url, name.split('/')[0] ?? ''))).toEqual([name]);
  });

  it('an API key, which has no region, is for the first world', async () => {
    const {simulator, worlds} = await startWorlds();
    expect(await worldsIn(clientFor(simulator.url, 'eu-central-1', apiKey))).toEqual([US]);
    expect(worlds.map(({traffic}) => traffic.count)).toEqual([1, 0, 0]);
  });

  it('a request without a signature is refused', async () => {
    const {simulator} = await startWorlds();
    expect((await fetch(`${simulator.url}/model-import-jobs`)).headers.get('x-amzn-errortype')).toMatch(
      /^MissingAuthenticationTokenException:/,
    );
  });

  it('a region without a world is refused as AWS refuses the region of another endpoint', async () => {
    const {simulator} = await startWorlds();
    await expect(list(clientFor(simulator.url, 'ap-south-1'))).rejects.toEqual(
      fails(
        'InvalidSignatureException',
        403,
        'Credential should be scoped to a valid region. This one is scoped to ap-south-1, and the simulator has us-east-1, eu-central-1, us-west-2.',
      ),
    );
    expect(simulator.requests.map(({world, status}) => [world, status])).toEqual([['no-world', 403]]);
    expect(simulator.worlds.flatMap(({requests}) => requests)).toEqual([]);
  });

  it('the first of two worlds in a region answers', async () => {
    const {simulator, worlds} = await startWorlds({names: [EU, 'us-east-1/222222222222', US]});
    expect(await worldsIn(clientFor(simulator.url, 'us-east-1'))).toEqual(['us-east-1/222222222222']);
    expect(await worldsIn(clientFor(worlds[2]?.url ?? '', 'us-east-1'))).toEqual([US]);
  });
});

describe('on its own port', () => {
  it.each(['us-east-1', 'eu-central-1', 'ap-south-1'])('a world answers a request for %s', async region => {
    const {named, simulator} = await startWorlds();
    const {url} = named(EU);
    expect(url).not.toBe(simulator.url);
    expect(await worldsIn(clientFor(url, region))).toEqual([EU]);
    expect(await worldsIn(clientFor(url, region, apiKey))).toEqual([EU]);
  });

  it('is the only one of a single world, whatever the region', async () => {
    const simulator = await simulate({jobs: 3, region: 'eu-central-1', account: '444455556666'});
    expect(simulator.worlds.map(({name, url}) => [name, url])).toEqual([[EU, simulator.url]]);
    for (const region of ['eu-central-1', 'us-east-1']) {
      expect(await worldsIn(clientFor(simulator.url, region))).toEqual([EU]);
    }
  });
});

describe('worlds have nothing in common', () => {
  it('a page token of one is refused in another', async () => {
    const {simulator, worlds} = await startWorlds();
    const {nextToken} = await list(clientFor(simulator.url, 'us-east-1'), {maxResults: 5});
    expect(nextToken).toMatch(/^[\w-]{20,}$/);
    const refused = fails('ValidationException', 400, /nextToken is not valid .* to another account/);
    const next = {maxResults: 5, nextToken: nextToken ?? ''};
    await expect(list(clientFor(simulator.url, 'eu-central-1'), next)).rejects.toEqual(refused);
    await expect(list(clientFor(worlds[1]?.url ?? '', 'us-east-1'), next)).rejects.toEqual(refused);
    expect((await list(clientFor(worlds[0]?.url ?? '', 'us-east-1'), next)).modelImportJobSummaries).toHaveLength(5);
  });

  it('a job of one does not exist in another', async () => {
    const {simulator} = await startWorlds({jobs: 0});
    const [us, eu] = [clientFor(simulator.url, 'us-east-1'), clientFor(simulator.url, 'eu-central-1')];
    const {jobArn} = await eu.send(new CreateModelImportJobCommand(importBody('only-here')));
    expect(jobArn).toMatch(/^arn:aws:bedrock:eu-central-1:444455556666:model-import-job\/[a-z0-9]{12}$/);
    expect((await list(us)).modelImportJobSummaries).toEqual([]);
    for (const jobIdentifier of [jobArn ?? '', 'only-here']) {
      await expect(us.send(new GetModelImportJobCommand({jobIdentifier}))).rejects.toEqual(
        fails('ResourceNotFoundException', 404, jobIdentifier),
      );
      expect(await eu.send(new GetModelImportJobCommand({jobIdentifier}))).toMatchObject({jobArn});
    }
  });

  it('their jobs differ, and are the same alone as among others', async () => {
    const {worlds} = await startWorlds({now: () => NOON});
    expect(new Set(worlds.flatMap(jobsOf)).size).toBe(60);
    const alone = await simulate({jobs: 20, region: 'eu-central-1', account: '444455556666'});
    expect(jobsOf(alone)).toEqual(jobsOf(worlds[1] ?? alone));
    expect(jobsOf(await simulate({jobs: 20}))).toEqual(worlds.slice(0, 1).flatMap(jobsOf));
    expect(jobsOf(await simulate({jobs: 20, seed: 2, worlds: [{}, {account: '444455556666'}]}))).not.toEqual(
      jobsOf(await simulate({jobs: 20, seed: 2, worlds: [{account: '444455556666'}]})),
    );
  });

  it('the default world is always the same', async () => {
    expect(jobsOf(await simulate({jobs: 140, seed: 7})).slice(-2)).toMatchInlineSnapshot(`
      [
        "s48oa4czx9gk starcoder-15b-catalogue-v5",
        "t9dgvyhp2ve8 importJob-20261120T074434",
      ]
    `);
  });

  it('each may have options of its own', async () => {
    const simulator = await simulate({jobs: 2, worlds: [{}, {region: 'us-west-2', jobs: 3, running: 1}]});
    expect(simulator.worlds.map(({world}) => world.jobs.length)).toEqual([2, 4]);
  });

  it('ARNs carry the region, its partition and the account', async () => {
    const {world, faults, url} = await simulate({jobs: 40, region: 'us-gov-west-1', account: '123456789012'});
    const arns = world.jobs.flatMap(({arn, modelArn, kmsKeyArn = ''}) => [arn, modelArn, kmsKeyArn]).filter(Boolean);
    expect(arns.filter(arn => !/^arn:aws-us-gov:(bedrock|kms):us-gov-west-1:123456789012:/.test(arn))).toEqual([]);
    expect(arns.some(arn => arn.includes(':kms:'))).toBe(true);
    expect(world.jobs[0]?.roleArn).toMatch(/^arn:aws-us-gov:iam::123456789012:role\//);
    faults.add('deny');
    await expect(list(clientFor(url, 'us-gov-west-1'))).rejects.toEqual(
      fails('AccessDeniedException', 403, 'User: arn:aws-us-gov:sts::123456789012:'),
    );
  });
});

describe('faults', () => {
  const statuses = async ({url, worlds}: Simulator, count: number) => {
    const seen: number[][] = [];
    for (const {world} of worlds) {
      const headers = {authorization: SIGNED.authorization.replace('us-east-1', world.region)};
      const answers: number[] = [];
      for (let i = 0; i < count; i += 1) answers.push((await fetch(`${url}/model-import-jobs`, {headers})).status);
      seen.push(answers);
    }
    return seen;
  };
  const GOOD = [200, 200, 200];

  it('are those of each world, which counts its own requests', async () => {
    const {simulator} = await startWorlds({faults: ['throttle:times=2']});
    expect(await statuses(simulator, 3)).toEqual([
      [429, 429, 200],
      [429, 429, 200],
      [429, 429, 200],
    ]);
  });

  it('may name the one world that they are for', async () => {
    const {simulator} = await startWorlds({faults: [`throttle:times=1:world=${EU}`, `error=500:world=${WEST}`]});
    expect(await statuses(simulator, 3)).toEqual([GOOD, [429, 200, 200], [500, 500, 500]]);
  });

  it('are added to all worlds, or to one, and cleared', async () => {
    const {simulator, named} = await startWorlds();
    simulator.faults.add(`deny:world=${EU}`);
    named(US).faults.add('throttle');
    expect(await statuses(simulator, 1)).toEqual([[429], [403], [200]]);
    named(US).faults.clear();
    expect(await statuses(simulator, 1)).toEqual([[200], [403], [200]]);
    simulator.faults.add('error=503');
    expect(await statuses(simulator, 1)).toEqual([[503], [403], [503]]);
    simulator.faults.clear();
    expect(await statuses(simulator, 3)).toEqual([GOOD, GOOD, GOOD]);
  });

  it('are refused if they name a world that does not exist', async () => {
    const problem = `no world is named us-east-1/444455556666; the worlds are ${THREE_WORLDS.join(', ')}`;
    await expect(startWorlds({faults: ['hang:world=us-east-1/444455556666']})).rejects.toThrow(problem);
    const {simulator, named} = await startWorlds();
    expect(() => simulator.faults.add('hang:world=us-east-1/444455556666')).toThrow(problem);
    expect(() => named(US).faults.add(`hang:world=${EU}`)).toThrow(
      `no world is named ${EU}; the only world is us-east-1/111122223333`,
    );
  });

  it('name the account of their world', async () => {
    const {simulator, named} = await startWorlds();
    named(EU).fail('denied');
    await expect(list(clientFor(simulator.url, 'eu-central-1'))).rejects.toEqual(
      fails('AccessDeniedException', 403, 'User: arn:aws:sts::444455556666:assumed-role/'),
    );
  });
});

describe('requests', () => {
  it('are logged with the world, if there are several', async () => {
    const {simulator, worlds} = await startWorlds({now: () => NOON});
    await list(clientFor(simulator.url, 'eu-central-1'));
    await list(clientFor(worlds[2]?.url ?? '', 'eu-central-1'), {maxResults: 3});
    await expect(list(clientFor(simulator.url, 'ap-south-1'))).rejects.toThrow('Credential');
    const day = '2026-11-23T12:00:00.000Z';
    expect(simulator.requests.map(describeRequest)).toEqual([
      `${day} 200 ${EU} ListModelImportJobs GET /model-import-jobs`,
      `${day} 200 ${WEST} ListModelImportJobs GET /model-import-jobs maxResults=3`,
      `${day} 403 no-world ListModelImportJobs GET /model-import-jobs`,
    ]);
    expect(worlds.map(({requests}) => requests.length)).toEqual([0, 1, 1]);
  });

  it('are counted, with those in flight, until they end', async () => {
    const {simulator, worlds, named, traffic, countIn} = await startWorlds();
    const [us, eu] = [clientFor(simulator.url, 'us-east-1'), clientFor(simulator.url, 'eu-central-1')];
    named(EU).fail('hanging');
    const gone = new AbortController();
    const hanging = [1, 2].map(() => eu.send(new ListModelImportJobsCommand({}), {abortSignal: gone.signal}));
    const ended = Promise.allSettled(hanging);
    await expect.poll(() => traffic.inFlight).toBe(2);
    const working = countIn(US, WEST);
    for (let i = 0; i < 3; i += 1) await list(us);
    await expect.poll(() => traffic.inFlight).toBe(2);
    expect(traffic).toEqual({count: 5, inFlight: 2, maxInFlight: 3});
    expect(working).toEqual({count: 3, inFlight: 0, maxInFlight: 1});
    expect(worlds.map(world => [world.traffic.count, world.traffic.maxInFlight])).toEqual([
      [3, 1],
      [2, 2],
      [0, 0],
    ]);
    named(EU).heal();
    expect((await list(eu)).modelImportJobSummaries).toHaveLength(20);
    gone.abort();
    expect((await ended).map(({status}) => status)).toEqual(['rejected', 'rejected']);
    await expect.poll(() => traffic.inFlight).toBe(0);
  });

  it.each([
    ['denied', 'AccessDeniedException'],
    ['throttled', 'ThrottlingException'],
    ['expired', 'ExpiredTokenException'],
    ['broken', 'InternalServerException'],
  ] as const)('of a world that is %s fail, and the others do not', async (failure, name) => {
    const {simulator, named} = await startWorlds();
    named(WEST).fail(failure);
    await expect(list(clientFor(simulator.url, 'us-west-2'))).rejects.toMatchObject({name});
    expect(await worldsIn(clientFor(simulator.url, 'us-east-1'))).toEqual([US]);
    named(WEST).heal();
    expect(await worldsIn(clientFor(simulator.url, 'us-west-2'))).toEqual([WEST]);
  });
});

/** A server on a port whose neighbour below is free. */
const occupied = async () => {
  for (;;) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const {port} = server.address() as AddressInfo;
    const below = await startSimulator({jobs: 0, port: port - 1}).catch(() => undefined);
    await below?.close();
    if (below) {
      onTestFinished(() => void server.close());
      return {port, release: () => new Promise(resolve => server.close(resolve))};
    }
    server.close();
  }
};

describe('the ports', () => {
  it('follow the given one, and are taken together or not at all', async () => {
    const {port, release} = await occupied();
    const options = {jobs: 0, port: port - 1, worlds: [{}, {region: 'eu-central-1'}]};
    await expect(startSimulator(options)).rejects.toMatchObject({code: 'EADDRINUSE', port});
    await expect(fetch(`http://127.0.0.1:${port - 1}`)).rejects.toThrow('fetch failed');
    await release();
    // The one after both may be in use by a stranger.
    const simulator = await startSimulator(options).catch(error => {
      expect(error).toMatchObject({code: 'EADDRINUSE', port: port + 1});
    });
    if (!simulator) return;
    onTestFinished(() => simulator.close());
    expect([simulator.port, ...simulator.worlds.map(world => world.port)]).toEqual([port - 1, port, port + 1]);
  });

  it('are all closed at the end', async () => {
    const {simulator, worlds} = await startWorlds();
    const urls = [simulator.url, ...worlds.map(({url}) => url)];
    expect(new Set(urls).size).toBe(4);
    await simulator.close();
    for (const url of urls) await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('two worlds may not have the same name', async () => {
    await expect(startWorlds({names: [US, EU, US]})).rejects.toThrow(`two worlds are named ${US}`);
  });
});

describe('the demo', () => {
  const options = {script: 'demo', now: () => NOON} as const;
  const running = ({world}: Pick<Simulator, 'world'>) => world.jobsByStatus.InProgress;

  it('takes faults at its start only', async () => {
    const quiet = await simulate(options);
    expect(() => quiet.faults.add('deny')).toThrow('a demo that starts without faults takes none later');
    const faulty = await simulate({...options, faults: ['latency=0']});
    expect(() => faulty.faults.add('deny')).not.toThrow();
  });

  it('has another region on the same port, in the same account, with a running job of its own', async () => {
    const simulator = await simulate({...options, jobs: 140, worlds: [{}, {region: 'eu-central-1'}]});
    expect(simulator.worlds.map(({name, url}) => [name, url])).toEqual([
      [US, simulator.url],
      ['eu-central-1/111122223333', simulator.url],
    ]);
    expect(await worldsIn(clientFor(simulator.url, 'eu-central-1'))).toEqual(['eu-central-1/111122223333']);
    expect(await worldsIn(clientFor(simulator.url, 'us-east-1'))).toEqual([US]);
    const [[first], [second]] = simulator.worlds.map(running) as [
      ReturnType<typeof running>,
      ReturnType<typeof running>,
    ];
    expect(first?.name).not.toBe(second?.name);
    expect(first?.createdAt).not.toBe(second?.createdAt);
    expect(first?.endsAt).not.toBe(second?.endsAt);
  });

  it('opens the world of another region later, once', async () => {
    const simulator = await simulate({
      ...options,
      jobs: 140,
      faults: ['throttle:times=1:world=us-west-2/111122223333'],
    });
    const before = jobsOf(simulator);
    expect(await worldsIn(clientFor(simulator.url, 'us-west-2'))).toEqual([US]);
    const opened = simulator.openWorld({region: 'us-west-2'});
    expect(simulator.openWorld({region: 'us-west-2'})).toBe(opened);
    expect(simulator.openWorld({}).world).toBe(simulator.world);
    expect(opened).toMatchObject({name: 'us-west-2/111122223333', url: simulator.url, port: simulator.port});
    expect(simulator.worlds).toHaveLength(2);
    const west = clientFor(simulator.url, 'us-west-2');
    await expect(list(west)).rejects.toMatchObject({name: 'ThrottlingException'});
    expect(await worldsIn(west)).toEqual(['us-west-2/111122223333']);
    expect(running(opened)).toHaveLength(1);
    expect(await worldsIn(clientFor(simulator.url, 'us-east-1'))).toEqual([US]);
    expect(jobsOf(simulator)).toEqual(before);
  });

  it('of one region is always the same', async () => {
    const [job] = running(await simulate({...options, jobs: 140}));
    expect(job).toMatchObject({
      id: '1x7xzqkc8mf5',
      name: 'qwen2.5-vl-7b-invoices-v9',
      createdAt: NOON - 663_217,
      endsAt: NOON + 40_000,
    });
  });

  it('of the first region is the same with another one', async () => {
    const alone = await simulate({...options, jobs: 140});
    const both = await simulate({...options, jobs: 140, worlds: [{}, {region: 'eu-central-1'}]});
    expect(jobsOf(both)).toEqual(jobsOf(alone));
    expect(running(both)).toEqual(running(alone));
  });
});
