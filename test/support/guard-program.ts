/** A program without Ink that holds the terminal guard; each letter typed takes one way out. */
import {takeTerminal} from '../../src/cli/terminal/terminal-guard.ts';

const guard = takeTerminal({
  stdin: process.stdin,
  stdout: process.stdout,
  describeFault: error => `fault: ${error}\n`,
});

const ways: Readonly<Record<string, () => void>> = {
  a: () => process.stdout.write('\x1b[?1049h\x1b[?25lalternate'),
  b: () => process.stdout.write('\x1b[?1049l\x1b[?25hleft by itself'),
  q: () => {
    guard.release();
    process.exit(0);
  },
  n: () => {
    guard.release();
    process.stdin.unref();
    process.stdout.write('after release\n');
  },
  e: () => process.exit(3),
  x: () => {
    throw new TypeError('thrown');
  },
  r: () => {
    void Promise.reject(new RangeError('rejected'));
  },
  f: () => guard.fail(new SyntaxError('told')),
  h: () => {
    process.on('exit', () => {
      throw new Error('thrown by an exit hook');
    });
    throw new TypeError('thrown');
  },
};

// What Ink does on its way out, by an exit hook that runs after the guard's.
process.on('exit', () => process.stdout.write('parting frame'));
process.stdin.on('data', (data: Buffer) => {
  for (const letter of data.toString()) ways[letter]?.();
});
process.stdout.write('ready\r\n');
