/** How a terminal is asked to notify: which sequence it understands, and what it has to go through on its way. */
import {plainText} from '../../core/text/plain-text.ts';
import type {Environment} from '../process/environment.ts';

const BELL = '\x07';
const TITLE = 'Bedrock imports';

type Protocol = (text: string) => string;

/** Of iTerm2 and Windows Terminal. */
const osc9: Protocol = text => `\x1b]9;${TITLE}: ${text}${BELL}`;
/** A semicolon ends the title, but not the text. */
const osc777: Protocol = text => `\x1b]777;notify;${TITLE};${text}${BELL}`;
/** Of kitty: the title, and then the text. */
const osc99: Protocol = text =>
  `\x1b]99;i=bedrock-imports:d=0;${TITLE}\x1b\\\x1b]99;i=bedrock-imports:p=body;${text}\x1b\\`;
const none: Protocol = () => '';

interface Way {
  readonly protocol: Protocol;
  /** Whether it is not certain that the terminal understands the sequence. */
  readonly needsBell: boolean;
}

const PLAIN_TERMINALS = /^(?:dumb|linux|vt\d+|cons\d+.*|)$/;
/** Whether the terminal shows unknown sequences as text. Windows Terminal does not, although it sets no TERM. */
export const isPlainTerminal = ({TERM = '', WT_SESSION}: Environment): boolean =>
  !WT_SESSION && PLAIN_TERMINALS.test(TERM);
/** They understand OSC 777. Other terminals ignore it. */
const KNOWN_777 = /^(?:foot|rxvt|ghostty|xterm-ghostty|wezterm)/i;

const wayOf = (env: Environment): Way => {
  const {TERM = '', TERM_PROGRAM = '', LC_TERMINAL, KITTY_WINDOW_ID, WT_SESSION} = env;
  if (TERM === 'xterm-kitty' || KITTY_WINDOW_ID) return {protocol: osc99, needsBell: false};
  if (TERM_PROGRAM === 'iTerm.app' || LC_TERMINAL === 'iTerm2' || WT_SESSION) return {protocol: osc9, needsBell: false};
  if (isPlainTerminal(env)) return {protocol: none, needsBell: true};
  return {protocol: osc777, needsBell: !KNOWN_777.test(TERM) && !KNOWN_777.test(TERM_PROGRAM)};
};

/** tmux passes on what is wrapped, if its option allow-passthrough is on. Each ESC within is doubled. */
const throughTmux = (text: string): string =>
  text === '' ? '' : `\x1bPtmux;${text.replaceAll('\x1b', '\x1b\x1b')}\x1b\\`;
const throughScreen = (text: string): string => (text === '' ? '' : `\x1bP${text}\x1b\\`);

/** What is written to the terminal of this environment to notify of `text`. */
export const notificationOf = (text: string, env: Environment): string => {
  const plain = plainText(text);
  const {protocol, needsBell} = wayOf(env);
  if (env.TMUX) return throughTmux(protocol(plain)) + BELL;
  // Within screen, ESC \ would end the wrapping.
  if (env.STY) return throughScreen(protocol === osc99 ? osc777(plain) : protocol(plain)) + BELL;
  return protocol(plain) + (needsBell ? BELL : '');
};
