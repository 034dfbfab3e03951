/** One line of a frame as cells: the character and the style of each column. */
import {PLAIN} from './plain-columns.ts';

export interface StyledLine {
  /** The characters, one for each column. */
  readonly text: string;
  /** The style of each: SGR parameters, empty for the terminal's own. */
  readonly styles: readonly string[];
}

const PIECES = /\x1b\[([\d;]*)m|[^\x1b]+/g;

/** What each code ends or sets; two codes of one group exclude each other. */
const groupOf = (code: number): string | undefined => {
  if ((code >= 30 && code <= 38) || (code >= 90 && code <= 97)) return 'color';
  if ((code >= 40 && code <= 48) || (code >= 100 && code <= 107)) return 'background';
  const names: Readonly<Record<number, string>> = {1: 'bold', 2: 'dim', 3: 'italic', 4: 'underline', 7: 'inverse'};
  return names[code];
};

const ENDED: Readonly<Record<number, readonly string[]>> = {
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline'],
  27: ['inverse'],
  39: ['color'],
  49: ['background'],
};

type Style = Map<string, string>;

/** Applies one sequence. False if it contains an unknown code. */
const apply = (style: Style, parameters: string): boolean => {
  const codes = parameters === '' ? [0] : parameters.split(';').map(Number);
  if (codes[0] === 38 || codes[0] === 48) {
    style.set(codes[0] === 38 ? 'color' : 'background', parameters);
    return true;
  }
  for (const code of codes) {
    const group = groupOf(code);
    if (group !== undefined) style.set(group, String(code));
    else if (code === 0) style.clear();
    else if (ENDED[code]) for (const ended of ENDED[code]) style.delete(ended);
    else return false;
  }
  return true;
};

/**
 * The cells of `line`; undefined if they cannot be counted, or if it contains more than text and styles. If a terminal draws a
 * letter wider than we think, everything after it would be misplaced.
 */
export const styledLine = (line: string): StyledLine | undefined => {
  const style: Style = new Map();
  const styles: string[] = [];
  let text = '';
  let read = 0;
  for (const [piece, parameters] of line.matchAll(PIECES)) {
    read += piece.length;
    if (parameters !== undefined) {
      if (!apply(style, parameters)) return undefined;
      continue;
    }
    if (!PLAIN.test(piece)) return undefined;
    const current = [...style.values()].join(';');
    text += piece;
    for (let i = 0; i < piece.length; i++) styles.push(current);
  }
  return read === line.length ? {text, styles} : undefined;
};
