/** The connections as rows: what each is connected to, how it works, and what is wrong with it in full. */
import {connectionName} from '../../connections/connection-name.ts';
import {errorSentences} from '../../domain/error-text.ts';
import type {TargetId} from '../../domain/target.ts';
import {partsOf} from '../../state/loaded.ts';
import {failureOf, layout} from '../../state/select.ts';
import type {RowCursor, State} from '../../state/state.ts';
import {countOf, plural, timeOf} from '../../text/format.ts';
import {cutLines, fill, fillMiddle, wrap} from '../../text/wrap.ts';
import {connectionEntries} from '../jobs/connections-line.ts';

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
    const trouble = entries.get(target)?.trouble;
    const retryAt = failureOf(state, target)?.retryAt;
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
      retry: retryAt === undefined ? '' : timeOf(retryAt),
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
  /** The screen's width from which it is shown. */
  readonly from: number;
  readonly isRight?: true;
  text(row: ConnectionRow): string;
}

/** After the name, which gets the rest. */
const COLUMNS: readonly CellColumn[] = [
  {title: 'ACCOUNT', width: 12, from: 100, text: ({account}) => account},
  {title: 'JOBS', width: 8, from: 60, isRight: true, text: ({jobs}) => jobs},
  {title: 'RUNNING', width: 7, from: 76, isRight: true, text: ({running}) => running},
  {title: 'ANSWERED', width: 8, from: 90, text: ({answered}) => answered},
  {title: 'NEXT TRY', width: 8, from: 76, text: ({retry}) => retry},
];

const STATE_WIDTH = 22;
const STATE_NARROW = 16;
const GAP = '  ';
const GUTTER = 2;
/** A longer name is cut in its middle. */
const NAME_MAX = 56;

const columnsIn = (width: number) => {
  const columns = COLUMNS.filter(({from}) => width >= from);
  const state = width >= 60 ? STATE_WIDTH : STATE_NARROW;
  const others = columns.reduce((sum, column) => sum + column.width + GAP.length, state + GAP.length);
  return {columns, state, name: Math.max(8, Math.min(NAME_MAX, width - GUTTER - 1 - others))};
};

export const connectionHeading = (width: number): string => {
  const {columns, state, name} = columnsIn(width);
  const titles = columns.map(({title, width: own, isRight}) => (isRight ? title.padStart(own) : title.padEnd(own)));
  return ['CONNECTION'.padEnd(name), 'STATE'.padEnd(state), ...titles].join(GAP);
};

/** A row in `width` columns without the gutter: the name and what follows it. */
export const connectionText = (state: State, row: ConnectionRow, width: number) => {
  const {widthOf} = state.settings;
  const sizes = columnsIn(width);
  const cells = sizes.columns.map(column =>
    column.isRight ? column.text(row).padStart(column.width) : fill(column.text(row), column.width, widthOf),
  );
  const name = fillMiddle(row.name, sizes.name, widthOf);
  const rest = cells.map(cell => GAP + cell).join('');
  const taken = GUTTER + sizes.name + GAP.length + sizes.state + rest.length;
  return {
    first: `${name}${GAP}${fill(row.state, sizes.state, widthOf)}`,
    rest: rest + ' '.repeat(Math.max(0, width - taken)),
  };
};

/** "4 connections, 1 failing" */
export const connectionsRemark = (state: State): string => {
  const rows = connectionRows(state);
  const failing = rows.filter(({isTroubled}) => isTroubled).length;
  const all = plural(rows.length, 'connection');
  return failing === 0 ? all : `${all}, ${countOf(failing)} failing`;
};

const isAnyTroubled = (state: State): boolean => [...state.connections.keys()].some(key => failureOf(state, key));

/** The lines below the rows: as many as the longest explanation is given, whichever row is selected. */
export const belowConnections = (state: State): number =>
  isAnyTroubled(state) ? Math.max(2, Math.min(8, Math.floor(layout(state).bodyRows / 3))) : 0;

/** What is wrong with the selected connection, in full. */
export const connectionError = (state: State, cursor: RowCursor): readonly string[] => {
  const target = selectedTarget(state, cursor);
  const failure = target === undefined ? undefined : failureOf(state, target);
  if (!failure) return [];
  const {widthOf} = state.settings;
  const size = {width: layout(state).columns - 2, rows: belowConnections(state) - 1};
  const lines = errorSentences(failure.error).flatMap(sentence => wrap(sentence, size.width, widthOf));
  return cutLines(lines, size, widthOf);
};
