/** CPU time and requests of a program that nobody touches: without a running job, with one, with fifty; beside htop. */
import {hasFirstPage} from './list-screen.mjs';
import {startOurs} from './lists.mjs';
import {isInstalled, startHtop} from './peers.mjs';
import {cpuMilliseconds, hasCosts} from './process-cost.mjs';
import {rowOf} from './rows.mjs';
import {sleep} from './terminal-program.mjs';

const JOBS = 1000;
const RUNNING = [
  [0, 'no running job'],
  [1, 'one running'],
  [50, 'fifty running'],
];
// The program compiles and collects garbage for some seconds after its start.
const SETTLE_MS = {quick: 2000, full: 5000};

const startCandidates = async simulators => {
  const candidates = [];
  for (const [running, label] of RUNNING) {
    const {url, requests} = await simulators({jobs: JOBS, running});
    const program = startOurs(url);
    await program.until(hasFirstPage);
    candidates.push({label: `CPU, ${label}`, program, requests, requestLabel: `requests, ${label}`});
  }
  if (isInstalled('htop')) candidates.push({label: 'htop -d 20: CPU', program: startHtop()});
  return candidates;
};

const costsOf = candidates =>
  candidates.map(({program, requests}) => [cpuMilliseconds(program.pid), requests?.() ?? 0]);

const htop = {what: 'htop -d 20: CPU', as: 'htop'};

export const measureIdle = async ({simulators, isQuick, note}) => {
  if (!hasCosts) {
    note('idle: no /proc here');
    return [];
  }
  const candidates = await startCandidates(simulators);
  await sleep(isQuick ? SETTLE_MS.quick : SETTLE_MS.full);
  const [start, before] = [performance.now(), costsOf(candidates)];
  // A minute has one look at the head of the list, and twelve ticks while a job runs.
  await sleep(isQuick ? 4000 : 60_000);
  const [seconds, after] = [(performance.now() - start) / 1000, costsOf(candidates)];
  for (const {program} of candidates) await program.end();
  if (isQuick) note('idle: four seconds are too short to count requests a minute');
  return candidates.flatMap(({label, requestLabel}, i) => {
    const [cpu, requests] = [0, 1].map(k => after[i][k] - before[i][k]);
    const against = requestLabel ? [htop] : [];
    const rows = [rowOf({group: 'idle', what: label, unit: 'ms/s', samples: [cpu / seconds], against})];
    if (requestLabel && !isQuick) {
      rows.push(rowOf({group: 'idle', what: requestLabel, unit: '/min', samples: [(requests * 60) / seconds]}));
    }
    return rows;
  });
};
