/**
 * Bundles the program into dist/: lazy chunks, production React, and the notices of what is bundled. `--watch` goes on.
 * For the bench, `--outdir` names another directory, and `--unpatched` a patch of scripts/bundle to leave out.
 */
import {chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {build, context} from 'esbuild';
import {bundlePatches} from './bundle/patches.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const {values: flags} = parseArgs({
  options: {
    watch: {type: 'boolean', default: false},
    quiet: {type: 'boolean', default: false},
    outdir: {type: 'string', default: join(ROOT, 'dist')},
    unpatched: {type: 'string', multiple: true, default: []},
  },
});
const DIST = resolve(flags.outdir);
const NOTICES = 'THIRD-PARTY-LICENSES.txt';
const SHEBANG = '#!/usr/bin/env node\n';
// Bundled CommonJS calls require() for Node's own modules. The entry holds none, and stays without any static import.
const REQUIRE =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);\n";

const packageDirectory = input => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** A package's name and version, and the text of its licence files; empty if it ships none. */
const licenceOf = directory => {
  const path = join(ROOT, directory);
  const {name, version, license, author} = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const files = readdirSync(path).filter(file => /^(licen[cs]e|notice|copying)/i.test(file));
  const text = files.map(file => readFileSync(join(path, file), 'utf8').trim()).join('\n\n');
  return {
    title: `${name} ${version} (${license})`,
    license,
    text,
    by: (author?.name ?? author ?? name).replace(/ [<(].*/, ''),
  };
};

/** What stands for a package without a licence text of its own. Fails the build if nothing can. */
const standIn = ({title, license, by}, others) => {
  if (license === 'MIT') return `Copyright (c) ${by}\n\n${MIT}`;
  const same = others.find(other => other.license === license && other.text !== '');
  if (!same) throw new Error(`no licence text for ${title}`);
  return `Copyright ${by}\n\nIts licence stands in full under ${same.title}.`;
};

/** The licences of everything that has bytes in the bundle, equal texts once, then the legal comments in the sources. */
const notices = (metafile, comments) => {
  const used = Object.values(metafile.outputs).flatMap(({inputs}) =>
    Object.entries(inputs).flatMap(([path, {bytesInOutput}]) => (bytesInOutput > 0 ? [packageDirectory(path)] : [])),
  );
  const packages = [...new Set(used.filter(Boolean))].sort().map(licenceOf);
  const titles = new Map();
  for (const item of packages) {
    const text = item.text || standIn(item, packages);
    titles.set(text, [...(titles.get(text) ?? []), item.title]);
  }
  const licences = [...titles].map(([text, names]) => `${names.join('\n')}\n\n${text}`);
  const extra = [...new Set(comments.map(text => text.trim()))].filter(Boolean);
  const parts = ['This program contains the packages below, under the terms that follow each.', ...licences, ...extra];
  return `${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
};

const isEntry = ({path}) => basename(path) === 'bin.js';
const kilobytes = bytes => `${(bytes / 1000).toFixed(1)} kB`;

/**
 * Puts the new bundle into dist/, removes everything else there, and prints its sizes in one line. The entry is written last and
 * stale files go after it, so a program that starts meanwhile finds all its files.
 */
const deliver = ({outputFiles, metafile}) => {
  mkdirSync(DIST, {recursive: true});
  const scripts = outputFiles.filter(({path}) => path.endsWith('.js'));
  const comments = outputFiles.filter(({path}) => path.endsWith('.LEGAL.txt')).map(({text}) => text);
  const codeOf = ({text}) => text.replace(/^\/\*! For license information please see .*\*\/\n?/m, '');
  const [entry, chunks] = [scripts.find(isEntry), scripts.filter(script => !isEntry(script))];
  for (const chunk of chunks) writeFileSync(chunk.path, REQUIRE + codeOf(chunk));
  writeFileSync(join(DIST, NOTICES), notices(metafile, comments));
  writeFileSync(`${entry.path}.new`, SHEBANG + codeOf(entry));
  chmodSync(`${entry.path}.new`, 0o755);
  renameSync(`${entry.path}.new`, entry.path);
  const kept = new Set([NOTICES, ...scripts.map(({path}) => basename(path))]);
  for (const file of readdirSync(DIST)) if (!kept.has(file)) rmSync(join(DIST, file), {recursive: true, force: true});
  if (flags.quiet) return;
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
  // Only an unpatched Ink imports it.
  external: flags.unpatched.includes('devtools') ? ['react-devtools-core'] : [],
  plugins: [...bundlePatches(ROOT, flags.unpatched), delivery],
};

if (flags.watch) await (await context(options)).watch();
else await build(options).catch(() => process.exit(1));
