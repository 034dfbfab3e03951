/** OSC 52, with which a terminal takes a text for the clipboard, and what it has to go through on its way there. */
import type {Environment} from '../process/environment.ts';

/** Terminals drop longer texts; among those that document a limit, this is the lowest. */
export const BASE64_MAX = 100_000;
/** screen drops a longer string. */
const SCREEN_PIECE_MAX = 700;

const BELL = '\x07';
const PASS = {begin: '\x1bP', end: '\x1b\\'} as const;
const TMUX_PASS = '\x1bPtmux;';

const osc52 = (base64: string): string => `\x1b]52;c;${base64}${BELL}`;

/** Each piece is passed on as it is, so the sequence may be cut anywhere. It ends with BEL, because ESC \ would end a piece. */
const throughScreen = (sequence: string): string => {
  const length = SCREEN_PIECE_MAX - PASS.begin.length - PASS.end.length;
  const pieces = sequence.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? [];
  return pieces.map(piece => PASS.begin + piece + PASS.end).join('');
};

/** tmux takes the plain sequence only if set-clipboard is on, and the wrapped one only if allow-passthrough is. */
const throughTmux = (sequence: string): string =>
  `${sequence}${TMUX_PASS}${sequence.replaceAll('\x1b', '\x1b\x1b')}${PASS.end}`;

/** What is written to the terminal of this environment. */
export const clipboardSequence = (base64: string, {TMUX, STY}: Environment): string => {
  const sequence = osc52(base64);
  if (TMUX) return throughTmux(sequence);
  return STY ? throughScreen(sequence) : sequence;
};
