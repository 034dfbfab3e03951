/** What a program writes to its terminal, taken apart: text, control characters, sequences; and which of them are not ours. */

export type Piece =
  | {readonly kind: 'text'; readonly text: string}
  /** A C0 or C1 control character, or DEL, that opens no sequence. */
  | {readonly kind: 'control'; readonly text: string}
  | {readonly kind: 'csi'; readonly text: string; readonly parameters: string; readonly final: string}
  /** OSC, DCS, SOS, PM or APC, up to its end. */
  | {readonly kind: 'string'; readonly text: string}
  /** Any other escape sequence. */
  | {readonly kind: 'escape'; readonly text: string}
  /** A sequence that the stream's end cut off. */
  | {readonly kind: 'unfinished'; readonly text: string};

type Reader = (text: string) => Piece;

const csi: Reader = text => {
  const parameters = text.replace(/^(?:\x1b\[|\x9b)/, '').slice(0, -1);
  return {kind: 'csi', text, parameters, final: text.slice(-1)};
};

const plain =
  <K extends Exclude<Piece['kind'], 'csi'>>(kind: K): Reader =>
  text =>
    ({kind, text}) as Piece;

/** In this order; the last one takes any character, so that every stream has a reading. */
const GRAMMAR: readonly (readonly [RegExp, Reader])[] = [
  [/[^\x00-\x1f\x7f-\x9f]+/y, plain('text')],
  [/(?:\x1b\[|\x9b)[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]/y, csi],
  [/(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)/y, plain('string')],
  [/(?:\x1b\[|\x9b)[\x30-\x3f]*[\x20-\x2f]*$/y, plain('unfinished')],
  [/(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*\x1b?$/y, plain('unfinished')],
  [/\x1b[\x20-\x2f]*$/y, plain('unfinished')],
  [/\x1b[\x20-\x2f]*[\x30-\x7e]/y, plain('escape')],
  [/[\s\S]/y, plain('control')],
];

const pieceAt = (stream: string, at: number): Piece => {
  for (const [pattern, read] of GRAMMAR) {
    pattern.lastIndex = at;
    const text = pattern.exec(stream)?.[0];
    if (text !== undefined) return read(text);
  }
  throw new Error(`nothing reads ${JSON.stringify(stream.slice(at, at + 20))}`);
};

/** The whole stream in pieces; joined they are the stream again. */
export const piecesOf = (stream: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  for (let at = 0; at < stream.length; ) {
    const piece = pieceAt(stream, at);
    pieces.push(piece);
    at += piece.text.length;
  }
  return pieces;
};

/** Cursor up, down, forward, to the next line, to a column, to a place; erase the line, its rest, and what is below. */
const MOVES_AND_ERASURES = /^(?:\d*[ABCEG]|2?K|J|(?:\d+;\d+)?H)$/;
/** Bold, dim, inverse, their ends, and the terminal's own sixteen colours: no background. */
const STYLES = /^(?:0|1|2|7|22|27|3[0-79]|9[0-7])?$/;
/** Cursor, alternate screen, bracketed paste, focus reports, synchronized output. */
const MODES = /^\?(?:25|1049|2004|1004|2026)$/;
/** A sign that no font shows, and that turns or hides what stands around it. */
const INVISIBLE = /[\p{Bidi_Control}\u2028\u2029\u200b-\u200d\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/u;

const isOwnCsi = (parameters: string, final: string): boolean => {
  if (final === 'm') return parameters.split(';').every(style => STYLES.test(style));
  if (final === 'h' || final === 'l') return MODES.test(parameters);
  return MOVES_AND_ERASURES.test(parameters + final);
};

/** Whether the program itself writes such a piece: a closed set, in which everything else is somebody else's. */
export const isOwn = (piece: Piece): boolean => {
  if (piece.kind === 'text') return !INVISIBLE.test(piece.text);
  if (piece.kind === 'control') return piece.text === '\n' || piece.text === '\r';
  return piece.kind === 'csi' && isOwnCsi(piece.parameters, piece.final);
};

const CONTEXT = 40;

/** What the program should not have written, each with the text before it. Empty if all is well. */
export const foreignIn = (stream: string): readonly string[] => {
  let before = '';
  const found: string[] = [];
  for (const piece of piecesOf(stream)) {
    if (!isOwn(piece)) found.push(`${piece.kind} ${JSON.stringify(piece.text)} after ${JSON.stringify(before)}`);
    before = (before + piece.text).slice(-CONTEXT);
  }
  return found;
};
