/** The patches of the bundle as a plugin of Vite, for tests that draw with the packages as the program ships them. */
import {readFileSync} from 'node:fs';
import {dirname} from 'node:path';
import type {
  Plugin as BundlePlugin,
  OnLoadOptions,
  OnLoadResult,
  OnResolveOptions,
  OnResolveResult,
  PluginBuild,
} from 'esbuild';
import type {Plugin} from 'vitest/config';
// @ts-expect-error a script has no types
import {bundlePatches} from '../../scripts/bundle/patches.mjs';

/** Packages that draw, and what measures their texts. Vite would leave them to Node otherwise. */
export const DRAWING_PACKAGES = ['ink', 'ink-text-input', 'ink-select-input', 'widest-line'];

const DRAWING = new RegExp(`/node_modules/(?:${DRAWING_PACKAGES.join('|')})/`);

interface Resolver {
  readonly filter: RegExp;
  readonly resolve: (args: {readonly path: string; readonly resolveDir: string}) => OnResolveResult | undefined;
}

interface Loader {
  readonly filter: RegExp;
  /** Of modules that stand in for a package; absent for the files of a package. */
  readonly namespace: string | undefined;
  readonly load: (args: {readonly path: string}) => OnLoadResult;
}

const patchesOf = (root: string) => {
  const resolvers: Resolver[] = [];
  const loaders: Loader[] = [];
  const nothing = () => {};
  const build = {
    onStart: nothing,
    onEnd: nothing,
    onResolve: ({filter}: OnResolveOptions, resolve: unknown) =>
      resolvers.push({filter, resolve: resolve as Resolver['resolve']}),
    onLoad: ({filter, namespace}: OnLoadOptions, load: unknown) =>
      loaders.push({filter, namespace, load: load as Loader['load']}),
  } as unknown as PluginBuild;
  const plugins = bundlePatches(root) as readonly BundlePlugin[];
  // This one asks where a package is installed, which only a build can say.
  for (const {name, setup} of plugins) if (name !== 'one-version') setup(build);
  return {resolvers, loaders};
};

const STAND_IN = '\0stand-in:';

export const shippedPackages = (root: string): Plugin => {
  const {resolvers, loaders} = patchesOf(root);
  const contentsOf = (namespace: string | undefined, path: string) => {
    const loader = loaders.find(each => each.namespace === namespace && each.filter.test(path));
    const {contents, errors} = loader?.load({path}) ?? {};
    if (errors) throw new Error(errors.map(({text}) => text).join('\n'));
    return contents === undefined ? undefined : String(contents);
  };
  return {
    name: 'shipped-packages',
    enforce: 'pre',
    resolveId: (path, importer = '') => {
      if (!DRAWING.test(importer)) return undefined;
      const answers = resolvers
        .filter(({filter}) => filter.test(path))
        .map(({resolve}) => resolve({path, resolveDir: dirname(importer)}));
      const {namespace} = answers.find(answer => answer !== undefined) ?? {};
      return namespace === undefined ? undefined : `${STAND_IN}${namespace}:${path}`;
    },
    load: path => {
      if (path.startsWith(STAND_IN)) {
        const [namespace, name = ''] = path.slice(STAND_IN.length).split(':');
        return contentsOf(namespace, name);
      }
      if (!DRAWING.test(path)) return undefined;
      // Their source maps lead to files that they do not ship, and Vite says so for each.
      return (contentsOf(undefined, path) ?? readFileSync(path, 'utf8')).replace(/^\/\/# sourceMappingURL=.*$/m, '');
    },
  };
};
