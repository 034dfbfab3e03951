/** The import table of CONTRIBUTING, held against every file of src; and no import may close a cycle. */
import {readdirSync, readFileSync} from 'node:fs';
import {join, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {cyclesIn, type Graph, importsIn, isRelative, targetOf, withoutComments} from './import-graph.ts';
import {isWithin, orderProblem, type Room, readOrders, readTable, roomOf} from './import-table.ts';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));
const CONTRIBUTING = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8');
const ROOMS = readTable(CONTRIBUTING);
const ORDERS = readOrders(CONTRIBUTING);

const mayImport = ({allowed, mayImportAll}: Room, target: string, rooms: readonly Room[]): boolean =>
  allowed.some(entry => isWithin(target, entry)) || (mayImportAll && roomOf(target, rooms) !== undefined);

/** What is wrong with one file, in sentences that name the line. */
const complaints = (file: string, text: string, rooms = ROOMS): readonly string[] => {
  const room = roomOf(file, rooms);
  if (!room) return [`src/${file} is in no folder of the import table`];
  return importsIn(text).flatMap(({specifier, line}) => {
    const place = `src/${file}:${line} imports ${specifier}`;
    if (isRelative(specifier) && !/\.(?:tsx?|json)$/.test(specifier)) return [`${place}, without its extension`];
    const target = targetOf(file, specifier);
    const isOwn = isRelative(specifier) && roomOf(target, rooms) === room;
    if (isOwn || mayImport(room, target, rooms)) return [];
    const allowed = [...(room.mayImportAll ? ['all folders'] : []), ...room.allowed].join(', ');
    return [`${place}; ${room.path} may import ${allowed || 'nothing outside itself'}`];
  });
};

const FILES = readdirSync(SRC, {recursive: true, encoding: 'utf8'})
  .map(file => file.split(sep).join('/'))
  .filter(file => /\.tsx?$/.test(file))
  .sort();
const textOf = (file: string): string => readFileSync(join(SRC, file), 'utf8');
const targetsOf = (file: string): readonly string[] =>
  importsIn(textOf(file)).map(({specifier}) => targetOf(file, specifier));
const GRAPH: Graph = new Map(FILES.map(file => [file, targetsOf(file)]));

it.each(FILES)('%s imports only what its folder may', file => {
  expect(complaints(file, textOf(file))).toEqual([]);
});

it.each(ROOMS)('$path uses everything that the table allows it', ({path, allowed}) => {
  const targets = FILES.filter(file => roomOf(file, ROOMS)?.path === path).flatMap(targetsOf);
  expect(allowed.filter(entry => !targets.some(target => isWithin(target, entry)))).toEqual([]);
});

describe('rooms', () => {
  const subfoldersOf = (path: string): readonly string[] =>
    readdirSync(join(SRC, path), {withFileTypes: true})
      .filter(entry => entry.isDirectory())
      .map(({name}) => name)
      .sort();

  it.each(ORDERS)('of $path are all in the table', ({path, rooms}) => {
    expect(rooms.filter(room => !room.includes('.')).toSorted()).toEqual(subfoldersOf(path));
  });

  it('import no room that stands above them', () => {
    const problems = FILES.flatMap(file => targetsOf(file).flatMap(target => orderProblem(file, target, ORDERS) ?? []));
    expect(problems).toEqual([]);
  });

  it.each([
    [
      'core/text/x.ts',
      'core/domain/job.ts',
      'src/core/text/x.ts imports core/domain/job.ts, which stands above core/text',
    ],
    [
      'core/list/x.ts',
      'core/state/state.ts',
      'src/core/list/x.ts imports core/state/state.ts, which stands above core/list',
    ],
    [
      'keys/field/x.ts',
      'keys/keymap/keymap.ts',
      'src/keys/field/x.ts imports keys/keymap/keymap.ts, which stands above keys/field',
    ],
    ['ui/parts/x.ts', 'ui/app.tsx', 'src/ui/parts/x.ts imports ui/app.tsx, which stands above ui/parts'],
    [
      'core/screens/shared/x.ts',
      'core/screens/scroll.ts',
      'src/core/screens/shared/x.ts imports core/screens/scroll.ts, which stands above core/screens/shared',
    ],
  ])('may not import upwards: %s from %s', (file, target, problem) => {
    expect(orderProblem(file, target, ORDERS)).toBe(problem);
  });

  it.each([
    ['core/app/x.ts', 'core/text/wrap.ts'],
    ['core/app/x.ts', 'core/app/y.ts'],
    ['ui/app.tsx', 'ui/screens/setup-screen.tsx'],
    ['cli/main.ts', 'core/app/update.ts'],
    ['bedrock/failures/x.ts', 'bedrock/settings.ts'],
  ])('may import downwards: %s from %s', (file, target) => {
    expect(orderProblem(file, target, ORDERS)).toBeUndefined();
  });
});

describe('no cycle', () => {
  it('between files, with type-only and dynamic imports', () => {
    expect(cyclesIn(GRAPH)).toEqual([]);
  });

  it('between the folders of the table', () => {
    const roomsOf = (files: readonly string[]) => files.flatMap(file => roomOf(file, ROOMS)?.path ?? []);
    const graph = new Map(
      ROOMS.map(({path}) => {
        const own = FILES.filter(file => roomOf(file, ROOMS)?.path === path);
        const others = new Set(roomsOf(own.flatMap(targetsOf)));
        others.delete(path);
        return [path, [...others]] as const;
      }),
    );
    expect(cyclesIn(graph)).toEqual([]);
  });
});

const folderOf = (path: string): string => path.split('/')[0] ?? '';

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
    expect([...new Set(readers.map(folderOf))]).toEqual(['cli']);
  });

  it('cli reads the environment or the arguments through node:process', () => {
    const readers = FILES.filter(file =>
      importsIn(textOf(file)).some(({specifier}) => /^(?:node:)?process$/.test(specifier)),
    );
    expect(readers.filter(file => folderOf(file) !== 'cli')).toEqual([]);
  });
});

/** CONTRIBUTING with these rows in its table. */
const withRows = (...rows: readonly string[]): string =>
  ['# Contributing', '## Architecture', '| folder | what it contains | may import |', '|---|---|---|', ...rows].join(
    '\n',
  );

describe('the check itself', () => {
  const rooms = readTable(
    withRows(
      '| `src/core` | x | nothing |',
      '| `src/keys` | x | core, Node |',
      '| `src/bedrock` | x | core, Node, `@aws-sdk`, `https-proxy-agent` |',
      '| `src/runtime` | x | core |',
      '| `src/ui` | x | core, `runtime/store.ts`, `ink`, `string-width` |',
      '| `src/simulator` | x | Node only |',
      '| `src/cli` | x | all, `react`, `package.json` |',
    ),
  );

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
    ['cli/x.ts', "import stringWidth from 'string-width';"],
    ['core/x.ts', "import {a} from './job';"],
    ['somewhere/x.ts', ''],
  ])('refuses in %s: %s', (file, text) => {
    expect(complaints(file, text, rooms)).toHaveLength(1);
  });

  it.each([
    ['core/x.ts', "import {a} from './job.ts';\nimport type {B} from './deeper/b.ts';"],
    ['core/deeper/x.ts', "import {a} from '../job.ts';"],
    ['core/x.ts', "// import {a} from 'ink';\n/** It is no import('ink'). */\nconst a = 'from';"],
    ['bedrock/x.ts', "const sdk = await import('@aws-sdk/client-bedrock');\nimport https from 'https';"],
    ['ui/x.tsx', "import type {Store} from '../runtime/store.ts';"],
    ['cli/x.ts', "import {a} from '../ui/app.tsx';\nimport packageJson from '../../package.json' with {type: 'json'};"],
  ])('accepts in %s: %s', (file, text) => {
    expect(complaints(file, text, rooms)).toEqual([]);
  });

  it('names the file, the line, and what is allowed', () => {
    expect(complaints('keys/x.ts', "\nimport {Text} from 'ink';", rooms)).toEqual([
      'src/keys/x.ts:2 imports ink; keys may import core, node',
    ]);
  });
});

describe('a table with finer rows', () => {
  const rooms = readTable(
    withRows(
      '| `src/core` | x | `cli/completion` |',
      '| `src/cli` | x | all |',
      '| `src/cli/commands` | x | `cli/main.ts`, core, Node, `@smithy`, `ink` |',
      '| `src/cli/completion` | x | nothing |',
    ),
  );

  it.each([
    ['cli/commands/x.ts', "import {a} from './y.ts';"],
    ['cli/commands/x.ts', "import {a} from '../main.ts';"],
    ['cli/commands/x.ts', "import {a} from '../../core/list/y.ts';"],
    ['cli/commands/x.ts', "import {a} from '@smithy/core/config';\nimport {b} from 'ink';\nimport 'node:fs';"],
    ['cli/x.ts', "import {a} from './commands/y.ts';"],
    ['core/x.ts', "import {a} from '../cli/completion/y.ts';"],
  ])('accepts in %s: %s', (file, text) => {
    expect(complaints(file, text, rooms)).toEqual([]);
  });

  it.each([
    ['cli/commands/x.ts', "import {a} from '../nearest.ts';"],
    ['cli/commands/x.ts', "import {a} from '../completion/y.ts';"],
    ['cli/completion/x.ts', "import {a} from '../main.ts';"],
    ['core/x.ts', "import {a} from '../cli/y.ts';"],
    ['cli/x.ts', "import {a} from 'ink';"],
  ])('refuses in %s: %s', (file, text) => {
    expect(complaints(file, text, rooms)).toHaveLength(1);
  });
});

describe('a table that cannot be read', () => {
  const SOUND = '| `src/core` | x | nothing |';

  it.each([
    ['no section', '# Contributing\n', 'no section “Architecture”'],
    ['no table', '## Architecture\n\nText.\n', 'no table in the section “Architecture”'],
    ['another table', '## Architecture\n\n| a | b |\n|---|---|\n| c | d |\n', 'the table has no column “folder”'],
    ['no rows', withRows(), 'the table has no rows'],
    ['a cell too few', withRows(SOUND, '| `src/keys` | core |'), 'a row has 2 cells, not 3: | `src/keys` | core |'],
    ['an unknown folder', withRows('| `src/nowhere` | x | nothing |'), '“`src/nowhere`” is no folder or file of src'],
    ['a folder without backticks', withRows('| src/core | x | nothing |'), '“src/core” is no folder or file of src'],
    ['an unknown entry', withRows('| `src/keys` | x | the core |'), '“the core” is no folder or file of src'],
    ['a package that is not installed', withRows('| `src/keys` | x | `left-pad` |'), '“`left-pad`” is no folder'],
    ['an empty entry', withRows('| `src/keys` | x | core, |'), '“” is no folder or file of src'],
    ['nothing and something', withRows('| `src/keys` | x | nothing, core |'), 'may import nothing and something'],
    ['two rows for a folder', withRows(SOUND, SOUND), 'src/core has two rows'],
  ])('is red: %s', (_, markdown, message) => {
    expect(() => readTable(markdown)).toThrow(message);
  });
});

describe('a cycle', () => {
  it.each<[string, Record<string, readonly string[]>, readonly string[]]>([
    ['of two files', {a: ['b', 'x'], b: ['a']}, ['a → b → a']],
    ['of a file with itself', {a: ['a']}, ['a → a']],
    ['behind other files', {a: ['b'], b: ['c'], c: ['d'], d: ['b']}, ['b → c → d → b']],
    ['that is none: two ways to one file', {a: ['b', 'c'], b: ['d'], c: ['d'], d: []}, []],
  ])('%s', (_, graph, cycles) => {
    expect(cyclesIn(new Map(Object.entries(graph)))).toEqual(cycles);
  });

  it('of type-only imports counts', () => {
    const texts = {'core/a.ts': "import type {B} from './b.ts';", 'core/b.ts': "export type {A} from './a.ts';"};
    const graph = new Map(
      Object.entries(texts).map(([file, text]) => [
        file,
        importsIn(text).map(({specifier}) => targetOf(file, specifier)),
      ]),
    );
    expect(cyclesIn(graph)).toEqual(['core/a.ts → core/b.ts → core/a.ts']);
  });
});
