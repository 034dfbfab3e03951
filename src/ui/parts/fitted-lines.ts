/** Paragraphs in a limited number of rows: AWS's reason is cut before the line that says what to do. */
import {cutLines, type WidthOf, wrap} from '../../core/text/wrap.ts';

interface Room {
  readonly width: number;
  readonly rows: number;
  /** Empty lines before each paragraph. */
  readonly gap: number;
}

/** The first paragraph is the reason, the second says what to do. If they do not fit, the first is cut first. */
export const fittedLines = (
  paragraphs: readonly string[],
  {width, rows, gap}: Room,
  widthOf: WidthOf,
): readonly string[] => {
  const [first = [], second = [], ...others] = paragraphs.map(paragraph => wrap(paragraph, width, widthOf));
  const kept = Math.max(1, Math.min(first.length, rows - second.length - 2 * gap));
  const blocks = [cutLines(first, {width, rows: kept}, widthOf), second, ...others];
  const lines = blocks.flatMap(block => (block.length > 0 ? [...Array<string>(gap).fill(''), ...block] : []));
  // The other paragraphs, such as the time of a try, are left out without an ellipsis: they do not say what is wrong.
  return lines.length > rows && kept + second.length <= rows
    ? lines.slice(0, Math.max(kept + second.length + 2 * gap, 0))
    : cutLines(lines, {width, rows}, widthOf);
};
