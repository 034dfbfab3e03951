/** Which part of a field's text is in sight: columns, as the terminal counts them. */
import stringWidth from 'string-width';
import {graphemes} from '../keys/graphemes.ts';

export interface FieldText {
  readonly value: string;
  /** In UTF-16 code units. */
  readonly cursor: number;
  /** Columns, the cursor's own included. */
  readonly width: number;
}

/** The columns that are out of sight on the left: none while all fits, else as many as keep the cursor in the middle. */
export const hiddenColumns = ({value, cursor, width}: FieldText): number => {
  const total = stringWidth(value) + 1;
  if (total <= width) return 0;
  const column = stringWidth(value.slice(0, cursor));
  const wanted = Math.min(Math.max(0, column - Math.floor(width / 2)), total - width);
  // A wide character is hidden as a whole: half of one cannot be drawn.
  let hidden = 0;
  for (const part of graphemes(value)) {
    if (hidden >= wanted) break;
    hidden += stringWidth(part);
  }
  return hidden;
};
