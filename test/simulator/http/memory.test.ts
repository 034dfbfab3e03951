/** Without `keepsRequests`, the simulator keeps nothing of a request. */
import {connect} from 'node:net';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {expect, it, onTestFinished} from 'vitest';
import {type SimulatorOptions, startSimulator} from '../../../src/simulator/server.ts';
import {SIGNED} from '../simulated.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const REQUESTS = 2000;
/** The last requests and their sockets may still hold this many entries. */
const FEW = 20;

/** The number of entries that are still in memory after all requests have been answered. */
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

it('frees a request after its answer', async () => {
  expect(await entriesLeft({})).toBeLessThan(FEW);
});

it('keeps requests with `keepsRequests`', async () => {
  expect(await entriesLeft({keepsRequests: true})).toBe(REQUESTS);
});
