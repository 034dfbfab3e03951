/** The built commands that change something, with a stdout that is closed or full: what they have done is done, and they say so. */
import {existsSync} from 'node:fs';
import {describe, expect, it, onTestFinished} from 'vitest';
import {type Simulator, startSimulator} from '../../src/simulator/server.ts';
import {CREDENTIALS} from '../support/browse.ts';
import {disposeAll, startInPty} from '../support/pty.ts';
import {BIN, startCli} from '../support/run-cli.ts';

const simulate = async (): Promise<Simulator> => {
  const simulator = await startSimulator({jobs: 20});
  onTestFinished(async () => {
    await disposeAll();
    await simulator.close();
  });
  return simulator;
};

const at = ({url}: Simulator) => ({...CREDENTIALS, AWS_ENDPOINT_URL_BEDROCK: url});

const HAS_STARTED = ({world}: Simulator): boolean => world.jobByName.has('mine');

interface Case {
  readonly args: (model: string, job: string) => readonly string[];
  /** Whether the world shows that the command has done its work. */
  readonly isDone?: (simulator: Simulator, model: string) => boolean;
}

const IMPORT = (job: string): readonly string[] => [
  ...['import', '--from', job, '--job-name', 'mine', '--imported-model-name', 'mine'],
];

const CASES: Readonly<Record<string, Case>> = {
  models: {args: () => ['models']},
  model: {args: model => ['model', model]},
  tag: {args: model => ['tag', model, 'a=b'], isDone: ({world}, model) => world.tags.get(model)?.at(-1)?.key === 'a'},
  untag: {args: model => ['untag', model, 'team']},
  'delete-model': {
    args: model => ['delete-model', model, '--yes'],
    isDone: ({world}, model) => !world.models.some(({modelArn}) => modelArn === model),
  },
  import: {args: (_, job) => IMPORT(job), isDone: HAS_STARTED},
  'import --output json': {args: (_, job) => [...IMPORT(job), '--output', 'json'], isDone: HAS_STARTED},
  'import --wait': {args: (_, job) => [...IMPORT(job), '--wait'], isDone: HAS_STARTED},
  'import --dry-run': {args: (_, job) => [...IMPORT(job), '--dry-run']},
};

const started = async ({args, isDone}: Case) => {
  const simulator = await simulate();
  const model = simulator.world.models.at(-1)?.modelArn ?? '';
  const job = simulator.world.jobs.findLast(({status}) => status === 'Completed')?.name ?? '';
  return {simulator, words: args(model, job), isDone: () => isDone?.(simulator, model) ?? true};
};

describe('a reader that has closed the pipe', () => {
  it.each(Object.entries(CASES))('%s: 0, and no word about it', async (_, each) => {
    const {simulator, words, isDone} = await started(each);
    const {child, result} = startCli(words, at(simulator));
    child.stdout?.destroy();
    const {code, stderr} = await result;
    expect({code, isDone: isDone()}).toEqual({code: 0, isDone: true});
    expect(stderr.replace(/^aws bedrock .*\n/, '')).toBe('');
  });
});

describe.skipIf(!existsSync('/dev/full'))('a disk that is full', () => {
  it.each(Object.entries(CASES))('%s: 74, and the reason', async (_, each) => {
    const {simulator, words, isDone} = await started(each);
    const script = '"$@" > /dev/full; echo "[$?]"';
    const args = ['-c', script, 'bash', process.execPath, BIN, ...words];
    const program = startInPty('bash', args, {cols: 400, env: at(simulator)});
    await program.exit;
    expect(program.screen()).toMatch(/^The output could not be written: the disk is full\.$/m);
    expect(program.screen()).toMatch(/\n\[74\]$/);
    expect(isDone()).toBe(true);
    const arn = simulator.world.jobByName.get('mine')?.arn;
    if (arn !== undefined) expect(program.screen()).toContain(`Started mine (${arn}).`);
  });
});
