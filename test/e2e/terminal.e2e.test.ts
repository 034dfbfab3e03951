/** The terminal guard in a real terminal: whatever the way out, the terminal is as it was and the exit code is right. */
import {mkdtempSync, rmSync} from 'node:fs';
import {constants, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {endingSignals} from '../../src/cli/process/signals.ts';
import {disposeAll, startInPty} from '../support/pty.ts';
import {startBetweenSettings} from '../support/terminal-settings.ts';

const directory = mkdtempSync(join(tmpdir(), 'imports-tui-guard-'));
const program = join(directory, 'guard.mjs');

beforeAll(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL('../support/guard-program.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});
afterEach(disposeAll);
afterAll(() => rmSync(directory, {recursive: true, force: true}));

// Killed by SIGHUP, which a shell reports as 129.
const HUNG_UP = {code: 0, signal: 1};

const UNTOUCHED = {
  isAlternateScreen: false,
  isCursorHidden: false,
  hasBracketedPaste: false,
  hasFocusReports: false,
  isSynchronized: false,
};

const start = () => startBetweenSettings(process.execPath, [program]);

const times = (text: string, part: string) => text.split(part).length - 1;

describe('taking the terminal', () => {
  it('turns on bracketed paste and focus reports, and echoes nothing that is typed', async () => {
    const {terminal} = start();
    await terminal.waitFor('ready');
    expect(terminal.modes()).toEqual({...UNTOUCHED, hasBracketedPaste: true, hasFocusReports: true});
    terminal.press('z', 'a');
    await terminal.waitFor('alternate');
    expect(terminal.screen().trim()).toBe('alternate');
  });
});

describe('giving it back', () => {
  const ways = [
    {way: 'a normal end', keys: 'q', code: 0, says: ''},
    {way: 'process.exit by somebody else', keys: 'e', code: 3, says: ''},
    {way: 'an uncaught exception', keys: 'x', code: 70, says: 'fault: TypeError: thrown'},
    {way: 'an unhandled rejection', keys: 'r', code: 70, says: 'fault: RangeError: rejected'},
    {way: 'an exception that an exit hook repeats', keys: 'h', code: 70, says: 'fault: TypeError: thrown'},
    {way: 'a fault that is told', keys: 'f', code: 70, says: 'fault: SyntaxError: told'},
  ];
  it.each(ways)('after $way', async ({keys, code, says}) => {
    const {terminal, outcome} = start();
    await terminal.waitFor('ready');
    terminal.press('a');
    await terminal.waitFor(({modes}) => modes().isAlternateScreen && modes().isCursorHidden);
    terminal.press(keys);
    const {before, after, code: found} = await outcome;
    expect(before).toMatch(/^[0-9a-f:]+$/);
    expect(after).toBe(before);
    expect(found).toBe(code);
    expect(terminal.modes()).toEqual(UNTOUCHED);
    expect(terminal.screen()).toContain(says);
    expect(terminal.screen()).toContain('ready');
    expect(times(terminal.raw(), '\x1b[?1049l')).toBe(1);
    expect(times(terminal.raw(), '\x1b[?2004l')).toBe(1);
    expect(times(terminal.raw(), '\x1b[?1004l')).toBe(1);
  });

  it.each(endingSignals({flags: []}).map(name => ({name, code: 128 + constants.signals[name]})))(
    'after $name',
    async ({name, code}) => {
      const {terminal, signal, outcome} = start();
      await terminal.waitFor('ready');
      terminal.press('a');
      await terminal.waitFor('alternate');
      await signal(name);
      const {before, after, code: found} = await outcome;
      expect(found).toBe(code);
      expect(after).toBe(before);
      expect(terminal.modes()).toEqual(UNTOUCHED);
      expect(terminal.screen()).not.toContain('parting frame');
    },
  );

  it('does not leave an alternate screen that is left already', async () => {
    const {terminal, outcome} = start();
    await terminal.waitFor('ready');
    terminal.press('a', 'b');
    await terminal.waitFor('left by itself');
    terminal.press('q');
    expect((await outcome).code).toBe(0);
    expect(times(terminal.raw(), '\x1b[?1049l')).toBe(1);
    expect(terminal.modes()).toEqual(UNTOUCHED);
  });

  it('lets the process write and end by itself after the release', async () => {
    const {terminal, outcome} = start();
    await terminal.waitFor('ready');
    terminal.press('n');
    const {before, after, code} = await outcome;
    expect({code, after}).toEqual({code: 0, after: before});
    expect(terminal.screen()).toContain('after release');
  });
});

describe('a terminal that vanishes', () => {
  it('ends the program by SIGHUP', async () => {
    const terminal = startInPty(process.execPath, [program]);
    await terminal.waitFor('ready');
    terminal.hangUp();
    expect(await terminal.exit).toEqual(HUNG_UP);
  });
});
