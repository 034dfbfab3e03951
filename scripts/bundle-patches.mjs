/**
 * What the bundle has other than its packages ship it, each for a cost that docs/performance.md shows. A patch that no
 * longer finds its place fails the build. The tests of the UI run on the packages as they are, the others on the bundle.
 */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** Replaces `found` by `wanted`, everywhere, in the one file of a package that `filter` names. */
const patch = (name, filter, [found, wanted]) => ({
  name,
  setup({onLoad}) {
    onLoad({filter}, ({path}) => {
      const source = readFileSync(path, 'utf8');
      if (!source.includes(found)) return {errors: [{text: `${name}: “${found}” is not in ${path}`}]};
      return {contents: source.replaceAll(found, wanted)};
    });
  },
});

/** Ink loads the React devtools where DEV=true. Taking out the question leaves nothing of them in the bundle. */
const withoutDevtools = patch('without-devtools', /[\\/]ink[\\/]build[\\/](reconciler|ink)\.js$/, [
  "process.env['DEV'] === 'true'",
  'false',
]);

/** Ink splits each line of each frame into styled characters anew; here what one frame has split serves the next. */
const KEPT_TEXTS = 400;
const withLastingCaches = patch('with-lasting-caches', /[\\/]ink[\\/]build[\\/]output\.js$/, [
  'caches = new OutputCaches();',
  `static kept; caches = (Output.kept = Output.kept?.styledChars.size < ${KEPT_TEXTS} ? Output.kept : new OutputCaches());`,
]);

/** string-width takes milliseconds to load and loads them for any letter beyond ASCII; the rules and dots of every frame are such. */
const withQuickWidth = root => ({
  name: 'with-quick-width',
  setup({onResolve, onLoad}) {
    const exact = join(root, 'node_modules', 'string-width', 'index.js');
    const plain = join(root, 'src', 'ui', 'plain-columns.ts');
    onResolve({filter: /^string-width$/}, () => ({path: 'string-width', namespace: 'quick-width'}));
    onLoad({filter: /.*/, namespace: 'quick-width'}, () => ({
      resolveDir: root,
      contents: `
        import {PLAIN} from ${JSON.stringify(plain)};
        let exact;
        export default (text, options) => {
          const shown = typeof text === 'string' && text.includes('\\x1b[') ? text.replace(/\\x1b\\[[\\d;]*m/g, '') : text;
          if (typeof shown === 'string' && PLAIN.test(shown)) return shown.length;
          exact ??= require(${JSON.stringify(exact)}).default;
          return exact(text, options);
        };
      `,
    }));
  },
});

/** `import` of node:http reads every member that it has, and one of them is WebSocket: all of undici. `require` reads none. */
const withoutUndici = {
  name: 'without-undici',
  setup({onResolve, onLoad}) {
    onResolve({filter: /^(node:)?http$/}, ({namespace}) =>
      namespace === 'required' ? {path: 'node:http', external: true} : {path: 'node:http', namespace: 'required'},
    );
    onLoad({filter: /.*/, namespace: 'required'}, () => ({contents: "module.exports = require('node:http')"}));
  },
};

export const bundlePatches = root => [withoutDevtools, withLastingCaches, withQuickWidth(root), withoutUndici];
