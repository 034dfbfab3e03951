/** The program ends while a file or a name that it has asked for does not answer, with the right code and a whole terminal. */
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {constants, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, describe, expect, it, onTestFinished} from 'vitest';
import {type BlockingFile, createBlockingFile, hasBlockingFiles} from '../support/blocking-file.ts';
import {CREDENTIALS} from '../support/browse.ts';
import {cleanEnvironment, type Variables} from '../support/clean-environment.ts';
import {disposeAll} from '../support/pty.ts';
import {BIN, startCli} from '../support/run-cli.ts';
import {startBetweenSettings} from '../support/terminal-settings.ts';

afterEach(disposeAll);

// Node has had execve since 22.15. Before, SIGKILL is the last resort.
const canBecome = 'execve' in process;
/** How the program ends with `code`, or by `signal` if it cannot become another program. */
const ending = (code: number, signal: NodeJS.Signals) => (canBecome ? {code, signal: null} : {code: null, signal});
const shellCode = (code: number) => (canBecome ? code : 137);

const blockingFile = (): BlockingFile => {
  const file = createBlockingFile();
  onTestFinished(() => file.dispose());
  return file;
};

const UNTOUCHED = {
  isAlternateScreen: false,
  isCursorHidden: false,
  hasBracketedPaste: false,
  hasFocusReports: false,
  isSynchronized: false,
};

describe.skipIf(!hasBlockingFiles)('the terminal UI, while a file does not answer', () => {
  const start = async (args: readonly string[], env: Variables) => {
    const run = startBetweenSettings(process.execPath, [BIN, ...args], {env});
    await run.terminal.waitFor(({modes, screen}) => modes().isAlternateScreen && screen() !== '');
    return run;
  };

  it.each([
    ['q', shellCode(0)],
    ['ctrl-c', shellCode(0)],
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGABRT', 134],
  ] as const)('ends by %s', async (way, code) => {
    const file = blockingFile();
    const {terminal, signal, outcome} = await start([], {...CREDENTIALS, AWS_CA_BUNDLE: file.path});
    await file.isRead;
    if (way.startsWith('SIG')) await signal(way as NodeJS.Signals);
    else terminal.press(way);
    const {before, after, code: found} = await outcome;
    expect({found, after}).toEqual({found: code, after: before});
    expect(terminal.modes()).toEqual(UNTOUCHED);
  });

  it('ends the demo, whatever the configuration file is', async () => {
    const file = blockingFile();
    const {terminal, outcome} = await start(['--demo'], {AWS_CONFIG_FILE: file.path});
    await terminal.waitFor(/Asking|Completed/);
    terminal.press('q');
    const {before, after, code} = await outcome;
    expect([0, shellCode(0)]).toContain(code);
    expect(after).toBe(before);
  });
});

describe.skipIf(!hasBlockingFiles)('a command, while a file does not answer', () => {
  const start = (args: readonly string[], nodeArgs: readonly string[] = []) => {
    const file = blockingFile();
    return {file, ...startCli(args, {...CREDENTIALS, AWS_CA_BUNDLE: file.path}, nodeArgs)};
  };

  it.each([
    [['list'], 'SIGTERM', 143],
    [['get', 'job'], 'SIGINT', 130],
    [['wait', 'job'], 'SIGHUP', 129],
    [['watch'], 'SIGINT', 130],
  ] as const)('%j ends by %s', async (args, signal, code) => {
    const {file, child, result} = start(args);
    await file.isRead;
    child.kill(signal);
    expect(await result).toMatchObject(ending(code, signal));
  });

  it('ends at --timeout', async () => {
    const {result} = start(['wait', 'job', '--timeout', '1s']);
    expect(await result).toMatchObject({
      ...ending(124, 'SIGKILL'),
      stderr: expect.stringMatching(/^Timed out after 1s/),
    });
  });

  it('ends at the limit of completion', async () => {
    const {result} = start(['__complete', 'zsh', 'get', '']);
    expect(await result).toEqual({...ending(0, 'SIGKILL'), stdout: '', stderr: ''});
  });

  it.runIf(process.platform === 'linux')('leaves pipes blocking for the next program', async () => {
    const file = blockingFile();
    const {variables: env, dispose} = cleanEnvironment({...CREDENTIALS, AWS_CA_BUNDLE: file.path});
    onTestFinished(dispose);
    const line = `{ '${process.execPath}' '${BIN}' wait job --timeout 1s; cat /proc/self/fdinfo/1 >&2; } | cat`;
    const {stderr} = spawnSync('bash', ['-c', line], {env, encoding: 'utf8', timeout: 15_000});
    const flags = Number.parseInt(/^flags:\s*(\d+)$/m.exec(stderr)?.[1] ?? '', 8);
    expect({flags: flags & 0o4000, stderr}).toMatchObject({flags: 0});
  });

  // Node 26 does not tell that a file is being read, and always has execve.
  it.skipIf(Number.parseInt(process.versions.node, 10) >= 26).each([
    [['list'], 'SIGTERM', 143],
    [['wait', 'job', '--timeout', '1s'], undefined, 137],
  ] as const)('%j ends on a Node without execve', async (args, sent, shellReport) => {
    const {file, child, result} = start(args, ['--import', 'data:text/javascript,process.execve = undefined']);
    await file.isRead;
    if (sent) child.kill(sent);
    const {code, signal} = await result;
    expect(code ?? 128 + (signal ? constants.signals[signal] : 0)).toBe(shellReport);
  });
});

/** Runs a program with a name server that never answers; undefined if this system cannot do that. */
const withoutNames = (words: readonly string[]) => {
  const directory = mkdtempSync(join(tmpdir(), 'imports-tui-names-'));
  const file = join(directory, 'resolv.conf');
  writeFileSync(file, 'nameserver 127.0.0.1\noptions timeout:30 attempts:5\n');
  const {variables: env, dispose} = cleanEnvironment(CREDENTIALS);
  const script = 'ip link set lo up && mount --bind "$0" /etc/resolv.conf && exec "$@"';
  const {stdout, status} = spawnSync('unshare', ['-rmn', 'sh', '-c', script, file, ...words], {env, encoding: 'utf8'});
  dispose();
  rmSync(directory, {recursive: true, force: true});
  return status === 0 ? stdout : undefined;
};

const SERVER = fileURLToPath(new URL('../support/silent-name-server.mjs', import.meta.url));

// User namespaces may be switched off, and containers seldom have `ip`.
describe.skipIf(withoutNames(['true']) === undefined)('a command, while a name server does not answer', () => {
  it.each([
    ['SIGTERM', ['list'], ending(143, 'SIGTERM')],
    ['SIGINT', ['watch'], ending(130, 'SIGINT')],
    ['-', ['wait', 'job', '--timeout', '2s'], ending(124, 'SIGKILL')],
    ['-', ['__complete', 'zsh', 'get', ''], ending(0, 'SIGKILL')],
  ] as const)('ends: %s %j', (signal, args, expected) => {
    const stdout = withoutNames([process.execPath, SERVER, signal, BIN, ...args]);
    expect(JSON.parse(stdout ?? '')).toEqual(expected);
  });
});
