/** Twenty connections, four of which fail, beside one alone; two beside eight that hang; a key, and what one more holds. */
import {counts, hasRows, ourName} from './list-screen.mjs';
import {startOurs} from './lists.mjs';
import {hasCosts, residentMegabytes} from './process-cost.mjs';
import {rowOf} from './rows.mjs';
import {press, sleep} from './terminal-program.mjs';

const ACCOUNT = '111122223333';
const JOBS = 100;
const REGIONS = Array.from({length: 20}, (_, i) => `xx-bench-${i + 1}`);
const worldOf = region => `${region}/${ACCOUNT}`;
const WORLDS = REGIONS.map(worldOf);
const SLOW_MS = 300;
// The slowest and the four that fail stand among the others, so that nothing depends on who is asked first.
const [SLOWEST, HANGING, DENIED, THROTTLED, EXPIRED] = [3, 7, 10, 13, 17].map(i => REGIONS[i]);
const FAULTS = [
  `latency=${SLOW_MS}:world=${worldOf(SLOWEST)}`,
  `hang:world=${worldOf(HANGING)}`,
  `deny:world=${worldOf(DENIED)}`,
  `throttle:world=${worldOf(THROTTLED)}`,
  `expired:world=${worldOf(EXPIRED)}`,
];
const WORKING = REGIONS.length - 4;
const KEYS = 16;
const KEY_PAUSE_MS = 30;
const SETTLE_MS = 1500;

const start = (url, regions) => startOurs(url, '--region', regions.join(','));

/** From the start until any rows are on the screen, and until those of `loaded` jobs are counted. */
const timesOf = async (url, regions, loaded) => {
  const program = start(url, regions);
  const [first, all] = [program.watch(hasRows, 0), program.watch(counts(loaded), 0)];
  const times = {first: (await program.settled(first)) - program.startedAt};
  times.all = (await program.settled(all)) - program.startedAt;
  return {program, ...times};
};

const ended = async started => {
  const {program, ...times} = await started;
  await program.end();
  return times;
};

/** Down and up again; the twins of a name in other regions are told apart by the whole row. */
const keysOf = async program => {
  const samples = [];
  const selected = () => program.screen.rows().findIndex(row => row.startsWith('>'));
  for (let i = 0; i < KEYS; i++) {
    const [from, key] = [selected(), i < KEYS / 2 ? 'j' : 'k'];
    const claim = screen =>
      screen.rows().findIndex(row => row.startsWith('>')) !== from && ourName(screen) !== undefined;
    samples.push((await press(program, key, {claim, pause: KEY_PAUSE_MS})).ms);
  }
  return samples;
};

const memoryOf = async (url, regions) => {
  const {program} = await timesOf(url, regions, regions.length * JOBS);
  await sleep(SETTLE_MS);
  const megabytes = residentMegabytes(program.pid);
  await program.end();
  return megabytes;
};

const createSamples = () => ({
  firstOne: [],
  firstTwenty: [],
  slowest: [],
  allTwenty: [],
  two: [],
  ten: [],
  keys: [],
  memoryOne: [],
  memoryTwenty: [],
});

const measureRound = async ({troubled, hanging, whole}, samples) => {
  samples.firstOne.push((await ended(timesOf(troubled, [REGIONS[0]], JOBS))).first);
  samples.slowest.push((await ended(timesOf(troubled, [SLOWEST], JOBS))).all);
  const twenty = await timesOf(troubled, REGIONS, WORKING * JOBS);
  samples.firstTwenty.push(twenty.first);
  samples.allTwenty.push(twenty.all);
  samples.keys.push(...(await keysOf(twenty.program)));
  await twenty.program.end();
  samples.two.push((await ended(timesOf(hanging, REGIONS.slice(8, 10), 2 * JOBS))).all);
  samples.ten.push((await ended(timesOf(hanging, REGIONS.slice(0, 10), 2 * JOBS))).all);
  if (!hasCosts) return;
  samples.memoryOne.push(await memoryOf(whole, [REGIONS[0]]));
  samples.memoryTwenty.push(await memoryOf(whole, REGIONS));
};

export const measureConnections = async ({simulators, isQuick, note}) => {
  const urlOf = async faults => (await simulators({jobs: JOBS, worlds: WORLDS, faults})).url;
  const urls = {
    troubled: await urlOf(FAULTS),
    hanging: await urlOf(WORLDS.slice(0, 8).map(world => `hang:world=${world}`)),
    whole: await urlOf([]),
  };
  const samples = createSamples();
  await ended(timesOf(urls.whole, REGIONS, REGIONS.length * JOBS));
  for (let round = 0; round < (isQuick ? 3 : 10); round++) await measureRound(urls, samples);
  const one = {what: 'first rows, one', as: 'one'};
  const slowest = {what: 'all rows, the slowest alone', as: 'it'};
  const two = {what: 'all rows, two', as: 'two'};
  const rows = [
    {what: one.what, samples: samples.firstOne},
    {what: 'first rows, twenty', samples: samples.firstTwenty, against: [one]},
    {what: slowest.what, samples: samples.slowest},
    {what: 'all rows, twenty', samples: samples.allTwenty, against: [slowest]},
    {what: two.what, samples: samples.two},
    {what: 'all rows, two and eight that hang', samples: samples.ten, against: [two]},
    {what: 'a key, twenty', samples: samples.keys},
  ].map(row => rowOf({group: 'connections', unit: 'ms', isSpread: true, ...row}));
  if (!hasCosts) {
    note('connections: no /proc here, so no memory');
    return rows;
  }
  const more = samples.memoryTwenty.map((megabytes, i) => (megabytes - samples.memoryOne[i]) / (REGIONS.length - 1));
  const memory = [
    {what: 'memory, one', samples: samples.memoryOne},
    {what: 'memory, twenty', samples: samples.memoryTwenty},
    {what: 'memory of one more', samples: more},
  ].map(row => rowOf({group: 'connections', unit: 'MB', isSpread: true, ...row}));
  return [...rows, ...memory];
};
