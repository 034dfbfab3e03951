/** --exec with real commands: their input, their end, and commands that cannot be run. */
import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import type {Hook} from '../../../../src/cli/args/watch-options.ts';
import {createHookRunner, hookProblem} from '../../../../src/cli/commands/watch/hook.ts';
import {eventShape} from '../../../../src/output/event-text.ts';
import {jobAt, NOON} from '../../../support/jobs.ts';

const directory = mkdtempSync(join(tmpdir(), 'imports-tui-hook-'));
afterAll(() => rmSync(directory, {recursive: true, force: true}));

const ENVIRONMENT = {PATH: process.env.PATH, MARK: 'kept'};
const EVENT = eventShape(
  {kind: 'failed', at: NOON, job: jobAt(990, {status: 'Failed', modelName: undefined})},
  {failureMessage: 'It is $(touch pwned) `x` "quoted"\nand long'},
);

const hookOf = (words: Hook['words']): Hook => ({words, isShell: false});
const file = (name: string): string => join(directory, name);

describe('a command', () => {
  it('gets the event on its standard input and in its environment', async () => {
    const out = file('out');
    const script = 'cat > "$1"; env | grep -a -A1 -e ^BEDROCK -e ^MARK >> "$1"';
    const outcome = await createHookRunner(hookOf(['sh', '-c', script, 'sh', out]), ENVIRONMENT).run(EVENT);
    expect(outcome).toBeUndefined();
    const [json = '', ...variables] = readFileSync(out, 'utf8').split('\n');
    expect(JSON.parse(json)).toEqual(EVENT);
    expect(variables).toEqual(
      expect.arrayContaining([
        'MARK=kept',
        'BEDROCK_IMPORTS_EVENT=failed',
        'BEDROCK_IMPORTS_TIME=2026-11-23T12:00:00.000Z',
        'BEDROCK_IMPORTS_JOB_NAME=job-990',
        `BEDROCK_IMPORTS_JOB_ARN=${EVENT.job.jobArn}`,
        'BEDROCK_IMPORTS_STATUS=Failed',
        'BEDROCK_IMPORTS_MODEL_NAME=',
        'BEDROCK_IMPORTS_MODEL_ARN=',
        'BEDROCK_IMPORTS_FAILURE_MESSAGE=It is $(touch pwned) `x` "quoted"',
      ]),
    );
  });

  it('gets its arguments unchanged, without a shell', async () => {
    const out = file('words');
    const program = file('write-words');
    writeFileSync(program, `#!/bin/sh\nprintf '%s|' "$@" > '${out}'\n`);
    chmodSync(program, 0o755);
    await createHookRunner(hookOf([program, '$HOME', '*', 'a b', '; true']), ENVIRONMENT).run(EVENT);
    expect(readFileSync(out, 'utf8')).toBe('$HOME|*|a b|; true|');
  });

  it.each([
    [['sh', '-c', 'exit 3'], 'exited with code 3'],
    [['sh', '-c', 'kill -9 $$'], 'was killed by SIGKILL'],
    [['/nowhere/at/all'], 'could not be run (ENOENT)'],
    // A command that does not read the event.
    [['true'], undefined],
  ] as const)('%j: %s', async (words, outcome) => {
    expect(await createHookRunner(hookOf(words), ENVIRONMENT).run(EVENT)).toBe(outcome);
  });

  it('with more arguments than the system allows could not be run', async () => {
    const many = Array.from({length: 40}, () => 'x'.repeat(100_000));
    const outcome = await createHookRunner(hookOf(['true', ...many]), ENVIRONMENT).run(EVENT);
    expect(outcome).toMatch(/^could not be run \(E2BIG\)$/);
  });

  it('gets a long reason in full on its standard input, and shortened in its environment', async () => {
    const out = file('long');
    const long = {...EVENT, job: {...EVENT.job, failureMessage: 'x'.repeat(200_000)}};
    const script = 'wc -c > "$1"; printf %s "$BEDROCK_IMPORTS_FAILURE_MESSAGE" | wc -c >> "$1"';
    expect(await createHookRunner(hookOf(['sh', '-c', script, 'sh', out]), ENVIRONMENT).run(long)).toBeUndefined();
    const [input, variable] = readFileSync(out, 'utf8').trim().split('\n').map(Number);
    expect(input).toBeGreaterThan(200_000);
    expect(variable).toBe(32_000);
  });

  it('gets no half characters in its environment', async () => {
    const out = file('pair');
    const long = {...EVENT, job: {...EVENT.job, failureMessage: `${'x'.repeat(31_999)}😀`}};
    const script = 'printf %s "$BEDROCK_IMPORTS_FAILURE_MESSAGE" > "$1"';
    await createHookRunner(hookOf(['sh', '-c', script, 'sh', out]), ENVIRONMENT).run(long);
    expect(readFileSync(out, 'utf8')).toBe('x'.repeat(31_999));
  });

  it.skipIf(process.platform === 'win32')('is ended together with the processes that it has started', async () => {
    const out = file('child');
    const runner = createHookRunner(hookOf(['sh', '-c', 'sleep 600 & echo $! > "$1"; wait', 'sh', out]), ENVIRONMENT);
    const ending = runner.run(EVENT);
    while (!existsSync(out) || readFileSync(out, 'utf8').trim() === '')
      await new Promise(resolve => setImmediate(resolve));
    const child = Number(readFileSync(out, 'utf8'));
    expect(process.kill(child, 0)).toBe(true);
    runner.kill('SIGTERM');
    expect(await ending).toBe('was killed by SIGTERM');
    // Until init has reaped it, it exists as a zombie.
    const isGone = () =>
      !existsSync(`/proc/${child}/status`) || /^State:\s+Z/m.test(readFileSync(`/proc/${child}/status`, 'utf8'));
    while (existsSync('/proc') && !isGone()) await new Promise(resolve => setImmediate(resolve));
  });

  it('that still runs can be ended', async () => {
    const runner = createHookRunner(hookOf(['sleep', '60']), ENVIRONMENT);
    const ending = runner.run(EVENT);
    runner.kill('SIGTERM');
    expect(await ending).toBe('was killed by SIGTERM');
  });
});

describe('a command that cannot be run is reported before the first event', () => {
  it.each([
    [['sh'], true],
    [['/bin/sh'], true],
    [['no-such-program'], false],
    [['/bin'], false],
    [['/etc/passwd'], false],
    [['./nowhere'], false],
  ] as const)('%j: %s', (words, canRun) => {
    expect(hookProblem(hookOf(words), ENVIRONMENT)).toEqual(canRun ? undefined : expect.stringMatching(/^--exec: /));
  });
});
