/**
 * The golden frames once more, as they reach a person: drawn by the Ink of the bundle, written cell by cell, shown by a terminal
 * emulator. One Ink draws them all, so that each frame is what is left of the one before and the changes to it.
 */
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
// @ts-expect-error a script has no types
import {bundlePatches} from '../../scripts/bundle/patches.mjs';
import {polyfillForInk, withTextStyles} from '../../src/cli/terminal/ink-loading.ts';
import {goTo, SCREENS, SIZES, world} from '../support/golden-screens.ts';
import type {Program} from '../support/program.ts';
import {createScreen, type Screen} from '../support/screen.ts';
import type * as Shipped from '../support/shipped-ui.tsx';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const UPDATE = /\x1b\[\?2026h.*?\x1b\[\?2026l/gs;
const NAMES = Object.keys(SCREENS);
// They change what the UI does not use.
const UNPATCHED = ['undici', 'tracing', 'shared-start'];

const directory = mkdtempSync(join(tmpdir(), 'shipped-ui-'));
let ui: Shipped.ShippedUi;
let screen: Screen;

beforeAll(async () => {
  const outfile = join(directory, 'shipped-ui.mjs');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['test/support/shipped-ui.tsx'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    mainFields: ['module', 'main'],
    define: {'process.env.NODE_ENV': '"production"'},
    banner: {js: "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url);"},
    plugins: bundlePatches(ROOT, UNPATCHED),
  });
  polyfillForInk();
  const {createShippedUi}: typeof Shipped = await withTextStyles(() => import(pathToFileURL(outfile).href));
  ui = createShippedUi(SIZES[0]);
  screen = createScreen(SIZES[0].columns, SIZES[0].rows);
  await screen.write(ui.taken());
});

afterAll(async () => {
  await ui.end();
  screen.dispose();
  rmSync(directory, {recursive: true});
});

/** The screen as a golden frame has it: every row, without the spaces at its end. */
const rowsShown = async ({rows}: {readonly rows: number}): Promise<string> => {
  const written = ui.taken();
  // Nothing, an empty screen least of all, is shown between two frames.
  expect(written.replaceAll(UPDATE, '')).toBe('');
  await screen.write(written);
  return Array.from({length: rows}, (_, y) => screen.row(y).trimEnd()).join('\n');
};

/** Colours and styles, too; not of the largest windows, which would take seconds. */
const cellsShown = ({columns, rows}: (typeof SIZES)[number]): string =>
  columns > 80 ? '' : JSON.stringify(Array.from({length: rows}, (_, y) => screen.cells(y)));

const golden = ({columns, rows}: (typeof SIZES)[number], name: string): string =>
  readFileSync(join(ROOT, 'test', 'frames', `${columns}x${rows}`, `${name}.txt`), 'utf8');

/** Every ordered pair of different screens, one step each: a walk through all of them and back. */
const walk = (names: readonly string[]): readonly string[] =>
  names.flatMap((name, i) => names.slice(i + 1).flatMap(other => [name, other]));

describe.each(SIZES)('at $columns x $rows', size => {
  const programs = new Map<string, Program>();
  const cells = new Map<string, string>();
  afterAll(() => {
    for (const program of programs.values()) program.stop();
  });

  it('each screen, reached message by message', async () => {
    await ui.resize(size);
    screen.resize(size.columns, size.rows);
    for (const name of NAMES) {
      const program = ui.start({gateway: world()});
      programs.set(name, program);
      await goTo(program, SCREENS[name] ?? []);
      expect(await rowsShown(size), name).toBe(golden(size, name));
      cells.set(name, cellsShown(size));
    }
    expect(cells.get('list')).toMatch(/"isInverse":true|^$/);
  });

  it('each screen, from each other one', async () => {
    const path = walk(NAMES);
    for (const [i, name] of path.entries()) {
      await ui.show(programs.get(name)!);
      const way = `${name} after ${path[i - 1] ?? 'the last'}`;
      expect(await rowsShown(size), way).toBe(golden(size, name));
      expect(cellsShown(size) === cells.get(name), `styles of ${way}`).toBe(true);
    }
  });
});
