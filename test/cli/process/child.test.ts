/** Programs that run beside the UI: what they get, how they end, and what they cannot touch. */
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {runChild} from '../../../src/cli/process/child.ts';

const LIMIT_MS = 10_000;
const env = {PATH: process.env.PATH};
const node = (script: string) => [process.execPath, '-e', script] as const;
const sh = (script: string) => ['sh', '-c', script] as const;

const scratch = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'imports-tui-child-'));
  onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
  return join(directory, 'out');
};

describe('a program that runs beside the UI', () => {
  it('gets exactly the text, also a long one', async () => {
    const out = scratch();
    const input = 'ä“x”'.repeat(60_000);
    const end = await runChild({words: sh(`cat > ${out}`), env, input, limitMs: LIMIT_MS});
    expect(end).toEqual({kind: 'exited', code: 0});
    expect(readFileSync(out, 'utf8')).toBe(input);
  });

  it('has no terminal and a session of its own', async () => {
    const out = scratch();
    const script = `ps -o pid=,sid=,tty= -p $$ > ${out}; (exec < /dev/tty) 2>/dev/null && echo terminal >> ${out}; true`;
    await runChild({words: sh(script), env, limitMs: LIMIT_MS});
    const [pid, session, tty, ...rest] = readFileSync(out, 'utf8').trim().split(/\s+/);
    expect([session, tty, ...rest]).toEqual([pid, '?']);
  });

  it('may leave a process behind that keeps its stderr open', async () => {
    const end = await runChild({words: sh('sleep 60 & exit 0'), env, input: 'x', limitMs: LIMIT_MS});
    expect(end).toEqual({kind: 'exited', code: 0});
  });

  it('that fails says how, and what it has written', async () => {
    const task = {env, input: 'x', limitMs: LIMIT_MS};
    expect(await runChild({...task, words: sh('echo "no\x1b[2J display" >&2; exit 3')})).toEqual({
      kind: 'failed',
      reason: 'sh exited with code 3: no display',
    });
    expect(await runChild({...task, words: sh('sleep 60 >&2 & exit 4')})).toEqual({
      kind: 'failed',
      reason: 'sh exited with code 4',
    });
    expect(await runChild({...task, words: sh('kill -9 $$')})).toEqual({
      kind: 'failed',
      reason: 'sh was killed by SIGKILL',
    });
  });

  it('that does not exist, or cannot be run', async () => {
    const task = {env, input: 'x', limitMs: LIMIT_MS};
    expect(await runChild({...task, words: ['no-such-program']})).toEqual({
      kind: 'failed',
      reason: 'program “no-such-program” not found',
    });
    expect(await runChild({...task, words: ['/']})).toEqual({kind: 'failed', reason: '/ could not be run (EACCES)'});
    const long = await runChild({...task, words: ['sh', 'x'.repeat(3_000_000)]});
    expect(long).toEqual({kind: 'failed', reason: 'sh could not be run (E2BIG)'});
  });

  it('does not have to read its input', async () => {
    const input = 'x'.repeat(1_000_000);
    expect(await runChild({words: ['true'], env, input, limitMs: LIMIT_MS})).toEqual({kind: 'exited', code: 0});
  });

  it('ends at its limit with all that it has started, unless it may go on', async () => {
    const out = scratch();
    const script = `trap '' TERM; sh -c 'echo $$ > ${out}; exec sleep 60' & wait`;
    const end = await runChild({words: sh(script), env, input: 'x', limitMs: 2_000});
    expect(end).toEqual({kind: 'failed', reason: 'sh did not end within 2 s'});
    const pid = Number(readFileSync(out, 'utf8'));
    await expect.poll(() => isAlive(pid)).toBe(false);
    const running = await runChild({words: node('setTimeout(() => {}, 1000)'), env, limitMs: 300, outlivesLimit: true});
    expect(running).toEqual({kind: 'running'});
  });
});

/** A zombie does not count. */
const isAlive = (pid: number): boolean => {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};
