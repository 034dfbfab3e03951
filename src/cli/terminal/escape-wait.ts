/** How long an ESC waits for the rest of a key. On a slow line, the two may arrive separately. */
import {readlinkSync} from 'node:fs';
import {ESCAPE_MS, type EscapeWait} from '../../keys/input/strokes.ts';
import type {Environment} from '../process/environment.ts';

/** How Linux names serial terminals. Terminal windows and the console have other names. */
const SERIAL_TTY = /^\/dev\/tty(?:[A-Z]+|mxc)\d+$/;
/** The TERM that getty sets on a serial line if it does not know the type of the terminal. */
const SERIAL_TERM = /^vt\d/;

/** The name of stdin's terminal. Undefined on systems without /proc. */
const ttyName = (): string | undefined => {
  try {
    return readlinkSync('/proc/self/fd/0');
  } catch {
    return undefined;
  }
};

/** `chosenMs`: the flag's value. A multiplexer delivers keys as a whole, even if it runs on a slow line itself. */
export const escapeWaitOf = (chosenMs: number | undefined, env: Environment, tty = ttyName()): EscapeWait => {
  if (chosenMs !== undefined) return {first: chosenMs, afterLateTail: chosenMs};
  const isSerial = SERIAL_TTY.test(tty ?? '') || SERIAL_TERM.test(env.TERM ?? '');
  const maySplit = Boolean(env.SSH_TTY || env.SSH_CONNECTION) || isSerial;
  const isWhole = Boolean(env.TMUX || env.STY);
  return {first: maySplit && !isWhole ? ESCAPE_MS.slowLine : ESCAPE_MS.default, afterLateTail: ESCAPE_MS.slowLine};
};
