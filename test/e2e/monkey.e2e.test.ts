/** A few seconds of the monkey, always the same ones: `npm run monkey` has the longer runs, and other seeds. */
import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {expect, it} from 'vitest';

const MONKEY = fileURLToPath(new URL('../../scripts/monkey.mjs', import.meta.url));

/** Its words, and how it ended. */
const letLoose = (args: readonly string[]): Promise<{readonly code: number | null; readonly words: string}> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MONKEY, ...args], {stdio: ['ignore', 'pipe', 'pipe']});
    let words = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        words += text;
      });
    }
    child.on('error', reject);
    child.on('close', code => resolve({code, words}));
  });

it('random keys, pastes, resizes and lost servers break neither the screen nor the terminal', async () => {
  const {code, words} = await letLoose(['--seconds', '6', '--seed', '1']);
  expect(words).toMatch(/^seed 1: \d+ actions, all well$/m);
  expect(code).toBe(0);
}, 40_000);
