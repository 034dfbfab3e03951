/** Runs a program beside the UI: without the terminal, in a session of its own, and with a time limit. */
import {type ChildProcess, spawn} from 'node:child_process';
import {plainText} from '../../core/text/plain-text.ts';
import type {Environment} from './environment.ts';
import {codeOf} from './error-code.ts';

export type Words = readonly [program: string, ...args: string[]];

export interface ChildTask {
  readonly words: Words;
  readonly env: Environment;
  /** For its standard input. */
  readonly input?: string;
  readonly limitMs: number;
  /** What still runs at the limit goes on running. */
  readonly outlivesLimit?: true;
}

export type ChildEnd =
  | {readonly kind: 'exited'; readonly code: number}
  | {readonly kind: 'running'}
  /** `reason`: a clause that names the program. */
  | {readonly kind: 'failed'; readonly reason: string};

/** How long a program that has failed may take to write why. */
const COMPLAINT_MS = 200;
const COMPLAINT_MAX = 300;

/** After a stop of the process, an end that has come meanwhile counts before the timer. */
const afterEvents = (delayMs: number, callback: () => void): void => {
  setTimeout(() => setImmediate(callback), delayMs).unref();
};

const cannotRun = (program: string, error: unknown): ChildEnd => {
  const code = codeOf(error);
  const reason = code === 'ENOENT' ? `program “${program}” not found` : `${program} could not be run (${code})`;
  return {kind: 'failed', reason};
};

/** Also ends what the program has started. */
const endSession = ({pid}: ChildProcess): void => {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has already ended.
  }
};

/** What the program writes to stderr, as far as it is needed; afterwards it can go on writing. */
const complaintOf = ({stderr}: ChildProcess): (() => string) => {
  let text = '';
  stderr?.setEncoding('utf8').on('data', (part: string) => {
    if (text.length < COMPLAINT_MAX) text += part;
  });
  return () => plainText(text).trim().slice(0, COMPLAINT_MAX);
};

const failed = (reason: string): ChildEnd => ({kind: 'failed', reason});

const startChild = ({words: [program, ...args], env, input}: ChildTask): ChildProcess => {
  // A browser may write to its stderr for longer than there is somebody who reads it.
  const [stdin, stderr] = input === undefined ? (['ignore', 'ignore'] as const) : (['pipe', 'pipe'] as const);
  const child = spawn(program, args, {env: {...env}, detached: true, stdio: [stdin, 'ignore', stderr]});
  // It may end without having read its input.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  return child;
};

/**
 * Programs such as wl-copy leave a process behind that has the clipboard, and that keeps their stderr open. So their end is
 * their exit, and not the end of their output.
 */
const endOf = (child: ChildProcess, name: string): Promise<ChildEnd> =>
  new Promise(resolve => {
    const complaint = complaintOf(child);
    child.on('error', error => resolve(cannotRun(name, error)));
    child.on('exit', (code, signal) => {
      if (code === 0) {
        resolve({kind: 'exited', code});
        return;
      }
      const how = signal === null ? `exited with code ${code}` : `was killed by ${signal}`;
      const finish = () => resolve(failed([`${name} ${how}`, complaint()].filter(Boolean).join(': ')));
      child.on('close', finish);
      afterEvents(COMPLAINT_MS, finish);
    });
  });

/** Never rejects. */
export const runChild = async (task: ChildTask): Promise<ChildEnd> => {
  const {words, limitMs, outlivesLimit} = task;
  const name = plainText(words[0]);
  let child: ChildProcess;
  try {
    child = startChild(task);
  } catch (error) {
    return cannotRun(name, error);
  }
  const limit = new Promise<ChildEnd>(resolve => {
    afterEvents(limitMs, () => {
      const hasEnded = child.exitCode !== null || child.signalCode !== null;
      if (!hasEnded && !outlivesLimit) endSession(child);
      resolve(outlivesLimit ? {kind: 'running'} : failed(`${name} did not end within ${limitMs / 1000} s`));
    });
  });
  return Promise.race([endOf(child, name), limit]);
};
