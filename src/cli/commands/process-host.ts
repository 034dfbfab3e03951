/** The process as the host of a plain command: its streams, and the signals that end it. */
import type {CallLog, CredentialProcessEvent} from '../../bedrock/settings.ts';
import {plainText} from '../../core/plain-text.ts';
import {wrap} from '../../core/wrap.ts';
import {NO_PAINT, TERMINAL_PAINT} from '../../output/paint.ts';
import {textWidth} from '../../ui/text-width.ts';
import {wantsColor} from '../colors.ts';
import {readEnvironment} from '../environment.ts';
import {ENDING_SIGNALS, EXIT_CODES} from '../exit-codes.ts';
import {gatewayOpener} from '../gateway-opener.ts';
import {leave} from '../leave.ts';
import {cannotWrite, READER_GONE} from '../output-failure.ts';
import {systemClock} from '../system-clock.ts';
import {codeOf} from '../terminal-write.ts';
import type {PlainHost} from './host.ts';

/** Windows has only a few of them. */
const SIGNALS = process.platform === 'win32' ? (['SIGHUP', 'SIGINT', 'SIGTERM'] as const) : ENDING_SIGNALS;

/** How long a reader that has stopped reading may delay the end, over all writes; each of them gets a moment at least. */
const LAST_WRITES_MS = 150;
const LAST_WRITE_MIN_MS = 20;

const ERASE_LINE = '\r\x1b[K';

const widthOf = (stream: NodeJS.WriteStream): number | undefined =>
  stream.isTTY ? Math.max(20, stream.columns || 80) : undefined;

/** Messages on stderr, and a status line below them, which stays until it is replaced. */
const createTalk = (stream: NodeJS.WriteStream) => {
  let shown: string | undefined;
  const erase = () => {
    if (shown !== undefined) stream.write(ERASE_LINE);
  };
  const redraw = () => {
    if (shown !== undefined) stream.write(shown);
  };
  return {
    erase,
    redraw,
    say: (line: string) => {
      const width = widthOf(stream);
      const text = plainText(line);
      // A single word, such as a token, may be meant to be copied.
      const lines = width === undefined || !text.includes(' ') ? [text] : wrap(text, width - 1, textWidth);
      erase();
      stream.write(lines.map(part => `${part}\n`).join(''));
      redraw();
    },
    show: (line: string | undefined) => {
      if (!stream.isTTY || line === shown) return;
      erase();
      shown = line;
      redraw();
    },
  };
};

/** How a command is ended from outside. The first cause counts. */
const createEnding = () => {
  const controller = new AbortController();
  let code: number = EXIT_CODES.ok;
  let endedAt = 0;
  return {
    signal: controller.signal,
    /** What is left for writes (ms); all of it before the end. */
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

/** A second signal ends the process at once. */
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

/** Resolves when `work` does; if the command has been ended, after a short wait at the latest. */
const untilEnded = (work: Promise<void>, {signal: ended, writeMs}: Ending): Promise<void> =>
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

/** Handles the signals of the process and the errors of stdout: they end the command, not the process. */
export const createProcessHost = (log: CallLog | undefined): PlainHost => {
  const {stdout, stderr} = process;
  const ending = createEnding();
  const talk = createTalk(stderr);
  let running: CredentialProcessEvent | undefined;
  const onCredentialProcess = (event: CredentialProcessEvent) => {
    if (event.isRunning) running = event;
    else if (running?.run === event.run) running = undefined;
  };
  watchSignals(ending);
  watchOutput(stdout, ending, talk.say);
  return {
    clock: systemClock,
    luck: Math.random,
    print: async text => {
      if (text === '' || stdout.destroyed) return;
      if (stdout.isTTY) talk.erase();
      await untilEnded(written(stdout, text), ending);
      if (stdout.isTTY) talk.redraw();
    },
    say: talk.say,
    progress: talk.show,
    screen: () => screenOf(stdout),
    talkWidth: () => widthOf(stderr),
    ended: ending.signal,
    endCode: ending.code,
    openGateway: options => gatewayOpener(options, log, {onCredentialProcess, isConflictTold: true})(options.target),
    credentialProcess: () => running?.profile,
  };
};
