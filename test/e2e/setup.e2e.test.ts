/** No AWS configuration, a bad profile, a metadata address that never answers: the setup screen, and the ways out of it. */
import {mkdirSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {afterEach, describe, expect, it, onTestFinished} from 'vitest';
import {startSimulator} from '../../src/simulator/server.ts';
import {CREDENTIALS} from '../support/browse.ts';
import type {Variables} from '../support/clean-environment.ts';
import {disposeAll, startInPty} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';

afterEach(disposeAll);

const start = (args: readonly string[] = [], env: Variables = {}) =>
  startInPty(process.execPath, [BIN, ...args], {cols: 100, rows: 30, env});

/** Takes connections and says nothing. */
const blackHole = async (): Promise<string> => {
  const server: Server = createServer(() => {});
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe('without any AWS configuration', () => {
  it('says what is missing and what to do, and d starts the demo', async () => {
    const tui = start();
    await tui.waitFor('No region configured');
    expect(tui.screen()).toContain('aws configure');
    await tui.waitFor('No profiles found');
    tui.press('d');
    await tui.waitFor(/simulated jobs/);
    await tui.waitFor(/> InProgress/);
    tui.press('q');
    expect(await tui.exit).toEqual({code: 0, signal: 0});
  });

  it('appears within a second, even if an instance role never answers', async () => {
    const tui = start([], {
      AWS_EC2_METADATA_DISABLED: undefined,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: await blackHole(),
      AWS_REGION: 'us-east-1',
    });
    await tui.waitFor(({modes}) => modes().isAlternateScreen);
    const drawn = Date.now();
    await tui.waitFor('Looking for a region and credentials');
    // The program's own clock says 700 ms; the rest is for a busy machine.
    expect(Date.now() - drawn).toBeLessThan(1500);
    await tui.waitFor(/No profiles found/);
    tui.press('d');
    await tui.waitFor(/> InProgress/);
  });

  it('names the profiles that there are, and goes on by r once there are credentials', async () => {
    const simulator = await startSimulator({jobs: 20});
    onTestFinished(() => simulator.close());
    const tui = start(['--endpoint-url', simulator.url], {AWS_REGION: 'us-east-1'});
    await tui.waitFor('No profiles found');
    mkdirSync(join(tui.home, '.aws'));
    writeFileSync(
      join(tui.home, '.aws', 'credentials'),
      '[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n',
    );
    tui.press('r');
    await tui.waitFor('20 jobs · end of list');
  });

  it('connects with the profile that is chosen with the arrows and enter', async () => {
    const simulator = await startSimulator({jobs: 20});
    onTestFinished(() => simulator.close());
    const tui = start(['--endpoint-url', simulator.url, '--profile', 'nowhere'], {AWS_REGION: 'us-east-1'});
    await tui.waitFor('No profiles found');
    mkdirSync(join(tui.home, '.aws'));
    const keys = 'aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n';
    writeFileSync(join(tui.home, '.aws', 'credentials'), `[first]\n${keys}[second]\n${keys}`);
    tui.press('r');
    await tui.waitFor(/• first/);
    tui.press('down');
    await tui.waitFor(/• second/);
    tui.press('enter');
    await tui.waitFor('20 jobs · end of list');
    expect(tui.screen()).toContain('second');
  });

  it('a profile that is not there is called by its name', async () => {
    const tui = start(['--profile', 'nowhere', '--region', 'us-east-1'], CREDENTIALS);
    await tui.waitFor(/profile .?nowhere/i);
    expect(tui.screen()).not.toMatch(/at .*\.js/);
  });
});

it('a dead endpoint is told in the list, and tried again by itself', async () => {
  const dead = await blackHole();
  const port = Number(new URL(dead).port);
  const gone = await startSimulator({jobs: 5});
  await gone.close();
  expect(port).toBeGreaterThan(0);
  const tui = start(['--endpoint-url', gone.url, '--refresh', '1'], CREDENTIALS);
  await tui.waitFor(/could not be reached|refused|ECONNREFUSED/i);
  const again = await startSimulator({jobs: 5, port: gone.port});
  onTestFinished(() => again.close());
  await tui.waitFor('5 jobs · end of list', 20_000);
}, 30_000);
