/** Sockets that fail, answers that never come or never end, and aborted calls. */
import {describe, expect, it} from 'vitest';
import {answerOf, errorOf, gatewayAt, LIST, NEVER} from '../gateway-under-test.ts';
import {closedPort, emptyList, sendJson, startStub} from '../stub-server.ts';

const LIMITS = {limits: {connectMs: 300, requestMs: 150}};

describe('a network failure', () => {
  it('names the endpoint that refused the connection', async () => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    const error = errorOf(await gatewayAt(url).listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.why).toContain(`${url} refused the connection`);
  });

  it('gives up on a server that never answers, in each attempt', async () => {
    const stub = await startStub(() => {});
    const error = errorOf(await gatewayAt(stub.url, LIMITS).listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.why).toContain('did not answer in time (no answer within 0.15 s)');
    expect(stub.requests).toHaveLength(3);
  });

  it('gives up on a server that only sends status 102', async () => {
    const stub = await startStub((response, request) => {
      const again = () => request.socket.destroyed || response.writeProcessing(() => setImmediate(again));
      again();
    });
    const error = errorOf(await gatewayAt(stub.url, LIMITS).listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.why).toContain('did not answer in time (no answer within 0.15 s)');
  });

  it('gives up on a body that stalls', async () => {
    const stub = await startStub(response => response.write('{"modelImportJobSummaries":['));
    const error = errorOf(await gatewayAt(stub.url, LIMITS).listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
  });

  it('reports a connection that was reset', async () => {
    const stub = await startStub((_, request) => request.socket.resetAndDestroy());
    const error = errorOf(await gatewayAt(stub.url).listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.why).toContain('closed the connection');
  });

  it('reports a body that is cut off', async () => {
    const stub = await startStub((response, request) => {
      response.writeHead(200, {'content-length': '1000'});
      response.write('{"modelImportJobSummaries":[', () => request.socket.destroy());
    });
    expect(errorOf(await gatewayAt(stub.url).listJobs(LIST, NEVER))).toMatchObject({
      kind: 'network',
      isTransient: true,
    });
  });

  it('says so if the server does not speak TLS', async () => {
    const stub = await startStub(emptyList);
    const error = errorOf(await gatewayAt(stub.url.replace('http:', 'https:')).listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: false});
    expect(error.why).toContain('does not speak TLS');
  });
});

describe('aborted calls', () => {
  it('end at once if nothing has been sent', async () => {
    const stub = await startStub(emptyList);
    expect(errorOf(await gatewayAt(stub.url).listJobs(LIST, AbortSignal.abort())).kind).toBe('cancelled');
    expect(stub.requests).toHaveLength(0);
  });

  it('stop the request, and close its socket', async () => {
    const controller = new AbortController();
    const stub = await startStub(() => {});
    const outcome = gatewayAt(stub.url).listJobs(LIST, controller.signal);
    await stub.arrived(1);
    const closed = new Promise(resolve => stub.requests[0]!.socket.once('close', resolve));
    controller.abort();
    expect(errorOf(await outcome)).toMatchObject({kind: 'cancelled', isTransient: false});
    await closed;
    expect(stub.requests).toHaveLength(1);
  });

  it('stop in the middle of a body', async () => {
    const controller = new AbortController();
    const stub = await startStub(response => response.write('{', () => controller.abort()));
    expect(errorOf(await gatewayAt(stub.url).listJobs(LIST, controller.signal)).kind).toBe('cancelled');
  });

  it('do not affect other calls', async () => {
    const controller = new AbortController();
    const stub = await startStub(
      (response, _, index) => index === 1 && sendJson(response, {modelImportJobSummaries: []}),
    );
    const gateway = gatewayAt(stub.url);
    const first = gateway.listJobs(LIST, controller.signal);
    await stub.arrived(1);
    const second = gateway.listJobs(LIST, NEVER);
    controller.abort();
    expect(errorOf(await first).kind).toBe('cancelled');
    expect(answerOf(await second).jobs).toEqual([]);
  });

  it('are all calls once the gateway is closed', async () => {
    const stub = await startStub(() => {});
    const gateway = gatewayAt(stub.url);
    const outcome = gateway.listJobs(LIST, NEVER);
    await stub.arrived(1);
    gateway.close();
    expect(errorOf(await outcome).kind).toBe('cancelled');
    expect(errorOf(await gateway.connect(NEVER)).kind).toBe('cancelled');
  });
});
