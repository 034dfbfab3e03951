/**
 * Writes the tables of README.md and docs/scripting.md, docs/failures.md, and the manual page, from the tables that the
 * program itself uses. `--check` only compares.
 */
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = `
  export {keyTable} from './src/keys/reference.ts';
  export {TUI_FLAGS} from './src/cli/tui-options.ts';
  export {COMMANDS} from './src/cli/command-table.ts';
  export {CONNECTION_FLAGS} from './src/cli/connection-flags.ts';
  export {EXIT_MEANINGS} from './src/cli/exit-codes.ts';
  export {FAILURES} from './src/bedrock/errors.ts';
  export {manPage} from './scripts/man/page.ts';
`;

/** What SOURCES exports. Bundled in memory, as Node 20 runs no TypeScript. */
const loadSources = async () => {
  const {outputFiles} = await build({
    stdin: {contents: SOURCES, resolveDir: ROOT, loader: 'ts'},
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
};

const cell = text => text.replaceAll('|', '\\|');

const flagRow = ({name, alias, short, value, text}) => {
  const argument = value === undefined ? '' : ` ${value}`;
  const flag = `\`--${name}${argument}\`${short === undefined ? '' : ` \`-${short}\``}`;
  return `| ${[flag, alias === undefined ? '' : `\`--${alias}\``, text].map(cell).join(' | ')} |`;
};

const flagTable = flags => ['| flag | also | what it does |', '|---|---|---|', ...flags.map(flagRow)].join('\n');

/** `document` with `table` between the two markers of `name`. Throws where they do not stand there exactly once. */
const withTable = (document, name, table) => {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest, ...more] = document.split(begin);
  const [, after, ...evenMore] = rest?.split(end) ?? [];
  if (after === undefined || more.length + evenMore.length > 0) {
    throw new Error(`a document needs ${begin} and then ${end}, each once`);
  }
  return `${before}${begin}\n${table}\n${end}${after}`;
};

const code = text => `\`${text}\``;

/** When a row applies, as far as a table can say it. */
const whenText = when => {
  const {names = [], codes = [], code: family, status, message, peers = [], operations = []} = when;
  const parts = [
    [...names, ...codes].map(code).join(', '),
    status && `HTTP ${status[0] === status[1] ? status[0] : `${status[0]} to ${status[1]}`}`,
    message && `the message matches ${code(message.source)}`,
    family && `a code that matches ${code(family.source)}`,
    when.isUnreadable && 'an answer that cannot be read',
    when.isOfFile && 'a file that cannot be read',
    when.isOfTransport && 'anything else that happens to a request',
    peers.length > 0 && `from ${peers.join(', ')}`,
    peers.length === 0 && when.isOfPeer && 'while credentials are fetched',
    operations.length > 0 && `for ${operations.join(', ')}`,
    when.hasApiKey && 'with an API key',
    when.hasToken && 'for a page after the first',
    when.isOfRegionHost && 'for the region’s own host name',
    when.isImportRegion && 'in a region that offers import',
  ];
  return parts.filter(Boolean).join('; ') || 'anything else';
};

const sentence = text => (/[.!?]$/.test(text) ? text : `${text}.`);

const failureRow = ({id, when, kind, isTransient, what, why, next}) => {
  const says = [...(what ? [what] : []), why, next].map(sentence).join(' ');
  return `| ${[id, whenText(when), says, kind, isTransient ? 'yes' : ''].map(cell).join(' | ')} |`;
};

const failurePage = rows => `# What can fail, and what the screen says

Made from the tables in \`src/bedrock/failures-*.ts\` by \`npm run docs\`. The first row that fits counts. If a row does not
say what failed, the operation does: "The list of jobs could not be read", "The job could not be read". Words in braces are
filled in when it happens; \`{message}\` is AWS's own text, in full.

\`{service}\` and \`{peer}\` name whoever was asked, with its host: Bedrock, or what credentials come from. Those are peers of
their own: AWS STS, IAM Identity Center (its portal, and its sign-in), AWS Sign-In, the credentials endpoint of a container, the
metadata service of an instance, and \`credential_process\`. Their failures are classed by what happened, as Bedrock's are: a 503
from STS is a failure of the service, and retried as long.

Whatever fails, what is on the screen stays: rows, details, the selection. A failure that may pass is retried automatically,
with longer pauses each time, and the screen says when; any other waits for \`r\`. \`!\` shows all request errors in full.
[failure-matrix.md](failure-matrix.md) is what was seen of them at each request.

| case | when | the screen says | kind | retried automatically |
|---|---|---|---|---|
${rows.map(failureRow).join('\n')}
`;

const {keyTable, TUI_FLAGS, COMMANDS, CONNECTION_FLAGS, EXIT_MEANINGS, FAILURES, manPage} = await loadSources();

const exitTable = [
  '| code | meaning |',
  '|---|---|',
  ...EXIT_MEANINGS.map(row => `| ${row.map(cell).join(' | ')} |`),
].join('\n');

/** What a command takes besides the flags that all of them do. */
const ownFlags = name => {
  const common = new Set([...CONNECTION_FLAGS.map(flag => flag.name), 'debug', 'help', 'version']);
  return COMMANDS.find(command => command.name === name).flags.filter(flag => !common.has(flag.name));
};

const readme = text => {
  const tables = [
    ['keys', keyTable()],
    ['flags', flagTable(TUI_FLAGS)],
    ['exit-codes', exitTable],
  ];
  return tables.reduce((document, [name, table]) => withTable(document, name, table), text);
};

const scripting = text =>
  ['list', 'get', 'wait', 'watch'].reduce(
    (document, name) => withTable(document, `flags ${name}`, flagTable(ownFlags(name))),
    withTable(text, 'exit-codes', exitTable),
  );

const read = path => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const pages = [
  ['README.md', readme],
  ['docs/scripting.md', scripting],
  ['docs/failures.md', () => failurePage(FAILURES)],
  ['docs/bedrock-imports-tui.1', manPage],
];

for (const [name, make] of pages) {
  const path = join(ROOT, name);
  const found = read(path);
  const wanted = make(found);
  if (found === wanted) console.log(`${name}: up to date`);
  else if (process.argv.includes('--check')) {
    console.error(`${name} is out of date; npm run docs writes it anew`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, wanted);
    console.log(`${name}: written`);
  }
}
