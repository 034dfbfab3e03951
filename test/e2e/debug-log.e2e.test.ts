/** The built program with --debug: a log that can be shown to others, and a file that cannot be written. */
import {existsSync, mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, expect, it, onTestFinished} from 'vitest';
import {browse} from '../support/browse.ts';
import {disposeAll, startInPty} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';

afterEach(disposeAll);

const SECRETS = {
  AWS_SECRET_ACCESS_KEY: 'secret-of-the-log-test',
  AWS_SESSION_TOKEN: 'session-token-of-the-log-test',
  ALL_PROXY: 'http://someone:password-of-the-log-test@127.0.0.1:9',
};

const place = () => {
  const directory = mkdtempSync(join(tmpdir(), 'debug-log-'));
  onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
  return {directory, file: join(directory, 'debug.ndjson')};
};

const entriesOf = (file: string): readonly Readonly<Record<string, unknown>>[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));

it('logs the start, the connection and every request, and no secret', async () => {
  const {file} = place();
  const {tui, simulator} = await browse({args: ['--debug', file], env: {...SECRETS, NO_PROXY: '127.0.0.1'}});
  tui.press('G');
  await tui.waitFor('140 jobs');
  tui.press('q');
  expect(await tui.exit).toEqual({code: 0, signal: 0});

  const [start, connect, ...calls] = entriesOf(file);
  expect(start).toMatchObject({event: 'start', terminal: {term: 'xterm-256color', columns: 120, rows: 36}});
  expect(connect).toMatchObject({event: 'connect', answer: {profile: 'env keys', region: 'us-east-1'}});
  const lists = calls.filter(({event}) => event === 'ListModelImportJobs');
  expect(lists[0]).toMatchObject({status: 200, answer: {jobs: 100, hasNext: true}});
  expect(lists).toContainEqual(expect.objectContaining({answer: {jobs: 40, hasNext: false}}));
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const tokens = simulator.requests.flatMap(({query}) => query.nextToken ?? []);
  expect(tokens).not.toEqual([]);
  for (const text of [readFileSync(file, 'utf8'), tui.raw()]) {
    expect(text).not.toMatch(/-of-the-log-test|AWS4-HMAC/);
    for (const token of tokens) expect(text).not.toContain(token);
  }
}, 30_000);

it('logs the demo as well', async () => {
  const {file} = place();
  const tui = startInPty(process.execPath, [BIN, '--demo', '--debug', file], {cols: 100, rows: 30});
  await tui.waitFor(/> InProgress/);
  tui.press('q');
  expect(await tui.exit).toEqual({code: 0, signal: 0});
  expect(entriesOf(file)[0]).toMatchObject({event: 'start', profileFrom: 'demo'});
  expect(entriesOf(file)).toContainEqual(expect.objectContaining({event: 'ListModelImportJobs', status: 200}));
}, 30_000);

it('says in one line that the file cannot be written, and leaves the terminal alone', async () => {
  const {directory} = place();
  const file = join(directory, 'nowhere', 'x');
  const tui = startInPty(process.execPath, [BIN, '--demo', '--debug', file], {cols: 120, rows: 30});
  expect(await tui.exit).toEqual({code: 2, signal: 0});
  expect(tui.raw()).toBe(`--debug cannot write to ${file}: its directory does not exist\r\n`);
  expect(existsSync(file)).toBe(false);
});
