/** Text cut to a width: wrapped at spaces, or shortened with an ellipsis. Widths are terminal columns. */

export type WidthOf = (text: string) => number;

const ASCII = /^[\x20-\x7e]*$/;

const widthIn = (text: string, widthOf: WidthOf): number => (ASCII.test(text) ? text.length : widthOf(text));

let segmenter: Intl.Segmenter | undefined;

/** The characters as a person sees them; none is ever split. The segmenter is made on demand, because loading its data takes milliseconds. */
const segmentsOf = (text: string): Intl.Segments => {
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text);
};

/** The longest prefix of `text` that fits into `width`. */
const fitting = (text: string, width: number, widthOf: WidthOf): string => {
  if (ASCII.test(text)) return text.slice(0, width);
  let head = '';
  let used = 0;
  for (const {segment} of segmentsOf(text)) {
    used += widthOf(segment);
    if (used > width) break;
    head += segment;
  }
  return head;
};

/** `text` in exactly `width` columns: padded, or cut with an ellipsis. */
export const fill = (text: string, width: number, widthOf: WidthOf): string => {
  if (width <= 0) return '';
  const own = widthIn(text, widthOf);
  if (own <= width) return text + ' '.repeat(width - own);
  const head = fitting(text, width - 1, widthOf);
  return `${head}…${' '.repeat(width - 1 - widthIn(head, widthOf))}`;
};

/** `text` in exactly `width` columns, shortened in its middle, because names differ at their ends. */
export const fillMiddle = (text: string, width: number, widthOf: WidthOf): string => {
  if (widthIn(text, widthOf) <= width || width < 8 || !ASCII.test(text)) return fill(text, width, widthOf);
  const tail = Math.floor((width - 1) * 0.4);
  return `${text.slice(0, width - 1 - tail)}…${text.slice(-tail)}`;
};

/** `text` in at most `width` columns. */
export const cut = (text: string, width: number, widthOf: WidthOf): string => {
  if (widthIn(text, widthOf) <= width) return text;
  return width < 1 ? '' : `${fitting(text, width - 1, widthOf)}…`;
};

/** `text` in lines of `width` columns, broken at any character; one that is wider than a line gets a line of its own. */
export const breakHard = (text: string, width: number, widthOf: WidthOf): readonly string[] => {
  if (widthIn(text, widthOf) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  // One pass over the text: measuring the remaining text for each line would take quadratic time.
  for (const {segment} of segmentsOf(text)) {
    const own = widthIn(segment, widthOf);
    if (used + own > width && line !== '') {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += segment;
    used += own;
  }
  return [...lines, line];
};

const wrapLine = (line: string, width: number, widthOf: WidthOf): readonly string[] => {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (widthIn(joined, widthOf) <= width) {
      current = joined;
      continue;
    }
    if (current !== '') lines.push(current);
    const pieces = breakHard(word, width, widthOf);
    lines.push(...pieces.slice(0, -1));
    current = pieces.at(-1) ?? '';
  }
  lines.push(current);
  return lines;
};

/** `text` in lines of at most `width` columns, broken at spaces if it has any; its own line breaks are kept. */
export const wrap = (text: string, width: number, widthOf: WidthOf): readonly string[] =>
  text.split('\n').flatMap(line => wrapLine(line, Math.max(1, width), widthOf));

/** The same in at most `rows` lines, with an ellipsis for what does not fit. */
export const wrapTo = (
  text: string,
  {width, rows}: {width: number; rows: number},
  widthOf: WidthOf,
): readonly string[] => cutLines(wrap(text, width, widthOf), {width, rows}, widthOf);

/** As many of `lines` as fit into `rows`, with an ellipsis for the others. */
export const cutLines = (
  lines: readonly string[],
  {width, rows}: {width: number; rows: number},
  widthOf: WidthOf,
): readonly string[] => {
  const last = lines[rows - 1];
  if (lines.length <= rows || last === undefined) return lines.slice(0, rows);
  return [...lines.slice(0, rows - 1), last === '' ? '…' : cut(`${last} …`, width, widthOf)];
};
