/** The screen of tags in sentences, for a screen reader: the selected tag first, and no other. */

import type {OverlayOf, State} from '../../state/state.ts';
import {plural} from '../../text/format.ts';
import {selectedTag, tagRows} from './tags.ts';

/** `empty`: why there are no tags. */
export const tagsReaderLines = (state: State, overlay: OverlayOf<'tags'>, empty: string): readonly string[] => {
  const rows = tagRows(state, overlay);
  const tag = selectedTag(state);
  const place = rows.findIndex(({key}) => key === tag?.key) + 1;
  const {kind, name} = overlay.of;
  return [
    ...(tag ? [`${place} of ${rows.length}: ${tag.key}, value ${tag.value === '' ? 'empty' : tag.value}`] : [empty]),
    `Tags of the ${kind} ${name}${tag ? `, ${plural(rows.length, 'tag')}` : ''}`,
  ];
};
