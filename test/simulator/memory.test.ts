/** What the simulator keeps of requests that nobody asks it to keep: nothing. */
import {connect} from 'node:net';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {expect, it, onTestFinished} from 'vitest';
import {type SimulatorOptions, startSimulator} from '../../src/simulator/server.ts';
import {SIGNED} from './simulated.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const REQUESTS = 2000;
/** What the last requests and their sockets may still hold. */
const FEW = 20;

/** How many of the requests' entries are still in memory once all are answered. */
const entriesLeft = async (options: SimulatorOptions): Promise<number> => {
  const entries: WeakRef<object>[] = [];
  const simulator = await startSimulator({
    jobs: 5,
    faults: ['duplicate', 'empty-page:every=3', 'rate=100'],
    ...options,
    onRequest: entry => entries.push(new WeakRef(entry)),
  });
  onTestFinished(() => simulator.close());
  const socket = connect(simulator.port, '127.0.0.1');
  socket.resume();
  const asked = `GET /model-import-jobs?maxResults=2 HTTP/1.1\r\nhost: localhost\r\nauthorization: ${SIGNED.authorization}\r\n\r\n`;
  socket.write(asked.repeat(REQUESTS));
  await expect.poll(() => entries.length, {timeout: 15_000}).toBe(REQUESTS);
  socket.destroy();
  await new Promise(resolve => setImmediate(resolve));
  collectGarbage();
  return entries.filter(entry => entry.deref() !== undefined).length;
};

it('no request outlives its answer', async () => {
  expect(await entriesLeft({})).toBeLessThan(FEW);
});

it('they are kept if somebody wants to read them', async () => {
  expect(await entriesLeft({keepsRequests: true})).toBe(REQUESTS);
});
