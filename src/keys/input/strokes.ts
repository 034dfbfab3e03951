/** A terminal's input as single strokes. One read may have several keys, part of a key, or a paste. */
import {isBareIntroducer, isIntroducer, tailStep} from './late-tail.ts';
import {createPaste, type Paste} from './paste.ts';
import type {Stroke} from './stroke.ts';
import {ESC, ESC_STROKE, escapedStrokes, printableStrokes, stepOf} from './stroke-step.ts';

/** How long an ESC waits (ms) for the rest of a sequence before it acts as the esc key. */
export interface EscapeWait {
  readonly first: number;
  /** After the rest of a sequence came too late, which shows that the line is slow. */
  readonly afterLateTail: number;
}

/** For a line that delivers keys whole, and for one that may not. */
export const ESCAPE_MS = {default: 25, slowLine: 150} as const;
const TOGETHER_MS = 25;
/** How long after an ESC that acted an introducer may belong to it. */
const TAIL_MS = 500;

/** How long the rest of an input is waited for (ms). */
const HELD_MS = {
  /** After an introducer, which may also be a key, and in a string. */
  introducer: 150,
  /** In a sequence that nobody can have typed. */
  sequence: 500,
  /** In a paste. After that it has lost its end mark. */
  paste: 2000,
};

interface Strokes {
  /** The strokes that `chunk`, read at the moment `at` (ms), completes. */
  push(chunk: string, at: number): Stroke[];
  /** When the wait for the rest ends; undefined if nothing is held. */
  due(): number | undefined;
  /** Ends the wait: an ESC is esc, an introducer is its key, a paste is delivered, anything else is dropped. */
  flush(at: number): Stroke[];
}

const PASTE_BEGIN = '[200~';

const pasteStrokes = (text: string | undefined): Stroke[] => (text === undefined ? [] : [{kind: 'paste', text}]);

interface Held {
  /** A sequence begins with its ESC. */
  readonly text: string;
  /** What follows an ESC came at the same moment. */
  readonly isTogether: boolean;
  /** Its ESC has already acted as a key. */
  readonly isTail: boolean;
}

const NOTHING: Held = {text: '', isTogether: true, isTail: false};

/** The strokes of what is held, if nothing follows. */
const abandoned = ({text, isTogether, isTail}: Held): readonly Stroke[] => {
  if (text === ESC) return [ESC_STROKE];
  if (!isBareIntroducer(text)) return [];
  const [introducer, ...more] = printableStrokes(text.slice(ESC.length));
  return [...(isTail && introducer ? [introducer] : escapedStrokes(introducer, isTogether)), ...more];
};

const holdMs = ({text}: Held, escapeMs: number): number => {
  if (text === ESC) return escapeMs;
  const isString = text.startsWith(ESC) && !/^\x1b[[O]/.test(text);
  return Math.max(escapeMs, isString || isBareIntroducer(text) ? HELD_MS.introducer : HELD_MS.sequence);
};

/** Takes decoded text. The strokes do not depend on how it is cut into chunks, if these come within the waits. */
export const createStrokes = (wait: EscapeWait): Strokes => {
  let held = NOTHING;
  let paste: Paste | undefined;
  let escapeMs = wait.first;
  /** When the last chunk came. */
  let readAt = 0;
  /** When an ESC acted, if nothing has followed it yet. */
  let actedAt: number | undefined;

  /** Returns what follows the paste. */
  const pushToPaste = (open: Paste, chunk: string, strokes: Stroke[]): string => {
    const {text, rest} = open.add(chunk);
    strokes.push(...pasteStrokes(text));
    paste = rest === undefined ? open : undefined;
    return rest ?? '';
  };
  /** What was held before `chunk`. */
  const heldBefore = (chunk: string, at: number): Held => {
    // Nobody types the start mark of a paste, however late it comes. As keys, a pasted q would quit.
    const mayBeTail = actedAt !== undefined && (at - actedAt <= TAIL_MS || chunk.startsWith(PASTE_BEGIN));
    if (mayBeTail && isIntroducer(chunk[0])) return {text: ESC, isTogether: false, isTail: true};
    return held.text === ESC ? {...held, isTogether: at - readAt <= TOGETHER_MS} : held;
  };
  const noteLateTail = () => {
    escapeMs = Math.max(escapeMs, wait.afterLateTail);
  };
  const pushToKeys = (chunk: string, at: number, strokes: Stroke[]) => {
    let current = heldBefore(chunk, at);
    let input = current.text + chunk;
    actedAt = undefined;
    held = NOTHING;
    for (; input !== ''; current = NOTHING) {
      const tail = current.isTail ? tailStep(input) : undefined;
      const {strokes: found, end, opensPaste} = tail ?? stepOf(input, current.isTogether);
      if (end === undefined) {
        held = {...current, text: input};
        return;
      }
      if (tail?.isSwallowed) noteLateTail();
      for (const stroke of found) strokes.push(stroke);
      input = input.slice(end);
      if (opensPaste) input = pushToPaste(createPaste(), input, strokes);
    }
  };

  return {
    push(chunk, at) {
      const strokes: Stroke[] = [];
      const rest = paste ? pushToPaste(paste, chunk, strokes) : chunk;
      if (rest !== '') pushToKeys(rest, at, strokes);
      // Also after part of a character, which is no text yet: the rest is on its way.
      readAt = at;
      return strokes;
    },
    due() {
      if (paste) return readAt + HELD_MS.paste;
      return held.text === '' ? undefined : readAt + holdMs(held, escapeMs);
    },
    flush(at) {
      const strokes = [...pasteStrokes(paste?.cut()), ...abandoned(held)];
      actedAt = held.text === ESC ? at : undefined;
      if (held.isTail && !isBareIntroducer(held.text)) noteLateTail();
      paste = undefined;
      held = NOTHING;
      return strokes;
    },
  };
};
