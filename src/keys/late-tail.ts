/**
 * The rest of an escape sequence that comes after its ESC has acted as the esc key. It is swallowed: as keys, the rest of
 * an arrow or of an answer of the terminal would be commands. A person may also press such a key right after esc.
 */
import {ESC, type Step, stepOf} from './stroke-step.ts';

/**
 * What may follow each introducer of a sequence here. For the strings it is less than the standard allows: after an ESC
 * that acted a person is as likely as a terminal, and a string takes in whatever follows. No terminal's answer begins
 * with anything else; no command is bound to the introducers for which anything will do.
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

/** Whether `input` is ESC and an introducer, to which no continuation has come. Linux has "[[" for some of its keys. */
export const isBareIntroducer = (input: string): boolean => /^\x1b(?:\[\[|[[\]OPX^_])$/.test(input);

export interface TailStep extends Step {
  /** False if it was typed after all. */
  readonly isSwallowed: boolean;
}

/** The step at the start of `input`, which is the ESC that acted, an introducer, and what has come since. */
export const tailStep = (input: string): TailStep => {
  const [, introducer = '', next] = input;
  const isLegal = next === undefined || CONTINUATIONS[introducer]?.test(next) === true;
  const step = isLegal ? stepOf(input, false) : undefined;
  const isKey = step?.strokes.some(stroke => stroke.kind === 'key' && stroke.name === 'esc');
  if (step && !isKey) return {...step, strokes: step.strokes.filter(({kind}) => kind === 'focus'), isSwallowed: true};
  const typed = stepOf(input.slice(ESC.length), false);
  return {...typed, end: typed.end === undefined ? undefined : typed.end + ESC.length, isSwallowed: false};
};
