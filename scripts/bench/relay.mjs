/** Starts a slow line in front of a server: 80 ms each way, and TLS with a certificate that is made for it. */
import {spawn} from 'node:child_process';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {end, remember, temporaryDirectory} from './children.mjs';

/** One way. */
export const DELAY_MS = 80;
export const ROUND_TRIP_MS = 2 * DELAY_MS;

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), 'relay-process.mjs');

/** `env` makes its certificate trusted. `handshakes` tells how many there were since it was asked last. */
export const startRelay = async url => {
  const folder = temporaryDirectory();
  const child = spawn(process.execPath, [SCRIPT, new URL(url).port, folder], {stdio: ['ignore', 'pipe', 'inherit']});
  child.once('exit', remember(child.pid));
  let count = 0;
  const port = await new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`the relay ended with ${code}`)));
    createInterface(child.stdout).on('line', line => {
      if (line === 'handshake') count += 1;
      else resolve(Number(line));
    });
  });
  return {
    url: `https://127.0.0.1:${port}`,
    env: {AWS_CA_BUNDLE: join(folder, 'ca.pem')},
    handshakes: () => {
      const counted = count;
      count = 0;
      return counted;
    },
    stop: () => end(child.pid),
  };
};
