/** Key to paint and bytes a key: moving, scrolling, paging, opening and leaving the detail, at each size and in the peers. */
import {hasDetail} from './list-screen.mjs';
import {rowOf} from './rows.mjs';
import {press, sleep} from './terminal-program.mjs';

// Shorter than the rest after which the selected job is asked about.
const PAUSE_MS = 30;
const SERIES = 16;
const DETAIL_PAIRS = 6;
// Below the rows that `move` walks: what is known of a job makes its pane longer, and the move's bytes more.
const DETAIL_FROM = 9;

const isAt = (list, position) => screen => list.position(screen) === position;

const goTo = async (list, position) => {
  list.program.write(list.keys.first);
  await list.program.until(isAt(list, 0));
  await sleep(PAUSE_MS);
  if (position === 0) return;
  list.program.write(list.keys.down.repeat(position));
  await list.program.until(isAt(list, position));
  await sleep(PAUSE_MS);
};

const pressUntilAt = async (list, key, position) =>
  press(list.program, key, {claim: isAt(list, position), pause: PAUSE_MS});

/** Down and up again inside the window, from its first row. */
const move = async list => {
  await goTo(list, 0);
  const samples = [];
  for (let i = 1; i <= SERIES / 2; i++) samples.push(await pressUntilAt(list, list.keys.down, i));
  for (let i = SERIES / 2 - 1; i >= 0; i--) samples.push(await pressUntilAt(list, list.keys.up, i));
  return {move: samples};
};

/** Down from the window's last row; back to it when the list ends. */
const scroll = async list => {
  const samples = [];
  const edge = list.height - 1;
  let position = list.names.length;
  while (samples.length < SERIES) {
    if (position >= list.names.length - 1) {
      position = edge;
      await goTo(list, edge);
    }
    position += 1;
    samples.push(await pressUntilAt(list, list.keys.down, position));
  }
  return {scroll: samples};
};

/** Two pages down, and up again. The first page, which nobody measures, tells how far a page goes. */
const page = async list => {
  const {keys, program, position} = list;
  await goTo(list, 0);
  await press(program, keys.pageDown, {claim: screen => position(screen) > 1, pause: PAUSE_MS});
  const far = position(program.screen);
  await goTo(list, 0);
  const samples = [];
  for (let i = 0; i < SERIES / 4; i++) {
    for (const at of [far, 2 * far]) samples.push(await pressUntilAt(list, keys.pageDown, at));
    for (const at of [far, 0]) samples.push(await pressUntilAt(list, keys.pageUp, at));
  }
  return {page: samples};
};

/** Opens and leaves the detail of row after row. */
const detail = (key, what) => async list => {
  const samples = {'open the detail': [], [what]: []};
  await goTo(list, DETAIL_FROM);
  for (let i = DETAIL_FROM + 1; i <= DETAIL_FROM + DETAIL_PAIRS; i++) {
    await pressUntilAt(list, list.keys.down, i);
    const opened = await press(list.program, '\r', {claim: hasDetail(list.names[i]), pause: PAUSE_MS});
    samples['open the detail'].push(opened);
    samples[what].push(await pressUntilAt(list, key, i));
  }
  return samples;
};

const echo = async list => {
  const samples = [];
  const start = list.position(list.program.screen);
  for (let i = 1; i <= SERIES; i++) samples.push(await pressUntilAt(list, list.keys.down, start + i));
  return {echo: samples};
};

const SERIES_OF = {
  ours: [move, scroll, page, detail('q', 'leave it (q)'), detail('\x1b', 'leave it (esc)')],
  fzf: [move, scroll, page],
  less: [scroll, page],
  echo: [echo],
};
// The last one takes the longest, and says little that the one before it does not.
const SERIES_COUNT = {quick: 4, full: 5};
const KINDS = ['echo', 'move', 'scroll', 'page', 'open the detail', 'leave it (esc)', 'leave it (q)'];

const rowName = (list, kind) => {
  if (list.kind === 'echo') return 'echo of a bare node';
  return list.kind === 'ours' ? `${kind}, ${list.label}` : `${list.kind}: ${kind}, ${list.label}`;
};

const againstOf = (list, kind) =>
  list.kind === 'ours'
    ? [
        {what: 'echo of a bare node', as: 'echo'},
        {what: `fzf: ${kind}, 100,000 lines`, as: 'fzf'},
        {what: `less: ${kind}, 100,000 lines`, as: 'less'},
      ]
    : [];

const toRow = ({list, kind, samples}) =>
  rowOf({
    group: 'keys',
    what: rowName(list, kind),
    unit: 'ms',
    samples: samples.map(({ms}) => ms),
    bytes: samples.map(({bytes}) => bytes),
    isSpread: true,
    against: againstOf(list, kind),
  });

/**
 * Runs every series once for nothing. Loading 100,000 jobs lets Node compile what few jobs leave interpreted, and the sizes
 * shall differ in the size alone. What a cold program takes is told by the first key among the starts.
 */
const warm = async list => {
  for (const series of SERIES_OF[list.kind]) await series(list);
};

export const measureKeys = async ({lists, isQuick}) => {
  const all = await lists.all();
  await Promise.all(all.map(warm));
  const found = new Map();
  const keep = (list, samples) => {
    for (const [kind, more] of Object.entries(samples)) {
      const key = rowName(list, kind);
      if (!found.has(key)) found.set(key, {list, kind, samples: []});
      found.get(key).samples.push(...more);
    }
  };
  for (let round = 0; round < (isQuick ? 1 : 5); round++) {
    for (let i = 0; i < (isQuick ? SERIES_COUNT.quick : SERIES_COUNT.full); i++) {
      for (const list of all) {
        const series = SERIES_OF[list.kind][i];
        if (series) keep(list, await series(list));
      }
    }
  }
  const kindOf = ({kind}) => KINDS.indexOf(kind);
  return [...found.values()].sort((a, b) => kindOf(a) - kindOf(b)).map(toRow);
};
