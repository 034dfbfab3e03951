/** What each patch of scripts/bundle saves: the main thread's CPU time, as shipped and without the patch, in alternating runs. */
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {temporaryDirectory} from './children.mjs';
import {hasFirstPage, ourName} from './list-screen.mjs';
import {hasCosts, mainThreadMilliseconds} from './process-cost.mjs';
import {rowOf} from './rows.mjs';
import {readNames} from './sdk-loop-process.mjs';
import {DIST} from './simulator-process.mjs';
import {sleep, startInTerminal} from './terminal-program.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const HOOK = join(HERE, 'cpu-hook.mjs');
const BUILD = join(HERE, '..', 'build.mjs');
const JOBS = 1000;

// `tracing` is not there for its time.
const START_PATCHES = ['devtools', 'quick-width', 'undici', 'shared-start'];
const KEY_PATCHES = ['row-memory', 'text-memory'];
const ROUNDS = {quick: {start: 3, keys: 1}, full: {start: 40, keys: 9}};

const MOVES = 16;
const PAGES = 3;
const WARM_SERIES = 6;
const SERIES = 6;
const SETTLE_MS = 500;

const builtWithout = patch => {
  const outdir = temporaryDirectory();
  execFileSync(process.execPath, [BUILD, '--quiet', '--outdir', outdir, '--unpatched', patch], {stdio: 'inherit'});
  return outdir;
};

const start = (dist, url, {hook = [], env = {}} = {}) =>
  startInTerminal(process.execPath, [...hook, join(dist, 'bin.js'), '--endpoint-url', url], {env});

const startOnce = async (dist, {url}) => {
  const file = join(temporaryDirectory(), 'cpu.json');
  const program = start(dist, url, {hook: ['--import', HOOK], env: {BENCH_CPU: file}});
  await program.until(hasFirstPage);
  // As a person does: it leaves the compiled program for the next start.
  program.write('q');
  await program.exit;
  const {frame, page} = JSON.parse(readFileSync(file, 'utf8'));
  return {'first frame': frame, 'first page of jobs': page};
};

/** Milliseconds a key, of keys that go there and back again. */
const perKey = async (program, keys) => {
  const before = mainThreadMilliseconds(program.pid);
  for (const {key, name} of keys) {
    program.write(key);
    await program.until(screen => ourName(screen) === name);
  }
  return (mainThreadMilliseconds(program.pid) - before) / keys.length;
};

const movesOver = names => {
  const down = names.slice(1, MOVES + 1).map(name => ({key: 'j', name}));
  const up = names.slice(0, MOVES).map(name => ({key: 'k', name}));
  return [...down, ...up.reverse()];
};

/** Learns how far a page goes from the keys themselves. */
const pagesOver = async (program, names) => {
  const at = [names[0]];
  for (let i = 0; i < PAGES; i++) {
    program.write('\x1b[6~');
    await program.until(screen => ![undefined, at.at(-1)].includes(ourName(screen)));
    at.push(ourName(program.screen));
  }
  program.write('g');
  await program.until(screen => ourName(screen) === names[0]);
  const down = at.slice(1).map(name => ({key: '\x1b[6~', name}));
  const up = at.slice(0, -1).map(name => ({key: '\x1b[5~', name}));
  return [...down, ...up.reverse()];
};

const keysOnce = async (dist, {url, names}) => {
  const program = start(dist, url);
  await program.until(hasFirstPage);
  await sleep(SETTLE_MS);
  const kinds = {'a move': movesOver(names), 'a page': await pagesOver(program, names)};
  const best = {};
  for (let i = 0; i < WARM_SERIES + SERIES; i++) {
    for (const [kind, keys] of Object.entries(kinds)) {
      const ms = await perKey(program, keys);
      // The least of a run is the one with the fewest interruptions.
      if (i >= WARM_SERIES) best[kind] = Math.min(ms, best[kind] ?? ms);
    }
  }
  await program.end();
  return best;
};

const SHIPPED = 'as shipped';
const rowName = (kind, build) => `${kind}, ${build === SHIPPED ? SHIPPED : `without ${build}`}`;

/** Every build once a round; each round begins with another one. */
const alternate = async (builds, rounds, once) => {
  const found = new Map();
  for (let round = 0; round < rounds; round++) {
    const first = round % builds.length;
    for (const [name, dist] of [...builds.slice(first), ...builds.slice(0, first)]) {
      for (const [kind, ms] of Object.entries(await once(dist))) {
        const samples = found.get(kind) ?? new Map(builds.map(([each]) => [each, []]));
        samples.get(name).push(ms);
        found.set(kind, samples);
      }
    }
  }
  return [...found].flatMap(([kind, samples]) =>
    [...samples].map(([name, values]) => {
      const against = name === SHIPPED ? [] : [{what: rowName(kind, SHIPPED), as: SHIPPED}];
      return rowOf({group: 'patches', what: rowName(kind, name), unit: 'ms', samples: values, isSpread: true, against});
    }),
  );
};

export const measurePatches = async ({simulators, isQuick, note}) => {
  if (!hasCosts) {
    note('patches: no /proc here');
    return [];
  }
  const {url} = await simulators({jobs: JOBS});
  const {names} = await readNames(url);
  const rounds = isQuick ? ROUNDS.quick : ROUNDS.full;
  const buildsOf = patches => [[SHIPPED, DIST], ...patches.map(patch => [patch, builtWithout(patch)])];
  const startBuilds = buildsOf(START_PATCHES);
  // Fills the compile cache.
  for (const [, dist] of startBuilds) await startOnce(dist, {url});
  const starts = await alternate(startBuilds, rounds.start, dist => startOnce(dist, {url}));
  const keys = await alternate(buildsOf(KEY_PATCHES), rounds.keys, dist => keysOnce(dist, {url, names}));
  return [...starts, ...keys];
};
