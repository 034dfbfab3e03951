/** The window: every size is filled exactly, a resize leaves nothing behind, and a small window says so. */
import {afterEach, describe, expect, it} from 'vitest';
import {browse} from '../support/browse.ts';
import {disposeAll, type PtyProgram} from '../support/pty.ts';

afterEach(disposeAll);

const STATES = [
  ['the list', '', 'STATUS'],
  ['the search line', '/v', '/v'],
  ['the form', 'F', 'Page size'],
  ['the detail', '\r', 'Job ARN'],
  ['the raw answer', 'J', '"jobArn"'],
  ['the help', '?', 'Keyboard help'],
] as const;

const FOOT = /quit|close|cancel|search/;

/** What a screen must be in any size: exactly full, the header once and first, the keys last, the rules as wide as it. */
const isWhole = (tui: PtyProgram, [cols, rows]: readonly [number, number]): boolean => {
  const lines = tui.screen().split('\n');
  return (
    lines.length === rows &&
    /InProgress|Completed|us-east-1/.test(lines[0] ?? '') &&
    lines.filter(line => line.includes('us-east-1 · 111122223333')).length <= 1 &&
    lines.filter(line => /^ *STATUS +JOB/.test(line)).length <= 1 &&
    lines.some(line => line.startsWith('─') && [...line].length === cols) &&
    FOOT.test(lines.at(-1) ?? '')
  );
};

const SIZES = [
  [60, 15],
  [160, 50],
  [80, 24],
  [40, 10],
  [120, 36],
] as const;

describe('a resize leaves no ghost', () => {
  it.each(STATES)('over %s', async (_, keys, shown) => {
    const {tui} = await browse({world: {running: 1, runningEndsIn: Number.POSITIVE_INFINITY}});
    if (keys !== '') tui.write(keys);
    await tui.waitFor(shown);
    for (const [cols, rows] of SIZES) {
      tui.resize(cols, rows);
      await tui.waitFor(program => isWhole(program, [cols, rows]));
    }
  });

  it('below 40x10 it says so, and comes back where it was', async () => {
    const {tui} = await browse();
    tui.write('jjj');
    await tui.waitFor(/\n {2}\S+.*\n {2}.*\n {2}.*\n>/);
    const before = tui.screen();
    tui.resize(39, 9);
    await tui.waitFor('At least 40x10 is needed');
    tui.resize(120, 36);
    await tui.waitFor(({screen}) => screen() === before);
    tui.resize(10, 3);
    await tui.waitFor('Too small');
    tui.press('q');
    expect(await tui.exit).toEqual({code: 0, signal: 0});
  });

  it('in the middle of loading', async () => {
    const {tui} = await browse({world: {jobs: 5000}});
    tui.press('L');
    for (const [cols, rows] of SIZES) tui.resize(cols, rows);
    await tui.waitFor('5,000 jobs · end of list', 20_000);
    await tui.waitFor(program => isWhole(program, [120, 36]));
  }, 30_000);
});

const allCells = (tui: PtyProgram) => Array.from({length: 36}, (_, y) => tui.cells(y)).flat();

/** A frame can arrive in parts: it is there when its selected row is. */
const drawn = (tui: PtyProgram) =>
  tui.waitFor(program => allCells(program).some(cell => cell.isInverse) && FOOT.test(program.row(35)));

describe('the selected row', () => {
  it('is inverse over its whole width, and nothing else is', async () => {
    const {tui} = await browse();
    await drawn(tui);
    const inverse = Array.from({length: 36}, (_, y) => tui.cells(y).filter(cell => cell.isInverse).length);
    expect(inverse.filter(count => count > 0)).toEqual([120]);
    expect(tui.row(inverse.indexOf(120))).toMatch(/^>/);
  });
});

describe('colour', () => {
  it('NO_COLOR keeps inverse and bold, and uses no colour', async () => {
    const {tui} = await browse({env: {NO_COLOR: '1'}});
    await drawn(tui);
    const cells = allCells(tui);
    expect(cells.every(cell => cell.foreground === undefined && cell.background === undefined)).toBe(true);
    expect(cells.some(cell => cell.isBold)).toBe(true);
  });

  it('only the terminal’s own sixteen are used', async () => {
    const {tui} = await browse();
    await drawn(tui);
    const cells = allCells(tui);
    expect(cells.some(cell => cell.foreground !== undefined)).toBe(true);
    expect(cells.every(cell => (cell.foreground ?? 0) < 16 && cell.background === undefined)).toBe(true);
  });
});
