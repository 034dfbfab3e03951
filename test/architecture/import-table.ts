/** Reads the table of CONTRIBUTING's Architecture section: which folder of src may import what. */
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import packageJson from '../../package.json' with {type: 'json'};

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGES = Object.keys(packageJson.devDependencies);

/** A room is a folder, a sub-folder or a file of src, as seen from src. Its files may import each other. */
export interface Room {
  readonly path: string;
  /** Folders and files as seen from src, packages or their scopes, and “node”. */
  readonly allowed: readonly string[];
  /** It may import every other room as well. */
  readonly mayImportAll: boolean;
}

export const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** The room of a file: the longest row of the table that it is in. */
export const roomOf = (file: string, rooms: readonly Room[]): Room | undefined =>
  rooms.filter(({path}) => isWithin(file, path)).sort((a, b) => b.path.length - a.path.length)[0];

const isInSrc = (path: string): boolean => /^[^.]/.test(path) && existsSync(join(ROOT, 'src', path));

/** One entry of the last column, as imports name it. */
const readEntry = (entry: string): string => {
  if (/^Node( only)?$/.test(entry)) return 'node';
  const name = entry.replace(/^`(.*)`$/, '$1');
  if (isInSrc(name)) return name;
  if (/^[^.]/.test(name) && existsSync(join(ROOT, name))) return `../${name}`;
  if (PACKAGES.some(one => isWithin(one, name))) return name;
  throw new Error(`“${entry}” is no folder or file of src, and no package of package.json`);
};

const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map(cell => cell.trim());

const readRoom = (line: string, columns: readonly string[]): Room => {
  const cells = cellsOf(line);
  if (cells.length !== columns.length)
    throw new Error(`a row has ${cells.length} cells, not ${columns.length}: ${line}`);
  const folder = cells[columns.indexOf('folder')] ?? '';
  const path = /^`src\/(.+)`$/.exec(folder)?.[1];
  if (path === undefined || !isInSrc(path)) throw new Error(`“${folder}” is no folder or file of src in backticks`);
  const entries = (cells[columns.indexOf('may import')] ?? '').split(',').map(entry => entry.trim());
  const named = entries.filter(entry => entry !== 'nothing' && entry !== 'all');
  if (entries.includes('nothing') && entries.length > 1) throw new Error(`${folder} may import nothing and something`);
  return {path, allowed: named.map(readEntry), mayImportAll: entries.includes('all')};
};

/** A folder and its rooms, from the bottom up: sub-folders, and files that rooms may import. */
export interface RoomOrder {
  readonly path: string;
  readonly rooms: readonly string[];
}

const readOrder = (line: string): RoomOrder => {
  const [folder = '', list = ''] = cellsOf(line);
  const path = /^`src\/(.+)`$/.exec(folder)?.[1];
  if (path === undefined || !isInSrc(path)) throw new Error(`“${folder}” is no folder of src in backticks`);
  const rooms = list.split(',').map(entry => /^ *`(.+)` *$/.exec(entry)?.[1] ?? entry);
  const unknown = rooms.find(room => !isInSrc(`${path}/${room}`));
  if (unknown !== undefined) throw new Error(`“${unknown}” is not in src/${path}`);
  return {path, rooms};
};

const ORDER_HEADER = '| folder | rooms, from the bottom up |';

/** The orders of rooms that the second table gives. Throws if the table cannot be read. */
export const readOrders = (markdown: string): readonly RoomOrder[] => {
  const [, after] = markdown.split(ORDER_HEADER);
  if (after === undefined) throw new Error(`no table with the header ${ORDER_HEADER}`);
  const [, , ...lines] = after.split('\n');
  return lines
    .slice(
      0,
      lines.findIndex(line => !line.startsWith('|')),
    )
    .map(readOrder);
};

/** What is wrong with an import from `file` to `target`, if a table of orders says so. */
export const orderProblem = (file: string, target: string, orders: readonly RoomOrder[]): string | undefined => {
  for (const {path, rooms} of orders) {
    if (!isWithin(file, path) || !isWithin(target, path)) continue;
    const roomIn = (name: string): string => name.slice(path.length + 1).split('/')[0] ?? '';
    const [from, to] = [roomIn(file), roomIn(target)];
    const [above, below] = [rooms.indexOf(from), rooms.indexOf(to)];
    if (from === to || above < 0) continue;
    if (below < 0 || below > above) return `src/${file} imports ${target}, which stands above ${path}/${from}`;
  }
  return undefined;
};

/** The rooms of the first table after the heading. Throws if the table cannot be read. */
export const readTable = (markdown: string): readonly Room[] => {
  const [, section] = markdown.split(/^## Architecture$/m);
  if (section === undefined) throw new Error('no section “Architecture”');
  const [table] = /(?:^\|.*\|$\n?)+/m.exec(section) ?? [];
  if (table === undefined) throw new Error('no table in the section “Architecture”');
  const [header = '', rule = '', ...rows] = table.trim().split('\n');
  const columns = cellsOf(header);
  for (const name of ['folder', 'may import']) {
    if (!columns.includes(name)) throw new Error(`the table has no column “${name}”`);
  }
  if (!/^[|:\s-]+$/.test(rule) || rows.length === 0) throw new Error('the table has no rows');
  const rooms = rows.map(row => readRoom(row, columns));
  const paths = rooms.map(({path}) => path);
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice !== undefined) throw new Error(`src/${twice} has two rows`);
  return rooms;
};
