/** What the environment says of the terminal: too plain a one is refused, and in every other the list is right. */
import {describe, expect, it} from 'vitest';
import {browse, selectedRow} from '../support/browse.ts';
import {startInPty} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';

describe('a terminal that cannot move its cursor', () => {
  it.each([
    ['TERM=dumb', '', 'TERM is “dumb”'],
    ['-u TERM', '', 'TERM is not set'],
    ['TERM=', '', 'TERM is not set'],
    ['TERM=dumb', '2>/dev/null', ''],
  ])('is refused with one sentence on stderr and 2: %s %s', async (variable, redirection, reason) => {
    const line = `env ${variable} "$0" "$1" --demo ${redirection}`;
    const terminal = startInPty('sh', ['-c', line, process.execPath, BIN], {cols: 120});
    expect(await terminal.exit).toEqual({code: 2, signal: 0});
    expect(terminal.raw()).not.toContain('\x1b');
    const [said = '', ...more] = terminal.screen().split('\n');
    expect(more).toEqual([]);
    expect(said).toBe(
      reason && `the UI needs a terminal that can move its cursor, but ${reason}; try \`bedrock-imports-tui list\``,
    );
    await terminal.dispose();
  });
});

/** What colours are named in SGR sequences, other than the sixteen by their short numbers. */
const longColours = (raw: string): readonly string[] => raw.match(/\x1b\[(?:\d+;)*[34]8[;:][\d;:]*m/g) ?? [];
const shortColours = (raw: string): readonly string[] => raw.match(/\x1b\[(?:3[0-7]|9[0-7]|4[0-7]|10[0-7])m/g) ?? [];

const NO_TERMINAL_NAME = {TERM_PROGRAM: undefined, COLORTERM: undefined};

describe.each([
  ['NO_COLOR=1', {NO_COLOR: '1'}, false],
  ['NO_COLOR=1 FORCE_COLOR=3', {NO_COLOR: '1', FORCE_COLOR: '3'}, false],
  ['FORCE_COLOR=0', {FORCE_COLOR: '0'}, false],
  ['FORCE_COLOR=1', {FORCE_COLOR: '1'}, true],
  ['FORCE_COLOR=2', {FORCE_COLOR: '2'}, true],
  ['FORCE_COLOR=3', {FORCE_COLOR: '3'}, true],
  ['TERM=xterm', {TERM: 'xterm'}, true],
  ['TERM=xterm-256color', {}, true],
  ['COLORTERM=truecolor', {COLORTERM: 'truecolor'}, true],
  ['TERM=foot, which chalk does not know', {TERM: 'foot'}, true],
  ['CI=true', {CI: 'true'}, true],
])('%s', (_, variables, hasColour) => {
  it('shows the list, its selection inverse, in the terminal’s own colours at most', async () => {
    const {tui} = await browse({env: {...NO_TERMINAL_NAME, ...variables}});
    tui.press('j');
    await tui.waitFor(program => program.row(5).startsWith('>'));
    const rows = tui.screen().split('\n');
    expect(selectedRow(tui)).toMatch(/^(?:Completed|Failed|InProgress) +\S/);
    expect(rows.filter(row => /^..(?:Completed|Failed|InProgress) /.test(row)).length).toBeGreaterThan(5);
    expect(tui.cells(5).every(cell => cell.isInverse)).toBe(true);
    expect(tui.cells(6).some(cell => cell.isInverse)).toBe(false);
    expect(longColours(tui.raw())).toEqual([]);
    expect(shortColours(tui.raw()).length > 0).toBe(hasColour);
  });
});

describe('for a screen reader', () => {
  it.each([
    ['--screen-reader', {args: ['--screen-reader']}],
    ['INK_SCREEN_READER', {env: {INK_SCREEN_READER: 'true'}}],
  ])('%s: the selected job first, in a sentence, and after a key the next one', async (_, options) => {
    const {tui} = await browse({world: {jobs: 140, seed: 7}, until: /^1 of 100: /, ...options});
    tui.press('down', 'down');
    await tui.waitFor(/^3 of 100: \S+, (Completed|Failed), model \S+, created .+, took /);
    expect(tui.screen()).not.toContain('─');
    const seen = tui.raw().length;
    tui.press('q');
    expect(await tui.exit).toEqual({code: 0, signal: 0});
    expect(tui.raw().slice(seen)).toContain('\x1b[?1049l');
  });
});
