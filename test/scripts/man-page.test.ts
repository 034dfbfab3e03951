/** The manual page: well-formed roff that has everything, whether or not there is a man to read it with. */
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import packageJson from '../../package.json' with {type: 'json'};
import {bold, entry, escaped} from '../../scripts/man/roff.ts';
import {COMMANDS} from '../../src/cli/args/parse.ts';
import {EXIT_MEANINGS} from '../../src/cli/process/exit-codes.ts';
import {keyText} from '../../src/keys/input/key-names.ts';
import {createDefaultKeymap} from '../../src/keys/keymap/default-bindings.ts';
import {helpText} from '../../src/keys/keymap/reference.ts';
import {hasProgram} from '../support/shells.ts';

const PAGE = fileURLToPath(new URL('../../docs/bedrock-imports-tui.1', import.meta.url));
const lines = readFileSync(PAGE, 'utf8').trimEnd().split('\n');
const isRequest = (line: string): boolean => /^[.']/.test(line);
const texts = lines.filter(line => !isRequest(line));

/** The page's own words, without what makes them roff. */
const PLAIN: Readonly<Record<string, string>> = {
  rs: '\\',
  aq: "'",
  dq: '"',
  ga: '`',
  ha: '^',
  ti: '~',
  lq: '“',
  rq: '”',
};
const plain = (line: string): string =>
  line
    .replace(/\\f[BIR]|\\&/g, '')
    .replace(/\\-/g, '-')
    .replace(/\\\((..)/g, (_, name) => PLAIN[name] ?? '?');
/** Lines are as long as they happen to be. */
const text = lines.map(plain).join(' ');

describe('roff', () => {
  it.each([
    ['.TH is none', '\\&.TH is none'],
    ["'quoted'", '\\(aqquoted\\(aq'],
    ['a\\b', 'a\\(rsb'],
    ['--page-size', '\\-\\-page\\-size'],
    ['"^~`"', '\\(dq\\(ha\\(ti\\(ga\\(dq'],
    ['“and so on…”', '\\(lqand so on...\\(rq'],
    ['naïve', 'na\\[u00EF]ve'],
    ['a.b', 'a.b'],
  ])('%j is %j', (plainText, source) => {
    expect(escaped(plainText)).toBe(source);
  });

  it('lets no line of an entry begin with a request', () => {
    const words = Array.from({length: 200}, (_, i) => `${i % 2 ? '.' : "'"}so ${i}`).join(' ');
    const [tp, term, ...rest] = entry(bold('.x'), words);
    expect([tp, term]).toEqual(['.TP', '\\fB\\&.x\\fR']);
    expect(rest.length).toBeGreaterThan(1);
    expect(rest.filter(isRequest)).toEqual([]);
  });
});

describe('the source', () => {
  it('has only requests of man(7) that it means', () => {
    const known = /^\.(TH BEDROCK.*|S[HS] .+|PP|TP|nf|fi|RS 4|RE|nh|ad l|BR \w+ \(1\),?)$/;
    expect(lines.filter(isRequest).filter(line => !known.test(line))).toEqual([]);
  });

  it('has only escapes that it means, and no bare hyphen', () => {
    const rest = texts.map(line =>
      line.replace(/\\(f[BIR]|-|&|\((rs|aq|dq|ga|ha|ti|lq|rq|cq)|\[u[0-9A-F]{4,6}])/g, ''),
    );
    expect(rest.filter(line => /[\\-]|[^\x20-\x7e]/.test(line))).toEqual([]);
  });

  it('ends every font that it begins, and every list', () => {
    const open = texts.filter(line => /\\f[BI](?!.*\\fR)/.test(line));
    expect(open).toEqual([]);
    for (const [begin, end] of [
      ['.nf', '.fi'],
      ['.RS 4', '.RE'],
    ]) {
      expect(lines.filter(line => line === begin).length).toBe(lines.filter(line => line === end).length);
    }
    lines.forEach((line, i) => {
      if (line === '.TP') expect([lines[i + 1], lines[i + 2]].filter(next => !next || isRequest(next))).toEqual([]);
    });
  });

  it('has no date, and the version of package.json', () => {
    const title = lines.find(line => line.startsWith('.TH')) ?? '';
    expect(title).toContain(` 1 "" "bedrock\\-imports\\-tui ${packageJson.version}" `);
  });
});

describe('what it tells', () => {
  it('in the usual order', () => {
    const sections = lines.flatMap(line => /^\.SH (.*)/.exec(line)?.[1] ?? []);
    expect(sections).toEqual([
      'NAME',
      'SYNOPSIS',
      'DESCRIPTION',
      'COMMANDS',
      'OPTIONS',
      'KEYS',
      'EXIT STATUS',
      'ENVIRONMENT',
      'FILES',
      'EXAMPLES',
      'SEE ALSO',
    ]);
  });

  it.each(COMMANDS.map(command => [command.name, command] as const))('all of “%s”', (name, command) => {
    expect(lines.map(plain)).toContain(`.SS ${name || 'The terminal UI (no command)'}`);
    expect(text).toContain(command.summary);
    if (command.operand) expect(text).toContain(command.operand.text);
    for (const example of command.examples) expect(lines.map(plain)).toContain(example);
    for (const flag of command.flags) expect(text).toContain(flag.text);
  });

  it('each flag once for all commands to which it means the same', () => {
    const different = new Set(COMMANDS.flatMap(({flags}) => flags.map(flag => `--${flag.name} ${flag.text}`)));
    const terms = lines.filter((line, i) => lines[i - 1] === '.TP' && /^\\fB\\-/.test(line));
    expect(terms).toHaveLength(different.size);
  });

  it('every key of the list, every exit code', () => {
    const keymap = createDefaultKeymap();
    const entries = helpText(keymap).flatMap(section => section.entries);
    // roff writes a dash by its code.
    for (const {text: told} of entries) expect(text).toContain(told.replaceAll('–', '\\[u2013]'));
    // Two commands can share an entry, which has the keys of both.
    const keys = new Set(entries.flatMap(entry => entry.keys.split(' ')));
    for (const [, bound] of keymap.boundIn('list')) expect(keys).toContain(keyText(bound[0] ?? ''));
    for (const [codes, meaning] of EXIT_MEANINGS) expect(text).toContain(`${codes} ${meaning}`);
  });
});

it('is installed with the package', () => {
  // npm 11 links no page if this is a text instead of a list.
  expect(packageJson.man).toEqual(['docs/bedrock-imports-tui.1']);
  expect(packageJson.files).toContain('docs/bedrock-imports-tui.1');
});

describe.skipIf(!hasProgram('groff'))('groff', () => {
  it.each(['utf8', 'ascii'])('has nothing to say against it (%s)', device => {
    const {status, stderr} = spawnSync('groff', ['-man', `-T${device}`, '-ww', '-z', PAGE], {encoding: 'utf8'});
    expect({status, stderr}).toEqual({status: 0, stderr: ''});
  });
});

// Other systems have another man, with other flags.
const hasManDb = /^man 2/.test(spawnSync('man', ['--version'], {encoding: 'utf8'}).stdout ?? '');

describe.skipIf(!hasManDb)('man', () => {
  it('shows flags that can be copied', () => {
    const env = {PATH: process.env.PATH, LANG: 'C.UTF-8', MANWIDTH: '80', MANPAGER: 'cat'};
    const {status, stdout, stderr} = spawnSync('man', ['--warnings', '-l', PAGE], {encoding: 'utf8', env});
    expect({status, stderr}).toEqual({status: 0, stderr: ''});
    expect(stdout.replace(/.\x08/g, '')).toContain('--status, --status-equals STATUS');
  });
});
