/** The built program, Ink and all: however it is left, the terminal is as it was and the exit code is right. */
import {constants} from 'node:os';
import {afterEach, describe, expect, it} from 'vitest';
import {disposeAll, startInPty} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';
import {startBetweenSettings} from '../support/terminal-settings.ts';

afterEach(disposeAll);

// Killed by SIGHUP, which a shell reports as 129.
const HUNG_UP = {code: 0, signal: 1};

const UNTOUCHED = {
  isAlternateScreen: false,
  isCursorHidden: false,
  hasBracketedPaste: false,
  hasFocusReports: false,
  isSynchronized: false,
};

const PARTS = [BIN, '--demo'];

const start = async () => {
  const run = startBetweenSettings(process.execPath, PARTS);
  // Drawn: a first frame stands on the alternate screen.
  await run.terminal.waitFor(({modes, screen}) => modes().isAlternateScreen && screen() !== '');
  return run;
};

describe('leaving the program', () => {
  it.each([
    ['q', 0],
    ['ctrl-c', 0],
  ])('by %s', async (key, code) => {
    const {terminal, outcome} = await start();
    expect(terminal.modes()).toMatchObject({isCursorHidden: true, hasBracketedPaste: true, hasFocusReports: true});
    terminal.press(key);
    const {before, after, code: found} = await outcome;
    expect(found).toBe(code);
    expect(after).toBe(before);
    expect(terminal.modes()).toEqual(UNTOUCHED);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGUSR2', 140],
    ['SIGHUP', 129],
    // Ink listens for these as well, for two of them under a second name.
    ['SIGABRT', 134],
    ['SIGXFSZ', 128 + constants.signals.SIGXFSZ],
    ['SIGIO', 128 + constants.signals.SIGIO],
    ['SIGPROF', 128 + constants.signals.SIGPROF],
  ] as const)('by %s', async (name, code) => {
    const {terminal, signal, outcome} = await start();
    await signal(name);
    const {before, after, code: found} = await outcome;
    expect(found).toBe(code);
    expect(after).toBe(before);
    expect(terminal.modes()).toEqual(UNTOUCHED);
    // Nothing of the UI is left on the shell's screen: only what the shell itself wrote, which tells of a death by a signal.
    const lines = terminal.screen().split('\n');
    const isShells = (line: string) => /^(\[(before|pid|code|after) |bash: line \d+: )/.test(line);
    expect(lines.filter(line => line !== '' && !isShells(line))).toEqual([]);
  });

  it('by closing its terminal', async () => {
    const terminal = startInPty(process.execPath, PARTS);
    await terminal.waitFor(({modes, screen}) => modes().isAlternateScreen && screen() !== '');
    terminal.hangUp();
    expect(await terminal.exit).toEqual(HUNG_UP);
  });

  it('runs if CI is set', async () => {
    const terminal = startInPty(process.execPath, PARTS, {env: {CI: 'true'}});
    await terminal.waitFor(({modes, screen}) => modes().isAlternateScreen && screen() !== '');
    terminal.press('ctrl-c');
    expect(await terminal.exit).toEqual({code: 0, signal: 0});
  });
});
