/** The size of dist/, and how much of it is loaded before the first frame. */
import {readdirSync, readFileSync, statSync} from 'node:fs';
import module from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {temporaryDirectory} from './children.mjs';
import {hasFirstPage} from './list-screen.mjs';
import {rowOf} from './rows.mjs';
import {BIN, DIST} from './simulator-process.mjs';
import {startInTerminal} from './terminal-program.mjs';

const HOOK = join(dirname(fileURLToPath(import.meta.url)), 'loaded-hook.mjs');

const loadedAtFirstFrame = async url => {
  const file = join(temporaryDirectory(), 'loaded.json');
  const args = ['--import', HOOK, BIN, '--endpoint-url', url];
  const program = startInTerminal(process.execPath, args, {env: {BENCH_LOADED: file}});
  await program.until(hasFirstPage);
  await program.end();
  return JSON.parse(readFileSync(file, 'utf8'));
};

export const measureSize = async ({simulators, note}) => {
  const scripts = readdirSync(DIST).filter(name => name.endsWith('.js'));
  const total = scripts.reduce((sum, name) => sum + statSync(join(DIST, name)).size, 0);
  const row = (what, unit, value) => rowOf({group: 'size', what, unit, samples: [value]});
  const rows = [row('scripts in dist', 'kB', total / 1000)];
  if (!module.registerHooks) {
    note(`size: Node ${process.version} cannot tell what is loaded`);
    return rows;
  }
  const {bytes, files} = await loadedAtFirstFrame((await simulators({jobs: 1000})).url);
  return [...rows, row('loaded before the first frame', 'kB', bytes / 1000), row('files of it', '', files)];
};
