/** The simulator command: its output, its end, and a port that is not available. */
import {type AddressInfo, createServer} from 'node:net';
import {describe, expect, it} from 'vitest';
import {parseCommandLine} from '../../../src/cli/args/parse.ts';
import type {SimulatorOptions} from '../../../src/cli/args/simulator-options.ts';
import {runSimulator, type StopSignal} from '../../../src/cli/commands/simulator.ts';

const optionsOf = (...argv: string[]): SimulatorOptions => {
  const parsed = parseCommandLine(['simulator', ...argv], 0);
  if (parsed.kind !== 'simulator') throw new Error(JSON.stringify(parsed));
  return parsed;
};

const start = (...argv: string[]) => {
  const printed: string[] = [];
  const said: string[] = [];
  let end: (signal: StopSignal) => void = () => {};
  let announce: (url: string) => void = () => {};
  const url = new Promise<string>(resolve => {
    announce = resolve;
  });
  const code = runSimulator(optionsOf(...argv), {
    print: text => {
      printed.push(text);
      announce(text.split('\n')[0] ?? '');
    },
    say: text => said.push(text),
    onSignal: callback => {
      end = callback;
    },
    environment: {},
    hasTerminal: false,
  });
  return {printed, said, url, code, end: (signal: StopSignal) => end(signal)};
};

const signed = {authorization: 'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/us-east-1/bedrock/aws4_request'};

describe('the simulator command', () => {
  it('prints only the address, serves, and ends with the signal’s code', async () => {
    const run = start('--port', '0', '--jobs', '12');
    const url = await run.url;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(run.printed).toEqual([`${url}\n`]);
    const answer = await fetch(`${url}/model-import-jobs?maxResults=1000`, {headers: signed});
    expect(answer.status).toBe(200);
    const body = (await answer.json()) as {modelImportJobSummaries: unknown[]};
    expect(body.modelImportJobSummaries).toHaveLength(12);
    run.end('SIGTERM');
    expect(await run.code).toBe(143);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('explains on stderr how to use it', async () => {
    const run = start('--port', '0');
    const url = await run.url;
    run.end('SIGINT');
    expect(await run.code).toBe(130);
    expect(run.said.join('')).toContain(`AWS_ENDPOINT_URL_BEDROCK=${url}`);
    expect(run.said.join('')).toContain('aws bedrock list-model-import-jobs');
  });

  it('logs each request with --log, and explains nothing with --quiet', async () => {
    const run = start('--port', '0', '--log', '--quiet');
    await fetch(`${await run.url}/model-import-jobs`, {headers: signed});
    run.end('SIGINT');
    await run.code;
    expect(run.said).toHaveLength(1);
    expect(run.said[0]).toMatch(/^.* 200 ListModelImportJobs GET \/model-import-jobs\n$/);
  });

  it('fails on purpose with --fault', async () => {
    const run = start('--port', '0', '--quiet', '--fault', 'throttle:times=1,deny:times=2');
    const url = await run.url;
    const status = async () => (await fetch(`${url}/model-import-jobs`, {headers: signed})).status;
    expect([await status(), await status(), await status()]).toEqual([429, 403, 200]);
    run.end('SIGINT');
    await run.code;
  });

  it('prints the address of each of several worlds, and logs which one was asked', async () => {
    const names = ['us-east-1/111122223333', 'eu-central-1/444455556666'];
    const worlds = names.flatMap(name => ['--world', name]);
    const run = start('--port', '0', '--log', '--jobs', '3', '--fault', `deny:world=${names[1]}`, ...worlds);
    const url = await run.url;
    const [shared, ...others] = run.printed.join('').trimEnd().split('\n');
    expect(shared).toBe(url);
    expect(others.map(line => line.replace(/:\d+$/, ''))).toEqual(names.map(name => `${name} http://127.0.0.1`));
    const urlOf = (line = '') => line.split(' ')[1] ?? '';
    const status = async (address: string) => (await fetch(`${address}/model-import-jobs`, {headers: signed})).status;
    expect([await status(url), await status(urlOf(others[0])), await status(urlOf(others[1]))]).toEqual([
      200, 200, 403,
    ]);
    run.end('SIGINT');
    await run.code;
    const [hint = '', ...log] = run.said;
    expect(hint).toContain('The first address serves all worlds');
    expect(log.map(line => line.split(' ').slice(1, 4).join(' '))).toEqual([
      `200 ${names[0]} ListModelImportJobs`,
      `200 ${names[0]} ListModelImportJobs`,
      `403 ${names[1]} ListModelImportJobs`,
    ]);
  });

  it('explains how to use another region', async () => {
    const run = start('--port', '0', '--region', 'eu-central-1', '--account', '444455556666');
    const url = await run.url;
    const {modelImportJobSummaries: jobs} = (await (
      await fetch(`${url}/model-import-jobs`, {headers: signed})
    ).json()) as {modelImportJobSummaries: readonly {jobArn: string}[]};
    expect(jobs[0]?.jobArn).toMatch(/^arn:aws:bedrock:eu-central-1:444455556666:/);
    run.end('SIGINT');
    await run.code;
    expect(run.printed).toEqual([`${url}\n`]);
    expect(run.said.join('')).toContain('AWS_REGION=eu-central-1 AWS_DEFAULT_REGION=eu-central-1');
    expect(run.said.join('')).not.toContain('The first address');
  });

  it('reports in one line that the port of a world is in use', async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const {port} = other.address() as AddressInfo;
    const worlds = ['--world', 'us-east-1/111122223333,eu-central-1/444455556666'];
    const run = start('--port', String(port), ...worlds);
    expect(await run.code).toBe(2);
    expect(run.said).toEqual([
      `port ${port} is in use, and 2 worlds need ${port} to ${port + 2}; choose another with --port, or --port 0 for any free port\n`,
    ]);
    other.close();
  });

  it('reports in one line that the port is in use', async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const {port} = other.address() as AddressInfo;
    const run = start('--port', String(port));
    expect(await run.code).toBe(2);
    expect(run.printed).toEqual([]);
    expect(run.said).toEqual([`port ${port} is in use; choose another with --port, or --port 0 for any free port\n`]);
    other.close();
  });
});
