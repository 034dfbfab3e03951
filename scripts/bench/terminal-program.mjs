/**
 * A program in a real pseudoterminal. Every chunk's arrival is noted when it comes and read by a terminal emulation later, so
 * that a claim about the screen gets the time of the chunk that made it true, without the time that the emulation takes.
 */
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {end, remember} from './children.mjs';
import {cleanEnvironment} from './clean-environment.mjs';

export const COLUMNS = 120;
export const ROWS = 36;
const PATIENCE_MS = 20_000;
const LOOK_MS = 5;

export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

const createScreen = () => {
  const terminal = new xterm.Terminal({cols: COLUMNS, rows: ROWS, allowProposedApi: true, scrollback: 0});
  const row = y => terminal.buffer.active.getLine(terminal.buffer.active.baseY + y)?.translateToString(true) ?? '';
  const rows = () => Array.from({length: ROWS}, (_, y) => row(y));
  return {
    write: text => new Promise(resolve => terminal.write(text, resolve)),
    // A terminal shows nothing of a synchronized update before its end.
    isWhole: () => !terminal.modes.synchronizedOutputMode,
    row,
    rows,
    dispose: () => terminal.dispose(),
  };
};

/** Chunks as they came, the screen as far as they were read, and the claims that wait for a chunk. */
const createReader = screen => {
  const chunks = [];
  const watches = new Set();
  let read = 0;
  let reading = Promise.resolve();
  const readAll = async () => {
    while (read < chunks.length) {
      const chunk = chunks[read++];
      await screen.write(chunk.text);
      if (!screen.isWhole()) continue;
      for (const watch of watches) {
        if (chunk.at < watch.from || !watch.claim(screen)) continue;
        Object.assign(watch, {at: chunk.at, chunk: read - 1});
        watches.delete(watch);
      }
    }
  };
  const catchUp = () => {
    reading = reading.then(readAll);
    return reading;
  };
  return {chunks, watches, catchUp};
};

const complain = (claim, screen) =>
  new Error(`not on the screen within ${PATIENCE_MS} ms: ${claim}\n${screen.rows().join('\n').trimEnd()}`);

/** The ways to wait for a claim about the screen. */
const createWaiting = (screen, {watches, catchUp}) => {
  /** Begins to wait for a chunk, from `from` on, that makes the claim true. */
  const watch = (claim, from = performance.now()) => {
    const entry = {claim, from};
    watches.add(entry);
    return entry;
  };
  /** Resolves to the arrival of that chunk. */
  const settled = async entry => {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      await catchUp();
      if (entry.at !== undefined) return entry.at;
      if (performance.now() > giveUpAt) throw complain(entry.claim, screen);
      await sleep(LOOK_MS);
    }
  };
  /** Resolves when the claim is true of the screen, which it may be already. */
  const until = async claim => {
    await catchUp();
    if (!screen.isWhole() || !claim(screen)) await settled(watch(claim, 0));
  };
  return {watch, settled, until};
};

/** Starts `file` in a terminal of 120 x 36. */
export const startInTerminal = (file, args, {env} = {}) => {
  const startedAt = performance.now();
  const pty = spawn(file, args, {name: 'xterm-256color', cols: COLUMNS, rows: ROWS, env: cleanEnvironment(env)});
  const screen = createScreen();
  const reader = createReader(screen);
  const {chunks} = reader;
  // A pty's program leads a group of its own.
  const forget = remember(-pty.pid);
  pty.onData(text => chunks.push({at: performance.now(), text}));
  const exit = new Promise(resolve => pty.onExit(resolve)).then(forget);
  return {
    pid: pty.pid,
    startedAt,
    screen,
    ...createWaiting(screen, reader),
    write: text => pty.write(text),
    /** How many chunks have come; a place from which to count. */
    mark: () => chunks.length,
    since: (mark, last = chunks.length - 1) => chunks.slice(mark, last + 1).map(({text}) => text),
    exit,
    end: async () => {
      end(-pty.pid);
      await exit;
      screen.dispose();
    },
  };
};

/** Writes keys, waits `pause`, and tells what the chunk that made the claim true took, and all bytes until now. */
export const press = async (program, keys, {claim, pause}) => {
  const mark = program.mark();
  const from = performance.now();
  const watch = program.watch(claim, from);
  program.write(keys);
  await sleep(pause);
  const ms = (await program.settled(watch)) - from;
  const text = program.since(mark).join('');
  const painted = program.since(mark, watch.chunk);
  const bytes = Buffer.byteLength(text);
  if (process.env.BENCH_TRACE) console.error(keys, `${ms.toFixed(2)} ms, ${bytes} B, up to the timed chunk:`, painted);
  return {ms, bytes, untilPainted: painted.join('')};
};
