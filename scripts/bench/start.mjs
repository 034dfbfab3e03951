/** Start to first frame, to the first page of jobs, and the first key after it, beside a bare Node and the peers' starts. */
import {hasFirstFrame, hasFirstPage, lessName, ourName} from './list-screen.mjs';
import {startOurs} from './lists.mjs';
import {isInstalled, startBareNode, startFzf, startLess} from './peers.mjs';
import {rowOf} from './rows.mjs';
import {readNames} from './sdk-loop-process.mjs';
import {press} from './terminal-program.mjs';

const JOBS = 1000;
const PAUSE_MS = 30;

const bareNode = async () => {
  const program = startBareNode();
  await program.exit;
  return performance.now() - program.startedAt;
};

/** From the start of the program to the chunk that made the claim true. */
const startedUntil = async (program, claim) => {
  const ms = (await program.settled(program.watch(claim, 0))) - program.startedAt;
  await program.end();
  return ms;
};

const startOnce = async (url, names) => {
  const program = startOurs(url);
  const [frame, page] = [program.watch(hasFirstFrame, 0), program.watch(hasFirstPage, 0)];
  const frameMs = (await program.settled(frame)) - program.startedAt;
  const pageMs = (await program.settled(page)) - program.startedAt;
  const key = await press(program, 'j', {claim: screen => ourName(screen) === names[1], pause: PAUSE_MS});
  await program.end();
  return {frameMs, pageMs, keyMs: key.ms};
};

/** Quits as a person does, which leaves the compiled program for the next start; the first of all is in no number. */
const startAndQuit = async url => {
  const program = startOurs(url);
  await program.until(hasFirstPage);
  program.write('q');
  await program.exit;
};

export const measureStart = async ({simulators, isQuick}) => {
  const {url} = await simulators({jobs: JOBS});
  await startAndQuit(url);
  const {file, names} = await readNames((await simulators({jobs: 100_000})).url);
  const ours = await readNames(url);
  const samples = {bare: [], frame: [], page: [], key: [], fzf: [], less: []};
  for (let round = 0; round < (isQuick ? 3 : 15); round++) {
    samples.bare.push(await bareNode());
    const {frameMs, pageMs, keyMs} = await startOnce(url, ours.names);
    samples.frame.push(frameMs);
    samples.page.push(pageMs);
    samples.key.push(keyMs);
    if (isInstalled('fzf')) {
      samples.fzf.push(await startedUntil(startFzf(file), screen => / 100000\/100000/.test(screen.row(1))));
    }
    if (isInstalled('less'))
      samples.less.push(await startedUntil(startLess(file), screen => lessName(screen) === names[0]));
  }
  const bare = {what: 'bare node -e 0', as: 'bare node'};
  const rows = [
    {what: bare.what, samples: samples.bare},
    {what: 'first frame', samples: samples.frame, against: [bare]},
    {what: 'first page of jobs', samples: samples.page, against: [bare]},
    {what: 'first key after it', samples: samples.key},
    {what: 'fzf, 100,000 lines read', samples: samples.fzf},
    {what: 'less, first screen', samples: samples.less},
  ];
  return rows
    .filter(row => row.samples.length > 0)
    .map(row => rowOf({group: 'start', unit: 'ms', isSpread: true, ...row}));
};
