/** The file of --debug: its permissions, its lines, and which files are refused. */
import {execFileSync} from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {parseCommandLine} from '../../../src/cli/args/parse.ts';
import {openDebugLog, startEntry} from '../../../src/cli/gateway/debug-log.ts';

vi.mock('node:fs', async original => {
  const actual = await original<typeof import('node:fs')>();
  return {...actual, writeSync: vi.fn(actual.writeSync)};
});

const SECRETS = {
  AWS_SECRET_ACCESS_KEY: 'secret-of-the-environment',
  AWS_SESSION_TOKEN: 'session-token-of-the-environment',
  AWS_BEARER_TOKEN_BEDROCK: 'api-key-of-the-environment',
  HTTPS_PROXY: 'http://someone:password-of-the-proxy@proxy:8080',
};

const place = () => {
  const directory = mkdtempSync(join(tmpdir(), 'debug-log-'));
  onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
  return {directory, file: join(directory, 'debug.ndjson')};
};

const open = (file: string) => {
  const opened = openDebugLog(file, SECRETS);
  if (!opened.ok) throw new Error(opened.reason);
  onTestFinished(() => opened.value.close());
  return opened.value;
};

const reason = (file: string): string => {
  const opened = openDebugLog(file, SECRETS);
  if (opened.ok) throw new Error('opened');
  return opened.reason;
};

const linesOf = (file: string): readonly unknown[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
const modeOf = (file: string): number => statSync(file).mode & 0o777;

it('is readable and writable by its owner only', () => {
  const {file} = place();
  const before = process.umask(0);
  onTestFinished(() => void process.umask(before));
  open(file);
  expect(modeOf(file)).toBe(0o600);
});

it('appends to an existing file, and removes the permissions of others', () => {
  const {file} = place();
  writeFileSync(file, '{"event":"earlier"}\n');
  chmodSync(file, 0o666);
  const log = open(file);
  log.write({event: 'later'});
  log.close();
  expect(linesOf(file)).toEqual([{event: 'earlier'}, {event: 'later'}]);
  expect(modeOf(file)).toBe(0o600);
});

it('has a thousand entries once each, in their order', () => {
  const {file} = place();
  const log = open(file);
  const entries = Array.from({length: 1000}, (_, n) => ({n, text: 'ü'.repeat(n)}));
  for (const entry of entries) log.write(entry);
  expect(linesOf(file)).toEqual(entries);
});

it('writes nothing after it is closed', () => {
  const {file} = place();
  const log = open(file);
  for (let n = 0; n < 5; n++) log.write({n});
  log.close();
  log.write({n: 5});
  log.close();
  expect(linesOf(file)).toEqual([{n: 0}, {n: 1}, {n: 2}, {n: 3}, {n: 4}]);
});

it('contains no secrets', () => {
  const {file} = place();
  const log = open(file);
  log.write({text: `before ${Object.values(SECRETS).join(' ')} after`});
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/before .* after/);
  for (const secret of ['secret-of', 'session-token-of', 'api-key-of', 'password-of'])
    expect(text).not.toContain(secret);
});

it('leaves out an entry that cannot be written as JSON', () => {
  const {file} = place();
  const log = open(file);
  log.write({n: 1n});
  log.write({n: 2});
  expect(linesOf(file)).toEqual([{n: 2}]);
});

it('stops silently if the disk is full', () => {
  const {file} = place();
  const log = open(file);
  vi.mocked(writeSync).mockImplementationOnce(() => {
    throw Object.assign(new Error('no space left'), {code: 'ENOSPC'});
  });
  log.write({n: 1});
  log.write({n: 2});
  log.close();
  expect(linesOf(file)).toEqual([]);
});

it('writes the rest of a line that was written in part', async () => {
  const {file} = place();
  const log = open(file);
  const {writeSync: actual} = await vi.importActual<typeof import('node:fs')>('node:fs');
  vi.mocked(writeSync).mockImplementationOnce(((fd: number, piece: Buffer) =>
    actual(fd, piece.subarray(0, 3))) as typeof writeSync);
  log.write({n: 1});
  log.write({n: 2});
  expect(linesOf(file)).toEqual([{n: 1}, {n: 2}]);
});

describe('refuses', () => {
  it('a directory', () => {
    const {directory} = place();
    expect(reason(directory)).toBe(`--debug cannot write to ${directory}: it is a directory`);
  });

  it('a symbolic link, without changing its target', () => {
    const {directory, file} = place();
    const target = join(directory, 'target');
    writeFileSync(target, 'mine');
    chmodSync(target, 0o644);
    symlinkSync(target, file);
    expect(reason(file)).toMatch(/: it is a symbolic link$/);
    expect([readFileSync(target, 'utf8'), modeOf(target)]).toEqual(['mine', 0o644]);
  });

  it('a dangling link, without making its target', () => {
    const {directory, file} = place();
    symlinkSync(join(directory, 'target'), file);
    expect(reason(file)).toMatch(/symbolic link/);
    expect(existsSync(join(directory, 'target'))).toBe(false);
  });

  it('a named pipe, without waiting for a reader', () => {
    const {file} = place();
    execFileSync('mkfifo', [file]);
    expect(reason(file)).toMatch(/: it is not a regular file$/);
  });

  it('a device', () => {
    expect(reason('/dev/null')).toMatch(/: it is not a regular file$/);
  });

  it('a file of another user', () => {
    const {file} = place();
    writeFileSync(file, '');
    chmodSync(file, 0o644);
    const getuid = vi.spyOn(process, 'getuid').mockReturnValue(54321);
    onTestFinished(() => getuid.mockRestore());
    expect(reason(file)).toMatch(/: it belongs to another user$/);
    expect(modeOf(file)).toBe(0o644);
  });

  it('a path in a missing directory, in a message without control characters', () => {
    const {directory} = place();
    mkdirSync(join(directory, 'a'));
    expect(reason(join(directory, 'b\u001b[31m', 'x'))).toBe(
      `--debug cannot write to ${directory}/b/x: its directory does not exist`,
    );
  });
});

describe('the first line', () => {
  const entry = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const options = parseCommandLine(argv, 0);
    if (options.kind !== 'tui') throw new Error(options.kind);
    return startEntry(options, env);
  };

  it('describes the program and the system', () => {
    expect(entry(['--debug', 'x'], {TERM: 'xterm', AWS_REGION: 'eu-central-1'})).toMatchObject({
      event: 'start',
      version: expect.stringMatching(/^\d/),
      node: process.versions.node,
      platform: expect.stringContaining(process.platform),
      terminal: {term: 'xterm'},
      region: 'eu-central-1',
      profileFrom: 'none chosen',
    });
  });

  it.each([
    [['--demo'], {}, 'demo'],
    [['--profile', 'p'], {AWS_PROFILE: 'q'}, '--profile'],
    [[], {AWS_PROFILE: 'q', AWS_DEFAULT_PROFILE: 'r'}, 'AWS_PROFILE'],
    [[], {AWS_DEFAULT_PROFILE: 'r'}, 'AWS_DEFAULT_PROFILE'],
    [['--profile', 'p'], {AWS_BEARER_TOKEN_BEDROCK: 'key'}, 'API key'],
  ])('%j with %j: %s', (argv, env, profileFrom) => {
    expect(entry(argv, env)).toMatchObject({profileFrom});
  });

  it('has the regions of several connections, and nothing of the kind for one', () => {
    expect(entry(['--profile', 'a,b', '--region', 'us-east-1,us-west-2'])).toMatchObject({
      connections: ['us-east-1', 'us-west-2', 'us-east-1', 'us-west-2'],
    });
    expect(JSON.stringify(entry(['--region', 'us-east-1']))).not.toContain('connections');
  });

  it('has the endpoint without its user name and password', () => {
    const env = {AWS_ENDPOINT_URL: 'http://me:password@host:1/path?key=1'};
    expect(entry([], env)).toMatchObject({endpoint: 'http://host:1/path'});
  });
});
