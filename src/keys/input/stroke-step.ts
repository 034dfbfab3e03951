/** The strokes at the start of an input. */
import {graphemes} from '../../core/text/graphemes.ts';
import {plainText} from '../../core/text/plain-text.ts';
import {readSequence} from './sequences.ts';
import type {KeyStroke, Stroke} from './stroke.ts';

export const ESC = '\x1b';

/** The strokes found, and the index after them; if `end` is undefined, more input is needed. */
export interface Step {
  readonly strokes: readonly Stroke[];
  readonly end: number | undefined;
  readonly opensPaste?: boolean;
}

const NEEDS_MORE: Step = {strokes: [], end: undefined};

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
const controlKey = (character: string): KeyStroke => key(controlName(character), character);
const printableName = (text: string): string => (text === ' ' ? 'space' : text);

export const ESC_STROKE: KeyStroke = controlKey(ESC);

/** `run` has no control characters. */
export const printableStrokes = (run: string): readonly KeyStroke[] =>
  graphemes(run).flatMap(raw => {
    const text = plainText(raw);
    return text === '' ? [] : [key(printableName(text), raw, text)];
  });

/** ESC and the key `next`. If they came together they are alt and the key, but only in a text field. */
export const escapedStrokes = (next: KeyStroke | undefined, isTogether: boolean): readonly KeyStroke[] => {
  if (!next) return [ESC_STROKE];
  const apart = [ESC_STROKE, next];
  return isTogether ? [{...key(`alt-${next.name}`, ESC + next.raw), apart}] : apart;
};

/** ESC and a character that does not begin a sequence. */
const escapedStep = (input: string, isTogether: boolean): Step => {
  const character = String.fromCodePoint(input.codePointAt(1) ?? 0);
  // Other control characters remain keys after an esc, so that ctrl-c is always ctrl-c.
  if (isControl(character) && character !== '\x7f') return {strokes: [ESC_STROKE], end: 1};
  if (/^[\ud800-\udbff]$/.test(character) && input.length === 2) return NEEDS_MORE;
  const next = isControl(character) ? controlKey(character) : printableStrokes(character)[0];
  return {strokes: escapedStrokes(next, isTogether), end: 1 + character.length};
};

const sequenceStep = (input: string, isTogether: boolean): Step => {
  const reading = readSequence(input);
  switch (reading.kind) {
    case 'incomplete':
      return NEEDS_MORE;
    case 'none':
      return escapedStep(input, isTogether);
    case 'key':
      return {strokes: [key(reading.name, input.slice(0, reading.end))], end: reading.end};
    case 'focus':
      return {strokes: [{kind: 'focus', gained: reading.gained}], end: reading.end};
    case 'paste':
      return {strokes: [], end: reading.end, opensPaste: true};
    case 'unknown':
      return {strokes: [], end: reading.end};
  }
};

/** `isTogether`: an ESC at the start of `input` and the byte after it came at the same moment. */
export const stepOf = (input: string, isTogether: boolean): Step => {
  const character = input[0] ?? '';
  if (character === ESC) return sequenceStep(input, isTogether);
  if (isControl(character)) return {strokes: [controlKey(character)], end: 1};
  let end = 1;
  while (end < input.length && !isControl(input[end] ?? '')) end++;
  // The first half of a surrogate pair waits for the second.
  if (end === input.length && /[\ud800-\udbff]/.test(input[end - 1] ?? '')) end--;
  return end === 0 ? NEEDS_MORE : {strokes: printableStrokes(input.slice(0, end)), end};
};
