/** Puts what every start loads into one file of the bundle; esbuild would split it by who else uses which part of it. */
import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, resolve, sep} from 'node:path';
import {expectUse} from './report.mjs';

/** Always loaded before anything else is asked for. */
const START = 'src/cli/main.ts';
/** Of each folder, what is always loaded before anything else in it is asked for. */
const FIRST = {
  'src/cli/commands': 'src/cli/commands/plain.ts',
  'src/simulator': 'src/simulator/server.ts',
  'src/ui': 'src/cli/tui.tsx',
};

/** The modules of src that are loaded when they are needed. */
const lazyModules = source => {
  const files = readdirSync(source, {recursive: true}).filter(file => /\.tsx?$/.test(file));
  return files.flatMap(file => {
    const path = join(source, file);
    const asked = readFileSync(path, 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g);
    return [...asked].map(([, name]) => resolve(dirname(path), name));
  });
};

/**
 * esbuild puts modules into one file if the same lazy modules use them. So each lazy module gets an import of the start, which
 * costs nothing because the start has run long before. Then all of them use what the start needs: one file, not a dozen. The same
 * goes for what all commands without a screen need, for the simulator's server, and for the terminal UI.
 */
export const sharedStart = root => ({
  name: 'shared-start',
  setup: ({onLoad, onEnd}) => {
    const note = expectUse('shared-start', onEnd);
    const start = join(root, START);
    const lazy = new Set(lazyModules(join(root, 'src')));
    lazy.delete(start);
    const first = Object.entries(FIRST).map(([folder, file]) => [join(root, folder) + sep, join(root, file)]);
    const before = path => first.find(([folder, file]) => path.startsWith(folder) && path !== file)?.[1] ?? start;
    onLoad({filter: /\.tsx?$/}, ({path}) => {
      if (!lazy.has(path)) return undefined;
      note();
      const contents = `${readFileSync(path, 'utf8')}\nimport ${JSON.stringify(before(path))};\n`;
      return {contents, loader: path.endsWith('x') ? 'tsx' : 'ts'};
    });
  },
});
