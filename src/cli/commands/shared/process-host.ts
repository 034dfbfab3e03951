/** The host of a command without a screen: the streams of the process, and the signals that end the command. */
import type {CallLog, CredentialProcessEvent} from '../../../bedrock/settings.ts';
import {plainText} from '../../../core/text/plain-text.ts';
import {cut, wrap} from '../../../core/text/wrap.ts';
import {NO_PAINT, TERMINAL_PAINT} from '../../../output/paint.ts';
import {textWidth} from '../../../ui/terminal/text-width.ts';
import {gatewayOpener} from '../../gateway/gateway-opener.ts';
import {showsBlocks} from '../../process/block-characters.ts';
import {wantsColor} from '../../process/colors.ts';
import {readEnvironment} from '../../process/environment.ts';
import {codeOf} from '../../process/error-code.ts';
import {ENDING_SIGNALS, EXIT_CODES} from '../../process/exit-codes.ts';
import {leave} from '../../process/leave.ts';
import {cannotWrite, READER_GONE} from '../../process/output-failure.ts';
import {systemClock} from '../../process/system-clock.ts';
import type {PlainHost} from './host.ts';

/** Windows has only three of them. */
const SIGNALS = process.platform === 'win32' ? (['SIGHUP', 'SIGINT', 'SIGTERM'] as const) : ENDING_SIGNALS;

/** How long all writes together may delay the end if nobody reads the output, and what each write gets at least. */
const LAST_WRITES_MS = 150;
const LAST_WRITE_MIN_MS = 20;

const ERASE_LINE = '\r\x1b[K';

const widthOf = (stream: NodeJS.WriteStream): number | undefined =>
  stream.isTTY ? Math.max(20, stream.columns || 80) : undefined;

/** Writes messages to stderr, and a status line below them. */
const createMessages = (stream: NodeJS.WriteStream) => {
  let shown: string | undefined;
  const erase = () => {
    if (shown !== undefined) stream.write(ERASE_LINE);
  };
  const redraw = () => {
    if (shown !== undefined) stream.write(shown);
  };
  const write = (lines: readonly string[]) => {
    erase();
    stream.write(lines.map(line => `${line}\n`).join(''));
    redraw();
  };
  return {
    erase,
    redraw,
    say: (line: string) => {
      const width = widthOf(stream);
      const text = plainText(line);
      // A single word, such as a token, is not wrapped, so that it can be copied.
      write(width === undefined || !text.includes(' ') ? [text] : wrap(text, width - 1, textWidth));
    },
    sayWhole: (line: string) => write([plainText(line)]),
    /** Only a line that takes one row can be erased. */
    show: (line: string | undefined) => {
      const width = widthOf(stream);
      const fitting = line && cut(line, (width ?? 0) - 1, textWidth);
      if (width === undefined || fitting === shown) return;
      erase();
      shown = fitting;
      redraw();
    },
  };
};

/** How a command is ended from outside. Only the first cause counts. */
const createEnding = () => {
  const controller = new AbortController();
  let code: number = EXIT_CODES.ok;
  let endedAt = 0;
  return {
    signal: controller.signal,
    /** How long writes may still take (ms). */
    writeMs: () => (controller.signal.aborted ? LAST_WRITES_MS - (performance.now() - endedAt) : LAST_WRITES_MS),
    code: () => code,
    with: (endCode: number) => {
      if (controller.signal.aborted) return;
      code = endCode;
      endedAt = performance.now();
      controller.abort();
    },
  };
};

type Ending = ReturnType<typeof createEnding>;

/** The first signal ends the command, and a second one the process. */
const watchSignals = (ending: Ending): void => {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (ending.signal.aborted) leave(EXIT_CODES[signal]);
      ending.with(EXIT_CODES[signal]);
    });
  }
};

const watchOutput = (stream: NodeJS.WriteStream, ending: Ending, say: (line: string) => void): void => {
  stream.on('error', error => {
    if (ending.signal.aborted) return;
    const isFailure = !READER_GONE.includes(codeOf(error));
    if (isFailure) say(cannotWrite(error));
    ending.with(isFailure ? EXIT_CODES.output : EXIT_CODES.ok);
  });
};

const written = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise(resolve => {
    stream.write(text, () => resolve());
  });

/** Waits for `work`. Once the command has been ended, only for a short time. */
const untilDoneOrEnded = (work: Promise<void>, {signal: ended, writeMs}: Ending): Promise<void> =>
  new Promise(resolve => {
    const leave = () => setTimeout(resolve, Math.max(LAST_WRITE_MIN_MS, writeMs())).unref();
    if (ended.aborted) leave();
    else ended.addEventListener('abort', leave, {once: true});
    void work.then(() => {
      ended.removeEventListener('abort', leave);
      resolve();
    });
  });

const screenOf = (stream: NodeJS.WriteStream): ReturnType<PlainHost['screen']> => {
  const width = widthOf(stream);
  const environment = readEnvironment();
  const hasPaint = wantsColor(environment) && environment.TERM !== 'dumb';
  return width === undefined ? undefined : {width, paint: hasPaint ? TERMINAL_PAINT : NO_PAINT};
};

/** Signals and errors of stdout end the command, not the process. */
export const createProcessHost = (log: CallLog | undefined): PlainHost => {
  const {stdout, stderr} = process;
  const ending = createEnding();
  const messages = createMessages(stderr);
  let running: CredentialProcessEvent | undefined;
  let open: ReturnType<typeof gatewayOpener> | undefined;
  const onCredentialProcess = (event: CredentialProcessEvent) => {
    if (event.isRunning) running = event;
    else if (running?.run === event.run) running = undefined;
  };
  watchSignals(ending);
  watchOutput(stdout, ending, messages.say);
  return {
    clock: systemClock,
    jitter: Math.random,
    print: async text => {
      if (text === '' || stdout.destroyed) return;
      if (stdout.isTTY) messages.erase();
      await untilDoneOrEnded(written(stdout, text), ending);
      if (stdout.isTTY) messages.redraw();
    },
    say: messages.say,
    sayWhole: messages.sayWhole,
    progress: messages.show,
    screen: () => screenOf(stdout),
    hasBlocks: () => showsBlocks(readEnvironment()),
    stderrWidth: () => widthOf(stderr),
    ended: ending.signal,
    endCode: ending.code,
    openGateway: options => {
      open ??= gatewayOpener(options, log, {onCredentialProcess, isConflictReported: true});
      return open(options.target, {service: options.service});
    },
    credentialProcess: () => running?.profile,
  };
};
