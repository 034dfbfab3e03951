/** A terminal's input as single strokes: a read may hold several keys, half a key or a paste, and a key may come in pieces. */
import {isBareIntroducer, isIntroducer, tailStep} from './late-tail.ts';
import {createPaste, type Paste} from './paste.ts';
import type {Stroke} from './stroke.ts';
import {ESC, ESC_STROKE, escapedStrokes, printableStrokes, stepOf} from './stroke-step.ts';

/** How long an ESC waits (ms) for the rest of a sequence before it acts as the esc key. */
export interface EscapeWait {
  readonly first: number;
  /** Once a rest has come after its ESC had acted: the line is slower than was thought. */
  readonly afterLateTail: number;
}

/** Of a line that delivers keys whole, and of one that may not. */
export const ESCAPE_MS = {usual: 25, slowLine: 150} as const;
const TOGETHER_MS = 25;
/** For so long after an ESC that acted an introducer may be its rest. */
const TAIL_MS = 500;

/** How long the program waits for the rest. */
const HELD_MS = {
  /** Of an introducer that may be a key of its own, and of a string. */
  introducer: 150,
  /** Of a sequence that is not complete, and that nobody typed. */
  sequence: 500,
  /** Of a paste: after so much silence it has lost its end. */
  paste: 2000,
};

export interface Strokes {
  /** The strokes that `chunk`, read at the moment `at` (ms), completes. */
  push(chunk: string, at: number): Stroke[];
  /** When what is held is to be given up; undefined if nothing is held. */
  due(): number | undefined;
  /** Gives up waiting: an ESC is esc, an introducer the key that it is, a paste is delivered, the rest is dropped. */
  flush(at: number): Stroke[];
}

const PASTE_BEGIN = '[200~';

const pasteStrokes = (text: string | undefined): Stroke[] => (text === undefined ? [] : [{kind: 'paste', text}]);

interface Held {
  /** Begins with the ESC, if it is a sequence. */
  readonly text: string;
  /** What stands after an ESC came at the same moment as the ESC. */
  readonly isTogether: boolean;
  /** Its ESC has acted as a key. */
  readonly isTail: boolean;
}

const NOTHING: Held = {text: '', isTogether: true, isTail: false};

/** What is held when nothing follows it. */
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

/** Takes decoded text. How it was cut into chunks changes no stroke, as long as the pieces come within the waits. */
export const createStrokes = (wait: EscapeWait): Strokes => {
  let held = NOTHING;
  let paste: Paste | undefined;
  let escapeMs = wait.first;
  /** When the last chunk came. */
  let readAt = 0;
  /** When an ESC acted that nothing has followed yet. */
  let actedAt: number | undefined;

  /** Returns what is left for keys. */
  const pushToPaste = (open: Paste, chunk: string, strokes: Stroke[]): string => {
    const {text, rest} = open.add(chunk);
    strokes.push(...pasteStrokes(text));
    paste = rest === undefined ? open : undefined;
    return rest ?? '';
  };
  /** What `chunk` continues. */
  const resumed = (chunk: string, at: number): Held => {
    // Nobody types the mark of a paste, however late it comes; as keys, a pasted q would quit.
    const mayBeTail = actedAt !== undefined && (at - actedAt <= TAIL_MS || chunk.startsWith(PASTE_BEGIN));
    if (mayBeTail && isIntroducer(chunk[0])) return {text: ESC, isTogether: false, isTail: true};
    return held.text === ESC ? {...held, isTogether: at - readAt <= TOGETHER_MS} : held;
  };
  const swallowed = () => {
    escapeMs = Math.max(escapeMs, wait.afterLateTail);
  };
  const pushToKeys = (chunk: string, at: number, strokes: Stroke[]) => {
    let current = resumed(chunk, at);
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
      if (tail?.isSwallowed) swallowed();
      for (const stroke of found) strokes.push(stroke);
      input = input.slice(end);
      if (opensPaste) input = pushToPaste(createPaste(), input, strokes);
    }
  };

  return {
    push(chunk, at) {
      if (chunk === '') return [];
      const strokes: Stroke[] = [];
      const rest = paste ? pushToPaste(paste, chunk, strokes) : chunk;
      if (rest !== '') pushToKeys(rest, at, strokes);
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
      if (held.isTail && !isBareIntroducer(held.text)) swallowed();
      paste = undefined;
      held = NOTHING;
      return strokes;
    },
  };
};
