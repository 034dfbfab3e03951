/** The documents tell the truth about the code: tables, commands, links, file names and exit codes. */
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {constants, tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, describe, expect, it} from 'vitest';
import packageJson from '../package.json' with {type: 'json'};
import {COMMANDS, parseCommandLine} from '../src/cli/args/parse.ts';
import {topicText} from '../src/cli/help/topic-text.ts';
import {TOPICS} from '../src/cli/help/topics.ts';
import {ENDING_SIGNALS, EXIT_CODES, EXIT_MEANINGS} from '../src/cli/process/exit-codes.ts';
import {splitWords} from '../src/core/text/shell-words.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const PAGES = readdirSync(join(ROOT, 'docs'))
  .filter(name => name.endsWith('.md'))
  .map(name => `docs/${name}`);
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...PAGES];
const README = read('README.md');
const NOW = Date.UTC(2026, 10, 23);

const found = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, match = '']) => match)),
];

/** A statement of an IAM policy. */
interface Statement {
  readonly Action: string | readonly string[];
}

/** The targets of its links, without code. */
const linksOf = (text: string): readonly string[] => {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return found(prose, /\]\(([^)]+)\)/g);
};

/** The anchors of its headings, as GitHub makes them. */
const anchorsOf = (text: string): readonly string[] =>
  found(text.replace(/^```[\s\S]*?^```/gm, ''), /^#+ (.+)$/gm).map(heading =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** Whether `link`, as it stands in `document`, leads to a file that exists, and to a heading of that file. */
const isGood = (document: string, link: string): boolean => {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? document : join(dirname(document), file);
  if (!existsSync(join(ROOT, target))) return false;
  return anchor === undefined || anchorsOf(read(target)).includes(anchor);
};

it('the generated tables and pages are as the code has them', () => {
  const {status, stderr} = spawnSync(process.execPath, [join(ROOT, 'scripts', 'docs.mjs'), '--check'], {
    encoding: 'utf8',
  });
  expect({status, stderr}).toEqual({status: 0, stderr: ''});
});

describe('README.md', () => {
  it('links to every page in docs', () => {
    expect(PAGES.filter(page => !linksOf(README).includes(page))).toEqual([]);
  });

  it('names the IAM actions that the policy allows', () => {
    const policies = found(read('docs/aws-access.md'), /^```json\n([\s\S]*?)^```$/gm);
    const actions = policies.flatMap(policy => JSON.parse(policy).Statement.flatMap(({Action}: Statement) => Action));
    const operations = found(read('src/bedrock/sdk.ts'), /\b(\w+)Command\b/g);
    expect(actions.filter(action => action.startsWith('bedrock:')).toSorted()).toEqual(
      operations.map(operation => `bedrock:${operation}`).toSorted(),
    );
    expect(actions.filter(action => !README.includes(`\`${action}\``))).toEqual([]);
  });

  it('lets reading change nothing', () => {
    const [reading = ''] = found(read('docs/aws-access.md'), /^```json\n([\s\S]*?)^```$/gm);
    const actions = JSON.parse(reading).Statement.flatMap(({Action}: Statement) => Action);
    expect(actions.filter((action: string) => !/^bedrock:(List|Get)/.test(action))).toEqual([]);
  });

  it('says how to run the demo and the tests', () => {
    expect(README).toContain('\nnpm ci && npm run demo\n');
    expect(README).toContain('\nnpm ci && npm test\n');
  });
});

describe('the table of exit codes', () => {
  it('has every code, once; those of signals share a row', () => {
    const signals = new Set<number>(ENDING_SIGNALS.map(name => EXIT_CODES[name]));
    const others = Object.values(EXIT_CODES).filter(code => !signals.has(code));
    expect(EXIT_MEANINGS.map(([code]) => code)).toEqual([...others.map(String), '137', '128 + N']);
  });

  it('gives every signal 128 plus its number, in its examples as well', () => {
    const codeOf = (name: string) => 128 + (constants.signals[name as NodeJS.Signals] ?? Number.NaN);
    expect(ENDING_SIGNALS.map(name => EXIT_CODES[name])).toEqual(ENDING_SIGNALS.map(codeOf));
    const [, examples = ''] = EXIT_MEANINGS.at(-1) ?? [];
    const named = [...examples.matchAll(/(\d+) (SIG\w+)/g)];
    expect(named.length).toBe(3);
    for (const [, code, name = ''] of named) expect(Number(code)).toBe(codeOf(name));
  });
});

describe.each(DOCUMENTS)('%s', document => {
  const text = read(document);

  it('links to files and headings that exist', () => {
    const links = linksOf(text).filter(link => !/^https:/.test(link));
    expect(links.filter(link => !isGood(document, link))).toEqual([]);
  });

  it('names scripts that package.json has', () => {
    const names = [...found(text, /npm run (?:-s )?([a-z-]+)/g), ...found(text, /npm (start|test)\b/g)];
    expect(names.filter(name => !(name in packageJson.scripts))).toEqual([]);
  });

  it('names files that exist', () => {
    const names = found(text, /`([\w.-]+\/[\w./-]+\.(?:tsx?|mjs|svg))`/g).filter(name => !name.startsWith('dist/'));
    const places = ['', 'src', 'test'];
    expect(names.filter(name => !places.some(place => existsSync(join(ROOT, place, name))))).toEqual([]);
  });

  // Recipes are run (test/e2e/recipes, test/e2e/simulator-recipes).
  it.skipIf(document === 'docs/scripting.md')('gives command lines that the program takes', () => {
    const withoutRecipes = text.replace(/<!-- recipe: [\w-]+ -->\n```sh\n.*?```/gs, '');
    const lines = found(
      withoutRecipes,
      /^(?:\w+=\w+ )*(?:bedrock-imports-tui|node dist\/bin\.js|npm start --)(?= )(.*)$/gm,
    );
    const refused = lines.flatMap(line => {
      const words = splitWords(line.replace(/ #.*/, '').replace(/ \|.*/, ''));
      const commandLine = parseCommandLine(words.ok ? words.value : [line], NOW, !/ \|/.test(line));
      return commandLine.kind === 'bad-usage' ? [commandLine.sentence] : [];
    });
    expect(refused).toEqual([]);
  });
});

/** Wordings that readers stumbled over, each with a plain one in its place now. */
const GIVEN_UP: readonly RegExp[] = [
  /distance back/i,
  /no such flag|is no command|one word too many|is not a whole number/,
  /\bby itself, later from try to try/,
  /every page as it comes|as they come\b/,
  /ended otherwise|upper and lower case count/i,
  /fault of the program/i,
  /^## (The house|Debts)$/m,
  /\bin any case\b|is waited for until|looked for once a minute/i,
];

describe('the words', () => {
  const helps = COMMANDS.flatMap(({name}) => {
    const help = parseCommandLine([...(name === '' ? [] : [name]), '--help'], NOW);
    return help.kind === 'help' ? [[`help of “${name}”`, help.text] as const] : [];
  });
  const topics = TOPICS.map(({name}) => [`help ${name}`, topicText(name)] as const);
  const documents = DOCUMENTS.filter(name => name !== 'CHANGELOG.md').map(name => [name, read(name)] as const);

  it.each([...helps, ...topics, ...documents])('of %s are plain', (_, text) => {
    const plain = text.replace(/\s+/g, ' ');
    expect(GIVEN_UP.filter(wording => wording.test(plain) || wording.test(text))).toEqual([]);
  });

  it('use the new name of a renamed flag; the old one appears only where it is explained', () => {
    for (const [name, text] of [...helps, ...topics, ...documents]) {
      expect([name, text.split('--patience').length - 1]).toEqual([name, name === 'docs/scripting.md' ? 1 : 0]);
    }
  });
});

describe('docs/screen.svg', () => {
  it('is small, and shows a reason', () => {
    const picture = read('docs/screen.svg');
    expect(picture.length).toBeLessThan(100_000);
    expect(picture).toContain('>Why<');
  });
});

describe('.ci/run', () => {
  const directory = mkdtempSync(join(tmpdir(), 'imports-tui-ci-'));
  afterAll(() => rmSync(directory, {recursive: true, force: true}));

  /** Runs it from elsewhere, with an npm that says what it was asked, and fails at `failing`. */
  const run = (failing: string) => {
    const npm = `#!/bin/sh\necho "npm $* in $(pwd -P)"\nread -r line && echo "read $line"\n[ "$1" != "${failing}" ]\n`;
    writeFileSync(join(directory, 'npm'), npm, {mode: 0o755});
    const env = {PATH: `${directory}:${process.env.PATH}`, CI: 'true'};
    const options = {cwd: directory, env, encoding: 'utf8', input: 'not for npm\n'} as const;
    const {status, stdout} = spawnSync(join(ROOT, '.ci', 'run'), options);
    return {status, calls: stdout.split('\n').filter(line => /^(npm|read) /.test(line))};
  };
  const home = ROOT.replace(/\/$/, '');

  it('is executable', () => {
    expect(statSync(join(ROOT, '.ci', 'run')).mode & 0o111).toBe(0o111);
  });

  it('installs, then tests, in the repository, from any directory', () => {
    expect(run('nothing')).toEqual({status: 0, calls: [`npm ci in ${home}`, `npm test in ${home}`]});
  });

  it('stops at the first failure', () => {
    expect(run('ci')).toEqual({status: 1, calls: [`npm ci in ${home}`]});
    expect(run('test').status).toBe(1);
  });
});
