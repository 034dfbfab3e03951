/** Keys that arrive while the program is busy, on the real event loop: what has arrived is read before an ESC is given up. */
import {once} from 'node:events';
import {type AddressInfo, connect, createServer, type Socket} from 'node:net';
import {afterEach, expect, it} from 'vitest';
import {createInputFeed} from '../../../src/keys/field/input-feed.ts';
import {nameOf} from '../input/split-rig.ts';
import {until} from './feed-rig.tsx';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Two ends of a line: what is written at one can be read at the other at once. */
const createLine = async (): Promise<{readonly terminal: Socket; readonly stdin: Socket}> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stdin = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [terminal] = (await once(server, 'connection')) as [Socket];
  terminal.setNoDelay(true);
  ends.push(() => {
    stdin.destroy();
    terminal.destroy();
    server.close();
  });
  return {terminal, stdin};
};

/** Longer than an ESC waits. */
const BUSY_MS = 60;
const beBusy = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_MS);

it('an arrow whose rest has come in a busy moment is an arrow', async () => {
  const {terminal, stdin} = await createLine();
  const names: string[] = [];
  const feed = createInputFeed({
    source: stdin,
    dispatch: stroke => names.push(nameOf(stroke)),
    focusedField: () => undefined,
    isImmediate: () => false,
  });
  ends.push(feed.stop);
  stdin.once('data', () => {
    terminal.write('[A');
    beBusy();
  });
  terminal.write('\x1b');
  await until(() => names.length > 0);
  expect(names).toEqual(['up']);
});
