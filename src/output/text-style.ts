/** What printed text depends on: the width, colours, and how wide characters are. */
import {type WidthOf, wrap} from '../core/text/wrap.ts';
import type {Paint} from './paint.ts';

export interface TextStyle {
  /** The terminal's width in columns; absent if the text goes elsewhere, so nothing is cut or wrapped. */
  readonly width?: number | undefined;
  readonly paint: Paint;
  readonly widthOf: WidthOf;
}

/** For texts that depend on the time (ms since the epoch). */
export interface TimedTextStyle extends TextStyle {
  readonly now: number;
}

/** In fewer columns, wrapped text is harder to read than text that the terminal wraps. */
const MIN_TEXT = 20;

/** Lines of `text` (its own line breaks are kept), if `taken` columns of each line are already used. */
export const textLines = (text: string, taken: number, {width, widthOf}: TextStyle): readonly string[] => {
  const room = width === undefined ? 0 : width - taken;
  return room >= MIN_TEXT ? wrap(text, room, widthOf) : text.split('\n');
};

const INDENT = 2;

/** A failure message as it is printed below the job that failed. */
export const reasonLines = (message: string, style: TextStyle): readonly string[] =>
  textLines(message, INDENT, style).map(line =>
    line.trim() === '' ? '' : ' '.repeat(INDENT) + style.paint.failure(line.trimEnd()),
  );
