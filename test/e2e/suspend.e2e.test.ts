/** Suspending under a shell with job control: the prompt comes back, fg brings the program back, whole. */
import {afterEach, describe, expect, it} from 'vitest';
import {disposeAll, type PtyProgram, startInPty} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';

afterEach(disposeAll);

// By variables: the shell tells of its job in these words, which must not fill more than a line.
const COMMAND = '"$NODE" "$BIN" --demo --refresh 600';
const PROMPT = 'ready> ';
const AT_PROMPT = {isAlternateScreen: false, isCursorHidden: false, hasFocusReports: false, isSynchronized: false};
const IN_PROGRAM = {isAlternateScreen: true, isCursorHidden: true, hasBracketedPaste: true, hasFocusReports: true};

const has = (modes: object) => (terminal: PtyProgram) =>
  Object.entries(modes).every(([name, value]) => terminal.modes()[name as keyof typeof AT_PROMPT] === value);
const isWhole = (terminal: PtyProgram) =>
  has(IN_PROGRAM)(terminal) && /\d jobs? · /.test(terminal.screen()) && /q quit\s*$/.test(terminal.screen());
const atPrompt = (terminal: PtyProgram) => has(AT_PROMPT)(terminal) && terminal.screen().endsWith(PROMPT.trim());

/** A line for the shell, and what it has printed when its prompt is back. */
const ask = async (terminal: PtyProgram, line: string): Promise<string> => {
  const from = terminal.raw().length;
  terminal.write(`${line}; echo "[do""ne]"\r`);
  await terminal.waitFor(({raw}) => raw().indexOf('[done]', from) >= 0);
  await terminal.waitFor(atPrompt);
  return terminal.raw().slice(from);
};
const settings = async (terminal: PtyProgram) => /^[0-9a-f]+(:[0-9a-f]+)+/m.exec(await ask(terminal, 'stty -g'))?.[0];
const pidOf = async (terminal: PtyProgram) => Number(/^\[1\]\S*\s+(\d+)/m.exec(await ask(terminal, 'jobs -l'))?.[1]);

const startShell = async () => {
  const env = {PS1: PROMPT, BASH_SILENCE_DEPRECATION_WARNING: '1', NODE: process.execPath, BIN};
  const terminal = startInPty('bash', ['--norc', '--noprofile', '-i'], {cols: 120, rows: 30, env});
  await terminal.waitFor(PROMPT.trim());
  return terminal;
};
const start = async () => {
  const terminal = await startShell();
  const before = await settings(terminal);
  expect(before).toMatch(/:/);
  terminal.write(`${COMMAND}\r`);
  await terminal.waitFor(isWhole);
  return {terminal, before};
};

describe('ctrl-z', () => {
  it('gives the terminal back to the shell, and fg brings all of the screen back', async () => {
    const {terminal, before} = await start();
    for (const _ of [1, 2]) {
      terminal.press('ctrl-z');
      await terminal.waitFor(atPrompt);
      expect(terminal.screen()).toContain('Stopped');
      expect(await settings(terminal)).toBe(before);
      terminal.write('clear; fg\r');
      await terminal.waitFor(isWhole);
    }
    // It is raw, and hears keys.
    terminal.press('?');
    await terminal.waitFor('lines 1 to ');
    terminal.press('q', 'q');
    await terminal.waitFor(atPrompt);
    expect(await ask(terminal, 'echo "[code $?]"')).toContain('[code 0]');
    expect(await settings(terminal)).toBe(before);
  });

  it('writes nothing while it is suspended', async () => {
    const {terminal} = await start();
    terminal.press('ctrl-z');
    await terminal.waitFor(atPrompt);
    const screen = terminal.screen();
    expect(
      screen
        .split('\n')
        .filter(line => !/^(ready>|[0-9a-f:]+$|\[)/.test(line))
        .join(''),
    ).toBe('');
    // Behind the bytes with which the guard gives the terminal back there is only the shell.
    const [, afterwards = ''] = terminal.raw().split('\x1b[?1049l');
    expect(afterwards).not.toMatch(/\x1b\[\?(?:2026|1004|1049)[hl]/);
  });

  it('stops from inside a text field, which is there again with its text', async () => {
    const {terminal} = await start();
    terminal.write('/llama\x1a');
    await terminal.waitFor(atPrompt);
    terminal.write('fg\r');
    await terminal.waitFor(program => has(IN_PROGRAM)(program) && /\/ ?llama/.test(program.screen()));
    terminal.press('3');
    await terminal.waitFor(/llama3/);
  });

  it('takes the size that the window has by then', async () => {
    const {terminal} = await start();
    terminal.press('ctrl-z');
    await terminal.waitFor(atPrompt);
    terminal.resize(90, 20);
    terminal.write('fg\r');
    await terminal.waitFor(program => isWhole(program) && program.row(19).includes('q quit'));
    expect(
      terminal
        .screen()
        .split('\n')
        .every(line => line.length <= 90),
    ).toBe(true);
  });

  it('continues if no shell could resume it', async () => {
    const terminal = startInPty(process.execPath, [BIN, '--demo'], {cols: 120, rows: 30});
    await terminal.waitFor(isWhole);
    const from = terminal.raw().length;
    terminal.press('ctrl-z');
    await terminal.waitFor(({raw}) => raw().includes('\x1b[?1049h', from));
    await terminal.waitFor(isWhole);
    terminal.press('q');
    expect(await terminal.exit).toEqual({code: 0, signal: 0});
  });
});

describe('signals from outside', () => {
  it('stops at SIGTSTP and comes back at SIGCONT to its group, as fg sends it', async () => {
    const {terminal, before} = await start();
    terminal.press('ctrl-z');
    await terminal.waitFor(atPrompt);
    const pid = await pidOf(terminal);
    terminal.write('fg\r');
    await terminal.waitFor(isWhole);
    process.kill(pid, 'SIGTSTP');
    await terminal.waitFor(atPrompt);
    expect(await settings(terminal)).toBe(before);
    terminal.write('fg\r');
    await terminal.waitFor(isWhole);
  });

  it('draws anew after a SIGSTOP that it could not hear of', async () => {
    const {terminal} = await start();
    terminal.press('ctrl-z');
    await terminal.waitFor(atPrompt);
    const pid = await pidOf(terminal);
    terminal.write('fg\r');
    await terminal.waitFor(isWhole);
    process.kill(pid, 'SIGSTOP');
    await terminal.waitFor('Stopped');
    terminal.write('clear; fg\r');
    await terminal.waitFor(program => isWhole(program) && !program.screen().includes(PROMPT));
    terminal.press('q');
    await terminal.waitFor(atPrompt);
  });

  it.each([
    ['kill %1', 'Terminated'],
    ['kill -HUP %1', 'Hangup'],
  ])('%s ends it while it is suspended, and leaves the prompt alone', async (line, word) => {
    const {terminal, before} = await start();
    terminal.press('ctrl-z');
    await terminal.waitFor(atPrompt);
    const from = terminal.raw().length;
    await ask(terminal, `${line}; while kill -0 %1 2>&-; do :; done`);
    expect(await ask(terminal, 'jobs')).not.toContain('Stopped');
    expect(terminal.screen()).toContain(word);
    expect(terminal.raw().slice(from)).not.toContain('\x1b[?1049');
    expect(await settings(terminal)).toBe(before);
  });

  it('bg leaves it stopped, with nothing written, until fg', async () => {
    const {terminal, before} = await start();
    terminal.press('ctrl-z');
    await terminal.waitFor(atPrompt);
    const from = terminal.raw().length;
    // Returns when the job stops.
    await ask(terminal, 'bg; wait %1');
    expect(await ask(terminal, 'jobs')).toContain('Stopped');
    expect(terminal.raw().slice(from)).not.toContain('\x1b[?1049');
    terminal.write('fg\r');
    await terminal.waitFor(isWhole);
    terminal.press('q');
    await terminal.waitFor(atPrompt);
    expect(await settings(terminal)).toBe(before);
  });
});
