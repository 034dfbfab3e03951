/** Jobs that end, as a person and a terminal learn of them: the announcement, the notification, and the window title. */
import {afterEach, expect, it} from 'vitest';
import {type BrowseOptions, browse} from '../support/browse.ts';
import {disposeAll, startInPty} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';

afterEach(disposeAll);

const start = async (args: readonly string[] = [], more: Partial<BrowseOptions> = {}) => {
  const world = {running: 2, runningEndsIn: Number.POSITIVE_INFINITY};
  const {tui, simulator} = await browse({world, args: ['--refresh', '1', ...args], until: 'InProgress', ...more});
  const end = (ending: 'Completed' | 'Failed', message?: string) => {
    const [job] = simulator.world.jobsByStatus.InProgress;
    if (!job) throw new Error('no job is running');
    return simulator.world.finish(job.arn, ending, message);
  };
  return {tui, simulator, end};
};

it('a failure is announced over the form, and opened with one key after it', async () => {
  const {tui, end} = await start();
  tui.press('F');
  await tui.waitFor('Filters');
  const {name} = end('Failed', 'The tokenizer is missing. Upload it.');
  await tui.waitFor(`✗ ${name} failed after`);
  expect(tui.row(2)).toMatch(/: The tokenizer is missing ─/);
  tui.press('escape');
  await tui.waitFor('status any');
  expect(tui.row(2)).toContain(`✗ ${name} failed after`);
  tui.press('e');
  await tui.waitFor('Upload it.');
  expect(tui.row(1)).toContain(name);
});

const TITLES = /\x1b\]2;([^\x07]*)\x07/g;
const titlesIn = (raw: string) => [...raw.matchAll(TITLES)].map(([, title]) => title);

it('with --notify the terminal is told, and its title counts and is given back', async () => {
  const {tui, end} = await start(['--notify'], {env: {TERM: 'foot'}});
  await tui.waitFor(({raw}) => titlesIn(raw()).at(-1) === '●2 Bedrock imports');
  const {name} = end('Failed', 'No \x1b]0;tokenizer\x07.');
  await tui.waitFor(({raw}) => raw().includes('\x1b]777;notify;'));
  expect(tui.raw()).toMatch(
    new RegExp(`\\x1b\\]777;notify;Bedrock imports;✗ ${name} failed after \\w+( \\w+)?: No \\x07`),
  );
  await tui.waitFor(({raw}) => titlesIn(raw()).at(-1) === '✗1 ●1 Bedrock imports');
  tui.press('ctrl-c');
  await tui.exit;
  const raw = tui.raw();
  expect(raw.split('\x1b[22;2t')).toHaveLength(2);
  expect(raw.indexOf('\x1b[22;2t')).toBeLessThan(raw.indexOf('\x1b]2;'));
  expect(raw.split('\x1b[23;2t')).toHaveLength(2);
  expect(titlesIn(raw).at(-1)).toBe('');
});

it.each(['SIGTERM', 'SIGHUP'] as const)('the title is given back on %s', async signal => {
  const {tui} = await start(['--notify']);
  await tui.waitFor(({raw}) => titlesIn(raw()).length > 0);
  tui.signal(signal);
  await tui.exit;
  expect(tui.raw()).toContain('\x1b]2;\x07\x1b[23;2t');
});

it('a terminal that would show the title as text gets none, and the bell rings', async () => {
  const {tui, end} = await start(['--notify'], {env: {TERM: 'linux'}});
  const {name} = end('Failed');
  await tui.waitFor(`✗ ${name} failed after`);
  await tui.waitFor(({raw}) => raw().includes('\x07'));
  tui.press('ctrl-c');
  await tui.exit;
  expect(tui.raw()).not.toMatch(/\x1b\]|\x1b\[2[23];2t/);
});

it('the title is given back while the program is suspended', async () => {
  const env = {PS1: 'ready> ', NODE: process.execPath, BIN};
  const shell = startInPty('bash', ['--norc', '--noprofile', '-i'], {env});
  await shell.waitFor('ready>');
  shell.write('"$NODE" "$BIN" --demo --notify\r');
  await shell.waitFor(({raw}) => titlesIn(raw()).at(-1) === '●1 Bedrock imports');
  shell.press('ctrl-z');
  await shell.waitFor('Stopped');
  expect(titlesIn(shell.raw()).at(-1)).toBe('');
  shell.write('fg\r');
  await shell.waitFor(({raw}) => titlesIn(raw()).at(-1) === '●1 Bedrock imports');
  expect(shell.raw().split('\x1b[22;2t')).toHaveLength(3);
  shell.press('q');
  await shell.waitFor(({raw}) => raw().split('\x1b[23;2t').length === 3);
});

it('without --notify there is no title, and no sequence that asks the terminal to notify', async () => {
  const {tui, end} = await start();
  const {name} = end('Completed');
  await tui.waitFor(`✓ ${name} completed in`);
  expect(tui.raw()).not.toMatch(/\x1b\](?:2|9|99|777);|\x1b\[2[23];2t|\x07/);
});
