/** Bundles the program into dist/: lazy chunks, production React, and the notices of what is bundled. `--watch` goes on. */
import {chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build, context} from 'esbuild';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const DIST = join(ROOT, 'dist');
const SHEBANG = '#!/usr/bin/env node\n';
// Bundled CommonJS calls require() for Node's own modules. The entry holds none, and stays without any static import.
const REQUIRE =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);\n";

const DEVTOOLS_QUESTION = "process.env['DEV'] === 'true'";

/** Ink loads the React devtools where DEV=true. Taking out the question leaves nothing of them in the bundle. */
const withoutDevtools = {
  name: 'without-devtools',
  setup({onLoad}) {
    onLoad({filter: /[\\/]ink[\\/]build[\\/](reconciler|ink)\.js$/}, ({path}) => {
      const source = readFileSync(path, 'utf8');
      if (!source.includes(DEVTOOLS_QUESTION)) return {errors: [{text: `no devtools question found in ${path}`}]};
      return {contents: source.replaceAll(DEVTOOLS_QUESTION, 'false')};
    });
  },
};

const packageDirectory = input => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];

/** The licence files of a package, or what its package.json says where it ships none. */
const licenceOf = directory => {
  const path = join(ROOT, directory);
  const {name, version, license, author} = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const files = readdirSync(path).filter(file => /^(licen[cs]e|notice|copying)/i.test(file));
  const by = typeof author === 'string' ? author : (author?.name ?? 'its authors');
  const texts = files.map(file => readFileSync(join(path, file), 'utf8').trim());
  return `${name} ${version} (${license ?? 'no licence field'})\n\n${texts.join('\n\n') || `Copyright ${by}. The package ships no licence text.`}`;
};

const notices = (metafile, comments) => {
  const used = Object.values(metafile.outputs).flatMap(({inputs}) =>
    Object.entries(inputs).flatMap(([path, {bytesInOutput}]) => (bytesInOutput > 0 ? [packageDirectory(path)] : [])),
  );
  const packages = [...new Set(used.filter(Boolean))].sort().map(licenceOf);
  const extra = [...new Set(comments.map(text => text.trim()))].filter(Boolean);
  const parts = ['This program contains the packages below, under the terms that follow each.', ...packages, ...extra];
  return `${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
};

const kilobytes = bytes => `${(bytes / 1000).toFixed(1)} kB`;

/** Empties dist/, writes the bundle, and says its sizes in one line. */
const deliver = ({outputFiles, metafile}) => {
  rmSync(DIST, {recursive: true, force: true});
  mkdirSync(DIST, {recursive: true});
  const scripts = outputFiles.filter(({path}) => path.endsWith('.js'));
  const comments = outputFiles.filter(({path}) => path.endsWith('.LEGAL.txt')).map(({text}) => text);
  for (const {path, text} of scripts) {
    const code = text.replace(/^\/\*! For license information please see .*\*\/\n?/m, '');
    writeFileSync(path, (basename(path) === 'bin.js' ? SHEBANG : REQUIRE) + code);
  }
  chmodSync(join(DIST, 'bin.js'), 0o755);
  writeFileSync(join(DIST, 'THIRD-PARTY-LICENSES.txt'), notices(metafile, comments));
  const sizes = scripts.map(({contents}) => contents.length).sort((a, b) => b - a);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(
    `dist: ${sizes.length} scripts, ${kilobytes(total)}; the largest are ${sizes.slice(0, 3).map(kilobytes).join(', ')}`,
  );
};

const delivery = {
  name: 'delivery',
  setup: ({onEnd}) => onEnd(result => (result.errors.length === 0 ? deliver(result) : undefined)),
};

const options = {
  absWorkingDir: ROOT,
  entryPoints: ['src/bin.ts'],
  outdir: DIST,
  bundle: true,
  splitting: true,
  minify: true,
  metafile: true,
  write: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  jsx: 'automatic',
  entryNames: '[name]',
  chunkNames: '[name]-[hash]',
  // The SDK ships both kinds; only its ES modules shake off what nobody calls.
  mainFields: ['module', 'main'],
  define: {'process.env.NODE_ENV': '"production"'},
  legalComments: 'external',
  logLevel: 'warning',
  plugins: [withoutDevtools, delivery],
};

if (process.argv.includes('--watch')) await (await context(options)).watch();
else await build(options).catch(() => process.exit(1));
