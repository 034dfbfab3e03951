/**
 * A random test of the built program in a real pseudoterminal: seeded random keys, split keys, pastes, resizes, text that other
 * programs write on the terminal, lost servers and bad answers. If something is wrong, it prints its last actions.
 * `npm run monkey -- --seconds 20 --seed 7 --verbose`
 * With `--unconfirmed` it never presses enter, so that no form is ever confirmed: then the server's log may not have a single change.
 */
import {spawn as spawnProcess} from 'node:child_process';
import {closeSync, constants, mkdtempSync, openSync, rmSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

const BIN = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'bin.js');
const MIN_SIZE = {columns: 40, rows: 10};
const QUIET_MS = 60;
const TIMEOUT_MS = 5000;
const KEPT_ACTIONS = 200;

const {values} = parseArgs({
  options: {
    seconds: {type: 'string', default: '20'},
    seed: {type: 'string', default: String(Date.now() % 1_000_000)},
    verbose: {type: 'boolean', default: false},
    unconfirmed: {type: 'boolean', default: false},
  },
});
const seed = Number(values.seed);

/** Random numbers from 0 to less than 1 (mulberry32). The same seed gives the same numbers. */
const randomFrom = start => {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
const random = randomFrom(seed);
const between = (low, high) => low + Math.floor(random() * (high - low + 1));
const oneOf = list => list[between(0, list.length - 1)];

const MOVES = [
  'j',
  'k',
  'g',
  'G',
  ' ',
  '\x04',
  '\x15',
  '\x06',
  '\x02',
  '\x1b[A',
  '\x1b[B',
  '\x1b[5~',
  '\x1b[6~',
  '\x1b[H',
  '\x1b[F',
];
const FILTERS = ['f', 'o', 'N', 'S', 'T', 'L', 'r', 'p'];
const OVERLAYS = ['/', 'F', '?', '!', '\r', 'J', '\x1b', '\t', '\x1b[Z'];
const VIEWS = ['1', '3', '4', 'a', 'm', 'M', '=', 'e', 'y', 'Y', 'O', 'w', 'h', 'l', 'n', 'N', ']', '[', 'c', 'x'];
/** Models, tags, deletions and imports, and what their screens have. */
const ACTING = ['2', '\t', 'D', 'i', 'I', 't', 'a', 'x', 'c', 'J', '\x19', '\x1b', '/'];
const TYPED = [
  'llama',
  'v1',
  '7d',
  '-3',
  'é模',
  '2026-11-01',
  '\x7f',
  '\x01',
  '\x05',
  '\x17',
  '\x1b[D',
  '\x1b[C',
  '_ x',
  '\x10',
  '\x0e',
];
const ODD = [
  '\x1b[?1;2c',
  '\x1b[5;5R',
  '\x1b]11;rgb:0/0/0\x07',
  '\x1bOP',
  '\x1bx',
  '\x1b[200~',
  '\x1b[201~',
  '\x00',
  '\x1f',
  '\x1b[<0;3;4M',
];
const PASTES = ['llama-3', 'two\nlines', 'q', '\x1b[31mred', '\x03 ctrl', 'x'.repeat(3000), '🦙模型', '\t\t', ''];

/** Keys and reports to send in pieces, as a slow connection does. */
const SPLIT = [
  ...['A', 'B', 'F', 'H', '5~', '6~', '1;5C', 'Z', '15~', '[A', 'I', 'O', '?1;2c', '?62;22c'].map(
    rest => `\x1b[${rest}`,
  ),
  ...['\x1bOA', '\x1bOP', '\x1bOS', '\x1bOF', '\x1b\x1b[A', '\x1b/', '\x1bj', '\x1b[', '\x1b]', '\x1bO', '\x1bP'],
  ...['\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\', '\x1bP>|xterm(390)\x1b\\', '\x1b_Gi=31;OK\x1b\\', 'é', '🦙'],
];
/** What other programs may write on the terminal: `wall`, a background job, a program that was killed while writing. */
const FOREIGN = [
  '\r\nBroadcast message from root: the system goes down\r\n',
  'Segmentation fault (core dumped)\r\n'.repeat(30),
  '\x1b[3;3H\x1b[41mred\x1b[1m',
  '\x1b[2J\x1b[H',
  '\x1b[5;9r\x1b[?6h\x1b[4h',
  '\x1b(0qqq',
  '\x1b]0;no end',
  '\x1b[?25h\x1b[?2004l\x1b[?1004l',
  '\x1b[?1049l',
  '\x1b[?2026h',
  '\x1bc',
];
const REPAINT = '\x0c';
const SIZES = [
  [40, 10],
  [60, 15],
  [80, 24],
  [120, 36],
  [129, 30],
  [130, 30],
  [160, 50],
  [200, 60],
  [39, 9],
  [10, 3],
  [200, 10],
  [40, 60],
];

/** The faults that the server may get at its next start. Half the time it gets none. */
const FAULTS = [
  'throttle:every=2',
  'throttle:times=4:retry-after=1',
  'error=500:every=3',
  'error=503:op=Get',
  'deny:op=Get',
  'deny:op=List',
  'expired:after=3:times=5',
  'unrecognized:times=2',
  'token-expired',
  'hang:every=5',
  'stall:every=4',
  'reset:every=3',
  'truncate:every=3',
  'html=200:times=3',
  'html=503:every=4',
  'empty:every=4',
  'repeat-token',
  'empty-page:every=2',
  'duplicate',
  'unknown-status',
  'sparse',
  'micros',
  'hostile',
  'skew=3600',
  'latency=200:jitter=400',
];

/** An action that sends `text` in pieces: after which byte it pauses, and for how long, in ms. */
const split = (text, maxMs) => {
  const bytes = [...Buffer.from(text)].slice(1);
  const isBytewise = bytes.length < 64 && random() < 0.3;
  const one = between(0, bytes.length - 1);
  const cuts = bytes.flatMap((_, i) => (isBytewise || i === one ? [[i + 1, between(0, maxMs)]] : []));
  return {split: text, cuts};
};

const several = list => () => Array.from({length: between(1, 8)}, () => oneOf(list)).join('');

/** The random actions: the weight of each, and a function that creates it. */
const REPERTOIRE = [
  [30, () => ({write: oneOf(MOVES)})],
  [8, () => ({write: several(MOVES)()})],
  [12, () => ({write: oneOf(FILTERS)})],
  [16, () => ({write: oneOf(OVERLAYS)})],
  [16, () => ({write: oneOf(VIEWS)})],
  [24, () => ({write: oneOf(ACTING)})],
  // The whole way to a change: a tag that is set, which is harmless.
  [2, () => ({write: '1\x1b\x1b\x1bta'})],
  [2, () => ({write: 'key\tvalue\r'})],
  // A command is never run from the palette, as it may be the one that quits.
  [3, () => ({write: `:${oneOf(TYPED)}\x1b[B\x1b`})],
  [10, () => ({write: oneOf(TYPED)})],
  [6, () => ({write: several([...MOVES, ...FILTERS, ...OVERLAYS, ...VIEWS, ...ACTING, ...TYPED])()})],
  [4, () => ({write: `\x1b[200~${oneOf(PASTES)}\x1b[201~`})],
  // Short pauses only: if the start mark of a paste comes too late, a q in the paste quits.
  [2, () => split(`\x1b[200~${oneOf(PASTES)}\x1b[201~`, 1)],
  [6, () => split(oneOf(SPLIT), oneOf([15, 40, 110]))],
  [3, () => ({foreign: oneOf(FOREIGN)})],
  [2, () => ({write: REPAINT})],
  [3, () => ({write: oneOf(ODD)})],
  [4, () => ({write: oneOf(['\x1b[I', '\x1b[O'])})],
  [8, () => ({resize: oneOf(SIZES)})],
  [2, () => ({resize: [between(8, 200), between(2, 60)]})],
  [2, () => ({server: 'lost'})],
  [2, () => ({server: random() < 0.5 ? 'well' : oneOf(FAULTS)})],
];
const WEIGHT = REPERTOIRE.reduce((sum, [weight]) => sum + weight, 0);

/** Nothing is proved by a server that is not there. */
const isLeftOut = ({server}) => values.unconfirmed && server !== undefined;

const nextAction = () => {
  const action = anyAction();
  return isLeftOut(action) ? nextAction() : action;
};

const anyAction = () => {
  let left = random() * WEIGHT;
  for (const [weight, make] of REPERTOIRE) {
    left -= weight;
    if (left < 0) return make();
  }
  return REPERTOIRE[0][1]();
};

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** The simulator in a separate process, which can be killed and restarted on the same port. */
const createServer = async env => {
  let child;
  let port = 0;
  const changes = [];
  let requests = 0;
  /** Notes each request that changes something, from the log. */
  const read = lines => {
    for (const line of lines.split('\n')) {
      if (/ (?:GET|POST|DELETE) \//.test(line)) requests += 1;
      if (/ (?:CreateModelImportJob|DeleteImportedModel|TagResource|UntagResource) /.test(line)) changes.push(line);
    }
  };
  const start = async (faults = []) => {
    const world = ['--port', `${port}`, '--jobs', '500', '--running', '1', '--pace', '60', '--log'];
    child = spawnProcess(process.execPath, [BIN, 'simulator', ...world, ...faults.flatMap(spec => ['--fault', spec])], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stderr.setEncoding('utf8').on('data', read);
    child.stdout.setEncoding('utf8').on('data', read);
    const line = await new Promise((resolve, reject) => {
      child.stdout.once('data', data => resolve(/http:\S+/.exec(data)[0]));
      child.once('exit', () => reject(new Error('the simulator did not start')));
    });
    port = Number(new URL(line).port);
    return line;
  };
  const stop = () =>
    new Promise(resolve => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', resolve);
      child.kill('SIGKILL');
    });
  /** `state` is 'lost' (stopped), 'well' (restarted), or the fault to restart with. */
  const become = async state => {
    await stop();
    if (state !== 'lost') await start(state === 'well' ? [] : [state]);
  };
  return {url: await start(), become, stop, changes, requests: () => requests};
};

// Prints the terminal's settings before and after the program.
const SCRIPT =
  'echo "[tty $(tty)]"; echo "[before $(stty -g)]"; "$@"; code=$?; echo; echo "[code $code]"; echo "[after $(stty -g)]"';

/** The program in a terminal of 120 x 36. */
const startProgram = (url, env) => {
  const [cols, rows] = [120, 36];
  const pty = spawn('bash', ['-c', SCRIPT, 'bash', process.execPath, BIN, '--endpoint-url', url, '--refresh', '1'], {
    name: env.TERM,
    cols,
    rows,
    env,
  });
  const terminal = new xterm.Terminal({cols, rows, allowProposedApi: true});
  const program = {
    pty,
    terminal,
    raw: '',
    hasEnded: false,
    at: performance.now(),
    isHidden: false,
    hasForeignText: false,
  };
  for (const final of ['h', 'l']) {
    terminal.parser.registerCsiHandler({prefix: '?', final}, parameters => {
      if (parameters.includes(25)) program.isHidden = final === 'l';
      return false;
    });
  }
  pty.onData(data => {
    program.raw += data;
    program.at = performance.now();
    terminal.write(data);
  });
  terminal.onData(reply => pty.write(reply));
  program.exit = new Promise(resolve => {
    pty.onExit(() => {
      program.hasEnded = true;
      terminal.write('', resolve);
    });
  });
  return program;
};

const linesOf = ({terminal}) => {
  const {active} = terminal.buffer;
  return Array.from({length: terminal.rows}, (_, y) => active.getLine(active.baseY + y)?.translateToString(true) ?? '');
};

const FOOTER = /quit|close|leave|search|clear|cancel|apply|back|stay|stop waiting|loaded (?:jobs|models) only|AWS/;

/** The column after the last character of a row; some characters are two columns wide. */
const endOf = ({terminal}, y) => {
  const line = terminal.buffer.active.getLine(terminal.buffer.active.baseY + y);
  for (let x = terminal.cols - 1; x >= 0; x--) if ((line?.getCell(x)?.getChars() ?? '').trim() !== '') return x + 1;
  return 0;
};

/** What is wrong with the screen, or undefined. */
const complaint = program => {
  const {cols, rows} = program.terminal;
  const lines = linesOf(program);
  const text = lines.join('\n');
  if (program.hasEnded) return 'the program has ended';
  if (/^\s+at .*(?:\.js|node:)/m.test(text) || /\b(?:Type|Range|Reference|Syntax)Error\b/.test(text))
    return 'a stack trace';
  if (program.terminal.modes.synchronizedOutputMode) return 'an update that is not over';
  if (program.terminal.buffer.active.type !== 'alternate') return 'the alternate screen is left';
  if (cols < MIN_SIZE.columns || rows < MIN_SIZE.rows)
    return /small|needed|quit|^\s*$/i.test(text) ? undefined : 'no word about the size';
  if (!/us-east-1/.test(lines[0])) return 'no header';
  if (lines.slice(1).some(line => /^ (?:Bedrock (?:imports|models) {2}|us-east-1(?: ·| {2}|$))/.test(line)))
    return 'a second header';
  if (!lines.some((line, y) => line.startsWith('──') && endOf(program, y) >= cols - 1))
    return 'no rule as wide as the window';
  if (!FOOTER.test(lines.at(-1))) return 'no footer';
  return undefined;
};

const marked = (raw, name) => new RegExp(`\\[${name} ([^\\]]*)\\]`).exec(raw)?.[1];

/** Writes to the terminal device itself, as another program would. */
const writeAsAnother = (program, text) => {
  const terminal = openSync(marked(program.raw, 'tty'), constants.O_WRONLY | constants.O_NOCTTY);
  writeSync(terminal, text);
  closeSync(terminal);
};

/** The screens of what changes something: how often each was seen. */
const SCREENS = {
  models: /^ Models {2}/,
  tags: /^ Tags of /,
  'tag form': /^ Tag of /,
  'delete form': /^ Delete the model /,
  'import form': /^ Import (?:a model|again)/,
  checklist: /^ (?:Before importing|Waiting to import|Starting the import|Not started)/,
};
const seen = new Map();

const note = program => {
  const title = linesOf(program)[1] ?? '';
  const name = Object.keys(SCREENS).find(screen => SCREENS[screen].test(title));
  if (name) seen.set(name, (seen.get(name) ?? 0) + 1);
};

/** Waits until the output pauses and the screen is correct. If that never happens, throws an error that says what is wrong. */
const settle = async program => {
  const end = performance.now() + TIMEOUT_MS;
  for (;;) {
    await pause(QUIET_MS);
    await new Promise(resolve => program.terminal.write('', resolve));
    const wrong = complaint(program);
    if (performance.now() - program.at >= QUIET_MS && wrong === undefined) return note(program);
    if (program.hasEnded || performance.now() > end) throw new Error(wrong ?? 'the output never pauses');
  }
};

/** Line feeds are enter, too. In a paste both are text. */
const withoutEnter = text => (values.unconfirmed && !text.startsWith('\x1b[200~') ? text.replace(/[\r\n]/g, '') : text);

const perform = async (action, program, server) => {
  if (action.write !== undefined) program.pty.write(withoutEnter(action.write));
  if (action.split !== undefined) {
    const bytes = Buffer.from(action.split);
    let from = 0;
    for (const [at, ms] of action.cuts) {
      program.pty.write(bytes.subarray(from, at));
      await pause(ms);
      from = at;
    }
    program.pty.write(bytes.subarray(from));
  }
  if (action.foreign !== undefined) {
    writeAsAnother(program, action.foreign);
    program.hasForeignText = true;
  }
  if (action.resize) {
    program.terminal.resize(...action.resize);
    program.pty.resize(...action.resize);
  }
  if (action.server) await server.become(action.server);
};

/** Performs random actions, and checks the screen after each burst. No action contains a key that quits. */
const play = async (program, server, log) => {
  const end = performance.now() + Number(values.seconds) * 1000;
  while (performance.now() < end) {
    const burst = between(1, 12);
    for (let i = 0; i < burst; i++) {
      const action = nextAction();
      log.push(JSON.stringify(action));
      if (values.verbose) console.log(log.at(-1));
      await perform(action, program, server);
      if (random() < 0.3) await pause(between(0, 40));
    }
    if (program.hasForeignText) {
      // Ends a paste that may still be open, in which the key would be text.
      program.pty.write(`\x1b[201~${REPAINT}`);
      program.hasForeignText = false;
    }
    log.push('-- check');
    await settle(program);
  }
};

/** Quits, and checks the state of the terminal afterwards. */
const leave = async program => {
  // In an open paste every key is text, even ctrl-c, so the paste is ended first.
  program.pty.write('\x1b[201~');
  await pause(QUIET_MS);
  program.pty.write('\x03');
  const timer = setTimeout(() => program.pty.kill('SIGKILL'), TIMEOUT_MS);
  await program.exit;
  clearTimeout(timer);
  const {modes, buffer} = program.terminal;
  const code = marked(program.raw, 'code');
  if (code !== '0') throw new Error(`ctrl-c ended it with ${code ?? 'nothing'}`);
  if (marked(program.raw, 'before') !== marked(program.raw, 'after')) throw new Error('stty -g is not as it was');
  if (buffer.active.type !== 'normal') throw new Error('the alternate screen is still on');
  if (program.isHidden) throw new Error('the cursor is still hidden');
  if (modes.bracketedPasteMode || modes.sendFocusMode || modes.synchronizedOutputMode)
    throw new Error('a mode is left on');
};

const home = mkdtempSync(join(tmpdir(), 'imports-tui-monkey-'));
const env = {
  PATH: process.env.PATH,
  // No page opens on the machine of whoever runs this.
  BROWSER: 'true',
  HOME: home,
  USERPROFILE: home,
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_REGION: 'us-east-1',
};
const log = [];
const server = await createServer(env);
const program = startProgram(server.url, env);
try {
  await settle(program);
  await play(program, server, log);
  await leave(program);
  if (values.unconfirmed && server.changes.length > 0)
    throw new Error(`a change that nobody confirmed: ${server.changes[0]}`);
  console.log(`seed ${seed}: ${log.length} actions, all well`);
  const why = values.unconfirmed ? ': no form was confirmed' : '';
  console.log(`screens seen: ${[...seen].map(([name, count]) => `${name} ${count}`).join(', ') || 'none of these'}`);
  console.log(`${server.requests()} requests, ${server.changes.length} of them changes${why}`);
} catch (error) {
  console.log(`${log.slice(-KEPT_ACTIONS).join('\n')}\n`);
  console.log(`${linesOf(program).join('\n')}\n`);
  console.log(
    `seed ${seed}: ${error.message} (after ${log.length} actions, ${program.terminal.cols}x${program.terminal.rows})`,
  );
  process.exitCode = 1;
} finally {
  if (!program.hasEnded) program.pty.kill('SIGKILL');
  await server.stop();
  rmSync(home, {recursive: true, force: true});
}
