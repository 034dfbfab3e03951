/** The tags of a job or a model, a row each. */
import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {tagRows, tagsOf} from '../../core/acting/tags/tags.ts';
import {tagsReaderLines} from '../../core/acting/tags/tags-reader.ts';
import {errorSentences} from '../../core/domain/error-text.ts';
import {isReserved} from '../../core/domain/tag.ts';
import {GUTTER} from '../../core/list/columns.ts';
import {layout} from '../../core/state/select.ts';
import type {OverlayOf, State} from '../../core/state/state.ts';
import {plural} from '../../core/text/format.ts';
import {fill} from '../../core/text/wrap.ts';
import {RowsScreen} from '../parts/rows-screen.tsx';
import {withKeys} from '../parts/with-keys.ts';
import {JobRow} from '../screens/jobs/job-row.tsx';

const KEY_MAX = 40;
const GAP = '  ';

interface TagsProps {
  readonly state: State;
  readonly overlay: OverlayOf<'tags'>;
}

const emptyText = (state: State, {of}: OverlayOf<'tags'>): string => {
  const load = state.acting.tags.get(of.arn)?.load;
  if (load?.kind === 'failed') return errorSentences(load.error).join(' ');
  return load?.kind === 'loaded' ? `The ${of.kind} has no tags.` : 'Asking AWS for the tags …';
};

const ReaderTags = ({state, overlay}: TagsProps) => (
  <Box flexDirection="column">
    {withKeys(tagsReaderLines(state, overlay, emptyText(state, overlay))).map(({key, line}) => (
      <Text key={key}>{line}</Text>
    ))}
  </Box>
);

export const TagsScreen = (props: TagsProps) =>
  useIsScreenReaderEnabled() ? <ReaderTags {...props} /> : <SeenTags {...props} />;

const SeenTags = ({state, overlay}: TagsProps) => {
  const {columns} = layout(state);
  const {widthOf} = state.settings;
  const rows = tagRows(state, overlay);
  const keyWidth = Math.min(
    KEY_MAX,
    Math.floor((columns - GUTTER) / 2),
    Math.max(3, ...rows.map(({key}) => widthOf(key))),
  );
  const valueWidth = columns - GUTTER - keyWidth - GAP.length;
  const failure = state.acting.tags.get(overlay.of.arn)?.load;
  return (
    <RowsScreen
      state={state}
      cursor={overlay}
      title={`Tags of the ${overlay.of.kind} ${overlay.of.name}`}
      remark={tagsOf(state, overlay) ? plural(rows.length, 'tag') : ''}
      failure={failure?.kind === 'failed' && rows.length > 0 ? failure.error.what : undefined}
      heading={`${'KEY'.padEnd(keyWidth)}${GAP}VALUE`}
      rows={rows}
      empty={emptyText(state, overlay)}
    >
      {({key, tag}, isSelected) => (
        <JobRow
          key={key}
          isSelected={isSelected}
          isMarked={false}
          isNew={false}
          color={undefined}
          isFirstBold={!isReserved(tag)}
          first={fill(tag.key, keyWidth, widthOf)}
          rest={GAP + fill(tag.value, valueWidth, widthOf)}
        />
      )}
    </RowsScreen>
  );
};
