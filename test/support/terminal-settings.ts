/** Runs a program between two readings of the terminal's settings, in a real pseudoterminal. */
import {type PtyOptions, type PtyProgram, startInPty} from './pty.ts';

export interface SettingsRun {
  readonly terminal: PtyProgram;
  /** Sends a signal to the program itself, not to the shell around it. */
  signal(name: NodeJS.Signals): Promise<void>;
  /** When the program has ended: its exit code, and `stty -g` before and after it. */
  readonly outcome: Promise<{readonly code: number; readonly before: string; readonly after: string}>;
}

// The inner shell tells its process id, then becomes the program.
const SCRIPT = `
echo "[before $(stty -g)]"
sh -c 'echo "[pid $$]"; exec "$@"' sh "$@"
code=$?
echo
echo "[code $code]"
echo "[after $(stty -g)]"
`;

const marked = (raw: string, name: string): string | undefined => new RegExp(`\\[${name} ([^\\]]*)\\]`).exec(raw)?.[1];

/** Starts `file` under a shell that reads `stty -g` before and after it. */
export const startBetweenSettings = (file: string, args: readonly string[], options: PtyOptions = {}): SettingsRun => {
  // Wide enough for the settings to stand on one line.
  const terminal = startInPty('bash', ['-c', SCRIPT, 'bash', file, ...args], {cols: 120, ...options});
  const outcome = terminal.exit.then(() => {
    const read = (name: string) => marked(terminal.raw(), name) ?? '';
    return {code: Number(read('code') || Number.NaN), before: read('before'), after: read('after')};
  });
  return {
    terminal,
    signal: async name => {
      await terminal.waitFor(({raw}) => marked(raw(), 'pid') !== undefined);
      process.kill(Number(marked(terminal.raw(), 'pid')), name);
    },
    outcome,
  };
};
