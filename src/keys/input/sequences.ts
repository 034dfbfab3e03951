/** The escape sequences of terminals: how long each is, and which key or report it is. */

/** What an input begins with: a sequence that is not complete yet, none at all, or one that ends before `end`. */
type Reading =
  | {readonly kind: 'incomplete'}
  | {readonly kind: 'none'}
  | {readonly kind: 'key'; readonly end: number; readonly name: string}
  | {readonly kind: 'focus'; readonly end: number; readonly gained: boolean}
  | {readonly kind: 'paste'; readonly end: number}
  /** To be dropped: the mouse, answers of the terminal, protocols that were not asked for, broken sequences. */
  | {readonly kind: 'unknown'; readonly end: number};

// No key has a longer one, and an answer that lost its end must not take in what is typed after it.
const LONGEST_CSI = 64;
const LONGEST_STRING = 4096;

const LETTERS: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  S: 'f4',
};
const NUMBERS: Readonly<Record<string, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pgup',
  6: 'pgdn',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
};
const RXVT_ARROWS: Readonly<Record<string, string>> = {a: 'up', b: 'down', c: 'right', d: 'left'};
/** The final characters that rxvt uses for numbered keys with a modifier. */
const RXVT_MODIFIERS: Readonly<Record<string, string>> = {$: 'shift-', '^': 'ctrl-', '@': 'ctrl-shift-'};

/** `parameter` is xterm's: 1 plus shift 1, alt 2, ctrl 4, meta 8. Undefined if it is none of those. */
const modifiersOf = (parameter: string | undefined): string | undefined => {
  if (parameter === undefined || parameter === '') return '';
  const bits = Number(parameter) - 1;
  if (!/^\d+$/.test(parameter) || bits < 0 || bits > 15) return undefined;
  return `${bits & 4 ? 'ctrl-' : ''}${bits & 10 ? 'alt-' : ''}${bits & 1 ? 'shift-' : ''}`;
};

const named = (modifiers: string | undefined, name: string | undefined): string | undefined =>
  modifiers === undefined || name === undefined ? undefined : modifiers + name;

const csiKey = (parameters: string, final: string): string | undefined => {
  const [first = '', second, ...more] = parameters.split(';');
  if (more.length > 0) return undefined;
  if (final === '~') return named(modifiersOf(second), NUMBERS[first]);
  if (final in RXVT_MODIFIERS) return second === undefined ? named(RXVT_MODIFIERS[final], NUMBERS[first]) : undefined;
  if (final === 'Z') return parameters === '' ? 'shift-tab' : undefined;
  if (parameters === '' && RXVT_ARROWS[final]) return `shift-${RXVT_ARROWS[final]}`;
  if (first !== '' && first !== '1') return undefined;
  // "CSI 1;5R" is ctrl-f3 in old xterms, and a cursor position in all. The position is never asked for.
  if (final === 'R') return second === undefined ? undefined : named(modifiersOf(second), 'f3');
  return named(modifiersOf(second), LETTERS[final]);
};

const isBetween = (character: string | undefined, low: string, high: string): boolean =>
  character !== undefined && character >= low && character <= high;

const readLinuxFunctionKey = (input: string, at: number): Reading => {
  const letter = input[at];
  if (letter === undefined) return {kind: 'incomplete'};
  const number = 'ABCDE'.indexOf(letter) + 1;
  return number > 0 ? {kind: 'key', end: at + 1, name: `f${number}`} : {kind: 'none'};
};

const readCsi = (input: string, body: number): Reading => {
  if (input[body] === '[') return readLinuxFunctionKey(input, body + 1);
  let end = body;
  while (isBetween(input[end], ' ', '?') && end - body < LONGEST_CSI) {
    // rxvt ends shifted keys with a character that is an intermediate one in other terminals.
    if (input[end] === '$' && /^[2-8]$/.test(input.slice(body, end))) break;
    end++;
  }
  const final = input[end];
  if (final === undefined) return {kind: 'incomplete'};
  if (final !== '$' && !isBetween(final, '@', '~')) return end === body ? {kind: 'none'} : {kind: 'unknown', end};
  const parameters = input.slice(body, end);
  end++;
  if (parameters === '' && final === 'M') return readOldMouse(input, end);
  if (parameters === '' && (final === 'I' || final === 'O')) return {kind: 'focus', end, gained: final === 'I'};
  if (parameters === '200' && final === '~') return {kind: 'paste', end};
  const name = csiKey(parameters, final);
  return name === undefined ? {kind: 'unknown', end} : {kind: 'key', end, name};
};

/** X10 mouse reports have three more characters after the sequence. */
const readOldMouse = (input: string, at: number): Reading =>
  input.length < at + 3 ? {kind: 'incomplete'} : {kind: 'unknown', end: at + 3};

const readSs3 = (input: string, body: number): Reading => {
  let end = body;
  while (isBetween(input[end], '0', ';') && end - body < LONGEST_CSI) end++;
  const final = input[end];
  if (final === undefined) return {kind: 'incomplete'};
  // alt-O, and then another key
  if (!/[A-Za-z]/.test(final)) return {kind: 'none'};
  const [first, second = first] = input.slice(body, end).split(';');
  const modifiers = modifiersOf(second);
  end++;
  if (final === 'M') return {kind: 'key', end, name: 'enter'};
  const rxvt = RXVT_ARROWS[final];
  const name = rxvt ? `ctrl-${rxvt}` : named(modifiers, final === 'R' ? 'f3' : LETTERS[final]);
  return name === undefined ? {kind: 'unknown', end} : {kind: 'key', end, name};
};

/** OSC, DCS, SOS, PM, APC: answers that end with BEL or ST. They contain no control character; one is a key. */
const readString = (input: string, body: number): Reading => {
  let end = body;
  while (end < input.length && !isBetween(input[end], '\x00', '\x1f') && end - body < LONGEST_STRING) end++;
  if (end - body >= LONGEST_STRING) return {kind: 'unknown', end};
  const terminator = input.slice(end, end + 2);
  if (terminator.startsWith('\x07')) return {kind: 'unknown', end: end + 1};
  if (terminator === '\x1b\\') return {kind: 'unknown', end: end + 2};
  if (terminator === '' || terminator === '\x1b') return {kind: 'incomplete'};
  return end === body ? {kind: 'none'} : {kind: 'unknown', end};
};

/** Reads the sequence at the start of `input`, whose first character is an ESC. */
export const readSequence = (input: string): Reading => {
  const opener = input[1];
  if (opener === undefined) return {kind: 'incomplete'};
  if (opener === '[') return readCsi(input, 2);
  if (opener === 'O') return readSs3(input, 2);
  return /[\]PX^_]/.test(opener) ? readString(input, 2) : {kind: 'none'};
};
