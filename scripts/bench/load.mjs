/** Loading 100,000 jobs beside the bare SDK loop, and what a key takes meanwhile. */
import {hasFirstPage, hasLoaded, ourName} from './list-screen.mjs';
import {startOurs} from './lists.mjs';
import {rowOf} from './rows.mjs';
import {readNames, runSdkLoop} from './sdk-loop-process.mjs';

const JOBS = 100_000;
const KEY_EVERY_MS = 50;
const REST_MS = 300;

/** Presses a key every 50 ms; each has been answered when the selection is as far down as keys have been pressed, or farther. */
const pressMeanwhile = (program, index) => {
  const keys = [];
  const timer = setInterval(() => {
    const at = keys.length + 1;
    const from = performance.now();
    const watch = program.watch(screen => (index.get(ourName(screen) ?? '') ?? -1) >= at, from);
    keys.push({from, watch});
    program.write('j');
  }, KEY_EVERY_MS);
  return async () => {
    clearInterval(timer);
    const times = [];
    for (const {from, watch} of keys) times.push((await program.settled(watch)) - from);
    return times;
  };
};

const loadOnce = async (url, index, hasKeys) => {
  const program = startOurs(url, '--page-size', '1000');
  await program.until(hasFirstPage);
  await new Promise(resolve => setTimeout(resolve, REST_MS));
  const from = performance.now();
  const loaded = program.watch(hasLoaded(JOBS), from);
  program.write('L');
  const finish = hasKeys ? pressMeanwhile(program, index) : async () => [];
  const ms = (await program.settled(loaded)) - from;
  const keys = await finish();
  await program.end();
  return {ms, keys};
};

const loopOnce = async url => {
  const {ms, stop} = await runSdkLoop(url);
  await stop();
  return ms;
};

export const measureLoad = async ({simulators, isQuick}) => {
  const {url} = await simulators({jobs: JOBS});
  const {index} = await readNames(url);
  const samples = {loop: [], load: [], loadWithKeys: [], keys: []};
  for (let round = 0; round < (isQuick ? 1 : 7); round++) {
    samples.loop.push(await loopOnce(url));
    samples.load.push((await loadOnce(url, index, false)).ms);
    const {ms, keys} = await loadOnce(url, index, true);
    samples.loadWithKeys.push(ms);
    samples.keys.push(...keys);
  }
  const loop = {what: 'bare SDK loop', as: 'SDK loop'};
  const row = (what, list, more) => rowOf({group: 'load', what, unit: 'ms', samples: list, isSpread: true, ...more});
  return [
    row(loop.what, samples.loop),
    row('100,000 jobs', samples.load, {against: [loop]}),
    row('100,000 jobs, a key every 50 ms', samples.loadWithKeys, {against: [loop]}),
    row('a key meanwhile', samples.keys),
  ];
};
