/** How long an ESC waits for the rest of a key: longer on a line that may deliver the two apart. */
import {readlinkSync} from 'node:fs';
import {ESCAPE_MS, type EscapeWait} from '../keys/strokes.ts';
import type {Environment} from './environment.ts';

/** Linux names its serial terminals so; the terminals of windows, and the console's own, have other names. */
const SERIAL_TTY = /^\/dev\/tty(?:[A-Z]+|mxc)\d+$/;
/** What getty sets for a serial terminal that tells nothing about itself. */
const SERIAL_TERM = /^vt\d/;

/** Where stdin's terminal has a name that tells anything. Undefined on systems without /proc. */
const ttyName = (): string | undefined => {
  try {
    return readlinkSync('/proc/self/fd/0');
  } catch {
    return undefined;
  }
};

/** `chosenMs` is the flag's. A multiplexer delivers whole keys, whatever line it is itself on. */
export const escapeWaitOf = (chosenMs: number | undefined, env: Environment, tty = ttyName()): EscapeWait => {
  if (chosenMs !== undefined) return {first: chosenMs, afterLateTail: chosenMs};
  const isSerial = SERIAL_TTY.test(tty ?? '') || SERIAL_TERM.test(env.TERM ?? '');
  const maySplit = Boolean(env.SSH_TTY || env.SSH_CONNECTION) || isSerial;
  const isWhole = Boolean(env.TMUX || env.STY);
  return {first: maySplit && !isWhole ? ESCAPE_MS.slowLine : ESCAPE_MS.usual, afterLateTail: ESCAPE_MS.slowLine};
};
