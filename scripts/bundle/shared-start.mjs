/** Puts what every start loads into one file of the bundle; esbuild would split it by who else uses which part of it. */
import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, resolve, sep} from 'node:path';
import {expectUse} from './report.mjs';

/** Always loaded before anything else is asked for. */
const START = 'src/cli/main.ts';
/** Always loaded before anything else in its folder is asked for. */
const COMMANDS = 'src/cli/commands/plain.ts';

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
 * goes for what all commands without a screen need.
 */
export const sharedStart = root => ({
  name: 'shared-start',
  setup: ({onLoad, onEnd}) => {
    const note = expectUse('shared-start', onEnd);
    const start = join(root, START);
    const lazy = new Set(lazyModules(join(root, 'src')));
    lazy.delete(start);
    const commands = join(root, COMMANDS);
    const isOfCommand = path => path !== commands && path.startsWith(dirname(commands) + sep);
    onLoad({filter: /\.tsx?$/}, ({path}) => {
      if (!lazy.has(path)) return undefined;
      note();
      const before = isOfCommand(path) ? commands : start;
      const contents = `${readFileSync(path, 'utf8')}\nimport ${JSON.stringify(before)};\n`;
      return {contents, loader: path.endsWith('x') ? 'tsx' : 'ts'};
    });
  },
});
