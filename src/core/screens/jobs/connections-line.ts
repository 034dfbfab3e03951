/** The line under the query line, with several connections: each by name with what it has loaded or what is wrong, trouble first. */
import type {Connection} from '../../connections/connection.ts';
import {connectionName} from '../../connections/connection-name.ts';
import type {AppError, ErrorKind} from '../../domain/app-error.ts';
import type {TargetId} from '../../domain/target.ts';
import type {JobSlice} from '../../jobs/job-list.ts';
import {isAnsweredIn} from '../../list/list.ts';
import {partsOf} from '../../state/loaded.ts';
import {failureOf, jobsOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {countOf, durationOf, plural} from '../../text/format.ts';
import {cut, type WidthOf} from '../../text/wrap.ts';
import {SLOW_MS} from '../shared/waiting.ts';

const DOT = ' · ';

const REFUSED = 'request refused';

/** What is wrong, in two or three words. */
const TROUBLE: Readonly<Record<ErrorKind, string>> = {
  credentials: 'no usable credentials',
  region: 'no usable region',
  access: 'access denied',
  throttled: 'throttled',
  network: 'network error',
  service: 'AWS fails',
  invalid: REFUSED,
  'not-found': 'not found',
  'name-taken': REFUSED,
  'import-running': REFUSED,
  'role-refused': REFUSED,
  conflict: REFUSED,
  quota: REFUSED,
  'read-only': REFUSED,
  answer: 'broken answer',
  cancelled: 'cancelled',
  fault: 'internal error',
};

export const troubleWords = ({kind, why}: AppError): string =>
  kind === 'credentials' && /\b(?:ha(?:s|ve)|is) expired|session .* expired/i.test(why)
    ? 'sign-in expired'
    : TROUBLE[kind];

/** The requests of a connection that the list waits for. */
const waitingIds = ({link, runningPoll}: Connection, {load, headPoll}: JobSlice): readonly number[] => [
  ...(link.kind === 'connecting' ? [link.id] : []),
  ...(load.kind === 'loading' ? [load.id] : []),
  ...[runningPoll.request, headPoll.request].flatMap(request => request?.id ?? []),
];

/** "no answer for 4s", once that is worth mentioning. */
export const waitWords = (state: State, ids: readonly number[]): string | undefined => {
  const since = Math.min(...ids.map(id => state.inFlight.get(id)?.at ?? Number.POSITIVE_INFINITY));
  return state.clock - since < SLOW_MS ? undefined : `no answer for ${durationOf(state.clock - since)}`;
};

export interface ConnectionEntry {
  readonly target: TargetId;
  readonly name: string;
  /** What is wrong, if anything is. */
  readonly trouble?: string | undefined;
  readonly text: string;
}

/** Each connection in words, in their order. */
export const connectionEntries = (state: State): readonly ConnectionEntry[] => {
  const {query} = jobsOf(state);
  return partsOf(state).map(({target, connection, slice}) => {
    const name = connectionName(connection);
    const error = failureOf(state, target)?.error;
    const trouble = error ? troubleWords(error) : waitWords(state, waitingIds(connection, slice));
    const {items, nextToken} = slice.feed;
    const count = `${countOf(items.length)}${nextToken === undefined ? '' : '+'}`;
    const text = trouble ?? (isAnsweredIn(slice, query) ? count : '…');
    return {target, name, trouble, text: `${name} ${text}`};
  });
};

/** The entries that fit into the width, those with trouble first, and how many are left out. */
export const lineOfEntries = (entries: readonly ConnectionEntry[], width: number, widthOf: WidthOf): string => {
  const troubled = entries.filter(({trouble}) => trouble !== undefined);
  const sorted = [...troubled, ...entries.filter(({trouble}) => trouble === undefined)];
  const whole = sorted.map(({text}) => text).join(DOT);
  if (widthOf(whole) <= width) return whole;
  for (let count = sorted.length - 1; count > 0; count--) {
    const shown = sorted.slice(0, count).map(({text}) => text);
    const line = [...shown, `${sorted.length - count} more`].join(DOT);
    // What is left out works.
    if (count >= troubled.length && widthOf(line) <= width) return line;
  }
  const all = plural(entries.length, 'connection');
  const summary = troubled.length === 0 ? all : `${countOf(troubled.length)} of ${all} failing`;
  return cut(summary, width, widthOf);
};

export const connectionsLine = (state: State, width: number): string =>
  lineOfEntries(connectionEntries(state), width, state.settings.widthOf);
