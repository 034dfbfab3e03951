/** Copying from the built program: what arrives at the terminal, in the buffer of a real tmux, through a real screen, and at a command. */
import {spawn, spawnSync} from 'node:child_process';
import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, it, onTestFinished} from 'vitest';
import {type Simulator, startSimulator} from '../../src/simulator/server.ts';
import {CREDENTIALS} from '../support/browse.ts';
import {disposeAll, type PtyProgram, startInPty} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';

afterEach(disposeAll);

const ROWS = /\d jobs? · /;
/** More than one piece for screen, and more than a pipe or a terminal takes at once. */
const LONG = Array.from({length: 700}, (_, i) => `word${i}`)
  .join(' ')
  .slice(0, 5_000);

/** A simulator whose newest job has failed for a long reason. */
const failedWorld = async () => {
  const simulator = await startSimulator({jobs: 12, running: 1, runningEndsIn: Number.POSITIVE_INFINITY});
  onTestFinished(() => simulator.close());
  const [job] = simulator.world.jobsByStatus.InProgress;
  if (!job) throw new Error('no job is running');
  simulator.world.finish(job.arn, 'Failed', LONG);
  return {simulator, arn: job.arn, name: job.name};
};

const flagsOf = ({url}: Simulator) => ['--endpoint-url', url, '--region', 'us-east-1'];

const OSC_52 = /\x1b\]52;c;([A-Za-z0-9+/=]*)\x07/g;

const decoded = (raw: string): readonly string[] =>
  [...raw.matchAll(OSC_52)].map(([, base64 = '']) => Buffer.from(base64, 'base64').toString());

const startPlain = async (args: readonly string[] = [], env = {}) => {
  const {simulator, arn, name} = await failedWorld();
  const tui = startInPty(process.execPath, [BIN, ...flagsOf(simulator), ...args], {
    cols: 120,
    rows: 36,
    env: {...CREDENTIALS, ...env},
  });
  await tui.waitFor(name);
  return {tui, arn, name};
};

/** A directory with a program. */
const withProgram = (name: string, script: string): string => {
  const directory = mkdtempSync(join(tmpdir(), 'imports-tui-program-'));
  onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
  const path = join(directory, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return directory;
};

const copyReason = async (tui: PtyProgram): Promise<void> => {
  tui.press('y');
  await tui.waitFor(/w +why +word0 word1/);
  tui.press('w');
};

describe('a terminal', () => {
  it('gets the ARN and the whole reason, and the screen stays as it is', async () => {
    const {tui, arn} = await startPlain();
    tui.press('Y');
    await tui.waitFor(`sent to the terminal's clipboard: ${arn}`);
    await copyReason(tui);
    await tui.waitFor('Sent to the terminal');
    expect(decoded(tui.raw())).toEqual([arn, LONG]);
    tui.press('escape');
    await tui.waitFor(ROWS);
    tui.press('q');
    expect((await tui.exit).code).toBe(0);
  });

  it('also if the program ends while a tmux has not yet refused', async () => {
    const PATH = `${withProgram('tmux', 'sleep 0.5; exit 1')}:${process.env.PATH}`;
    const {tui, arn} = await startPlain([], {TMUX: '/nowhere,1,0', PATH});
    tui.write('Yq');
    expect((await tui.exit).code).toBe(0);
    // Plain, and in the form that tmux may pass on.
    expect(decoded(tui.raw())).toEqual([arn, arn]);
  });

  it('also after a stop', async () => {
    const {tui, arn} = await startPlain();
    tui.signal('SIGSTOP');
    tui.signal('SIGCONT');
    tui.press('Y');
    await tui.waitFor(`clipboard: ${arn}`);
    expect(decoded(tui.raw())).toEqual([arn]);
  });

  it('that is a Linux console gets nothing', async () => {
    const {tui} = await startPlain([], {TERM: 'linux'});
    tui.press('Y');
    await tui.waitFor('job ARN not copied: this terminal has no clipboard; use --copy-command');
    expect(decoded(tui.raw())).toEqual([]);
  });

  it('within screen gets pieces of at most 700 bytes', async () => {
    const {tui} = await startPlain([], {TERM: 'screen', STY: '1.pts-0.host'});
    await copyReason(tui);
    await tui.waitFor('Sent to the terminal');
    const pieces = [...tui.raw().matchAll(/\x1bP([\s\S]*?)\x1b\\/g)];
    expect(pieces.length).toBeGreaterThan(9);
    for (const [piece] of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(700);
    expect(decoded(pieces.map(([, inner]) => inner).join(''))).toEqual([LONG]);
  });
});

const hasProgram = (name: string): boolean => spawnSync(name, ['-V']).error === undefined;

let sockets = 0;

/** The program in a tmux of its own, with a client. */
const startInTmux = async (setClipboard: string) => {
  const {simulator, arn, name} = await failedWorld();
  sockets += 1;
  const socket = `imports-tui-${process.pid}-${sockets}`;
  const tmux = (...args: string[]) => spawnSync('tmux', ['-L', socket, ...args], {encoding: 'utf8'}).stdout;
  onTestFinished(() => void tmux('kill-server'));
  const command = [process.execPath, BIN, ...flagsOf(simulator)].map(word => `'${word}'`).join(' ');
  const options = ['set-option', '-s', 'set-clipboard', setClipboard];
  const client = startInPty('tmux', ['-L', socket, '-f', '/dev/null', ...options, ';', 'new-session', command], {
    cols: 120,
    rows: 36,
    env: CREDENTIALS,
  });
  await client.waitFor(name);
  return {client, tmux, arn};
};

describe.skipIf(!hasProgram('tmux'))('tmux', () => {
  it.each(['on', 'external', 'off'])('with set-clipboard %s has the ARN in its buffer', async setClipboard => {
    const {client, tmux, arn} = await startInTmux(setClipboard);
    expect(tmux('show-options', '-sv', 'set-clipboard').trim()).toBe(setClipboard);
    client.press('Y');
    await client.waitFor(`copied: ${arn}`);
    expect(tmux('show-buffer')).toBe(arn);
    await copyReason(client);
    await client.waitFor('Copied with tmux.');
    expect(tmux('show-buffer')).toBe(LONG);
  });
});

describe.skipIf(!hasProgram('screen'))('screen', () => {
  it('passes the pieces on, byte for byte', async () => {
    const {simulator, arn, name} = await failedWorld();
    const client = startInPty('screen', ['-c', '/dev/null', process.execPath, BIN, ...flagsOf(simulator)], {
      cols: 120,
      rows: 36,
      env: {...CREDENTIALS, SCREENDIR: undefined},
    });
    await client.waitFor(name);
    client.press('Y');
    await client.waitFor(`clipboard: ${arn}`);
    await copyReason(client);
    await client.waitFor('Sent to the terminal');
    await client.waitFor(({raw}) => decoded(raw()).length === 2);
    expect(decoded(client.raw())).toEqual([arn, LONG]);
    client.press('ctrl-c');
    await client.exit;
  });
});

const contents = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

describe('--copy-command', () => {
  it('gets exactly the text, and the environment of the program', async () => {
    const words = `sh -c 'cat > "$HOME/$0"; echo "$AWS_REGION" > "$HOME/region"' "a copy"`;
    const {tui, arn} = await startPlain(['--copy-command', words], {TMUX: '/nowhere,1,0'});
    tui.press('Y');
    await tui.waitFor(`copied: ${arn}`);
    expect(contents(join(tui.home, 'a copy'))).toBe(arn);
    expect(contents(join(tui.home, 'region'))).toBe('us-east-1\n');
    expect(decoded(tui.raw())).toEqual([]);
  });

  it('gets the text also if the program ends right after', async () => {
    const {tui, arn} = await startPlain(['--copy-command', `sh -c 'cat > "$HOME/copy"'`]);
    tui.write('Yq');
    await tui.exit;
    await expect.poll(() => contents(join(tui.home, 'copy'))).toBe(arn);
  });

  it('that fails is told, and the screen stays whole', async () => {
    const {tui} = await startPlain(['--copy-command', 'sh -c "echo no display >&2; exit 3"']);
    tui.press('Y');
    await tui.waitFor('job ARN not copied: sh exited with code 3: no display');
    expect(tui.screen()).toMatch(ROWS);
  });
});

describe('the copied commands, in a shell', () => {
  /** Leads the program to the jobs that failed in the last two days, and copies with a key of the menu. */
  const copyFailed = async (key: string) => {
    const {tui, name} = await startPlain(['--after', '2d']);
    tui.press('f', 'f', 'f');
    await tui.waitFor(/status Failed · .*end of list/);
    tui.press('y');
    await tui.waitFor('CSV export');
    tui.press(key);
    await tui.waitFor(({raw}) => decoded(raw()).length === 1);
    const [command = ''] = decoded(tui.raw());
    const directory = withProgram('bedrock-imports-tui', `exec '${process.execPath}' '${BIN}' "$@"`);
    const env = {...CREDENTIALS, PATH: `${directory}:${process.env.PATH}`, HOME: tui.home, TERM: 'xterm-256color'};
    return {command, directory, env, name};
  };

  it('the export writes these jobs', async () => {
    const {command, directory, env, name} = await copyFailed('x');
    const child = spawn('bash', ['-c', command], {env, cwd: directory, stdio: 'ignore'});
    expect(await new Promise(resolve => child.on('close', resolve))).toBe(0);
    const [header, ...rows] = (contents(join(directory, 'jobs.csv')) ?? '').trim().split(/\r?\n/);
    expect(header).toContain('jobName');
    expect(rows[0]).toContain(name);
    for (const row of rows) expect(row).toContain('Failed');
  });

  it('this list opens with the same filters', async () => {
    const {command, env, name} = await copyFailed('f');
    const again = startInPty('bash', ['-c', command], {cols: 120, rows: 36, env});
    await again.waitFor(/status Failed · created after .*end of list/);
    expect(again.screen()).toContain(name);
    expect(again.screen()).not.toMatch(/^. Completed/m);
  });
});

const PAGE = 'https://us-east-1.console.aws.amazon.com/bedrock/home?region=us-east-1#/import-models';

describe('the console page', () => {
  it('opens in BROWSER, and the account is named', async () => {
    const {tui} = await startPlain([], {BROWSER: 'no-such-browser:sh -c \'echo "$0" > "$HOME/opened"\''});
    tui.press('O');
    await tui.waitFor('console page opened in the browser; this job is in account ');
    expect(contents(join(tui.home, 'opened'))).toBe(`${PAGE}\n`);
  });

  it('opens with xdg-open on a desktop', async () => {
    const PATH = `${withProgram('xdg-open', 'echo "$1" > "$HOME/opened"')}:${process.env.PATH}`;
    const {tui} = await startPlain([], {DISPLAY: ':99', PATH});
    tui.press('O');
    await tui.waitFor('console page opened in the browser');
    expect(contents(join(tui.home, 'opened'))).toBe(`${PAGE}\n`);
  });

  it.each([
    ['over ssh', {SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22', DISPLAY: ':10'}, 'Not opened: no browser over ssh.'],
    ['without a display', {}, 'Not opened: no display for a browser.'],
    ['without the program', {BROWSER: 'no-such-browser'}, 'Not opened: program “no-such-browser” not found.'],
  ])('is shown and copied %s', async (_, env, reason) => {
    const {tui} = await startPlain([], env);
    tui.press('O');
    await tui.waitFor(`${reason} Sent to the terminal`);
    expect(tui.screen()).toContain(PAGE);
    expect(decoded(tui.raw())).toEqual([PAGE]);
  });

  it('of the demo does not exist', async () => {
    const tui = startInPty(process.execPath, [BIN, '--demo'], {cols: 120, rows: 36, env: {BROWSER: 'false'}});
    await tui.waitFor('Completed');
    tui.press('O');
    await tui.waitFor('the demo has no console page');
  });
});
