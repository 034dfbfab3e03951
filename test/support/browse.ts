/** The built program in a pty, browsing a simulator that runs in the test. */
import {onTestFinished} from 'vitest';
import {type Simulator, type SimulatorOptions, startSimulator} from '../../src/simulator/server.ts';
import type {Variables} from './clean-environment.ts';
import {type PtyProgram, startInPty} from './pty.ts';
import {BIN} from './run-cli.ts';

export const CREDENTIALS: Variables = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret-of-the-example',
  AWS_REGION: 'us-east-1',
};

export interface BrowseOptions {
  readonly world?: SimulatorOptions;
  readonly args?: readonly string[];
  readonly cols?: number;
  readonly rows?: number;
  /** What to wait for; the first rows by default. */
  readonly until?: string | RegExp;
  readonly env?: Variables;
  /** The Node that runs it; the tests' own by default. */
  readonly node?: string;
}

export interface Browsing {
  readonly simulator: Simulator;
  readonly tui: PtyProgram;
  /** The queries of the list requests so far. */
  lists(): readonly Readonly<Record<string, string>>[];
}

export const listsOf = (simulator: Simulator): readonly Readonly<Record<string, string>>[] =>
  simulator.requests.filter(({operation}) => operation === 'ListModelImportJobs').map(({query}) => query);

export const browse = async (options: BrowseOptions = {}): Promise<Browsing> => {
  const {
    world = {},
    args = [],
    cols = 120,
    rows = 36,
    until = /\d jobs? · /,
    node = process.execPath,
    env = {},
  } = options;
  const simulator = await startSimulator({jobs: 140, keepsRequests: true, ...world});
  onTestFinished(() => simulator.close());
  const tui = startInPty(node, [BIN, '--endpoint-url', simulator.url, ...args], {
    cols,
    rows,
    env: {...CREDENTIALS, ...env},
  });
  onTestFinished(() => tui.dispose());
  await tui.waitFor(until);
  return {simulator, tui, lists: () => listsOf(simulator)};
};

/** The selected row, without its sign; undefined if none is selected. */
export const selectedRow = (tui: PtyProgram): string | undefined =>
  tui
    .screen()
    .split('\n')
    .find(line => line.startsWith('>'))
    ?.slice(2)
    .trim();
