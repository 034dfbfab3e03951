/** The connections as rows: what each is connected to, how it works, and when it is retried. */
import {connectionName} from '../../connections/connection-name.ts';
import type {TargetId} from '../../domain/target.ts';
import {partsOf} from '../../state/loaded.ts';
import {layout} from '../../state/select.ts';
import type {RowCursor, State} from '../../state/state.ts';
import {countOf, plural, timeOf} from '../../text/format.ts';
import {fill, fillMiddle} from '../../text/wrap.ts';
import {connectionEntries, troubleWords} from '../jobs/connections-line.ts';
import {troubleOf} from './trouble.ts';

export interface ConnectionRow {
  /** The target's id. */
  readonly key: TargetId;
  readonly name: string;
  readonly state: string;
  readonly isTroubled: boolean;
  readonly account: string;
  readonly jobs: string;
  readonly running: string;
  readonly answered: string;
  readonly retry: string;
}

export const connectionRows = (state: State): readonly ConnectionRow[] => {
  const entries = new Map(connectionEntries(state).map(entry => [entry.target, entry]));
  return partsOf(state).map(({target, connection, slice}) => {
    const {link, account = '', running, updatedAt} = connection;
    const failure = troubleOf(state, target);
    const trouble = failure ? troubleWords(failure.error) : entries.get(target)?.trouble;
    const {items, nextToken, isLoaded} = slice.feed;
    return {
      key: target,
      name: connectionName(connection),
      state: trouble ?? (link.kind !== 'connected' ? 'connecting …' : isLoaded ? 'connected' : 'asking AWS …'),
      isTroubled: trouble !== undefined,
      account,
      jobs: isLoaded ? `${countOf(items.length)}${nextToken === undefined ? '' : '+'}` : '',
      running: running.size > 0 ? countOf(running.size) : '',
      answered: updatedAt === undefined ? '' : timeOf(updatedAt),
      retry: failure?.retryAt === undefined ? '' : timeOf(failure.retryAt),
    };
  });
};

/** The selected connection. */
export const selectedTarget = (state: State, {selected}: RowCursor): TargetId | undefined => {
  const keys = [...state.connections.keys()];
  return keys.find(key => key === selected) ?? keys[0];
};

interface CellColumn {
  readonly title: string;
  readonly width: number;
  /** Of several that do not fit, the one with the highest number goes first. */
  readonly rank: number;
  readonly isRight?: true;
  text(row: ConnectionRow): string;
}

/** After name and state. */
const COLUMNS: readonly CellColumn[] = [
  {title: 'ACCOUNT', width: 12, rank: 5, text: ({account}) => account},
  {title: 'JOBS', width: 7, rank: 1, isRight: true, text: ({jobs}) => jobs},
  {title: 'RUNNING', width: 7, rank: 4, isRight: true, text: ({running}) => running},
  {title: 'ANSWERED', width: 8, rank: 3, text: ({answered}) => answered},
  {title: 'NEXT TRY', width: 8, rank: 2, text: ({retry}) => retry},
];

/** In a narrow window a name such as prod/eu-central-1 is more important than the end of the state. */
const STATE = {wide: 21, narrow: 18, from: 60} as const;
/** Longer names are shortened before a column is left out. */
const NAME = {title: 'CONNECTION', max: 28} as const;
const GAP = '  ';
/** The sign of the selection before a row, and a space behind it. */
const ENDS = 3;

const columnsIn = (state: State) => {
  const {settings, connections} = state;
  const {columns: width} = layout(state);
  const names = [...connections.values()].map(connection => settings.widthOf(connectionName(connection)));
  const longest = Math.max(NAME.title.length, ...names);
  const stateWidth = width >= STATE.from ? STATE.wide : STATE.narrow;
  const roomFor = (columns: readonly CellColumn[]): number =>
    width - ENDS - stateWidth - columns.reduce((sum, column) => sum + column.width + GAP.length, GAP.length);
  let columns = COLUMNS;
  while (columns.length > 0 && roomFor(columns) < Math.min(longest, NAME.max)) {
    const last = Math.max(...columns.map(({rank}) => rank));
    columns = columns.filter(({rank}) => rank !== last);
  }
  return {columns, state: stateWidth, name: Math.min(longest, roomFor(columns)), width: width - ENDS};
};

export const connectionHeading = (state: State): string => {
  const sizes = columnsIn(state);
  const titles = sizes.columns.map(({title, width, isRight}) =>
    isRight ? title.padStart(width) : title.padEnd(width),
  );
  return [NAME.title.padEnd(sizes.name), 'STATE'.padEnd(sizes.state), ...titles].join(GAP);
};

/** A row without the gutter, over the whole width: name and state, and what follows them. */
export const connectionText = (state: State, row: ConnectionRow) => {
  const {widthOf} = state.settings;
  const sizes = columnsIn(state);
  const cells = sizes.columns.map(column =>
    column.isRight ? column.text(row).padStart(column.width) : fill(column.text(row), column.width, widthOf),
  );
  const first = `${fillMiddle(row.name, sizes.name, widthOf)}${GAP}${fill(row.state, sizes.state, widthOf)}`;
  const taken = sizes.name + GAP.length + sizes.state;
  return {first, rest: `${fill(cells.map(cell => GAP + cell).join(''), sizes.width - taken, widthOf)} `};
};

/** "4 connections, 1 failing" */
export const connectionsRemark = (state: State): string => {
  const rows = connectionRows(state);
  const failing = rows.filter(({isTroubled}) => isTroubled).length;
  const all = plural(rows.length, 'connection');
  return failing === 0 ? all : `${all}, ${countOf(failing)} failing`;
};
