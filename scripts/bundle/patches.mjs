/**
 * What the bundle has other than its packages ship it. docs/performance.md shows what each change saves, and
 * `npm run bench -- --only patches` measures it. A patch that does not find its place stops the build. The tests of the UI run on
 * the packages as they are, the others on the bundle.
 */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {oneVersion} from './one-version.mjs';
import {expectUse} from './report.mjs';
import {sharedStart} from './shared-start.mjs';

/** Their exact versions are in package.json. */
const PATCHED = ['ink', 'string-width', 'https-proxy-agent'];

const pathOf = name => JSON.stringify(fileURLToPath(new URL(name, import.meta.url)));

/** Replaces `found`, which must occur `count` times in the file that `filter` names, by `wanted`, and appends `added`. */
const patch = (name, filter, {found, wanted, added = '', count = 1}) => ({
  name,
  setup({onLoad, onEnd}) {
    const note = expectUse(name, onEnd);
    onLoad({filter}, ({path}) => {
      note();
      const source = readFileSync(path, 'utf8');
      if (source.split(found).length !== count + 1)
        return {errors: [{text: `The patch ${name} needs “${found}” ${count === 1 ? 'once' : 'twice'} in ${path}.`}]};
      return {contents: source.replaceAll(found, () => wanted) + added};
    });
  },
});

/**
 * If DEV=true, which somebody may have set for another program, Ink loads React's devtools and a package.json that is not there,
 * and prints a warning. This one saves no time.
 */
const devtools = patch('devtools', /[\\/]ink[\\/]build[\\/]reconciler\.js$/, {
  found: "process.env['DEV'] === 'true'",
  wanted: 'false',
  count: 2,
});

/** Ink composes every row of every frame anew. */
const rowMemory = patch('row-memory', /[\\/]ink[\\/]build[\\/]output\.js$/, {
  found: 'export default class Output {',
  wanted: `import {createRowOutput} from ${pathOf('row-output.mjs')};
   export {RowOutput as default};
   class Output {`,
  added: '\nconst RowOutput = createRowOutput(Output);\n',
});

/** Ink looks through every text of every frame for what could harm its layout; most texts are those of the frame before. */
const textMemory = patch('text-memory', /[\\/]ink[\\/]build[\\/]sanitize-ansi\.js$/, {
  found: 'export default sanitizeAnsi;',
  wanted: `import {rememberTexts} from ${pathOf('remember-texts.mjs')};
   export default rememberTexts(sanitizeAnsi);`,
});

/** string-width takes milliseconds to get ready for any letter beyond ASCII, and every frame has rules and dots. */
const quickWidth = root => ({
  name: 'quick-width',
  setup({onResolve, onLoad, onEnd}) {
    const note = expectUse('quick-width', onEnd);
    const exact = join(root, 'node_modules', 'string-width', 'index.js');
    onResolve({filter: /^string-width$/}, () => ({path: 'string-width', namespace: 'quick-width'}));
    onLoad({filter: /.*/, namespace: 'quick-width'}, () => {
      note();
      return {
        resolveDir: root,
        contents: `import {createQuickWidth} from ${pathOf('quick-width.mjs')};
          export default createQuickWidth(() => require(${JSON.stringify(exact)}).default);`,
      };
    });
  },
});

/** `import` of node:http reads all its members, and WebSocket, one of them, loads the whole of undici. `require` reads none. */
const undici = {
  name: 'undici',
  setup({onResolve, onLoad, onEnd}) {
    const note = expectUse('undici', onEnd);
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
 * The proxy agent's tracing goes to stderr, over the screen, if somebody has set DEBUG for another program. Deleting
 * the variable would hide it from the commands that the program starts. This one saves no time (test/e2e/children.e2e.test.ts).
 */
const tracing = {
  name: 'tracing',
  setup({onResolve, onLoad, onEnd}) {
    const note = expectUse('tracing', onEnd);
    onResolve({filter: /^debug$/}, () => ({path: 'debug', namespace: 'no-tracing'}));
    onLoad({filter: /.*/, namespace: 'no-tracing'}, () => {
      note();
      return {contents: 'export default () => () => {};'};
    });
  },
};

/** The plugins for a build, but for those in `unpatched`, whose packages are bundled as they are. */
export const bundlePatches = (root, unpatched = []) => {
  const patches = [devtools, rowMemory, textMemory, quickWidth(root), undici, tracing, sharedStart(root)];
  const names = patches.map(({name}) => name);
  const unknown = unpatched.find(name => !names.includes(name));
  if (unknown !== undefined) throw new Error(`There is no patch ${unknown}; there are ${names.join(', ')}.`);
  return [oneVersion(root, PATCHED), ...patches.filter(({name}) => !unpatched.includes(name))];
};
