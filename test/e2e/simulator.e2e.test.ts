/** The simulator as a process: the command that it runs, the file with its address, and that nothing is left of them. */
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {startInPty} from '../support/pty.ts';
import {BIN, runCli, startCli} from '../support/run-cli.ts';

const directory = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'imports-tui-simulator-'));
  onTestFinished(() => rmSync(path, {recursive: true, force: true}));
  return path;
};

const run = (...args: readonly string[]) => runCli(['simulator', ...args]);

/** Resolves once the claim holds. */
const until = async (claim: () => boolean): Promise<void> => {
  while (!claim()) await new Promise(resolve => setImmediate(resolve));
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A zombie has ended, although nobody has asked for its end yet.
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

describe('a command', () => {
  it('gets the address, credentials and a region, and nothing of another account', async () => {
    const print = 'env | grep -E "^(AWS_|no_proxy)" | sort';
    const {code, stdout, stderr} = await runCli(['simulator', '--region', 'eu-central-1', '--', 'sh', '-c', print], {
      AWS_PROFILE: 'mine',
      AWS_SESSION_TOKEN: 'mine',
      AWS_BEARER_TOKEN_BEDROCK: 'mine',
      AWS_ACCESS_KEY_ID: 'mine',
      http_proxy: 'http://127.0.0.1:1',
      AWS_CA_BUNDLE: '/kept',
    });
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    const url = /AWS_ENDPOINT_URL_BEDROCK=(http:\/\/127\.0\.0\.1:\d+)\n/.exec(stdout)?.[1];
    expect(stdout.trimEnd().split('\n')).toEqual([
      'AWS_ACCESS_KEY_ID=simulator',
      'AWS_CA_BUNDLE=/kept',
      'AWS_DEFAULT_REGION=eu-central-1',
      'AWS_EC2_METADATA_DISABLED=true',
      `AWS_ENDPOINT_URL_BEDROCK=${url}`,
      `AWS_ENDPOINT_URL_S3=${url}`,
      'AWS_REGION=eu-central-1',
      'AWS_SECRET_ACCESS_KEY=simulator',
      'no_proxy=127.0.0.1',
    ]);
  });

  it('can be this program', async () => {
    const {code, stdout} = await run('--jobs', '3', '--', process.execPath, BIN, 'list', '-o', 'ids');
    expect({code, lines: stdout.trimEnd().split('\n').length}).toEqual({code: 0, lines: 3});
  });

  it.each([
    ['exit 0', 0],
    ['exit 3', 3],
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137],
  ])('%s: code %i', async (script, expected) => {
    const {code, signal} = await run('--', 'sh', '-c', script);
    expect({code, signal}).toEqual({code: expected, signal: null});
  });

  it('that does not exist, or cannot be run', async () => {
    const path = join(directory(), 'not-executable');
    writeFileSync(path, 'echo no');
    expect(await run('--', 'no-such-program-here')).toMatchObject({
      code: 127,
      stdout: '',
      stderr: 'program “no-such-program-here” not found\n',
    });
    expect(await run('--', path)).toMatchObject({code: 126, stderr: `${path} could not be run (EACCES)\n`});
  });

  it('has its own flags, and its own stdin', async () => {
    expect(await run('--', 'printf', '%s|', '--help', '--port', '-h', '')).toMatchObject({
      stdout: '--help|--port|-h||',
    });
    expect(await run('--', 'cat')).toMatchObject({code: 0, stdout: ''});
  });

  it('whose place is wrong', async () => {
    expect((await run('bash', 'x.sh')).stderr).toContain(
      '(to run a command, write bedrock-imports-tui simulator -- bash)',
    );
    expect((await run('--')).stderr).toContain('missing argument COMMAND after --');
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1'] as const)('gets %s, and decides about the end', async signal => {
    const trap = `trap 'echo got; exit 7' ${signal.slice(3)}; echo ready; while :; do sleep 0.05; done`;
    const {child, firstLine, result} = startCli(['simulator', '--', 'sh', '-c', trap]);
    await firstLine;
    child.kill(signal);
    // The shell may also say on stderr which signal its sleep got.
    expect(await result).toMatchObject({code: 7, stdout: 'ready\ngot\n'});
  });

  it('and its background processes end with a signal', async () => {
    const script = 'sleep 1000 & echo $!; wait';
    const {child, firstLine, result} = startCli(['simulator', '--', 'sh', '-c', script]);
    const pid = Number(await firstLine);
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGINT');
    expect(await result).toMatchObject({code: 130});
    await until(() => !isAlive(pid));
  });

  it('in a terminal gets ctrl-c once, and may read', async () => {
    const script = 'trap \'echo got\' INT; echo ready; read line; read line; echo "read $line"; exit 4';
    const tui = startInPty(process.execPath, [BIN, 'simulator', '--', 'sh', '-c', script], {});
    onTestFinished(() => tui.dispose());
    await tui.waitFor('ready');
    tui.press('ctrl-c');
    await tui.waitFor('got');
    tui.write('text\r');
    tui.write('more\r');
    expect((await tui.exit).code).toBe(4);
    expect(tui.raw().match(/got/g)).toHaveLength(1);
  });
});

describe('--url-file', () => {
  it('has the address while it listens', async () => {
    const path = join(directory(), 'url');
    const {child, firstLine, result} = startCli(['simulator', '--port', '0', '--quiet', '--url-file', path]);
    const url = await firstLine;
    expect(readFileSync(path, 'utf8')).toBe(`${url}\n`);
    child.kill('SIGTERM');
    expect(await result).toMatchObject({code: 143});
    expect(existsSync(path)).toBe(false);
  });

  it.each(['SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGTERM'] as const)('is gone after %s', async signal => {
    const path = join(directory(), 'url');
    const {child, firstLine, result} = startCli(['simulator', '--port', '0', '--url-file', path]);
    await firstLine;
    child.kill(signal);
    await result;
    expect(existsSync(path)).toBe(false);
  });

  it('is gone after a command, and one of another simulator stays', async () => {
    const path = join(directory(), 'url');
    expect(await run('--url-file', path, '--', 'cat', path)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\n$/),
    });
    expect(existsSync(path)).toBe(false);
    await run('--url-file', path, '--', 'sh', '-c', `echo other > '${path}'`);
    expect(readFileSync(path, 'utf8')).toBe('other\n');
  });

  it('that cannot be written', async () => {
    const path = join(directory(), 'none', 'url');
    const {code, stdout, stderr} = await run('--port', '0', '--url-file', path);
    expect({code, stdout, stderr}).toEqual({
      code: 2,
      stdout: '',
      stderr: `--url-file: ${path} cannot be written: there is no such file\n`,
    });
  });

  it('ctrl-c at any moment leaves nothing', async () => {
    const folder = directory();
    const path = join(folder, 'url');
    const pids = join(directory(), 'pids');
    for (let delay = 0; delay < 400; delay += 25) {
      const {child, result} = startCli([
        'simulator',
        '--url-file',
        path,
        '--',
        'sh',
        '-c',
        `echo $$ >> '${pids}'; sleep 30`,
      ]);
      setTimeout(() => child.kill('SIGINT'), delay);
      const {code, signal} = await result;
      expect(signal ?? code).toEqual(signal === null ? 130 : 'SIGINT');
      expect(existsSync(path)).toBe(false);
    }
    const started = existsSync(pids) ? readFileSync(pids, 'utf8').trim().split('\n').map(Number) : [];
    await until(() => !started.some(isAlive));
  }, 60_000);
});

describe('--seed-file', () => {
  it('makes the world', async () => {
    const path = join(directory(), 'world.json');
    writeFileSync(path, JSON.stringify({jobs: [{jobName: 'only', status: 'Failed', failureMessage: 'Because.'}]}));
    const list = ['--', process.execPath, BIN, 'list', '--with-failures', '-o', 'csv'];
    const {stdout} = await run('--seed-file', path, ...list);
    expect(stdout.split('\n').slice(1)).toEqual([expect.stringMatching(/^Failed,only,.*,Because\.$/), '']);
  });

  it('names each problem with its place', async () => {
    const path = join(directory(), 'world.json');
    writeFileSync(path, JSON.stringify({jobs: [{jobName: '', status: 'x'}]}));
    const {code, stderr} = await run('--port', '0', '--seed-file', path);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/world\.json: jobs\[0\]\.jobName: must be /),
      expect.stringMatching(/world\.json: jobs\[0\]\.status: must be one of /),
    ]);
    expect((await run('--seed-file', `${path}.none`)).stderr).toMatch(
      /^--seed-file: .* cannot be read: there is no such file\n$/,
    );
    const names = await run('--jobs', '1', '--', process.execPath, BIN, 'list', '-o', 'csv', '--columns', 'jobName');
    const [, taken] = names.stdout.split('\n');
    writeFileSync(path, JSON.stringify({jobs: [{jobName: taken, status: 'Failed'}]}));
    const clash = await run('--port', '0', '--jobs', '1', '--seed-file', path);
    expect(clash).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/world\.json: jobs\[0\]\.jobName: a job of the history/),
    });
  });
});
