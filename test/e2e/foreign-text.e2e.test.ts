/** Text that other programs write on the terminal: the repaint key removes it, everywhere, and takes the terminal's modes back. */
import {closeSync, constants, openSync, readFileSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, it} from 'vitest';
import {disposeAll, type PtyProgram, startInPty} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';

afterEach(disposeAll);

const WALL = '\r\nBroadcast message from root: going down\r\n';
/** What a program leaves behind that is killed in the middle of its output. */
const WRECKAGE = [
  ['a flood', WALL.repeat(40)],
  ['no end to a sequence', `${WALL}\x1b]0;no end`],
  ['another character set', '\x1b(0qqq'],
  ['a second character set', '\x1b)0\x0eqqq'],
  ['an update without its end', '\x1b[?2026hgone'],
  ['a reset of the terminal', '\x1bc'],
  ['a scroll region, origin mode, insert mode and a colour', '\x1b[5;9r\x1b[?6h\x1b[4h\x1b[41mred'],
  ['a visible cursor', '\x1b[?25h'],
  ['reports that are off', '\x1b[?2004l\x1b[?1004l'],
  ['the normal screen', '\x1b[?1049l'],
] as const;

/** Starts the program, and returns a way to write on its terminal as `wall` does. */
const start = async (...flags: readonly string[]) => {
  const script = 'echo "a shell"; tty > "$HOME/tty"; exec "$NODE" "$BIN" --demo --refresh 600 "$@"';
  const options = {cols: 100, rows: 24, env: {NODE: process.execPath, BIN}};
  const terminal = startInPty('bash', ['-c', script, 'bash', ...flags], options);
  await terminal.waitFor(flags.length > 0 ? 'Failed' : /\d jobs · .*\n(?:.*\n)*.*quit$/);
  const tty = readFileSync(join(terminal.home, 'tty'), 'utf8').trim();
  const write = (text: string) => {
    const file = openSync(tty, constants.O_WRONLY | constants.O_NOCTTY);
    writeSync(file, text);
    closeSync(file);
  };
  return {terminal, write};
};

const isWhole = (terminal: PtyProgram): boolean => {
  const lines = terminal.screen().split('\n');
  const isRule = (line: string) => line.startsWith('──') && [...line].length === 100;
  return !terminal.screen().includes('Broadcast') && lines.length === 24 && lines.some(isRule);
};

const TAKEN = {
  isAlternateScreen: true,
  isCursorHidden: true,
  hasBracketedPaste: true,
  hasFocusReports: true,
  isSynchronized: false,
};

describe('ctrl-l removes what others have written', () => {
  it.each([
    ['the list', '', 'enter detail'],
    ['the search line', '/llama', 'llama'],
    ['a text field of the form', 'F\tq1', 'q1'],
    ['a choice in the form', 'F', 'Page size'],
    ['the detail', '\r', 'Job ARN'],
    ['the help', '?', 'keyboard help'],
    ['the errors', '!', 'close'],
  ])('over %s', async (_, keys, shown) => {
    const {terminal, write} = await start();
    terminal.write(keys);
    await terminal.waitFor(program => program.screen().includes(shown) && isWhole(program));
    write(WALL);
    await terminal.waitFor('Broadcast message');
    terminal.write('\x0c');
    await terminal.waitFor(program => isWhole(program) && program.screen().includes(shown));
    expect(terminal.modes()).toEqual(TAKEN);
  });

  it.each(WRECKAGE)('and %s', async (_, text) => {
    const {terminal, write} = await start();
    const before = terminal.raw().length;
    write(text);
    await terminal.waitFor(({raw}) => raw().length >= before + text.length);
    terminal.write('\x0c?');
    await terminal.waitFor(program => isWhole(program) && /keyboard help/.test(program.screen()));
    expect(terminal.modes()).toEqual(TAKEN);
    expect(terminal.cells(1)[1]?.background).toBeUndefined();
    terminal.write('qq');
    expect(await terminal.exit).toEqual({code: 0, signal: 0});
    expect(terminal.modes()).toMatchObject({isAlternateScreen: false, isCursorHidden: false, hasBracketedPaste: false});
    // What is drawn between the loss of the alternate screen and the key is drawn on the shell's screen.
    if (!/\x1bc|1049l/.test(text)) expect(terminal.screen().trim()).toBe('a shell');
  });

  it('for a screen reader, whose text is written again', async () => {
    const {terminal, write} = await start('--screen-reader');
    write(WALL);
    await terminal.waitFor('Broadcast message');
    terminal.write('\x0c');
    await terminal.waitFor(({screen}) => !screen().includes('Broadcast') && screen().includes('Failed'));
  });
});

it('coming back from a stop removes what was written meanwhile', async () => {
  const {terminal, write} = await start();
  terminal.signal('SIGSTOP');
  write(WALL);
  await terminal.waitFor('Broadcast message');
  terminal.signal('SIGCONT');
  await terminal.waitFor(isWhole);
  expect(terminal.modes()).toEqual(TAKEN);
});
