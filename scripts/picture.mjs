/** Draws docs/screen.svg: the built program with --demo in a pseudoterminal, with a failed job selected. `npm run picture` */
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const PICTURE = join(ROOT, 'docs', 'screen.svg');
const TITLE = 'bedrock-imports-tui: the list of import jobs, and under it why the selected one failed';
const COLUMNS = 120;
const ROWS = 36;
const TIMEOUT_MS = 15_000;

/** Starts the program in a clean environment, and lets the caller press keys and wait for what the screen shows. */
const startProgram = home => {
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    USERPROFILE: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    TERM: 'xterm-256color',
  };
  const args = [join(ROOT, 'dist', 'bin.js'), '--demo'];
  const pty = spawn(process.execPath, args, {name: env.TERM, cols: COLUMNS, rows: ROWS, cwd: ROOT, env});
  const terminal = new xterm.Terminal({cols: COLUMNS, rows: ROWS, allowProposedApi: true});
  let check = () => {};
  let code;
  pty.onData(data => terminal.write(data, () => check()));
  terminal.onData(answer => pty.write(answer));
  pty.onExit(({exitCode}) => {
    code = exitCode;
    check();
  });
  const lines = () => {
    const {active} = terminal.buffer;
    return Array.from({length: ROWS}, (_, y) => active.getLine(active.viewportY + y));
  };
  const texts = () => lines().map(line => line.translateToString(true));
  // A frame that is still being drawn (synchronized output) is ignored.
  const waitFor = (what, isThere) =>
    new Promise((resolve, reject) => {
      const giveUp = () => reject(new Error(`Still waiting for ${what}; the screen shows:\n${texts().join('\n')}`));
      const timer = setTimeout(giveUp, TIMEOUT_MS);
      check = () => {
        if (terminal.modes.synchronizedOutputMode || !isThere()) return;
        clearTimeout(timer);
        resolve();
      };
      check();
    });
  return {press: keys => pty.write(keys), lines, texts, waitFor, code: () => code, kill: () => pty.kill('SIGKILL')};
};

/** The selected row as `{index, status}`, or undefined. */
const selectionOf = texts => {
  const index = texts.findIndex(text => /^>[ *]\w/.test(text));
  return index < 0 ? undefined : {index, status: /\w+/.exec(texts[index])[0]};
};

/** Moves down to the first job that failed, and waits until the detail shows the reason. */
const selectFailed = async ({press, texts, waitFor}) => {
  await waitFor('the list', () => /\d jobs? · /.test(texts()[1]) && selectionOf(texts()));
  while (selectionOf(texts()).status !== 'Failed') {
    const {index} = selectionOf(texts());
    press('j');
    await waitFor('the next row', () => selectionOf(texts()).index > index);
  }
  await waitFor('the reason', () => texts().some(text => /^ Why +(?!asking AWS|…)\S/.test(text)));
  await waitFor('the footer', () => texts().at(-1).includes('q quit'));
};

const FONT_SIZE = 14;
const CELL = {width: 8.4, height: 18, baseline: 13.5};
const MARGIN = 14;
const FOREGROUND = '#d5d9e0';
const BACKGROUND = '#16191f';
/** The sixteen colours of a terminal, the bright ones from the ninth on. */
const PALETTE = [
  ...['#3b4252', '#e06c75', '#8fbf6f', '#e0b45c', '#6ca6e8', '#c792d8', '#5fbfc0', '#c8ccd4'],
  ...['#6b7484', '#f08a92', '#a9d98a', '#f0cd80', '#8fc0f5', '#dcabea', '#80d8d8', '#ffffff'],
];

const paletteColor = index => {
  if (PALETTE[index] === undefined) throw new Error(`colour ${index} is none of the terminal's own sixteen`);
  return PALETTE[index];
};

const styleOf = cell => {
  const own = cell.isFgDefault() ? FOREGROUND : paletteColor(cell.getFgColor());
  const behind = cell.isBgDefault() ? BACKGROUND : paletteColor(cell.getBgColor());
  const [color, background] = cell.isInverse() ? [behind, own] : [own, behind];
  return {color, background, isBold: cell.isBold() !== 0, isDim: cell.isDim() !== 0};
};

const isSameStyle = (a, b) => Object.keys(a).every(key => a[key] === b[key]);

/** A row as runs of cells of one style: `{style, cells: [{column, width, text}]}`, widths in columns. */
const runsOf = line => {
  const runs = [];
  for (let column = 0; column < COLUMNS; column++) {
    const cell = line.getCell(column);
    // The second half of a wide character.
    if (cell.getWidth() === 0) continue;
    const style = styleOf(cell);
    const part = {column, width: cell.getWidth(), text: cell.getChars() || ' '};
    const last = runs.at(-1);
    if (last && isSameStyle(last.style, style)) last.cells.push(part);
    else runs.push({style, cells: [part]});
  }
  return runs;
};

/** Splits a run at two or more spaces. Rules become pieces of their own, which are drawn as lines. */
const piecesOf = ({cells, style}) => {
  const pieces = [];
  let gap = 2;
  for (const {column, width, text} of cells) {
    const isRule = text === '─';
    const last = pieces.at(-1);
    if (text === ' ') gap += 1;
    else if (last && gap < 2 && last.isRule === isRule) {
      last.text += ' '.repeat(gap) + text;
      last.end = column + width;
      gap = 0;
    } else {
      pieces.push({style, isRule, text, start: column, end: column + width});
      gap = 0;
    }
  }
  return pieces;
};

const number = value => String(Math.round(value * 100) / 100);
const x = column => number(MARGIN + column * CELL.width);
const escaped = text => text.replace(/[&<>]/g, character => ({'&': '&amp;', '<': '&lt;', '>': '&gt;'})[character]);

const backgroundOf = ({style, cells}, row) => {
  if (style.background === BACKGROUND) return '';
  const [first, last] = [cells[0], cells.at(-1)];
  const width = number((last.column + last.width - first.column) * CELL.width);
  const y = number(MARGIN + row * CELL.height);
  return `<rect x="${x(first.column)}" y="${y}" width="${width}" height="${CELL.height}" fill="${style.background}"/>\n`;
};

const pieceOf = ({style, isRule, text, start, end}, row) => {
  const dim = style.isDim ? ' opacity=".6"' : '';
  const top = MARGIN + row * CELL.height;
  if (isRule) {
    const y = number(top + CELL.height / 2);
    return `<path d="M${x(start)} ${y}H${x(end)}" stroke="${style.color}"${dim}/>\n`;
  }
  const bold = style.isBold ? ' font-weight="bold"' : '';
  const color = style.color === FOREGROUND ? '' : ` fill="${style.color}"`;
  const length = `textLength="${number((end - start) * CELL.width)}" lengthAdjust="spacingAndGlyphs"`;
  return `<text x="${x(start)}" y="${number(top + CELL.baseline)}" ${length}${color}${bold}${dim}>${escaped(text)}</text>\n`;
};

/** The screen as SVG text. Each piece has the length of its cells, so that columns align in any font. */
const drawing = lines => {
  const [width, height] = [COLUMNS * CELL.width, ROWS * CELL.height].map(length => number(length + 2 * MARGIN));
  const rows = lines.map((line, row) => {
    const runs = runsOf(line);
    const behind = runs.map(run => backgroundOf(run, row));
    return [...behind, ...runs.flatMap(piecesOf).map(piece => pieceOf(piece, row))].join('');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(TITLE)}</title>
<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>
<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="${FONT_SIZE}" fill="${FOREGROUND}">
${rows.join('')}</g>
</svg>
`;
};

const home = mkdtempSync(join(tmpdir(), 'imports-tui-picture-'));
const program = startProgram(home);
try {
  await selectFailed(program);
  const picture = drawing(program.lines());
  program.press('q');
  await program.waitFor('the end', () => program.code() !== undefined);
  if (program.code() !== 0) throw new Error(`the program ended with ${program.code()}`);
  mkdirSync(dirname(PICTURE), {recursive: true});
  writeFileSync(PICTURE, picture);
  console.log(`docs/screen.svg: ${(picture.length / 1000).toFixed(1)} kB`);
} finally {
  if (program.code() === undefined) program.kill();
  rmSync(home, {recursive: true, force: true});
}
