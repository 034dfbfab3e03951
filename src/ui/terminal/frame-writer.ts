/** What has to be written so that a terminal which shows one frame shows the next: only the cells that differ. */
import {type StyledLine, styledLine} from './styled-line.ts';

interface FrameWriter {
  /** The bytes that turn the last frame into this one; empty if nothing differs. No line may be wider than the terminal. */
  paint(frame: string): string;
  /** The screen may have changed: the next frame is written as a whole. */
  forget(): void;
}

const BEGIN_UPDATE = '\x1b[?2026h';
const END_UPDATE = '\x1b[?2026l';
const ERASE_TO_END = '\x1b[K';
const NO_STYLE = '\x1b[m';
/** An erased cell takes the background that is set. */
export const HOME_AND_ERASE = `${NO_STYLE}\x1b[H\x1b[J`;

/** Fewer equal cells than this, between two that differ, are written again: jumping over them is no shorter. */
const SHORTEST_JUMP = 5;

const place = (row: number, column: number): string => `\x1b[${row + 1};${column + 1}H`;

const turn = (from: string, to: string): string => {
  if (from === to) return '';
  if (to === '') return NO_STYLE;
  return from === '' ? `\x1b[${to}m` : `\x1b[0;${to}m`;
};

const isBlank = ({text, styles}: StyledLine, at: number): boolean =>
  at >= text.length || (text[at] === ' ' && styles[at] === '');

const isSame = (a: StyledLine, b: StyledLine, at: number): boolean =>
  (a.text[at] === b.text[at] && a.styles[at] === b.styles[at]) || (isBlank(a, at) && isBlank(b, at));

/** The stretches of cells that differ, from and to; near ones are one. */
const differences = (before: StyledLine, after: StyledLine): readonly (readonly [number, number])[] => {
  const found: [number, number][] = [];
  for (let at = 0; at < after.text.length; at++) {
    if (isSame(before, after, at)) continue;
    const last = found.at(-1);
    if (last && at - last[1] < SHORTEST_JUMP) last[1] = at + 1;
    else found.push([at, at + 1]);
  }
  return found;
};

const cells = ({text, styles}: StyledLine, from: number, to: number): string => {
  let written = '';
  let style = '';
  for (let at = from; at < to; ) {
    const next = styles[at] ?? '';
    let end = at + 1;
    while (end < to && styles[end] === next) end++;
    written += turn(style, next) + text.slice(at, end);
    style = next;
    at = end;
  }
  return written + turn(style, '');
};

const hasMoreThan = ({text, styles}: StyledLine, length: number): boolean => {
  for (let at = length; at < text.length; at++) if (!isBlank({text, styles}, at)) return true;
  return false;
};

const lineChange = (row: number, beforeText: string, afterText: string): string => {
  const [before, after] = [styledLine(beforeText), styledLine(afterText)];
  if (!before || !after) return `${place(row, 0)}${NO_STYLE}${ERASE_TO_END}${afterText}${NO_STYLE}`;
  let written = '';
  let column: number | undefined;
  for (const [from, to] of differences(before, after)) {
    written += column === undefined ? place(row, from) : `\x1b[${from - column}C`;
    written += cells(after, from, to);
    column = to;
  }
  if (!hasMoreThan(before, after.text.length)) return written;
  return written + (column === after.text.length ? '' : place(row, after.text.length)) + ERASE_TO_END;
};

/** For a terminal on which every frame begins in the upper left corner. Update marks prevent half a frame from being shown. */
export const createFrameWriter = (): FrameWriter => {
  let shown: readonly string[] | undefined;
  const changes = (lines: readonly string[], before: readonly string[]): string => {
    const count = Math.max(lines.length, before.length);
    let written = '';
    for (let row = 0; row < count; row++) {
      const [old = '', next = ''] = [before[row], lines[row]];
      if (old !== next) written += lineChange(row, old, next);
    }
    return written;
  };
  return {
    paint: frame => {
      const lines = frame.split('\n');
      const body = shown === undefined ? HOME_AND_ERASE + lines.join('\r\n') : changes(lines, shown);
      shown = lines;
      return body === '' ? '' : BEGIN_UPDATE + body + END_UPDATE;
    },
    forget: () => {
      shown = undefined;
    },
  };
};
