/** The process as the host of a plain command: its streams, its signals, and how they end it. */
import type {CallLog} from '../../bedrock/settings.ts';
import {plainText} from '../../core/plain-text.ts';
import {NO_PAINT, TERMINAL_PAINT} from '../../output/paint.ts';
import {wantsColor} from '../colors.ts';
import {readEnvironment} from '../environment.ts';
import {EXIT_CODES} from '../exit-codes.ts';
import {gatewayOpener} from '../gateway-opener.ts';
import {systemClock} from '../system-clock.ts';
import {codeOf} from '../terminal-write.ts';
import type {PlainHost} from './host.ts';

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** What writing to a pipe answers when its reader has gone away: it had enough. */
const READER_GONE = ['EPIPE', 'ERR_STREAM_DESTROYED', 'ECONNRESET'];

const WRITE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'the file is too large',
  EIO: 'the terminal or disk has failed',
};

const ERASE_LINE = '\r\x1b[K';

const widthOf = (stream: NodeJS.WriteStream): number | undefined =>
  stream.isTTY ? Math.max(20, stream.columns || 80) : undefined;

/** A line of talk that stands at the bottom until the next one; everything else is written above it. */
const createTalk = (stream: NodeJS.WriteStream) => {
  let shown: string | undefined;
  const erase = () => {
    if (shown !== undefined) stream.write(ERASE_LINE);
  };
  return {
    erase,
    redraw: () => {
      if (shown !== undefined) stream.write(shown);
    },
    show: (line: string | undefined) => {
      if (!stream.isTTY || line === shown) return;
      erase();
      shown = line;
      if (line !== undefined) stream.write(line);
    },
  };
};

/** Takes the signals of the process and the errors of stdout; they end the command, not the process. A second signal ends both. */
export const createProcessHost = (log: CallLog | undefined): PlainHost => {
  const {stdout, stderr} = process;
  const ending = new AbortController();
  let code: number = EXIT_CODES.ok;
  const talk = createTalk(stderr);
  const end = (with_: number) => {
    if (ending.signal.aborted) return;
    code = with_;
    ending.abort();
  };
  const say = (line: string) => {
    talk.erase();
    stderr.write(`${plainText(line)}\n`);
    talk.redraw();
  };
  const cannotWrite = (error: Error) => {
    if (ending.signal.aborted) return;
    if (!READER_GONE.includes(codeOf(error))) {
      say(`The output could not be written: ${WRITE_PROBLEMS[codeOf(error)] ?? error.message}.`);
      return end(EXIT_CODES.output);
    }
    end(EXIT_CODES.ok);
  };
  stdout.on('error', cannotWrite);
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (ending.signal.aborted) process.exit(EXIT_CODES[signal]);
      end(EXIT_CODES[signal]);
    });
  }
  return {
    clock: systemClock,
    luck: Math.random,
    print: text =>
      new Promise(resolve => {
        if (text === '' || stdout.destroyed) return resolve();
        if (stdout.isTTY) talk.erase();
        stdout.write(text, () => {
          if (stdout.isTTY) talk.redraw();
          resolve();
        });
      }),
    say,
    progress: talk.show,
    screen: () => {
      const width = widthOf(stdout);
      const environment = readEnvironment();
      const hasPaint = wantsColor(environment) && environment.TERM !== 'dumb';
      return width === undefined ? undefined : {width, paint: hasPaint ? TERMINAL_PAINT : NO_PAINT};
    },
    talkWidth: () => widthOf(stderr),
    ended: ending.signal,
    endCode: () => code,
    openGateway: options => gatewayOpener(options, log)(options.isDemo),
  };
};
