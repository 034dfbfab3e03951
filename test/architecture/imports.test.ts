/** The import table: which folder of src may import what, file by file. */
import {readdirSync, readFileSync} from 'node:fs';
import {builtinModules} from 'node:module';
import {dirname, join, relative, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

/** Folders of src, files as seen from it, and packages; a package may end in `/*`. Every folder may import from itself. */
const TABLE: Readonly<Record<string, readonly string[]>> = {
  core: [],
  keys: ['core', 'node'],
  bedrock: ['core', 'node', '@aws-sdk/*', '@smithy/*', 'https-proxy-agent', 'proxy-from-env'],
  runtime: ['core'],
  ui: ['core', 'keys', 'runtime/store.ts', 'react', 'ink', 'ink-text-input', 'ink-select-input', 'string-width'],
  simulator: ['node'],
  output: ['core'],
  cli: [
    'core',
    'output',
    'keys',
    'bedrock',
    'runtime',
    'ui',
    'simulator',
    'node',
    'react',
    'ink',
    'string-width',
    'jmespath',
    '../package.json',
  ],
  // The executable: the cheapest possible start, then cli.
  'bin.ts': ['cli', 'node'],
};

interface Import {
  readonly specifier: string;
  readonly line: number;
}

const PATTERNS = [
  /^(?:import|export)\b[^'"`;=()]*\bfrom\s*['"]([^'"]+)['"]/gm,
  /^import\s*['"]([^'"]+)['"]/gm,
  /\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/g,
];

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** Comments become spaces, so that an import that is only spoken of does not count, and lines stay what they are. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, comment => comment.replace(/[^\n]/g, ' '));

const importsIn = (text: string): readonly Import[] =>
  PATTERNS.flatMap(pattern =>
    [...withoutComments(text).matchAll(pattern)].map(match => ({
      specifier: match[1] ?? '',
      line: lineOf(text, match.index),
    })),
  );

const isNode = (specifier: string): boolean => specifier.startsWith('node:') || builtinModules.includes(specifier);

/** What the table calls the thing that is imported: "core/job.ts", "node", "@aws-sdk/client-bedrock", "ink". */
const targetOf = (file: string, specifier: string): string => {
  if (specifier.startsWith('.'))
    return relative(SRC, join(SRC, dirname(file), specifier))
      .split(sep)
      .join('/');
  return isNode(specifier) ? 'node' : specifier;
};

const folderOf = (path: string): string => path.split('/')[0] ?? '';

const isAllowed = (entry: string, target: string): boolean =>
  entry.endsWith('/*') ? target.startsWith(entry.slice(0, -1)) : target === entry || target.startsWith(`${entry}/`);

/** What is wrong with one file, in sentences that name the line. */
const complaints = (file: string, text: string): readonly string[] => {
  const folder = folderOf(file);
  const allowed = TABLE[folder];
  if (!allowed) return [`src/${file}: the import table does not know ${folder}`];
  return importsIn(text).flatMap(({specifier, line}) => {
    const place = `src/${file}:${line} imports ${specifier}`;
    if (specifier.startsWith('.') && !/\.(?:tsx?|json)$/.test(specifier)) return [`${place}, without its extension`];
    const target = targetOf(file, specifier);
    const isOwn = specifier.startsWith('.') && folderOf(target) === folder;
    if (isOwn || allowed.some(entry => isAllowed(entry, target))) return [];
    return [`${place}; ${folder} may import ${allowed.join(', ') || 'nothing outside itself'}`];
  });
};

const FILES = readdirSync(SRC, {recursive: true, encoding: 'utf8'})
  .map(file => file.split(sep).join('/'))
  .filter(file => /\.tsx?$/.test(file))
  .sort();
const textOf = (file: string): string => readFileSync(join(SRC, file), 'utf8');

it('the folders of src are those of the table', () => {
  expect([...new Set(FILES.map(folderOf))].sort()).toEqual(Object.keys(TABLE).sort());
});

it.each(FILES)('%s imports only what its folder may', file => {
  expect(complaints(file, textOf(file))).toEqual([]);
});

describe('only', () => {
  const importersOf = (pattern: RegExp): readonly string[] => [
    ...new Set(
      FILES.filter(file => importsIn(textOf(file)).some(({specifier}) => pattern.test(specifier))).map(folderOf),
    ),
  ];

  it('bedrock imports the AWS SDK', () => {
    expect(importersOf(/^@(?:aws-sdk|smithy)\//)).toEqual(['bedrock']);
  });

  it('ui and cli import Ink and React', () => {
    expect(importersOf(/^(?:ink|react)(?:$|[-/])/)).toEqual(['cli', 'ui']);
  });

  it.each(['env', 'argv'])('cli reads process.%s', name => {
    const pattern = new RegExp(`\\bprocess(?:\\.|\\?\\.|\\[['"])${name}\\b|\\{[^}]*\\b${name}\\b[^}]*\\} = process\\b`);
    const readers = FILES.filter(file => pattern.test(withoutComments(textOf(file))));
    expect(readers.filter(file => folderOf(file) !== 'cli')).toEqual([]);
    expect(readers).not.toEqual([]);
  });

  it('cli reads the environment or the arguments through node:process', () => {
    const readers = FILES.filter(file =>
      importsIn(textOf(file)).some(({specifier}) => /^(?:node:)?process$/.test(specifier)),
    );
    expect(readers.filter(file => folderOf(file) !== 'cli')).toEqual([]);
  });
});

describe('the check itself', () => {
  it.each([
    ['core/x.ts', "import {a} from '../keys/keymap.ts';"],
    ['core/x.ts', "import {readFileSync} from 'node:fs';"],
    ['core/x.ts', "import {\n  a,\n  b,\n} from 'ink';"],
    ['core/x.ts', "export * from '../ui/app.tsx';"],
    ['core/x.ts', "import 'react';"],
    ['core/x.ts', "const {a} = await import('node:fs/promises');"],
    ['keys/x.ts', "import {Text} from 'ink';"],
    ['ui/x.tsx', "import type {A} from '../runtime/effects.ts';"],
    ['ui/x.tsx', "import stringWidth from 'string-width-cjs';"],
    ['simulator/x.ts', "import type {Job} from '../core/job.ts';"],
    ['runtime/x.ts', "import {BedrockClient} from '@aws-sdk/client-bedrock';"],
    ['core/x.ts', "import {a} from './job';"],
    ['somewhere/x.ts', ''],
  ])('refuses in %s: %s', (file, text) => {
    expect(complaints(file, text)).toHaveLength(1);
  });

  it.each([
    ['core/x.ts', "import {a} from './job.ts';\nimport type {B} from './deeper/b.ts';"],
    ['core/deeper/x.ts', "import {a} from '../job.ts';"],
    ['core/x.ts', "// import {a} from 'ink';\n/** It is no import('ink'). */\nconst a = 'from';"],
    ['bedrock/x.ts', "const sdk = await import('@aws-sdk/client-bedrock');\nimport https from 'https';"],
    ['ui/x.tsx', "import type {Store} from '../runtime/store.ts';"],
  ])('takes in %s: %s', (file, text) => {
    expect(complaints(file, text)).toEqual([]);
  });

  it('names the file, the line, and what is allowed', () => {
    expect(complaints('keys/x.ts', "\nimport {Text} from 'ink';")).toEqual([
      'src/keys/x.ts:2 imports ink; keys may import core, node',
    ]);
  });
});
