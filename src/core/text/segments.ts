/** Lines of text broken into rows of the screen, by their offsets: what is found in a line can be marked in its rows. */
import {type WidthOf, wrap} from './wrap.ts';

/** The part of a line that stands in one row, in UTF-16 code units. */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

/** `text` in rows of `width` columns, broken at spaces if it has any. The space at a break stands in neither row. */
export const segmentsOf = (text: string, width: number, widthOf: WidthOf): readonly Segment[] => {
  let at = 0;
  return wrap(text, width, widthOf).map(piece => {
    const from = Math.max(at, text.indexOf(piece, at));
    at = from + piece.length;
    return {from, to: at};
  });
};

/** The part of `text` from column `left` on, in `width` columns at most. */
export const columnsOf = (text: string, {left, width}: {left: number; width: number}, widthOf: WidthOf): Segment => {
  if (widthOf(text) === text.length)
    return {from: Math.min(left, text.length), to: Math.min(left + width, text.length)};
  let column = 0;
  let from: number | undefined;
  let to = 0;
  for (const {segment, index} of new Intl.Segmenter().segment(text)) {
    const end = column + widthOf(segment);
    if (end > left + width) break;
    if (column >= left) from ??= index;
    column = end;
    to = index + segment.length;
  }
  return {from: from ?? to, to: Math.max(from ?? to, to)};
};
