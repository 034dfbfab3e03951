/** The message for output that could not be written. */
import {codeOf} from './error-code.ts';

/** The reader has closed the pipe because it needs no more. */
export const READER_GONE: readonly string[] = ['EPIPE', 'ERR_STREAM_DESTROYED', 'ECONNRESET'];

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is exceeded',
  EFBIG: 'the file is too large',
  EIO: 'the terminal or disk has failed',
};

export const cannotWrite = (error: Error): string =>
  `The output could not be written: ${REASONS[codeOf(error)] ?? error.message}.`;
