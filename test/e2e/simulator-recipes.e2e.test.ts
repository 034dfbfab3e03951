/** Every recipe of docs/simulator.md, as it stands there, in bash: what it prints, and how it ends. */
import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it, onTestFinished} from 'vitest';
import {cleanEnvironment} from '../support/clean-environment.ts';
import {BIN} from '../support/run-cli.ts';

const DOCUMENT = readFileSync(fileURLToPath(new URL('../../docs/simulator.md', import.meta.url)), 'utf8');
const RECIPES = new Map(
  [...DOCUMENT.matchAll(/<!-- recipe: ([\w-]+) -->\n```sh\n(.*?)```/gs)].map(([, name = '', text = '']) => [
    name,
    text,
  ]),
);

const succeeds = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0;
const hasTools = succeeds('curl', '--version') && succeeds('jq', '--version');
/** Whether the AWS CLI is here, and knows the operation. */
const hasBedrock = spawnSync('aws', ['bedrock', 'create-model-import-job']).stderr?.includes('--job-name') ?? false;

const used = new Set<string>();

interface Dish {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly directory: string;
}

/** Runs the recipe in a directory of its own, where bedrock-imports-tui is the built program. */
const cook = async (name: string): Promise<Dish> => {
  used.add(name);
  const directory = mkdtempSync(join(tmpdir(), 'imports-tui-recipe-'));
  const {variables, dispose} = cleanEnvironment({PATH: `${directory}:${process.env.PATH}`});
  onTestFinished(() => {
    rmSync(directory, {recursive: true, force: true});
    dispose();
  });
  // The usual five seconds between two requests are the test's own time.
  const program = `case $1 in wait) set -- "$@" --refresh 1 ;; esac\nexec '${process.execPath}' '${BIN}' "$@"\n`;
  writeFileSync(join(directory, 'bedrock-imports-tui'), `#!/bin/sh\n${program}`, {mode: 0o755});
  const child = spawn('bash', ['-euo', 'pipefail', '-c', RECIPES.get(name) ?? 'no such recipe'], {
    env: variables,
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number | null>(resolve => child.on('close', resolve));
  return {code, stdout, stderr, directory};
};

describe.skipIf(!hasTools)('with curl and jq', () => {
  it('failure: a script sees the failure that it asked for', async () => {
    const {code, stdout} = await cook('failure');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\{"jobArn":"arn:aws:bedrock:us-east-1:111122223333:model-import-job\/\w{12}"\}\n/);
    expect(stdout).toMatch(/\nFailed .*nightly.*\n.*No tokenizer\./);
    expect(stdout).toMatch(/\nexit code 1\n$/);
  });

  it('control: outcome, finish, reset and state', async () => {
    const {code, stdout, stderr} = await cook('control');
    expect({code, stdout, stderr}).toEqual({
      code: 0,
      stdout: '["from-ci"]\nThe weights are not readable.\nok\n0\n',
      stderr: '',
    });
  });

  it('lost-answer: one job, although the first answer was lost', async () => {
    const {code, stdout, stderr} = await cook('lost-answer');
    expect({code, stdout: stdout.trim(), stderr}).toEqual({code: 0, stdout: '1', stderr: ''});
  });

  it('check-files: the verdicts of two models in S3', async () => {
    const {code, stdout, stderr} = await cook('check-files');
    expect({code, stdout, stderr}).toEqual({
      code: 0,
      stdout: 'v1: fail, exit code 1\nv2: pass, exit code 0\n',
      stderr: '',
    });
  });

  it('url-file: the address of a simulator in the background', async () => {
    const {stdout, directory} = await cook('url-file');
    expect(stdout).toBe('running\n');
    // The recipe does not wait for the simulator's end.
    while (existsSync(join(directory, 'simulator.url'))) await new Promise(resolve => setImmediate(resolve));
    expect(readdirSync(directory)).toEqual(['bedrock-imports-tui']);
  });
});

it('seed-file: the jobs of a file', async () => {
  const {code, stdout, stderr} = await cook('seed-file');
  expect({code, stdout, stderr}).toEqual({
    code: 0,
    stdout: 'jobName\tstatus\nsupport-v3\tInProgress\nsupport-v2\tFailed\nsupport-v1\tCompleted\n',
    stderr: '',
  });
});

it.skipIf(!hasBedrock)('aws-cli: a script with the AWS CLI (skipped if it knows no Bedrock)', async () => {
  const {code, stdout} = await cook('aws-cli');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^arn:aws:bedrock:us-east-1:111122223333:model-import-job\/\w{12}\nCompleted .*nightly/);
});

it('no recipe is left out', () => {
  const skipped = [
    ...(hasTools ? [] : ['failure', 'control', 'lost-answer', 'check-files', 'url-file']),
    ...(hasBedrock ? [] : ['aws-cli']),
  ];
  expect([...RECIPES.keys()].sort()).toEqual([...used, ...skipped].sort());
});
