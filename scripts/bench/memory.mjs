/** Resident memory with few and many jobs, beside a bare Node and the bare SDK loop that holds as many. */
import {SIZES, startLoaded} from './lists.mjs';
import {hasCosts, residentMegabytes} from './process-cost.mjs';
import {rowOf} from './rows.mjs';
import {runSdkLoop} from './sdk-loop-process.mjs';
import {sleep, startInTerminal} from './terminal-program.mjs';

const SETTLE_MS = 1500;
const MOST = SIZES.at(-1);

const bareNode = async () => {
  const program = startInTerminal(process.execPath, ['-e', 'setTimeout(()=>{},10000)']);
  await sleep(SETTLE_MS);
  const megabytes = residentMegabytes(program.pid);
  await program.end();
  return megabytes;
};

const sdkLoop = async url => {
  const {pid, stop} = await runSdkLoop(url);
  await sleep(SETTLE_MS);
  const megabytes = residentMegabytes(pid);
  await stop();
  return megabytes;
};

const ours = async (url, jobs) => {
  const program = await startLoaded(url, jobs);
  await sleep(SETTLE_MS);
  const megabytes = residentMegabytes(program.pid);
  await program.end();
  return megabytes;
};

export const measureMemory = async ({simulators, isQuick, note}) => {
  if (!hasCosts) {
    note('memory: no /proc here');
    return [];
  }
  const bare = {what: 'bare node', as: 'bare node'};
  const loop = {what: 'bare SDK loop, 100,000 jobs', as: 'SDK loop'};
  const labels = SIZES.map(jobs => `${jobs.toLocaleString('en-US')} jobs`);
  const samples = Object.fromEntries([bare.what, ...labels, loop.what].map(what => [what, []]));
  const few = SIZES.slice(0, -1);
  for (let round = 0; round < (isQuick ? 1 : 5); round++) {
    const programs = [bareNode(), ...few.map(async jobs => ours((await simulators({jobs})).url, jobs))];
    const megabytes = [
      ...(await Promise.all(programs)),
      await ours((await simulators({jobs: MOST})).url, MOST),
      await sdkLoop((await simulators({jobs: MOST})).url),
    ];
    for (const [i, list] of Object.values(samples).entries()) list.push(megabytes[i]);
  }
  return Object.entries(samples).map(([what, list]) => {
    const against = what === bare.what ? [] : [bare, ...(what === labels.at(-1) ? [loop] : [])];
    return rowOf({group: 'memory', what, unit: 'MB', samples: list, isSpread: true, against});
  });
};
