/**
 * What the bundle has other than its packages ship it, each for a cost that docs/performance.md shows. A patch that no
 * longer finds its place fails the build. The tests of the UI run on the packages as they are, the others on the bundle.
 */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** Fails a build in which the function returned was never called: what is patched has moved. */
const expectUse = (name, onEnd) => {
  let isUsed = false;
  onEnd(() => {
    if (isUsed) return undefined;
    const text = `${name} has found nothing to change`;
    // esbuild fails for it, and does not say it.
    console.error(text);
    return {errors: [{text}]};
  });
  return () => {
    isUsed = true;
  };
};

/** Replaces `found` by `wanted`, everywhere, in the files of a package that `filter` names, and puts `added` behind. */
const patch = (name, filter, [found, wanted, added = '']) => ({
  name,
  setup({onLoad, onEnd}) {
    const note = expectUse(name, onEnd);
    onLoad({filter}, ({path}) => {
      note();
      const source = readFileSync(path, 'utf8');
      if (!source.includes(found)) return {errors: [{text: `${name}: “${found}” is not in ${path}`}]};
      return {contents: source.replaceAll(found, wanted) + added};
    });
  },
});

/** Ink loads the React devtools where DEV=true. Taking out the question leaves nothing of them in the bundle. */
const withoutDevtools = patch('without-devtools', /[\\/]ink[\\/]build[\\/](reconciler|ink)\.js$/, [
  "process.env['DEV'] === 'true'",
  'false',
]);

/** Ink composes every row of every frame anew. */
const withRowMemory = root =>
  patch('with-row-memory', /[\\/]ink[\\/]build[\\/]output\.js$/, [
    'export default class Output {',
    `import {createRowOutput} from ${JSON.stringify(join(root, 'scripts', 'bundle', 'row-output.mjs'))};
     export {RowOutput as default};
     class Output {`,
    '\nconst RowOutput = createRowOutput(Output);\n',
  ]);

/** Ink looks through every text of every frame for what could harm its layout; most texts are those of the frame before. */
const withTextMemory = root =>
  patch('with-text-memory', /[\\/]ink[\\/]build[\\/]sanitize-ansi\.js$/, [
    'export default sanitizeAnsi;',
    `import {rememberTexts} from ${JSON.stringify(join(root, 'scripts', 'bundle', 'remember-texts.mjs'))};
     export default rememberTexts(sanitizeAnsi);`,
  ]);

/** string-width takes milliseconds to load and loads them for any letter beyond ASCII; the rules and dots of every frame are such. */
const withQuickWidth = root => ({
  name: 'with-quick-width',
  setup({onResolve, onLoad, onEnd}) {
    const note = expectUse('with-quick-width', onEnd);
    const exact = join(root, 'node_modules', 'string-width', 'index.js');
    const plain = join(root, 'src', 'ui', 'plain-columns.ts');
    onResolve({filter: /^string-width$/}, () => ({path: 'string-width', namespace: 'quick-width'}));
    onLoad({filter: /.*/, namespace: 'quick-width'}, () => {
      note();
      return {
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
      };
    });
  },
});

/** `import` of node:http reads every member that it has, and one of them is WebSocket: all of undici. `require` reads none. */
const withoutUndici = {
  name: 'without-undici',
  setup({onResolve, onLoad, onEnd}) {
    const note = expectUse('without-undici', onEnd);
    onResolve({filter: /^(node:)?http$/}, ({namespace}) =>
      namespace === 'required' ? {path: 'node:http', external: true} : {path: 'node:http', namespace: 'required'},
    );
    onLoad({filter: /.*/, namespace: 'required'}, () => {
      note();
      return {contents: "module.exports = require('node:http')"};
    });
  },
};

/**
 * The proxy agent's tracing goes to stderr, over the screen, if somebody has set DEBUG for another program. To delete the
 * variable would hide it from the commands that the program starts.
 */
const withoutTracing = {
  name: 'without-tracing',
  setup({onResolve, onLoad, onEnd}) {
    const note = expectUse('without-tracing', onEnd);
    onResolve({filter: /^debug$/}, () => ({path: 'debug', namespace: 'no-tracing'}));
    onLoad({filter: /.*/, namespace: 'no-tracing'}, () => {
      note();
      return {contents: 'export default () => () => {};'};
    });
  },
};

export const bundlePatches = root => [
  withoutDevtools,
  withRowMemory(root),
  withTextMemory(root),
  withQuickWidth(root),
  withoutUndici,
  withoutTracing,
];
