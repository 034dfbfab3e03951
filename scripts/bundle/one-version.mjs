/** Stops a build that contains two versions of a patched package, or another version than package.json names. */
import {existsSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {stop} from './report.mjs';

const readJson = path => JSON.parse(readFileSync(path, 'utf8'));

/** Where Node finds the package for an import in `directory`. */
const directoryOf = (name, directory) => {
  const found = join(directory, 'node_modules', name);
  if (existsSync(join(found, 'package.json'))) return found;
  const parent = dirname(directory);
  return parent === directory ? undefined : directoryOf(name, parent);
};

const complaint = (root, name, directories) => {
  const copies = directories.map(path => ({version: readJson(join(path, 'package.json')).version, path}));
  if (copies.length > 1) {
    const places = copies.map(({version, path}) => `${version} in ${relative(root, path)}`).join(', ');
    return `More than one ${name} is in the bundle: ${places}. scripts/bundle patches one.`;
  }
  const {devDependencies = {}} = readJson(join(root, 'package.json'));
  const [{version}] = copies;
  if (devDependencies[name] === version) return undefined;
  return `${name} ${version} is installed, but package.json has ${devDependencies[name] ?? 'none'}: scripts/bundle patches exactly that version.`;
};

/** The first of the plugins, because a later one may resolve a package in its own way. */
export const oneVersion = (root, names) => ({
  name: 'one-version',
  setup({onResolve, onEnd}) {
    const found = new Map(names.map(name => [name, new Set()]));
    onResolve({filter: new RegExp(`^(?:${names.join('|')})$`)}, ({path, resolveDir}) => {
      const directory = directoryOf(path, resolveDir);
      if (directory !== undefined) found.get(path).add(directory);
      return undefined;
    });
    onEnd(() => {
      for (const [name, directories] of found) {
        const text = directories.size > 0 ? complaint(root, name, [...directories]) : undefined;
        if (text !== undefined) return stop(text);
      }
      return undefined;
    });
  },
});
