/** Writes to a terminal without Node's streams, just before the process ends or stops. */
import {writeSync} from 'node:fs';
import {codeOf} from '../process/error-code.ts';

// If another program has made the descriptor non-blocking, the terminal's buffer may be full. The wait is at most 50 x 10 ms.
const WRITE_ATTEMPTS = 50;
const WRITE_PAUSE_MS = 10;

/** Writes the text before it returns. False if the terminal is gone. */
export const writeToTerminal = (fd: number, text: string): boolean => {
  let rest = Buffer.from(text);
  for (let attempt = 0; attempt < WRITE_ATTEMPTS && rest.length > 0; attempt++) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') return false;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WRITE_PAUSE_MS);
    }
  }
  return true;
};
