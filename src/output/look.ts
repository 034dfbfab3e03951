/** What printed text has to go by: the room there is, colours, and the measure of a terminal. */
import {type WidthOf, wrap} from '../core/wrap.ts';
import type {Paint} from './paint.ts';

export interface Look {
  /** The terminal's width in columns; absent where text goes elsewhere, and nothing is cut or wrapped. */
  readonly width?: number | undefined;
  readonly paint: Paint;
  readonly widthOf: WidthOf;
}

/** A look at one time (ms since the epoch), for what counts on. */
export interface TimedLook extends Look {
  readonly now: number;
}

/** In less a wrapped text is harder to read than one that the terminal breaks. */
const LEAST_TEXT = 20;

/** Lines of `text` (its own line breaks are kept) where `taken` columns of each are taken already. */
export const textLines = (text: string, taken: number, {width, widthOf}: Look): readonly string[] => {
  const room = width === undefined ? 0 : width - taken;
  return room >= LEAST_TEXT ? wrap(text, room, widthOf) : text.split('\n');
};

const INDENT = 2;

/** A failure message as it stands under what failed. */
export const reasonLines = (message: string, look: Look): readonly string[] =>
  textLines(message, INDENT, look).map(line =>
    line.trim() === '' ? '' : ' '.repeat(INDENT) + look.paint.failure(line.trimEnd()),
  );
