/** A chunk of input as single strokes: terminals, pastes and fast typists deliver several keys in one read. */
import {plainText} from '../core/plain-text.ts';
import {graphemes} from './graphemes.ts';
import {createPaste, type Paste} from './paste.ts';
import {readSequence} from './sequences.ts';

/** `name` is canonical: "j", "G", "space", "enter", "ctrl-c", "alt-b", "ctrl-left"; `text` is what a field would insert. */
export interface KeyStroke {
  readonly kind: 'key';
  readonly name: string;
  readonly raw: string;
  readonly text?: string | undefined;
}

/** `text` is one line of plain text. */
export interface PasteStroke {
  readonly kind: 'paste';
  readonly text: string;
}

export interface FocusStroke {
  readonly kind: 'focus';
  readonly gained: boolean;
}

export type Stroke = KeyStroke | PasteStroke | FocusStroke;

/** `escape` may be a key of its own; a `sequence` has gone on in a way that no key does; a `paste` lacks its end. */
export type Pending = 'nothing' | 'escape' | 'sequence' | 'paste';

export interface Strokes {
  /** The strokes that `chunk` completes. */
  push(chunk: string): Stroke[];
  /** What is held that the next chunk may complete. */
  pending(): Pending;
  /** Gives up waiting: an ESC is "esc", an unfinished sequence is dropped, a paste is delivered as it is. */
  flush(): Stroke[];
}

const ESC = '\x1b';

const CONTROL_NAMES: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
  '\x00': 'ctrl-space',
  '\x1b': 'esc',
};

const controlName = (character: string): string =>
  CONTROL_NAMES[character] ?? `ctrl-${String.fromCharCode(character.charCodeAt(0) + 64).toLowerCase()}`;

const isControl = (character: string): boolean => character < ' ' || character === '\x7f';
const key = (name: string, raw: string, text?: string): KeyStroke => ({kind: 'key', name, raw, text});
const printableName = (text: string): string => (text === ' ' ? 'space' : text);

const printableStrokes = (run: string): Stroke[] =>
  graphemes(run).flatMap(raw => {
    const text = plainText(raw);
    return text === '' ? [] : [key(printableName(text), raw, text)];
  });

/** What was found at a position, and where to go on; `end` undefined: more input is needed. */
interface Step {
  readonly strokes: readonly Stroke[];
  readonly end: number | undefined;
  readonly opensPaste?: boolean;
}

const altStep = (input: string, at: number): Step => {
  const next = input[at + 1] ?? '';
  if (next === '\x7f') return {strokes: [key('alt-backspace', `${ESC}${next}`)], end: at + 2};
  // Any other control character is a key of its own behind an "esc": so ctrl-c is never taken for something else.
  if (isControl(next)) return {strokes: [key('esc', ESC)], end: at + 1};
  const character = String.fromCodePoint(input.codePointAt(at + 1) ?? 0);
  if (/^[\ud800-\udbff]$/.test(character) && at + 2 === input.length) return {strokes: [], end: undefined};
  const text = plainText(character);
  const strokes = text === '' ? [] : [key(`alt-${printableName(text)}`, ESC + character)];
  return {strokes, end: at + 1 + character.length};
};

const escapeStep = (input: string, at: number): Step => {
  const reading = readSequence(input, at);
  switch (reading.kind) {
    case 'incomplete':
      return {strokes: [], end: undefined};
    case 'none':
      return altStep(input, at);
    case 'key':
      return {strokes: [key(reading.name, input.slice(at, reading.end))], end: reading.end};
    case 'focus':
      return {strokes: [{kind: 'focus', gained: reading.gained}], end: reading.end};
    case 'paste':
      return {strokes: [], end: reading.end, opensPaste: true};
    case 'unknown':
      return {strokes: [], end: reading.end};
  }
};

const stepAt = (input: string, at: number): Step => {
  const character = input[at] ?? '';
  if (character === ESC) return escapeStep(input, at);
  if (isControl(character)) return {strokes: [key(controlName(character), character)], end: at + 1};
  let end = at + 1;
  while (end < input.length && !isControl(input[end] ?? '')) end++;
  // The first half of a surrogate pair waits for the second.
  const isHalf = end === input.length && /[\ud800-\udbff]/.test(input[end - 1] ?? '');
  if (isHalf && end - 1 === at) return {strokes: [], end: undefined};
  if (isHalf) end--;
  return {strokes: printableStrokes(input.slice(at, end)), end};
};

/** What an unfinished sequence is when nothing follows it. */
const abandoned = (pending: string): Stroke[] => {
  if (pending === ESC) return [key('esc', ESC)];
  // alt with a character that also opens sequences, all but "[": a "[" alone is a sequence that lost its rest.
  return /^\x1b[OPX\]^_]$/.test(pending) ? [key(`alt-${pending.slice(1)}`, pending)] : [];
};

const pasteStrokes = (text: string | undefined): Stroke[] => (text === undefined ? [] : [{kind: 'paste', text}]);

const PASTE_BEGIN = '[200~';

/** A splitter; it takes decoded text. How the input was cut into chunks changes no stroke. */
export const createStrokes = (): Strokes => {
  let pending = '';
  let paste: Paste | undefined;
  let hasLostEscape = false;

  /** Returns what is left for keys. */
  const pushToPaste = (open: Paste, chunk: string, strokes: Stroke[]): string => {
    const {text, rest} = open.add(chunk);
    strokes.push(...pasteStrokes(text));
    paste = rest === undefined ? open : undefined;
    return rest ?? '';
  };
  const push = (chunk: string): Stroke[] => {
    const strokes: Stroke[] = [];
    // A line so slow that an ESC was taken for a key: what it opened must not become keys, a pasted q would quit.
    let input = (hasLostEscape && chunk.startsWith(PASTE_BEGIN) ? ESC : pending) + chunk;
    hasLostEscape = false;
    pending = '';
    if (paste) input = pushToPaste(paste, input, strokes);
    while (input !== '') {
      const step = stepAt(input, 0);
      if (step.end === undefined) {
        pending = input;
        break;
      }
      for (const stroke of step.strokes) strokes.push(stroke);
      input = input.slice(step.end);
      if (step.opensPaste) input = pushToPaste(createPaste(), input, strokes);
    }
    return strokes;
  };
  const flush = (): Stroke[] => {
    const strokes = [...pasteStrokes(paste?.cut()), ...abandoned(pending)];
    hasLostEscape = pending === ESC;
    paste = undefined;
    pending = '';
    return strokes;
  };
  const pendingKind = (): Pending => {
    if (paste) return 'paste';
    if (pending === '') return 'nothing';
    return pending.startsWith(`${ESC}[`) ? 'sequence' : 'escape';
  };
  return {push, pending: pendingKind, flush};
};
