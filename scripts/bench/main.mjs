/**
 * Times, bytes, memory and CPU that a person feels, of the built program in a real pty, beside peers run in the same minute.
 * The machine's noise is in the ratios' both halves, so read them before the ms. Everything it talks to is on loopback.
 * `npm run bench -- [--quick] [--only GROUP]... [--json FILE]`; BENCH_TRACE=1 shows each chunk that was timed.
 */
import {writeFileSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {parseArgs} from 'node:util';
import {measureBurst} from './burst.mjs';
import {measureCommands} from './commands.mjs';
import {measureConnections} from './connections.mjs';
import {measureFilter} from './filter.mjs';
import {measureIdle} from './idle.mjs';
import {measureKeys} from './keys.mjs';
import {measureLine} from './line.mjs';
import {createLists} from './lists.mjs';
import {measureLoad} from './load.mjs';
import {measureMemory} from './memory.mjs';
import {measurePatches} from './patches.mjs';
import {isInstalled} from './peers.mjs';
import {judged} from './rows.mjs';
import {bundleSdkLoop} from './sdk-loop-process.mjs';
import {createSimulators} from './simulator-process.mjs';
import {measureSize} from './size.mjs';
import {measureStart} from './start.mjs';
import {tableOf} from './table.mjs';

// Those that share the loaded lists follow each other; the lists end before what must not have them beside it.
const GROUPS = {
  start: measureStart,
  line: measureLine,
  connections: measureConnections,
  keys: measureKeys,
  filter: measureFilter,
  burst: measureBurst,
  load: measureLoad,
  memory: measureMemory,
  idle: measureIdle,
  commands: measureCommands,
  size: measureSize,
  patches: measurePatches,
};
// It builds the program several times, and says nothing about the one that is shipped.
const ONLY_IF_ASKED = ['patches'];
const NEEDS_LISTS = new Set(['keys', 'filter', 'burst']);
const MOST_MS = {quick: 3 * 60_000, full: 20 * 60_000};
const PEERS = ['fzf', 'less', 'htop'];

const {values} = parseArgs({
  options: {
    quick: {type: 'boolean', default: false},
    only: {type: 'string', multiple: true, default: Object.keys(GROUPS).filter(name => !ONLY_IF_ASKED.includes(name))},
    json: {type: 'string'},
  },
});
const unknown = values.only.find(name => !Object.hasOwn(GROUPS, name));
if (unknown !== undefined) {
  console.error(`There is no group ${unknown}; there are ${Object.keys(GROUPS).join(', ')}.`);
  process.exit(2);
}

const measure = async note => {
  const simulators = createSimulators();
  const lists = createLists(simulators);
  await bundleSdkLoop();
  const rows = [];
  for (const [name, group] of Object.entries(GROUPS)) {
    if (!values.only.includes(name)) continue;
    if (!NEEDS_LISTS.has(name)) await lists.end();
    const start = performance.now();
    rows.push(...(await group({simulators, lists, isQuick: values.quick, note})));
    console.error(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
  return judged(rows);
};

const bound = values.quick ? MOST_MS.quick : MOST_MS.full;
setTimeout(() => {
  console.error(`The bench has not ended within ${bound / 60_000} minutes.`);
  process.exit(1);
}, bound);

const notes = PEERS.filter(name => !isInstalled(name)).map(name => `${name} is not installed: its rows are left out`);
const rows = await measure(text => notes.push(text));
const machine = {node: process.version, platform: process.platform, cores: availableParallelism()};
console.log(`Node ${machine.node}, ${machine.cores} cores, terminal of 120 x 36${values.quick ? ', quick' : ''}\n`);
console.log(tableOf(rows));
if (notes.length > 0) console.log(`\n${notes.join('\n')}`);
if (values.json !== undefined) {
  const rounded = (_, value) => (typeof value === 'number' ? Number(value.toFixed(3)) : value);
  writeFileSync(values.json, `${JSON.stringify({...machine, isQuick: values.quick, notes, rows}, rounded, 2)}\n`);
}
process.exit(0);
