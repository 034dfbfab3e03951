/** Ten things that people do around an import, in as many keys as docs/terminal-ui.md says; importing.e2e.test.ts has the eleventh. */
import {readFileSync} from 'node:fs';
import {afterEach, expect, it} from 'vitest';
import {browse} from '../support/browse.ts';
import {disposeAll, type PtyProgram} from '../support/pty.ts';

afterEach(disposeAll);

const PAGE = readFileSync(new URL('../../docs/terminal-ui.md', import.meta.url), 'utf8');

/** The number of keys in the row of the table that begins with `task`. */
const documented = (task: string): string | undefined =>
  PAGE.split('\n')
    .find(line => line.startsWith(`| ${task} |`))
    ?.split('|')[2]
    ?.trim();

interface Task {
  readonly name: string;
  /** A text to type counts as one. */
  readonly keys: readonly string[];
  readonly text?: string;
  readonly done: string | RegExp | ((tui: PtyProgram) => boolean);
}

const TASKS: readonly Task[] = [
  {name: 'copy the ARN of a job', keys: ['Y'], done: /copied: arn:aws:bedrock/},
  {name: 'open the console page', keys: ['O'], done: /import-models/},
  {name: 'compare two attempts', keys: ['m', 'down', '='], done: 'Comparison: what differs'},
  {name: 'list all attempts at an import', keys: ['a'], done: 'Attempts at'},
  {name: 'see how long a running job still takes', keys: [], done: /Left +(?:~|up to|longer)/},
  {name: 'see the most frequent reason of failures', keys: ['4'], done: /Reasons of failures[\s\S]*\d of \d+ read/},
  {name: 'find a text in the JSON', keys: ['J', '/', 'TEXT', 'enter'], text: 'jobName', done: /match 1 of 1/},
  {name: 'go to the job that has just failed', keys: ['e'], done: /Why +No config\.json/},
  {name: 'copy the filters as a command', keys: ['y', 'f'], done: /copied: bedrock-imports-tui /},
  {name: 'copy an export as a command', keys: ['y', 'x'], done: /copied: bedrock-imports-tui list/},
];

it.each(TASKS)(
  '$name',
  async ({name, keys, text = '', done}) => {
    const world = {jobs: 140, running: 2, runningEndsIn: Number.POSITIVE_INFINITY};
    // With a clipboard of its own, the program can say that something was copied.
    const {tui, simulator} = await browse({
      world,
      cols: 160,
      rows: 24,
      args: ['--refresh', '1', '--copy-command', 'cat'],
      until: 'InProgress',
      env: {SSH_TTY: '/dev/pts/9'},
    });
    const [job] = simulator.world.jobsByStatus.InProgress;
    if (name.includes('just failed') && job) {
      simulator.world.finish(job.arn, 'Failed', 'No config.json.');
      await tui.waitFor('✗');
    }
    for (const key of keys) {
      if (key === 'TEXT') tui.write(text);
      else tui.press(key);
    }
    await tui.waitFor(done);
    expect(documented(name)).toBe(String(keys.length));
  },
  30_000,
);
