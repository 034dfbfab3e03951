/**
 * Ink's Output with a memory: a row on which the same is written as in the frame before is not composed again. Composing is
 * most of what a frame costs, and a key changes a few rows of it. A frame with anything in it that is
 * not known here is composed by Ink's own code.
 */

const hasOnly = (object, names) => Object.keys(object).every(name => names.has(name));

const OUTPUT = new Set(['operations', 'caches', 'width', 'height']);
const WRITE = new Set(['type', 'x', 'y', 'text', 'transformers']);
const CLIP = new Set(['type', 'clip']);
const UNCLIP = new Set(['type']);
const BOUNDS = new Set(['x1', 'x2', 'y1', 'y2']);

/** By type: whether what the code below reads of an operation is all that there is. */
const KNOWN = {
  write: operation => hasOnly(operation, WRITE) && Number.isInteger(operation.x) && Number.isInteger(operation.y),
  clip: operation => hasOnly(operation, CLIP) && hasOnly(operation.clip, BOUNDS),
  unclip: operation => hasOnly(operation, UNCLIP),
};

const isKnown = operation => Object.hasOwn(KNOWN, operation.type) && KNOWN[operation.type](operation);

const isSameClip = (a, b) => a.x1 === b.x1 && a.x2 === b.x2 && a.y1 === b.y1 && a.y2 === b.y2;

/** What the transformers make of a text on one of its lines stands for them: React makes new functions of the same effect. */
const styledText = ({text, transformers}, line) =>
  transformers.reduce((styled, transformer) => transformer(styled, line), text);

const isSamePiece = (a, b) =>
  a.x === b.x &&
  a.y === b.y &&
  a.text === b.text &&
  a.styled === b.styled &&
  a.clips.length === b.clips.length &&
  a.clips.every((clip, i) => isSameClip(clip, b.clips[i]));

const isSameRow = (a, b) => a !== undefined && a.length === b.length && a.every((piece, i) => isSamePiece(piece, b[i]));

/** For each row the texts that reach it, with the clips in force, in the order in which they are written. */
const piecesByRow = (operations, height) => {
  const rows = Array.from({length: height}, () => []);
  let clips = [];
  for (const operation of operations) {
    if (operation.type === 'clip') clips = [...clips, operation.clip];
    else if (operation.type === 'unclip') clips = clips.slice(0, -1);
    else {
      const {x, y, text, transformers} = operation;
      const end = y + text.split('\n').length;
      for (let row = Math.max(0, y); row < Math.min(height, end); row++) {
        rows[row].push({x, y, text, transformers, clips, styled: styledText(operation, row - y)});
      }
    }
  }
  return rows;
};

const moved = ({y1, y2, ...rest}, by) => ({
  ...rest,
  y1: y1 === undefined ? undefined : y1 - by,
  y2: y2 === undefined ? undefined : y2 - by,
});

/** A class to use in place of `Output`. The memory is of one screen: all its instances share it. */
export const createRowOutput = Output => {
  let before = {width: 0, rows: [], lines: []};

  const compose = (pieces, row, width) => {
    const output = new Output({width, height: 1});
    for (const {x, y, text, transformers, clips} of pieces) {
      for (const clip of clips) output.clip(moved(clip, row));
      // Transformers count the lines of their own text.
      output.write(x, y - row, text, {transformers});
      for (const _ of clips) output.unclip();
    }
    return output.get().output;
  };

  return class RowOutput extends Output {
    get() {
      const {width, height} = this;
      if (!hasOnly(this, OUTPUT) || !this.operations.every(isKnown)) return super.get();
      const rows = piecesByRow(this.operations, height);
      const isKept = (pieces, row) => before.width === width && isSameRow(before.rows[row], pieces);
      const lines = rows.map((pieces, row) => (isKept(pieces, row) ? before.lines[row] : compose(pieces, row, width)));
      before = {width, rows, lines};
      return {output: lines.join('\n'), height};
    }
  };
};
