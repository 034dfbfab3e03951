/**
 * The rest of an escape sequence that comes after its ESC has acted as the esc key. It is dropped, because its characters
 * would act as commands. But a person may also press one of these keys right after esc.
 */
import {ESC, type Step, stepOf} from './stroke-step.ts';

/**
 * What may follow each introducer of a sequence here. For strings it is less than the standard allows, because after an
 * ESC that acted the input may well be typed, and a string would take in everything after it. No answer of a terminal
 * begins in another way. No command has X, ^ or _ as its default key, after which any character may follow.
 */
const CONTINUATIONS: Readonly<Record<string, RegExp>> = {
  '[': /[\d;<=>?A-Za-d[]/,
  O: /[\dA-Za-z]/,
  ']': /\d/,
  P: /[\d>!]/,
  X: /[ -~]/,
  '^': /[ -~]/,
  _: /[ -~]/,
};

export const isIntroducer = (character: string | undefined): boolean =>
  character !== undefined && Object.hasOwn(CONTINUATIONS, character);

/** Whether `input` is only ESC and an introducer. Linux has "[[" for some of its keys. */
export const isBareIntroducer = (input: string): boolean => /^\x1b(?:\[\[|[[\]OPX^_])$/.test(input);

interface TailStep extends Step {
  /** False if a person typed it. */
  readonly isSwallowed: boolean;
}

/** The step at the start of `input`: the ESC that acted, an introducer, and what came after it. */
export const tailStep = (input: string): TailStep => {
  const [, introducer = '', next] = input;
  const isLegal = next === undefined || CONTINUATIONS[introducer]?.test(next) === true;
  const step = isLegal ? stepOf(input, false) : undefined;
  const isKey = step?.strokes.some(stroke => stroke.kind === 'key' && stroke.name === 'esc');
  if (step && !isKey) return {...step, strokes: step.strokes.filter(({kind}) => kind === 'focus'), isSwallowed: true};
  const typed = stepOf(input.slice(ESC.length), false);
  return {...typed, end: typed.end === undefined ? undefined : typed.end + ESC.length, isSwallowed: false};
};
