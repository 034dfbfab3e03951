/** What stops a build: packages that are not those which scripts/bundle patches. */
import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {build} from 'esbuild';
import {beforeEach, expect, it, onTestFinished, vi} from 'vitest';
// @ts-expect-error a script has no types
import {bundlePatches} from '../../scripts/bundle/patches.mjs';

type Files = Readonly<Record<string, string | undefined>>;

const packageOf = (name: string, version: string, main = 'index.js'): string =>
  JSON.stringify({name, version, main, type: 'module'});

/** A project like this one, of a few lines. */
const PROJECT: Files = {
  'package.json': JSON.stringify({
    devDependencies: {ink: '8.0.0', 'string-width': '8.3.0', 'https-proxy-agent': '9.1.0'},
  }),
  'src/cli/main.ts': "import('./lazy.ts');",
  'src/cli/lazy.ts':
    "import Output from 'ink'; import width from 'string-width'; import 'https-proxy-agent'; width(Output);",
  'node_modules/ink/package.json': packageOf('ink', '8.0.0', 'build/output.js'),
  'node_modules/ink/build/output.js':
    "import width from 'string-width';\nimport sanitize from './sanitize-ansi.js';\nimport './reconciler.js';\nexport default class Output { width = sanitize(width); }",
  'node_modules/ink/build/reconciler.js': "process.env['DEV'] === 'true'; process.env['DEV'] === 'true';",
  'node_modules/ink/build/sanitize-ansi.js': 'const sanitizeAnsi = text => text;\nexport default sanitizeAnsi;',
  'node_modules/string-width/package.json': packageOf('string-width', '8.3.0'),
  'node_modules/string-width/index.js': 'export default text => text.length;',
  'node_modules/https-proxy-agent/package.json': packageOf('https-proxy-agent', '9.1.0'),
  'node_modules/https-proxy-agent/index.js':
    "import * as http from 'http'; import debug from 'debug'; debug('x')(http);",
  'node_modules/debug/package.json': packageOf('debug', '4.4.3'),
  'node_modules/debug/index.js': 'export default () => console.error;',
};

const bundle = async (changed: Files): Promise<string> => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'bundle-patches-')));
  onTestFinished(() => rmSync(root, {recursive: true}));
  for (const [name, text] of Object.entries({...PROJECT, ...changed})) {
    if (text === undefined) continue;
    mkdirSync(join(root, dirname(name)), {recursive: true});
    writeFileSync(join(root, name), text);
  }
  const {outputFiles} = await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    outdir: 'dist',
    write: false,
    logLevel: 'silent',
    plugins: bundlePatches(root),
  });
  return outputFiles.map(({text}) => text).join('\n');
};

beforeEach(() => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => printed.mockRestore());
});

it('nothing, if each patch finds its place', async () => {
  const text = await bundle({});
  expect(text).toContain('createRowOutput(Output)');
  expect(text).toContain('rememberTexts(sanitizeAnsi)');
  expect(text).toContain('require("node:http")');
  expect(text).not.toContain('console.error');
});

const NESTED = 'node_modules/ink/node_modules/string-width';

it.each<[string, Files, string]>([
  [
    'two versions of string-width',
    {[`${NESTED}/package.json`]: packageOf('string-width', '9.0.0'), [`${NESTED}/index.js`]: 'export default () => 1;'},
    `More than one string-width is in the bundle: 8.3.0 in node_modules/string-width, 9.0.0 in ${NESTED}.`,
  ],
  [
    'two versions of ink',
    {
      'src/cli/lazy.ts': `${PROJECT['src/cli/lazy.ts']} import 'other';`,
      'node_modules/other/package.json': packageOf('other', '1.0.0'),
      'node_modules/other/index.js': "import 'ink';",
      'node_modules/other/node_modules/ink/package.json': packageOf('ink', '7.0.0'),
      'node_modules/other/node_modules/ink/index.js': 'export default 1;',
    },
    'More than one ink is in the bundle: 8.0.0 in node_modules/ink, 7.0.0 in node_modules/other/node_modules/ink.',
  ],
  [
    'a version that package.json does not name',
    {'node_modules/ink/package.json': packageOf('ink', '8.0.1', 'build/output.js')},
    'ink 8.0.1 is installed, but package.json has 8.0.0:',
  ],
  [
    'a range in package.json',
    {'package.json': JSON.stringify({devDependencies: {ink: '^8.0.0', 'string-width': '8.3.0'}})},
    'ink 8.0.0 is installed, but package.json has ^8.0.0:',
  ],
  [
    'an Output that is exported in another way',
    {
      'node_modules/ink/build/output.js':
        "import width from 'string-width';\nclass Output { width = width; }\nexport {Output as default};",
    },
    'The patch row-memory needs “export default class Output {” once in',
  ],
  [
    'an Output in another place',
    {
      'node_modules/ink/package.json': packageOf('ink', '8.0.0', 'build/screen.js'),
      'node_modules/ink/build/screen.js': PROJECT['node_modules/ink/build/output.js'],
      'node_modules/ink/build/output.js': undefined,
    },
    'The patch row-memory has found nothing to change.',
  ],
  [
    'devtools that are loaded otherwise',
    {'node_modules/ink/build/reconciler.js': "await import('./tools.js');"},
    "The patch devtools needs “process.env['DEV'] === 'true'” twice in",
  ],
  [
    'texts that are looked through elsewhere',
    {
      'node_modules/ink/build/sanitize-ansi.js': 'export {default} from "./ansi.js"',
      'node_modules/ink/build/ansi.js': 'export default 1;',
    },
    'The patch text-memory needs “export default sanitizeAnsi;” once in',
  ],
  [
    'nothing that asks for string-width',
    {
      'src/cli/lazy.ts': "import 'ink'; import 'https-proxy-agent';",
      'node_modules/ink/build/output.js':
        "import './reconciler.js'; import sanitize from './sanitize-ansi.js';\nexport default class Output { text = sanitize; }",
    },
    'The patch quick-width has found nothing to change.',
  ],
  [
    'nothing that asks for node:http',
    {'node_modules/https-proxy-agent/index.js': "import debug from 'debug'; debug('x')();"},
    'The patch undici has found nothing to change.',
  ],
  [
    'a proxy agent without debug',
    {'node_modules/https-proxy-agent/index.js': "import * as http from 'http'; console.log(http);"},
    'The patch tracing has found nothing to change.',
  ],
  [
    'nothing that is loaded when it is needed',
    {'src/cli/main.ts': "import './lazy.ts';"},
    'The patch shared-start has found nothing to change.',
  ],
])('%s', async (_, changed, sentence) => {
  await expect(bundle(changed)).rejects.toThrow(sentence);
});

it('the name of a patch that there is not', () => {
  expect(() => bundlePatches('/', ['row-memry'])).toThrow(
    'There is no patch row-memry; there are devtools, row-memory,',
  );
});
