/** One connection in full: every column of its row, and what is wrong with it. */
import {errorSentences} from '../../domain/error-text.ts';
import type {TargetId} from '../../domain/target.ts';
import {jobsOf, layout} from '../../state/select.ts';
import type {OverlayOf, State} from '../../state/state.ts';
import {plural} from '../../text/format.ts';
import {wrap} from '../../text/wrap.ts';
import {type ConnectionRow, connectionRows} from './connections.ts';
import {troubleOf} from './trouble.ts';

const LABEL_WIDTH = 13;

export const connectionRow = (state: State, target: TargetId): ConnectionRow | undefined =>
  connectionRows(state).find(({key}) => key === target);

const loadedText = (state: State, target: TargetId): string | undefined => {
  const feed = jobsOf(state).slices.get(target)?.feed;
  if (!feed?.isLoaded) return undefined;
  const count = `${plural(feed.items.length, 'job')}`;
  return feed.nextToken === undefined ? count : `${count}, more on AWS`;
};

const retryText = (state: State, target: TargetId): string | undefined => {
  const trouble = troubleOf(state, target);
  if (!trouble) return undefined;
  return connectionRow(state, target)?.retry || (state.isPaused ? 'not while paused' : 'only by hand');
};

const fieldsOf = (
  state: State,
  row: ConnectionRow,
): readonly (readonly [label: string, text: string | undefined])[] => {
  const link = state.connections.get(row.key)?.link;
  const endpoint = link?.kind === 'connected' ? link.resolved.endpoint : undefined;
  return [
    ['State', row.state],
    ['Account', row.account],
    ['Endpoint', endpoint],
    ['Loaded', loadedText(state, row.key)],
    ['Running', row.running],
    ['Last answer', row.answered],
    ['Next try', retryText(state, row.key)],
  ];
};

export const connectionLines = (state: State, {target}: OverlayOf<'connection'>): readonly string[] => {
  const row = connectionRow(state, target);
  if (!row) return [];
  const {widthOf} = state.settings;
  const width = layout(state).columns - 2;
  const fields = fieldsOf(state, row).flatMap(([label, text]) =>
    text
      ? wrap(text, width - LABEL_WIDTH, widthOf).map((line, i) => (i === 0 ? label : '').padEnd(LABEL_WIDTH) + line)
      : [],
  );
  const trouble = troubleOf(state, target);
  const sentences = trouble ? errorSentences(trouble.error) : [];
  return [...fields, ...sentences.flatMap(sentence => ['', ...wrap(sentence, width, widthOf)])];
};
