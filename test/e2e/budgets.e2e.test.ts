/** What a key may cost on the wire, and a start on the disk: figures that are the same on every machine. */
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterEach, describe, expect, it} from 'vitest';
import {browse, selectedRow} from '../support/browse.ts';
import {disposeAll, type PtyProgram} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';

afterEach(disposeAll);

const DIST = dirname(BIN);
const UPDATE = '\x1b[?2026h';

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Bytes and frames from the key until another row is selected, key by key. */
const costs = async (tui: PtyProgram, keys: readonly string[]) => {
  const found: {readonly bytes: number; readonly frames: number}[] = [];
  for (const key of keys) {
    const [before, from] = [selectedRow(tui), tui.raw().length];
    tui.press(key);
    await tui.waitFor(() => selectedRow(tui) !== before);
    const written = tui.raw().slice(from);
    found.push({bytes: Buffer.byteLength(written), frames: written.split(UPDATE).length - 1});
  }
  return {bytes: median(found.map(({bytes}) => bytes)), frames: median(found.map(({frames}) => frames))};
};

describe('at 120 x 36, with the detail below', () => {
  it('a key is one frame, of the cells that it changes', async () => {
    const {tui} = await browse({world: {jobs: 1000, seed: 7}});
    const inside = Array.from({length: 10}, () => 'down');
    const move = await costs(tui, inside);
    expect(move.frames).toBe(1);
    expect(move.bytes).toBeLessThanOrEqual(500);
    const before = selectedRow(tui);
    tui.write('j'.repeat(40));
    await tui.waitFor(() => selectedRow(tui) !== before);
    const scroll = await costs(tui, inside);
    expect(scroll.frames).toBe(1);
    expect(scroll.bytes).toBeLessThanOrEqual(2000);
  }, 30_000);

  it('200 keys in one write are two frames at the most', async () => {
    const {tui, simulator} = await browse({world: {jobs: 1000, seed: 7}, args: ['--page-size', '1000']});
    const names = [...simulator.world.jobs].reverse().map(({name}) => name);
    const from = tui.raw().length;
    tui.write('j'.repeat(200));
    await tui.waitFor(() => selectedRow(tui)?.includes(` ${names[200]} `) ?? false);
    expect(tui.raw().slice(from).split(UPDATE).length - 1).toBeLessThanOrEqual(2);
  }, 30_000);
});

/** A text of the simulator's faults. */
const FAULTS = /A page of a proxy \(simulated\)/;

/** The scripts that \`entry\` loads, and those that they import without being asked. */
const loadedWith = (entry: string): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const text = readFileSync(join(DIST, name), 'utf8');
    for (const [, imported = ''] of text.matchAll(/(?:from|import)\s*"\.\/([\w-]+\.js)"/g)) visit(imported);
  };
  visit(entry);
  return found;
};

describe('the build', () => {
  const scripts = readdirSync(DIST).filter(name => name.endsWith('.js'));
  const sizeOf = (names: Iterable<string>): number =>
    [...names].reduce((sum, name) => sum + statSync(join(DIST, name)).size, 0);
  const named = (start: string): string => scripts.find(name => name.startsWith(`${start}-`)) ?? '';

  it('is small, and so is what stands before the first frame', () => {
    const first = new Set(['bin.js', ...loadedWith(named('main')), ...loadedWith(named('tui'))]);
    // Events, attempts, comparisons, reasons, copying and the palette need 75 kB. The first frame comes 2 % later with them.
    // Merging, choosing and listing connections, signing in and the queue of requests need another 37 kB.
    expect(first.size).toBeLessThanOrEqual(14);
    expect(sizeOf(first)).toBeLessThanOrEqual(724_000);
    // What acts in the UI is loaded after the first page; commands about models and imports, and S3 in the simulator, if they are used.
    // The client of S3 takes 125 kB, and only a check of files in S3 loads it.
    expect(sizeOf(scripts)).toBeLessThanOrEqual(1_710_000);
  });

  it('has little of its own to load for a command', () => {
    const first = new Set(['bin.js', ...loadedWith(named('main')), ...loadedWith(named('plain'))]);
    // What only several connections need is loaded with them; their flags are always read.
    expect(first.size).toBeLessThanOrEqual(10);
    expect(sizeOf(first)).toBeLessThanOrEqual(105_000);
  });

  const holds = (names: readonly string[], text: RegExp) =>
    names.filter(name => text.test(readFileSync(join(DIST, name), 'utf8')));

  it('has no simulated faults before the first frame or for a command', () => {
    const starts = ['tui', 'plain', 'main'].flatMap(name => [...loadedWith(named(name))]);
    expect(holds(scripts, FAULTS)).not.toEqual([]);
    expect(holds(starts, FAULTS)).toEqual([]);
  });

  it('has neither faults nor S3 in the simulator before they are asked for', () => {
    const s3 = /ListBucketResult/;
    expect(holds(scripts, s3)).not.toEqual([]);
    for (const optional of [FAULTS, s3]) expect(holds([...loadedWith(named('server'))], optional)).toEqual([]);
  });

  it('has the client of S3 in scripts of its own, which nothing loads before a check', () => {
    const client = /ListObjectsV2Command/;
    const starts = ['tui', 'plain', 'main', 'acting', 'part', 'check', 'gateway'].flatMap(name => [
      ...loadedWith(named(name)),
    ]);
    expect(holds(scripts, client)).not.toEqual([]);
    expect(holds(starts, client)).toEqual([]);
  });

  it('has no SDK before the first frame, and no undici at all', () => {
    const sdk = /amz-sdk-invocation-id/;
    expect(holds(scripts, sdk)).not.toEqual([]);
    expect(holds([...loadedWith(named('main')), ...loadedWith(named('tui'))], sdk)).toEqual([]);
    // An import of node:http, unlike a require, reads its WebSocket, which loads undici.
    expect(holds(scripts, /from\s*"(node:)?http"/)).toEqual([]);
  });
});
