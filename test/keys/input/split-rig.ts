/** A key reader on a clock driven by hand: input that comes in pieces, and the strokes that come of it, with their moments. */
import {startKeyReader} from '../../../src/keys/input/key-reader.ts';
import type {Stroke} from '../../../src/keys/input/stroke.ts';
import type {EscapeWait} from '../../../src/keys/input/strokes.ts';
import {createHandClock, createSource} from '../field/feed-rig.tsx';

/** The waits without SSH_TTY, and with it. */
export const LINES = {
  local: {first: 25, afterLateTail: 150},
  ssh: {first: 150, afterLateTail: 150},
} as const satisfies Record<string, EscapeWait>;

export const nameOf = (stroke: Stroke): string => {
  if (stroke.kind === 'key') return stroke.name;
  return stroke.kind === 'paste' ? `paste:${stroke.text}` : `focus:${stroke.gained}`;
};

/** The strokes as the list gets them, outside of text fields. */
export const outsideOfFields = (stroke: Stroke): readonly Stroke[] =>
  stroke.kind === 'key' && stroke.apart ? stroke.apart : [stroke];

export const startReader = (escapeWait: EscapeWait) => {
  const clock = createHandClock();
  const {source, type} = createSource();
  const strokes: Stroke[] = [];
  const log: string[] = [];
  const take = (taken: readonly Stroke[]) => {
    strokes.push(...taken);
    log.push(...taken.flatMap(outsideOfFields).map(stroke => `${nameOf(stroke)} at ${clock.now()}`));
  };
  const stop = startKeyReader({source, clock, escapeWait, take});
  return {
    type,
    pass: clock.pass,
    stop,
    /** What a text field gets. */
    strokes,
    /** What the list gets, and when. */
    log: () => log,
    names: () => log.map(entry => entry.replace(/ at \d+$/, '')),
  };
};

/** The pieces, each `gap` ms after the one before; then a second of silence. */
export const readInPieces = (pieces: readonly (string | Buffer)[], gap: number, escapeWait: EscapeWait) => {
  const reader = startReader(escapeWait);
  pieces.forEach((piece, i) => {
    if (i > 0) reader.pass(gap);
    reader.type(piece);
  });
  reader.pass(3000);
  reader.stop();
  return reader;
};
