/** The patches of the bundle as a plugin of Vite, for tests that draw with the packages as the program ships them. */
import {readFileSync} from 'node:fs';
import type {Plugin as BundlePlugin, OnLoadArgs, OnLoadOptions, OnLoadResult, PluginBuild} from 'esbuild';
import type {Plugin} from 'vitest/config';
// @ts-expect-error a script has no types
import {bundlePatches} from '../../scripts/bundle/patches.mjs';

/** Packages that draw: they have to be loaded by Vite, which would leave them to Node otherwise. */
export const DRAWING_PACKAGES = ['ink', 'ink-text-input', 'ink-select-input'];

const DRAWING = new RegExp(`/node_modules/(?:${DRAWING_PACKAGES.join('|')})/`);

interface Loader {
  readonly filter: RegExp;
  readonly load: (args: Pick<OnLoadArgs, 'path'>) => OnLoadResult;
}

/** What each patch makes of a file of its package. Those that put another module in a package's place are left out. */
const loadersOf = (root: string): readonly Loader[] => {
  const loaders: Loader[] = [];
  const onLoad = ({filter, namespace}: OnLoadOptions, load: unknown) => {
    if (namespace === undefined) loaders.push({filter, load: load as Loader['load']});
  };
  const nothing = () => {};
  const build = {onLoad, onStart: nothing, onResolve: nothing, onEnd: nothing} as unknown as PluginBuild;
  for (const {setup} of bundlePatches(root) as readonly BundlePlugin[]) setup(build);
  return loaders;
};

export const shippedPackages = (root: string): Plugin => {
  const loaders = loadersOf(root);
  return {
    name: 'shipped-packages',
    enforce: 'pre',
    load: path => {
      if (!DRAWING.test(path)) return undefined;
      const {contents, errors} = loaders.find(({filter}) => filter.test(path))?.load({path}) ?? {};
      if (errors) throw new Error(errors.map(({text}) => text).join('\n'));
      // Their source maps lead to files that they do not ship, and Vite says so for each.
      return String(contents ?? readFileSync(path, 'utf8')).replace(/^\/\/# sourceMappingURL=.*$/m, '');
    },
  };
};
