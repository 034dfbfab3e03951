/** Which of several connections a job is from, for screens that list jobs of all of them. */
import {connectionName} from '../../connections/connection-name.ts';
import type {TargetId} from '../../domain/target.ts';
import {targetOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {fillMiddle} from '../../text/wrap.ts';

export const nameOfTarget = ({connections}: State, target: TargetId): string => {
  const connection = connections.get(target);
  return connection ? connectionName(connection) : '';
};

/** Undefined with one connection, which needs no name. */
export const nameOfJob = (state: State, arn: string): string | undefined =>
  state.connections.size < 2 ? undefined : nameOfTarget(state, targetOf(state, arn));

const HEADING = 'CONNECTION';
const WIDTH_MAX = 24;
/** In fewer columns, the names of the jobs need the room. */
const FROM = 76;

/** The width of the column with the names of the connections; 0 if there is no such column. */
export const connectionWidth = (state: State, width: number): number => {
  const {connections, settings} = state;
  if (connections.size < 2 || width < FROM) return 0;
  const widths = [...connections.values()].map(connection => settings.widthOf(connectionName(connection)));
  return Math.min(WIDTH_MAX, Math.max(HEADING.length, ...widths));
};

/** The cell of the column, or none. */
export const connectionCells = (state: State, arn: string, width: number): readonly string[] =>
  width === 0 ? [] : [fillMiddle(nameOfJob(state, arn) ?? '', width, state.settings.widthOf)];

/** The heading of the column, or none. */
export const connectionHeadings = (width: number): readonly string[] => (width === 0 ? [] : [HEADING.padEnd(width)]);
