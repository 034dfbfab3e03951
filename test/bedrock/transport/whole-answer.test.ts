/** The limits for the time and size of an answer, and what happens beyond them. */
import type {ServerResponse} from 'node:http';
import {gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {awsHome} from '../aws-home.ts';
import {ARN, answerOf, errorOf, gatewayAt, gatewayWith, LIST, NEVER, SUMMARY} from '../gateway-under-test.ts';
import {sendJson, startStub} from '../stub-server.ts';

const KB = 1024;
const LIMITS = {limits: {connectMs: 300, requestMs: 150}};

/** Sends one space at a time until the connection is closed. */
const trickle = (response: ServerResponse): void => {
  const more = () => response.destroyed || response.write(' ', () => setImmediate(more));
  more();
};

/** Sends pieces of 64 KB until the connection is closed. Resolves to the number of bytes sent. */
const flood = (response: ServerResponse): Promise<number> =>
  new Promise(resolve => {
    const piece = Buffer.alloc(64 * KB, ' ');
    let sent = 0;
    const more = () => {
      if (response.destroyed) return;
      sent += piece.length;
      response.write(piece, () => setImmediate(more));
    };
    response.on('close', () => resolve(sent));
    more();
  });

/** A list of exactly `bytes` bytes. */
const listOf = (bytes: number): string => {
  const text = JSON.stringify({modelImportJobSummaries: [SUMMARY]});
  return text.padEnd(bytes, ' ');
};

describe('the time limit of an answer', () => {
  it('ends a body that trickles in, in each attempt', async () => {
    const stub = await startStub(trickle);
    const error = errorOf(await gatewayAt(stub.url, LIMITS).listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.why).toBe(`${stub.url} did not finish its answer in time (no complete answer within 0.15 s)`);
    expect(stub.requests).toHaveLength(3);
  });

  it('does not end the call: the next attempt may succeed', async () => {
    const stub = await startStub((response, _, index) => {
      if (index === 0) trickle(response);
      else sendJson(response, {modelImportJobSummaries: [SUMMARY]});
    });
    expect(answerOf(await gatewayAt(stub.url, LIMITS).listJobs(LIST, NEVER)).jobs).toHaveLength(1);
    expect(stub.requests).toHaveLength(2);
  });

  it('is limited for the body of an error, too', async () => {
    const stub = await startStub(response => {
      response.writeHead(400);
      trickle(response);
    });
    expect(errorOf(await gatewayAt(stub.url, LIMITS).getJob(ARN, NEVER)).why).toContain('did not finish its answer');
  });

  it('says “no answer” if none has begun', async () => {
    const stub = await startStub(() => {});
    const error = errorOf(await gatewayAt(stub.url, LIMITS).listJobs(LIST, NEVER));
    expect(error.why).toBe(`${stub.url} did not answer in time (no answer within 0.15 s)`);
  });

  it('closes the connection of a late answer', async () => {
    const closed: Promise<unknown>[] = [];
    const stub = await startStub(response => {
      closed.push(new Promise(resolve => response.once('close', resolve)));
      trickle(response);
    });
    errorOf(await gatewayAt(stub.url, LIMITS).listJobs(LIST, NEVER));
    await Promise.all(closed);
    expect(closed).toHaveLength(3);
  });

  it('sends nothing more after an abort in the middle', async () => {
    const controller = new AbortController();
    const stub = await startStub(response => {
      trickle(response);
      setImmediate(() => controller.abort());
    });
    expect(errorOf(await gatewayAt(stub.url).listJobs(LIST, controller.signal)).kind).toBe('cancelled');
    expect(stub.requests).toHaveLength(1);
  });
});

describe('the size of an answer', () => {
  it.each([
    ['100 rows', 100, 464],
    ['1 row', 1, 68],
    ['1,000 rows', 1000, 4064],
  ])('is at most 64 KB plus 4 KB for each of %s', async (_, pageSize, kb) => {
    const stub = await startStub((response, __, index) => response.end(listOf(kb * KB + index)));
    const gateway = gatewayAt(stub.url);
    expect(answerOf(await gateway.listJobs({...LIST, pageSize}, NEVER)).jobs).toHaveLength(1);
    const error = errorOf(await gateway.listJobs({...LIST, pageSize}, NEVER));
    expect(error).toMatchObject({kind: 'answer', isTransient: false, operation: 'ListModelImportJobs'});
    expect(error.why).toBe(`The answer from ${stub.url} is too large (more than ${kb} KB)`);
  });

  it('is counted while it arrives: the connection is closed, and there is no retry', async () => {
    let sent: Promise<number> | undefined;
    const stub = await startStub(response => {
      sent = flood(response);
    });
    expect(errorOf(await gatewayAt(stub.url).getJob(ARN, NEVER)).why).toContain('is too large (more than 68 KB)');
    // The socket buffers of both sides add to it.
    expect(await sent).toBeLessThan(32 * KB * KB);
    expect(stub.requests).toHaveLength(1);
  });

  it('is limited for an error', async () => {
    const stub = await startStub(response => {
      response.writeHead(500, {'x-amzn-errortype': 'InternalServerException'});
      void flood(response);
    });
    expect(errorOf(await gatewayAt(stub.url).listJobs(LIST, NEVER)).kind).toBe('answer');
    expect(stub.requests).toHaveLength(1);
  });

  it('does not grow by compression, because nothing is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(32 * KB * KB, ' '));
    const stub = await startStub(response => {
      response.writeHead(200, {'content-type': 'application/json', 'content-encoding': 'gzip'});
      response.end(bomb);
    });
    expect(bomb.length).toBeLessThan(64 * KB);
    expect(errorOf(await gatewayAt(stub.url).listJobs(LIST, NEVER)).kind).toBe('answer');
  });
});

describe('an answer of STS', () => {
  const roleGateway = (sts: string, bedrock: string) => {
    const home = awsHome({env: {AWS_PROFILE: 'role', AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_STS: sts}});
    home.writeConfig(
      '[profile role]\nrole_arn=arn:aws:iam::111122223333:role/x\nsource_profile=keys\n' +
        '[profile keys]\naws_access_key_id=AKIDEXAMPLE\naws_secret_access_key=secretsecret\n',
    );
    return gatewayWith({environment: home.environment, endpointUrl: bedrock, ...LIMITS});
  };

  it.each([
    ['time', trickle, 'did not finish its answer in time'],
    ['size', flood, 'is too large'],
  ])('has a limit for its %s', async (_, answer, why) => {
    const sts = await startStub(response => void answer(response));
    const bedrock = await startStub(() => {});
    const error = errorOf(await roleGateway(sts.url, bedrock.url).connect(NEVER));
    expect(error.why).toContain(`AWS STS at ${sts.url} ${why}`);
    expect(bedrock.requests).toHaveLength(0);
  });
});
