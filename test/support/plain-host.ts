/** A host for plain commands in tests: a clock that is moved by hand, an AWS in memory, and everything that was written. */
import type {PlainHost} from '../../src/cli/commands/shared/host.ts';
import type {Gateway} from '../../src/core/domain/ports.ts';
import type {Target} from '../../src/core/domain/target.ts';
import {NO_PAINT, type Paint} from '../../src/output/paint.ts';
import {NOON} from './jobs.ts';
import {createManualClock, type ManualClock} from './manual-clock.ts';

export interface TestHost extends PlainHost {
  readonly clock: ManualClock;
  /** What went to stdout. */
  stdout(): string;
  /** The lines of talk. */
  readonly said: string[];
  /** Lines that replaced each other. */
  readonly shown: (string | undefined)[];
  /** Ends the command as a signal, or a closed pipe, does. */
  end(code: number): void;
  /** How often a way to AWS was opened. */
  opened(): number;
  /** From now on the credential_process of this profile runs; without one it has ended. */
  runProcess(profile: string | undefined): void;
}

export interface TestHostOptions {
  readonly gateway: Gateway | ((target: Target) => Gateway);
  /** The width of stdout as a terminal. */
  readonly width?: number;
  readonly paint?: Paint;
  /** The width of stderr as a terminal. */
  readonly stderrWidth?: number;
  readonly hasBlocks?: boolean;
  /** Called after each print with all that was printed. */
  readonly onPrint?: (host: TestHost) => void;
}

export const createTestHost = ({
  gateway,
  width,
  paint,
  stderrWidth,
  hasBlocks = true,
  onPrint,
}: TestHostOptions): TestHost => {
  const ending = new AbortController();
  let printed = '';
  let code = 0;
  let opened = 0;
  let process: string | undefined;
  const host: TestHost = {
    clock: createManualClock(NOON),
    jitter: () => 1,
    stdout: () => printed,
    said: [],
    shown: [],
    print: async text => {
      if (ending.signal.aborted && code === 0) return;
      printed += text;
      if (text !== '') onPrint?.(host);
    },
    say: line => host.said.push(line),
    sayWhole: line => host.said.push(line),
    progress: line => host.shown.push(line),
    screen: () => (width === undefined ? undefined : {width, paint: paint ?? NO_PAINT}),
    hasBlocks: () => hasBlocks,
    stderrWidth: () => stderrWidth,
    ended: ending.signal,
    endCode: () => code,
    end: with_ => {
      code = with_;
      ending.abort();
    },
    openGateway: async ({target}) => {
      opened += 1;
      return typeof gateway === 'function' ? gateway(target) : gateway;
    },
    opened: () => opened,
    credentialProcess: () => process,
    runProcess: profile => {
      process = profile;
    },
  };
  return host;
};

export interface StartedCommand {
  readonly host: TestHost;
  /** The exit code, once there is one. */
  code(): number | undefined;
  /** Resolves when the command has ended. */
  readonly running: Promise<void>;
}

/** Starts a command, and returns when it waits for its clock or has ended. What it throws fails the test run. */
export const startCommand = async (
  run: (host: TestHost) => Promise<number>,
  host: TestHost,
): Promise<StartedCommand> => {
  let code: number | undefined;
  const running = run(host).then(result => {
    code = result;
  });
  await host.clock.settle();
  return {host, code: () => code, running};
};
