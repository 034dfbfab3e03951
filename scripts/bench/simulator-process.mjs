/** Simulators, each in a process of its own; one for each world that is asked for, and how many requests it has had. */
import {spawn} from 'node:child_process';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {end, remember} from './children.mjs';
import {cleanEnvironment} from './clean-environment.mjs';

export const DIST = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist');
export const BIN = join(DIST, 'bin.js');
const PATIENCE_MS = 30_000;

/** `worlds` as REGION/ACCOUNT, and `faults`, as the simulator's flags take them. */
const startSimulator = async ({jobs, running = 0, worlds = [], faults = []}) => {
  const counts = ['--jobs', String(jobs), '--running', String(running)];
  const more = [...worlds.flatMap(world => ['--world', world]), ...faults.flatMap(fault => ['--fault', fault])];
  const args = [BIN, 'simulator', '--port', '0', '--quiet', '--log', ...counts, ...more];
  const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'pipe'], env: cleanEnvironment()});
  child.once('exit', remember(child.pid));
  let requests = 0;
  createInterface(child.stderr).on('line', () => {
    requests += 1;
  });
  const url = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the simulator does not start')), PATIENCE_MS);
    child.stdout.once('data', data => {
      clearTimeout(timer);
      resolve(String(data).split('\n')[0].trim());
    });
  });
  return {url, requests: () => requests, stop: () => end(child.pid)};
};

export const createSimulators = () => {
  const started = new Map();
  return world => {
    const key = JSON.stringify(world);
    if (!started.has(key)) started.set(key, startSimulator(world));
    return started.get(key);
  };
};
