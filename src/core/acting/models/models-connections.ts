/** Several connections on the screen of models: the line that names each of them, and the lines where models are missing. */
import type {Connection} from '../../connections/connection.ts';
import {connectionName} from '../../connections/connection-name.ts';
import {isAnsweredIn} from '../../list/list.ts';
import type {Gap} from '../../list/merge.ts';
import type {ModelList} from '../../models/model-list.ts';
import {type ConnectionEntry, lineOfEntries, troubleWords, waitWords} from '../../screens/jobs/connections-line.ts';
import {missingText} from '../../screens/jobs/gap-text.ts';
import type {State} from '../../state/state.ts';
import {countOf} from '../../text/format.ts';
import {modelsOf} from './model-state.ts';

interface Part {
  readonly target: string;
  readonly connection: Connection;
  readonly list: ModelList;
}

/** A connection that cannot be used never answers, so its own failure counts. */
const troubleOf = (state: State, {target, connection: {link}, list}: Part): string | undefined => {
  const load = list.slices.get(target)?.load;
  if (link.kind === 'unusable') return troubleWords(link.error);
  if (load?.kind === 'failed') return troubleWords(load.error);
  const ids = [...(link.kind === 'connecting' ? [link.id] : []), ...(load?.kind === 'loading' ? [load.id] : [])];
  return waitWords(state, ids);
};

const entryOf = (state: State, part: Part): ConnectionEntry => {
  const {target, connection, list} = part;
  const slice = list.slices.get(target);
  const name = connectionName(connection);
  const trouble = troubleOf(state, part);
  const count = slice && isAnsweredIn(slice, list.query) ? countOf(slice.feed.items.length) : undefined;
  const text = trouble ?? (count === undefined ? '…' : `${count}${slice?.feed.nextToken === undefined ? '' : '+'}`);
  return {target, name, trouble, text: `${name} ${text}`};
};

export const modelsConnectionsLine = (state: State, width: number): string => {
  const list = modelsOf(state);
  if (!list) return '';
  const entries = [...state.connections].map(([target, connection]) => entryOf(state, {target, connection, list}));
  return lineOfEntries(entries, width, state.settings.widthOf);
};

export const modelGapText = (state: State, gap: Gap, width: number): string => {
  const list = modelsOf(state);
  const what = list?.query.order === 'Ascending' ? 'newer models' : 'older models';
  return missingText(state, {gap, load: list?.slices.get(gap.target)?.load, what}, width);
};
