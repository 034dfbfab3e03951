/** The reasons of failures in the program itself: what they cost, that esc stops them at once, and the command that prints them. */
import {spawn} from 'node:child_process';
import {afterEach, expect, it, onTestFinished} from 'vitest';
import {startSimulator} from '../../src/simulator/server.ts';
import {browse, CREDENTIALS} from '../support/browse.ts';
import {cleanEnvironment} from '../support/clean-environment.ts';
import {disposeAll} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';

afterEach(disposeAll);

const DAY = 86_400_000;

it('4 takes one request for each failed job of 30 days, and lists of 1,000', async () => {
  const {simulator, tui, lists} = await browse({world: {jobs: 1000, seed: 13}, cols: 100, rows: 15});
  const failed = simulator.world.jobs.filter(
    ({status, createdAt}) => status === 'Failed' && createdAt > Date.now() - 30 * DAY,
  );
  tui.write('4');
  await tui.waitFor(`${failed.length} of ${failed.length} read`);
  const gets = simulator.requests.filter(({operation}) => operation === 'GetModelImportJob');
  expect(failed.length).toBeGreaterThan(3);
  expect(gets).toHaveLength(failed.length);
  expect(lists().filter(({maxResults}) => maxResults === '1000')).toHaveLength(1);
}, 30_000);

it('esc stops within a second, although no answer comes', async () => {
  const world = {jobs: 1000, seed: 13, faults: ['hang:op=GetModelImportJob:after=4']};
  const {simulator, tui} = await browse({world, cols: 100, rows: 15});
  tui.write('4');
  await tui.waitFor('reading reasons: 4 of');
  const began = performance.now();
  tui.write('\x1b');
  await tui.waitFor('not read');
  expect(performance.now() - began).toBeLessThan(1000);
  const asked = simulator.requests.length;
  tui.write('\x1b');
  await tui.waitFor('STATUS');
  expect(simulator.requests.length).toBe(asked);
}, 30_000);

it('ctrl-c prints a report of what has been read, and says that it is partial', async () => {
  const faults = ['hang:op=GetModelImportJob:after=4'];
  const simulator = await startSimulator({jobs: 1000, seed: 13, keepsRequests: true, faults});
  const args = [BIN, 'report', '--after', '1000d', '--output', 'json', '--endpoint-url', simulator.url];
  const {variables, dispose} = cleanEnvironment(CREDENTIALS);
  const child = spawn(process.execPath, args, {env: variables, stdio: ['ignore', 'pipe', 'pipe']});
  onTestFinished(() => {
    child.kill('SIGKILL');
    dispose();
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', chunk => {
    stdout += chunk;
  });
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  const isHanging = () => simulator.requests.filter(({operation}) => operation === 'GetModelImportJob').length >= 7;
  await expect.poll(isHanging, {timeout: 20_000}).toBe(true);
  child.kill('SIGINT');
  const code = await new Promise(resolve => child.on('close', resolve));
  await simulator.close();
  expect(code).toBe(130);
  expect(JSON.parse(stdout).basis).toMatchObject({reasonsRead: 4, isListComplete: true, isPartial: true});
  expect(stderr).toMatch(
    /^Interrupted\. The report is partial: it covers [\d,]+ jobs, and the reasons of 4 of \d+ failed jobs\.\n$/,
  );
}, 30_000);
