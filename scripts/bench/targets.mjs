/** What is aimed at, by row: in words, and as a claim about the row and others of its group. */

const over = (ms, base) => ({
  text: `${base} + ${ms} ms`,
  isMet: (row, find) => row.median - (find(base)?.median ?? Number.NaN) <= ms,
});

const SAME_AS_FEW = 1.2;

/** A key at 100,000 jobs: soon, and as soon as at 50. */
const key = what => ({
  text: `p50 3 ms, p95 8 ms, 1.2 x 50 jobs`,
  isMet: (row, find) => row.median <= 3 && row.p95 <= 8 && row.median <= SAME_AS_FEW * find(`${what}, 50 jobs`).median,
});

const FEW_BYTES = 450;

/** As `key`, for moves by one row, which also have few bytes. */
const move = what => {
  const {text, isMet} = key(what);
  return {
    text: `${text}, ${FEW_BYTES} bytes`,
    isMet: (row, find) => isMet(row, find) && row.bytes <= FEW_BYTES,
  };
};

const fewBytes = {text: `${FEW_BYTES} bytes`, isMet: row => row.bytes <= FEW_BYTES};
const atMost = (most, unit) => ({text: `${most} ${unit}`, isMet: row => row.median <= most});
const times = (most, base) => ({
  text: `${most} x ${base}`,
  isMet: (row, find) => row.median <= most * find(base).median,
});
const p95 = most => ({text: `p95 ${most} ms`, isMet: row => row.p95 <= most});
const burst = atMost(30, 'ms');
const frames = {text: 'one or two', isMet: row => row.median <= 2};

export const TARGETS = {
  'start: first frame': over(75, 'bare node -e 0'),
  'start: first page of jobs': atMost(200, 'ms'),
  'line: round trips more': atMost(1.5, 'trips'),
  'line: handshakes for it': {text: 'one', isMet: row => row.median === 1},
  'connections: first rows, twenty': times(1.3, 'first rows, one'),
  'connections: all rows, twenty': times(1.5, 'all rows, the slowest alone'),
  'connections: all rows, two and eight that hang': times(1.5, 'all rows, two'),
  'connections: a key, twenty': p95(16),
  'connections: memory of one more': atMost(1, 'MB'),
  'keys: move, 50 jobs': fewBytes,
  'keys: move, 1,000 jobs': fewBytes,
  'keys: move, 100,000 jobs': move('move'),
  'keys: scroll, 100,000 jobs': key('scroll'),
  'keys: page, 100,000 jobs': key('page'),
  'keys: open the detail, 100,000 jobs': key('open the detail'),
  'keys: leave it (q), 100,000 jobs': key('leave it (q)'),
  'filter: a letter, 100,000 jobs': p95(16),
  'burst: 200 keys in one write, 1,000 jobs': burst,
  'burst: 200 keys in one write, 100,000 jobs': burst,
  'burst: frames for them, 1,000 jobs': frames,
  'burst: frames for them, 100,000 jobs': frames,
  'load: 100,000 jobs': {
    text: '1.3 x the SDK loop',
    isMet: (row, find) => row.median <= 1.3 * find('bare SDK loop').median,
  },
  'load: a key meanwhile': p95(16),
  'memory: 50 jobs': {
    text: 'bare node + 60 MB',
    isMet: (row, find) => row.median <= find('bare node').median + 60,
  },
  'memory: 100,000 jobs': {
    text: 'the SDK loop that holds them + 60 MB',
    isMet: (row, find) => row.median <= find('bare SDK loop, 100,000 jobs').median + 60,
  },
  'idle: CPU, no running job': atMost(2, 'ms/s'),
  'idle: CPU, one running': atMost(5, 'ms/s'),
  'commands: list, 100 jobs': atMost(300, 'ms'),
  'commands: memory of it': atMost(150, 'MB'),
};
