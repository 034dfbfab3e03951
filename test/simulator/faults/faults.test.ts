/** Faults over plain HTTP: what each one sends, which requests it affects, and adding and removing faults at run time. */
import {once} from 'node:events';
import {connect} from 'node:net';
import {describe, expect, it} from 'vitest';
import type {Simulator, SimulatorOptions} from '../../../src/simulator/server.ts';
import {ask, createClock, NOON, SECOND, SIGNED, type Summary, simulate} from '../simulated.ts';

const LIST = '/model-import-jobs';

const withFaults = (...faults: readonly string[]) => simulate({jobs: 5, seed: 7, faults});

const raw = async (simulator: Simulator, path = LIST) => {
  const response = await fetch(`${simulator.url}${path}`, {headers: SIGNED});
  const {status, headers} = response;
  const type = (headers.get('x-amzn-errortype') ?? '').split(':')[0];
  return {status, headers, type, text: await response.text()};
};

const statuses = async (simulator: Simulator, count: number, path = LIST) => {
  const seen: number[] = [];
  for (let i = 0; i < count; i += 1) seen.push((await raw(simulator, path)).status);
  return seen;
};

const page = async (simulator: Simulator, size: number, token?: string) => {
  const next = token === undefined ? '' : `&nextToken=${encodeURIComponent(token)}`;
  const {status, body} = await ask(simulator, `${LIST}?maxResults=${size}${next}`);
  const names = body.modelImportJobSummaries?.map(job => job.jobName);
  return {status, token: body.nextToken, names};
};

/** The jobs of a simulator without faults. */
const jobsWithoutFault = async (): Promise<readonly Summary[]> =>
  (await ask(await withFaults(), LIST)).body.modelImportJobSummaries;

/** The answer received until the connection ends or `isEnough` is true. */
const bytesUntil = async (simulator: Simulator, isEnough: (text: string) => boolean) => {
  const socket = connect(simulator.port, '127.0.0.1');
  socket.write(`GET ${LIST} HTTP/1.1\r\nhost: localhost\r\nauthorization: ${SIGNED.authorization}\r\n\r\n`);
  let text = '';
  const ended = once(socket, 'close');
  const enough = new Promise<void>(resolve => {
    socket.on('data', data => {
      text += data;
      if (isEnough(text)) resolve();
    });
  });
  await Promise.race([ended, enough]);
  const isOpen = !socket.readableEnded && !socket.destroyed;
  socket.destroy();
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return {head, body, length: Number(/content-length: (\d+)/i.exec(head)?.[1]), isOpen};
};

describe('a replaced answer', () => {
  it.each([
    ['throttle', 429, 'ThrottlingException', /Too many requests/],
    ['error=500', 500, 'InternalServerException', /internal server error/],
    ['error=503', 503, 'ServiceUnavailableException', /unavailable/],
    ['deny', 403, 'AccessDeniedException', /not authorized to perform: bedrock:ListModelImportJobs because/],
    ['expired', 403, 'ExpiredTokenException', /expired/],
    ['unrecognized', 403, 'UnrecognizedClientException', /invalid/],
    ['html=200', 200, '', /^<!DOCTYPE html>/],
    ['html=503', 503, '', /^<!DOCTYPE html>/],
    ['empty', 200, '', /^$/],
  ])('%s', async (spec, status, type, text) => {
    const answer = await raw(await withFaults(spec));
    expect([answer.status, answer.type]).toEqual([status, type]);
    expect(answer.text).toMatch(spec.startsWith('html') || spec === 'empty' ? text : /^\{"message":"/);
    expect(answer.text).toMatch(text);
    expect(answer.headers.get('content-type')).toBe(spec.startsWith('html') ? 'text/html' : 'application/json');
    expect(answer.headers.get('retry-after')).toBeNull();
  });

  it('throttle may say when to retry', async () => {
    expect((await raw(await withFaults('throttle:retry-after=7'))).headers.get('retry-after')).toBe('7');
  });

  it('rate allows N requests per second', async () => {
    const clock = createClock();
    const simulator = await simulate({now: clock.now, faults: ['rate=2']});
    expect(await statuses(simulator, 4)).toEqual([200, 200, 429, 429]);
    clock.pass(SECOND);
    expect(await statuses(simulator, 3)).toEqual([200, 200, 429]);
  });

  it('token-expired refuses later pages only', async () => {
    const simulator = await withFaults('token-expired');
    const {token} = await page(simulator, 2);
    const answer = await raw(simulator, `${LIST}?maxResults=2&nextToken=${token}`);
    expect([answer.status, answer.type]).toEqual([400, 'ValidationException']);
  });

  it('the service does not see the request', async () => {
    const simulator = await withFaults('error=500');
    await ask(simulator, LIST, {body: '{}'});
    expect(simulator.world.jobs).toHaveLength(5);
  });
});

describe('the delivery', () => {
  it('hang never answers', async () => {
    const simulator = await withFaults('hang');
    const gone = new AbortController();
    const asked = fetch(`${simulator.url}${LIST}`, {headers: SIGNED, signal: gone.signal});
    await expect.poll(() => simulator.requests.length).toBe(1);
    gone.abort();
    await expect(asked).rejects.toThrow('aborted');
    expect(simulator.requests[0]?.status).toBeUndefined();
  });

  it('reset resets the connection', async () => {
    await expect(raw(await withFaults('reset'))).rejects.toMatchObject({cause: {code: 'ECONNRESET'}});
  });

  it('stall sends half and stays open, truncate sends half and closes', async () => {
    const whole = JSON.stringify({modelImportJobSummaries: await jobsWithoutFault()});
    for (const [spec, isOpen] of [
      ['stall', true],
      ['truncate', false],
    ] as const) {
      const half = whole.slice(0, Math.floor(whole.length / 2));
      const seen = await bytesUntil(await withFaults(spec), text => isOpen && text.endsWith(half));
      expect(seen).toMatchObject({body: half, length: whole.length, isOpen});
      expect(seen.head).toMatch(/^HTTP\/1\.1 200 OK/);
    }
  });

  it('skew moves the Date header', async () => {
    for (const seconds of [90, -3600]) {
      const {headers} = await raw(await withFaults(`skew=${seconds}`));
      expect(Date.parse(headers.get('date') ?? '')).toBe(NOON + seconds * SECOND);
    }
  });

  it('latency delays the answer, and jitter adds to it', async () => {
    const waits: number[] = [];
    const options: SimulatorOptions = {wait: async ms => void waits.push(ms)};
    const simulator = await simulate({...options, faults: ['latency=300', 'latency=20:op=Get']});
    await raw(simulator);
    simulator.faults.clear();
    simulator.faults.add('latency=100:jitter=50');
    await statuses(simulator, 20);
    const [first, ...others] = waits;
    expect(first).toBe(300);
    expect(others).toHaveLength(20);
    expect(new Set(others).size).toBeGreaterThan(5);
    expect(Math.min(...others)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...others)).toBeLessThanOrEqual(150);
  });

  it('a delayed answer arrives', async () => {
    expect((await raw(await withFaults('latency=1'))).status).toBe(200);
  });
});

describe('changed answers', () => {
  it('repeat-token: a page leads back to itself', async () => {
    const simulator = await withFaults('repeat-token');
    const first = await page(simulator, 2);
    const second = await page(simulator, 2, first.token);
    expect(second).toMatchObject({status: 200, token: first.token});
    expect(second.names).not.toEqual(first.names);
    const all = await page(simulator, 100);
    expect(await page(simulator, 100, all.token)).toEqual(all);
  });

  it.each([
    ['empty-page', [0, 2, 0, 2, 0, 1]],
    ['empty-page:every=2', [2, 0, 2, 1]],
    ['empty-page:times=1', [0, 2, 2, 1]],
    ['empty-page:pages=3', [0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1]],
    ['empty-page:pages=3:times=2', [0, 0, 2, 2, 1]],
  ])('%s: a client that goes on gets all jobs, and comes to an end', async (spec, wanted) => {
    const simulator = await withFaults(spec);
    const names: unknown[] = [];
    const sizes: (number | undefined)[] = [];
    let token: string | undefined;
    do {
      const read = await page(simulator, 2, token);
      names.push(...(read.names ?? []));
      sizes.push(read.names?.length);
      ({token} = read);
    } while (token !== undefined && sizes.length < 20);
    expect(names).toEqual((await jobsWithoutFault()).map(job => job.jobName));
    expect(sizes).toEqual(wanted);
  });

  it('duplicate: the last job comes again', async () => {
    const simulator = await withFaults('duplicate:times=1');
    const [a, b, c, d, e] = (await jobsWithoutFault()).map(job => job.jobName);
    const first = await page(simulator, 2);
    const second = await page(simulator, 2, first.token);
    const third = await page(simulator, 2, second.token);
    expect([first.names, second.names, third.names]).toEqual([[a, b], [b, c, d], [e]]);
  });

  it('unknown-status: the first of a page, and a job', async () => {
    const simulator = await withFaults('unknown-status');
    const {modelImportJobSummaries: jobs} = (await ask(simulator, LIST)).body;
    expect(jobs.map(job => job.status === 'Queued')).toEqual([true, false, false, false, false]);
    expect((await ask(simulator, `${LIST}/${jobs[1]?.jobName}`)).body).toMatchObject({status: 'Queued'});
    expect((await raw(simulator, `${LIST}/nobody`)).text).not.toContain('Queued');
  });

  it('sparse: only required members', async () => {
    const simulator = await withFaults('sparse');
    const [job] = (await ask(simulator, LIST)).body.modelImportJobSummaries;
    const members = ['creationTime', 'jobArn', 'jobName', 'status'];
    expect(Object.keys(job ?? {}).sort()).toEqual(members);
    expect(Object.keys((await ask(simulator, `${LIST}/${job?.jobName}`)).body).sort()).toEqual(members);
    expect((await page(simulator, 2)).token).toMatch(/^[\w-]{20,}$/);
    expect((await raw(simulator, `${LIST}/nobody`)).text).toContain('message');
  });

  it('micros: the same moments', async () => {
    const simulator = await withFaults('micros');
    const {modelImportJobSummaries: jobs} = (await ask(simulator, LIST)).body;
    expect(jobs[0]?.creationTime).toMatch(/T\d\d:\d\d:\d\d\.\d{6}\+02:00$/);
    expect(jobs.map(job => Date.parse(job.creationTime))).toEqual(
      (await jobsWithoutFault()).map(job => Date.parse(job.creationTime)),
    );
  });

  it('hostile: names, ARNs, reasons and errors', async () => {
    const simulator = await simulate({faults: ['hostile']});
    const {arn} = simulator.world.start({name: 'some-job'});
    simulator.world.finish(arn, 'Failed', 'config.json was not found');
    const {text, body} = await ask(simulator, `${LIST}/some-job`);
    const members: Readonly<Record<string, unknown>> = JSON.parse(text);
    for (const name of ['jobArn', 'jobName', 'failureMessage', 'importedModelName', 'roleArn']) {
      expect(members[name], name).toMatch(/^.*\x1b\[31;7m\x1b\]0;.*\x07\x1b\]52;.*\x9b2J.*\u202e/);
    }
    expect(members.modelDataSource).toEqual({s3DataSource: {s3Uri: expect.stringMatching(/^\x1b\[31;7m.*s3:\/\//)}});
    expect(body.jobArn.endsWith(arn.split('/').at(-1) ?? '?')).toBe(true);
    expect(String(members.failureMessage).length).toBeGreaterThan(10_000);
    expect(members.failureMessage).toContain('config.json was not found\r');
    expect((await ask(simulator, `${LIST}/nobody`)).body.message).toMatch(/^\x1b.*nobody was not found/s);
    expect(members.status).toBe('Failed');
  });

  it('hostile also changes the error of another fault', async () => {
    const {status, body} = await ask(await withFaults('hostile', 'deny'), LIST);
    expect([status, body.message[0]]).toEqual([403, '\x1b']);
  });
});

describe('which requests are affected', () => {
  it.each([
    ['error=500', [500, 500, 500, 500, 500, 500]],
    ['error=500:times=2', [500, 500, 200, 200, 200, 200]],
    ['error=500:after=2', [200, 200, 500, 500, 500, 500]],
    ['error=500:every=3', [200, 200, 500, 200, 200, 500]],
    ['error=500:after=1:every=2:times=2', [200, 200, 500, 200, 500, 200]],
    ['error=500:op=List:times=1', [500, 200, 200, 200, 200, 200]],
    ['error=500:op=ListModelImportJobs:times=1', [500, 200, 200, 200, 200, 200]],
    ['error=500:op=ListImportedModels', [200, 200, 200, 200, 200, 200]],
    ['error=500:op=Get', [200, 200, 200, 200, 200, 200]],
  ])('%s', async (spec, wanted) => {
    expect(await statuses(await withFaults(spec), 6)).toEqual(wanted);
  });

  it('op counts only its own requests', async () => {
    const simulator = await withFaults('error=500:op=Get:times=1');
    const path = `${LIST}/${(await jobsWithoutFault())[0]?.jobName}`;
    await statuses(simulator, 3);
    expect(await statuses(simulator, 2, path)).toEqual([500, 200]);
  });

  it('from and for define a period', async () => {
    const clock = createClock();
    const simulator = await simulate({now: clock.now, faults: ['error=500:from=10:for=5:after=1']});
    const seen: number[] = [];
    for (let i = 0; i < 7; i += 1) {
      seen.push(...(await statuses(simulator, 1)));
      clock.pass(i === 0 ? 10 * SECOND : SECOND);
    }
    expect(seen).toEqual([200, 200, 500, 500, 500, 500, 200]);
  });

  it('the first fault that answers is used', async () => {
    expect(await statuses(await withFaults('throttle:times=1', 'error=500:times=2', 'sparse'), 3)).toEqual([
      429, 500, 200,
    ]);
  });
});

describe('at run time', () => {
  it('faults can be added and cleared', async () => {
    const simulator = await simulate();
    const {faults} = simulator;
    expect(await statuses(simulator, 1)).toEqual([200]);
    faults.add('throttle:op=List');
    faults.add({name: 'error', value: '500', options: {op: 'Get'}});
    expect(await statuses(simulator, 1)).toEqual([429]);
    expect(await statuses(simulator, 1, `${LIST}/nobody`)).toEqual([500]);
    expect(simulator.requests.map(({status}) => status)).toEqual([200, 429, 500]);
    faults.clear();
    expect(await statuses(simulator, 1)).toEqual([200]);
  });
});
