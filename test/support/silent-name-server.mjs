/**
 * For a network namespace of its own: a name server that never answers, and a program that asks it. Sends the program the
 * signal of the first argument, unless that is `-`, once a question has come. Prints how the program ended, as JSON.
 */
import {spawn} from 'node:child_process';
import {createSocket} from 'node:dgram';

const LONGEST_MS = 15_000;

const [signal, ...words] = process.argv.slice(2);
const server = createSocket('udp4');
await new Promise(resolve => server.bind(53, '127.0.0.1', resolve));
const child = spawn(process.execPath, words, {stdio: ['ignore', 'ignore', 'inherit']});
server.once('message', () => {
  if (signal !== '-') child.kill(signal);
});
const limit = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
child.on('exit', (code, endedBy) => {
  clearTimeout(limit);
  server.close();
  console.log(JSON.stringify({code, signal: endedBy}));
});
