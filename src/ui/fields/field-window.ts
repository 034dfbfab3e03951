/** Which part of a field's text is visible, in columns of the terminal. */
import stringWidth from 'string-width';
import {graphemes} from '../../core/text/graphemes.ts';

interface FieldText {
  readonly value: string;
  /** In UTF-16 code units. */
  readonly cursor: number;
  /** Columns, including the cursor's. */
  readonly width: number;
}

/** The columns hidden on the left: none if everything fits, otherwise as many as keep the cursor in the middle. */
export const hiddenColumns = ({value, cursor, width}: FieldText): number => {
  const total = stringWidth(value) + 1;
  if (total <= width) return 0;
  const column = stringWidth(value.slice(0, cursor));
  const wanted = Math.min(Math.max(0, column - Math.floor(width / 2)), total - width);
  // A wide character is hidden as a whole, because half of it cannot be drawn.
  let hidden = 0;
  for (const part of graphemes(value)) {
    if (hidden >= wanted) break;
    hidden += stringWidth(part);
  }
  return hidden;
};

interface ClipMark {
  readonly text: string;
  /** Its column in the field. */
  readonly left: number;
}

/** Narrower fields show text only: a mark would lie on the cursor. */
const MARKED_FROM = 6;

/** The marks where text is hidden on the left or the right. Each covers the whole character that is there. */
export const clipMarks = ({value, width}: Omit<FieldText, 'cursor'>, hidden: number): readonly ClipMark[] => {
  if (width < MARKED_FROM) return [];
  const marks: ClipMark[] = [];
  const end = hidden + width;
  let column = 0;
  for (const part of graphemes(value)) {
    const next = column + stringWidth(part);
    if (hidden > 0 && column === hidden) marks.push({text: '…'.padEnd(next - column), left: 0});
    const isLast = column < end && next >= end;
    if (isLast && stringWidth(value) + 1 > end) {
      marks.push({text: '…'.padEnd(end - column), left: column - hidden});
    }
    column = next;
  }
  return marks;
};
