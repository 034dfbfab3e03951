/** The session of IAM Identity Center ends in the middle of a scroll: the rows stay, and after `aws sso login` one key goes on. */
import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, it, onTestFinished} from 'vitest';
import {sendError, sendJson, startStub} from '../bedrock/stub-server.ts';
import {browse, selectedRow} from '../support/browse.ts';
import {disposeAll, type PtyProgram} from '../support/pty.ts';

afterEach(disposeAll);

const CONFIG = `[sso-session corp]
sso_start_url=https://corp.awsapps.com/start
sso_region=us-east-1
[profile work]
region=us-east-1
sso_session=corp
sso_account_id=111122223333
sso_role_name=dev
`;
const HOUR = 3_600_000;
const SECRETS = ['sso-token-one', 'sso-token-two', 'secret-of-the-role', 'session-token-of-the-role'];

/** A home directory with the profile `work`, and what `aws sso login` and the passing of its hours do to it. */
const homeOfWork = () => {
  const home = mkdtempSync(join(tmpdir(), 'imports-tui-sso-'));
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  const cache = join(home, '.aws', 'sso', 'cache');
  mkdirSync(cache, {recursive: true});
  writeFileSync(join(home, '.aws', 'config'), CONFIG);
  const tokenFile = join(cache, `${createHash('sha1').update('corp').digest('hex')}.json`);
  const write = (accessToken: string, endsIn: number) =>
    writeFileSync(tokenFile, JSON.stringify({accessToken, expiresAt: new Date(Date.now() + endsIn).toISOString()}));
  return {
    home,
    tokenFile,
    login: (token: string) => write(token, 8 * HOUR),
    expire: (token: string) => write(token, -HOUR),
  };
};

/** The portal that turns the token of a login into keys, for those tokens that it knows. */
const startPortal = (isGood: (token: string) => boolean, onKeys: () => void) =>
  startStub((response, request) => {
    if (!isGood(String(request.headers['x-amz-sso_bearer_token']))) {
      sendError(response, 'UnauthorizedException', 'Session token not found or invalid', 401);
      return;
    }
    onKeys();
    sendJson(response, {
      roleCredentials: {
        accessKeyId: 'AKIDOFTHEROLE',
        secretAccessKey: SECRETS[2],
        sessionToken: SECRETS[3],
        expiration: Date.now() + HOUR,
      },
    });
  });

const rowsOf = (tui: PtyProgram) =>
  tui
    .screen()
    .split('\n')
    .filter(line => /^[ >] {0,2}(Completed|Failed|InProgress)/.test(line))
    .map(line => line.slice(2, 69));

it('an expired session in the middle of a scroll: rows stay, the command is named, and r goes on after the login', async () => {
  const sso = homeOfWork();
  sso.login('sso-token-one');
  let issued = 0;
  let revive = () => {};
  const portal = await startPortal(
    token => token === 'sso-token-two' || issued === 0,
    () => {
      issued += 1;
      if (issued > 1) revive();
    },
  );
  const {tui, simulator, lists} = await browse({
    world: {jobs: 1000, seed: 7},
    args: ['--profile', 'work'],
    cols: 160,
    env: {
      HOME: sso.home,
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_REGION: undefined,
      AWS_ENDPOINT_URL_SSO: portal.url,
    },
    until: '100 jobs · more on AWS',
  });
  expect(issued).toBe(1);
  // The keys of old are refused, and so is the token that they came from.
  revive = () => simulator.faults.clear();
  simulator.faults.add('expired');
  sso.expire('sso-token-one');

  tui.press('G');
  // The detail of the selected job may fail before the page does; it wraps the command over two lines.
  await tui.waitFor('aws sso login --profile work');
  expect(tui.screen()).toContain('The credentials from profile work have expired');
  expect(tui.screen()).toContain('100 jobs');
  const [rows, selected] = [rowsOf(tui), selectedRow(tui)];
  expect(rows.length).toBeGreaterThan(20);
  const asked = lists().length;

  // Without a login r asks nobody at Bedrock, and says the same.
  tui.press('r');
  await tui.waitFor('The SSO session of profile work');
  await tui.waitFor('aws sso login --profile work');
  expect([rowsOf(tui), selectedRow(tui)]).toEqual([rows, selected]);
  expect(lists()).toHaveLength(asked);

  sso.login('sso-token-two');
  tui.press('r');
  await tui.waitFor('200 jobs · more on AWS');
  expect(issued).toBe(2);
  // The key asks for the page and for what is new; the second answer may come a frame later.
  await tui.waitFor(({screen}) => !/expired|no usable credentials/.test(screen()));
  expect(selectedRow(tui)).toBe(selected);
  // It went on with the page that had failed.
  expect(lists().at(-1)?.nextToken ?? lists().at(-2)?.nextToken).toBe(lists()[asked - 1]?.nextToken);

  tui.press('!');
  await tui.waitFor('have expired');
  for (const secret of SECRETS) expect(tui.raw()).not.toContain(secret);
  tui.press('ctrl-c');
  expect(await tui.exit).toEqual({code: 0, signal: 0});
}, 40_000);

/** A program called aws, which is first on the PATH. */
const fakeAws = (home: string, script: string): string => {
  const path = join(home, 'bin');
  mkdirSync(path, {recursive: true});
  writeFileSync(join(path, 'aws'), `#!/bin/sh\n${script}\n`, {mode: 0o755});
  return `${path}:${process.env.PATH}`;
};

const expired = async (script: string | undefined) => {
  const sso = homeOfWork();
  sso.login('sso-token-one');
  let issued = 0;
  let revive = () => {};
  const portal = await startPortal(
    token => token === 'sso-token-two' || issued === 0,
    () => {
      issued += 1;
      if (issued > 1) revive();
    },
  );
  const started = await browse({
    world: {jobs: 20, seed: 7},
    args: ['--profile', 'work'],
    cols: 120,
    env: {
      HOME: sso.home,
      PATH: script === undefined ? '/nowhere' : fakeAws(sso.home, script.replace('TOKEN', sso.tokenFile)),
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_REGION: undefined,
      AWS_ENDPOINT_URL_SSO: portal.url,
    },
    until: '20 jobs · end of list',
  });
  revive = () => started.simulator.faults.clear();
  started.simulator.faults.add('expired');
  sso.expire('sso-token-one');
  const {tui} = started;
  tui.press('r');
  await tui.waitFor('aws sso login --profile work');
  tui.press('s');
  await tui.waitFor(/work\/us-east-1 +sign-in expired/);
  tui.press('l');
  await tui.waitFor(/Sign in\n[\s\S]*aws sso login --profile work/);
  return started;
};

const TWO = JSON.stringify({accessToken: 'sso-token-two', expiresAt: new Date(Date.now() + 8 * HOUR).toISOString()});

describe('signing in', () => {
  it('gives the terminal to the AWS CLI, and heals the connection', async () => {
    const {tui} = await expired(
      `test -t 0 && test -t 1 && echo "ON A TERMINAL $*"; read answer; echo '${TWO}' > TOKEN; echo "ANSWER $answer"`,
    );
    tui.press('enter');
    await tui.waitFor('ON A TERMINAL sso login --profile work');
    // The keys belong to the command: q does not end the program.
    tui.write('q\r');
    await tui.waitFor(/work\/us-east-1 +connected/);
    expect(tui.raw()).toContain('ANSWER q');
    tui.press('escape');
    await tui.waitFor('20 jobs · end of list');
    tui.press('q');
    expect(await tui.exit).toEqual({code: 0, signal: 0});
  });

  it('that is ended by ctrl-c ends the command alone, and says so', async () => {
    const {tui} = await expired('echo WAITING; exec sleep 60');
    tui.press('enter');
    await tui.waitFor('WAITING');
    tui.write('\x03');
    await tui.waitFor('aws sso login was interrupted');
    await tui.waitFor(/work\/us-east-1 +sign-in expired/);
    tui.press('escape', 'q');
    expect(await tui.exit).toEqual({code: 0, signal: 0});
  });

  it('shows and copies the command if there is no AWS CLI', async () => {
    const {tui} = await expired(undefined);
    tui.press('enter');
    await tui.waitFor('`aws` was not found on the PATH');
    expect(tui.screen()).toContain('aws sso login --profile work');
  });
});
