/** Writes the key and flag tables of README.md from the tables that the program itself uses. `--check` only compares. */
import {readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const README = join(ROOT, 'README.md');
const SOURCES = `
  export {keyTable} from './src/keys/reference.ts';
  export {TUI_FLAGS} from './src/cli/tui-options.ts';
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

const flagRow = ({name, alias, value, text}) => {
  const flag = `\`--${name}${value === undefined ? '' : ` ${value}`}\``;
  return `| ${[flag, alias === undefined ? '' : `\`--${alias}\``, text].map(cell).join(' | ')} |`;
};

const flagTable = flags => ['| flag | also | what it does |', '|---|---|---|', ...flags.map(flagRow)].join('\n');

/** `document` with `table` between the two markers of `name`. Throws where they do not stand there exactly once. */
const withTable = (document, name, table) => {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest, ...more] = document.split(begin);
  const [, after, ...evenMore] = rest?.split(end) ?? [];
  if (after === undefined || more.length + evenMore.length > 0) {
    throw new Error(`README.md needs ${begin} and then ${end}, each once`);
  }
  return `${before}${begin}\n${table}\n${end}${after}`;
};

const {keyTable, TUI_FLAGS} = await loadSources();
const found = readFileSync(README, 'utf8');
const wanted = withTable(withTable(found, 'keys', keyTable()), 'flags', flagTable(TUI_FLAGS));

if (found === wanted) console.log('README.md: the tables are up to date');
else if (process.argv.includes('--check')) {
  console.error('README.md: the tables are out of date; npm run docs writes them anew');
  process.exitCode = 1;
} else {
  writeFileSync(README, wanted);
  console.log('README.md: tables written');
}
