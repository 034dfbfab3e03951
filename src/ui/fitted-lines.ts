/** Paragraphs in as many rows as there are: AWS's reason gives way before the line that says what to do. */
import {cutLines, type WidthOf, wrap} from '../core/wrap.ts';

export interface Room {
  readonly width: number;
  readonly rows: number;
  /** Empty lines before each paragraph. */
  readonly gap: number;
}

/** If they do not fit, the first, which is the reason, is cut before the second, which says what to do. */
export const fittedLines = (
  paragraphs: readonly string[],
  {width, rows, gap}: Room,
  widthOf: WidthOf,
): readonly string[] => {
  const [first = [], second = [], ...others] = paragraphs.map(paragraph => wrap(paragraph, width, widthOf));
  const kept = Math.max(1, Math.min(first.length, rows - second.length - 2 * gap));
  const blocks = [cutLines(first, {width, rows: kept}, widthOf), second, ...others];
  const lines = blocks.flatMap(block => (block.length > 0 ? [...Array<string>(gap).fill(''), ...block] : []));
  // What follows, the time of a try, goes without a mark: it says nothing about what is wrong.
  return lines.length > rows && kept + second.length <= rows
    ? lines.slice(0, Math.max(kept + second.length + 2 * gap, 0))
    : cutLines(lines, {width, rows}, widthOf);
};
