/**
 * Times that a person feels, in a real pty, beside a bare Node started in the same minute: start to first frame, start to
 * the first page of jobs, and key to paint. Medians; the machine's noise is in the ratios, too, so read them, not the ms.
 */
import {spawn as spawnProcess} from 'node:child_process';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';

const BIN = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'bin.js');
const RUNS = 7;
const KEYS = 60;
const COLUMNS = 120;
const ROWS = 36;

const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const percentile = (values, p) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * p) / 100))];

const inPty = args =>
  spawn(process.execPath, args, {
    name: 'xterm-256color',
    cols: COLUMNS,
    rows: ROWS,
    env: {...process.env, TERM: 'xterm-256color'},
  });

/** Resolves with the milliseconds from now until what the pty has written since then satisfies `isThere`, and its bytes. */
const until = (pty, isThere) =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    let written = '';
    const timer = setTimeout(() => reject(new Error(`nothing came within 20 s; last: ${written.slice(-200)}`)), 20_000);
    const listener = pty.onData(data => {
      written += data;
      if (!isThere(written)) return;
      clearTimeout(timer);
      listener.dispose();
      resolve({ms: performance.now() - start, bytes: Buffer.byteLength(written)});
    });
  });

const bareNode = () =>
  new Promise(resolve => {
    const start = performance.now();
    const pty = inPty(['-e', '0']);
    pty.onExit(() => resolve(performance.now() - start));
  });

const simulator = jobs =>
  new Promise(resolve => {
    const child = spawnProcess(process.execPath, [BIN, 'simulator', '--port', '0', '--jobs', String(jobs)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.stdout.once('data', line => resolve({url: String(line).trim(), stop: () => child.kill()}));
  });

Object.assign(process.env, {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_REGION: 'us-east-1',
});

const startOnce = async url => {
  const pty = inPty([BIN, '--endpoint-url', url]);
  const frame = until(pty, text => text.includes('Bedrock imports'));
  const page = until(pty, text => text.includes(' shown · '));
  const times = {frame: (await frame).ms, page: (await page).ms};
  return {pty, times};
};

const quit = pty =>
  new Promise(resolve => {
    pty.onExit(resolve);
    pty.write('q');
  });

/** Up and down in turn, inside the window: the cursor sign moves with every key. */
const keys = async pty => {
  const results = [];
  for (let i = 0; i < KEYS; i++) {
    const painted = until(pty, text => text.includes('>'));
    pty.write(i % 2 === 0 ? 'j' : 'k');
    results.push(await painted);
    await new Promise(resolve => setTimeout(resolve, 30));
  }
  return results;
};

const rows = [];
const {url, stop} = await simulator(1000);
try {
  const bare = [];
  const frame = [];
  const page = [];
  for (let i = 0; i < RUNS; i++) {
    bare.push(await bareNode());
    const {pty, times} = await startOnce(url);
    frame.push(times.frame);
    page.push(times.page);
    await quit(pty);
  }
  const {pty} = await startOnce(url);
  const painted = await keys(pty);
  await quit(pty);
  const base = median(bare);
  const row = (what, value, unit, ratio = '') =>
    rows.push({what, median: `${value.toFixed(1)} ${unit}`, 'against bare node': ratio});
  row('bare node -e 0', base, 'ms');
  row('start to first frame', median(frame), 'ms', `${(median(frame) / base).toFixed(2)} x`);
  row('start to first page of jobs', median(page), 'ms', `${(median(page) / base).toFixed(2)} x`);
  row(
    'key to paint, p50',
    percentile(
      painted.map(({ms}) => ms),
      50,
    ),
    'ms',
  );
  row(
    'key to paint, p95',
    percentile(
      painted.map(({ms}) => ms),
      95,
    ),
    'ms',
  );
  row(
    'bytes a key',
    percentile(
      painted.map(({bytes}) => bytes),
      50,
    ),
    'bytes',
  );
  console.log(`Node ${process.version}, ${RUNS} starts, ${KEYS} keys, ${COLUMNS}x${ROWS}, 1,000 jobs`);
  console.table(rows);
} finally {
  stop();
}
