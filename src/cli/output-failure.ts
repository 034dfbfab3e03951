/** What stdout answers when it cannot be written to, in words. */
import {codeOf} from './terminal-write.ts';

/** A pipe whose reader has gone away: it had enough. */
export const READER_GONE: readonly string[] = ['EPIPE', 'ERR_STREAM_DESTROYED', 'ECONNRESET'];

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'the file is too large',
  EIO: 'the terminal or disk has failed',
};

export const cannotWrite = (error: Error): string =>
  `The output could not be written: ${REASONS[codeOf(error)] ?? error.message}.`;
