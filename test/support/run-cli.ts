/** Runs the built program without a terminal: its output, its talk, its exit code. */
import {type ChildProcess, spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {cleanEnvironment, type Variables} from './clean-environment.ts';

/** The built executable. */
export const BIN = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

export interface CliResult {
  /** Null if a signal killed it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly child: ChildProcess;
  /** Resolves with stdout's first line. */
  readonly firstLine: Promise<string>;
  readonly result: Promise<CliResult>;
}

/** Starts it with pipes for stdin (closed), stdout and stderr; `nodeArgs` come before the script. */
export const startCli = (
  args: readonly string[],
  env: Variables = {},
  nodeArgs: readonly string[] = [],
): RunningCli => {
  const {variables, dispose} = cleanEnvironment(env);
  const child = spawn(process.execPath, [...nodeArgs, BIN, ...args], {
    env: variables,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const result = new Promise<CliResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      dispose();
      resolve({code, signal, stdout, stderr});
    });
  });
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const end = stdout.indexOf('\n');
      if (end >= 0) resolve(stdout.slice(0, end));
    });
    result.then(({stderr: talk}) => reject(new Error(`ended without a line on stdout: ${talk}`)), reject);
  });
  // Not everybody waits for a first line.
  firstLine.catch(() => {});
  return {child, firstLine, result};
};

/** Runs it to its end. */
export const runCli = (
  args: readonly string[],
  env: Variables = {},
  nodeArgs: readonly string[] = [],
): Promise<CliResult> => startCli(args, env, nodeArgs).result;
