/** Whether the terminal shows block characters, as far as the environment says. */
import type {Environment} from './environment.ts';

/** These fonts have 256 characters at most. */
const PLAIN_TERMINAL = /^(?:dumb|linux|ansi|vt\d+)(?:-|$)/;

/** Without a locale, nothing is said: everything else that the program draws is UTF-8, too. */
export const showsBlocks = ({TERM = '', LC_ALL, LC_CTYPE, LANG}: Environment): boolean => {
  const locale = LC_ALL || LC_CTYPE || LANG || 'UTF-8';
  return /utf-?8/i.test(locale) && !PLAIN_TERMINAL.test(TERM);
};
