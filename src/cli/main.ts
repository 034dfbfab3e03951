/** Runs what the command line asks for, and sets the exit code. */
import {sentence} from '../core/text/format.ts';
import type {Parsed} from '../core/text/parsed.ts';
import type {DirectoryCheckOptions} from './args/check-options.ts';
import {type CommandLine, createParser, faultsOf} from './args/command-line.ts';
import {CORE_COMMANDS} from './args/command-table.ts';
import type {CompletionOptions} from './args/completion-options.ts';
import type {SimulatorOptions} from './args/simulator-options.ts';
import type {TuiOptions} from './args/tui-options.ts';
import type {PlainOptions} from './commands/plain.ts';
import {type ConnectionOptions, withCheckedTargets} from './flags/connection-flags.ts';
import type {DebugLog, LoggedOptions} from './gateway/debug-log.ts';
import type {Topic} from './help/topics.ts';
import {PROGRAM, VERSION} from './process/about.ts';
import {enableCompileCacheIfReachable} from './process/compile-cache.ts';
import {type Environment, readEnvironment} from './process/environment.ts';
import {codeOf} from './process/error-code.ts';
import {EXIT_CODES} from './process/exit-codes.ts';
import {describeFault, exitCodeOfFault} from './process/fault.ts';
import {leaveOnceSettled} from './process/leave.ts';
import {cannotWrite, READER_GONE} from './process/output-failure.ts';
import {loadWithoutFetch, polyfillForInk, withTextStyles} from './terminal/ink-loading.ts';
import {type TerminalGuard, takeTerminal} from './terminal/terminal-guard.ts';

const say = (text: string): void => {
  process.stderr.write(text);
};

/** On Windows TERM is not set, and all terminals can move the cursor. */
const isDumbTerminal = (term: string | undefined): boolean =>
  process.platform !== 'win32' && (term === undefined || term === '' || term === 'dumb');

/** Why the UI cannot run here, or undefined. */
const terminalProblem = (): string | undefined => {
  if (!process.stdin.isTTY) return `the UI needs a terminal, but stdin is not a terminal; try \`${PROGRAM} list\`\n`;
  const {TERM} = process.env;
  if (!isDumbTerminal(TERM)) return undefined;
  const is = TERM ? `“${TERM}”` : 'not set';
  return `the UI needs a terminal that can move its cursor, but TERM is ${is}; try \`${PROGRAM} list\`\n`;
};

/** Opens the log if --debug was given, and writes its first line. A reason if it cannot be written. */
const openLog = async (options: LoggedOptions, environment: Environment): Promise<Parsed<DebugLog | undefined>> => {
  if (options.debugFile === undefined) return {ok: true, value: undefined};
  const {openDebugLog, startEntry} = await import('./gateway/debug-log.ts');
  const opened = openDebugLog(options.debugFile, environment);
  if (opened.ok) opened.value.write(startEntry(options, environment));
  return opened;
};

const takeGuard = (environment: Environment, log: DebugLog | undefined): TerminalGuard =>
  takeTerminal({
    stdin: process.stdin,
    stdout: process.stdout,
    describeFault: error => {
      const report = describeFault(error, environment);
      log?.write({at: new Date(log.now()).toISOString(), event: 'fault', report});
      return report;
    },
  });

/** The options once files and environment have been asked about several connections; undefined if something is wrong with them. */
const checked = async <O extends ConnectionOptions>(options: O): Promise<O | undefined> => {
  const found = await withCheckedTargets(options, readEnvironment());
  if (found.ok) return found.value;
  say(`${sentence(found.reason)}\n`);
  return undefined;
};

const runUi = async (given: TuiOptions): Promise<number> => {
  const problem = terminalProblem();
  if (problem !== undefined) {
    say(problem);
    return EXIT_CODES.usage;
  }
  const environment = readEnvironment();
  const options = await checked(given);
  if (!options) return EXIT_CODES.usage;
  const opened = await openLog(options, environment);
  if (!opened.ok) {
    say(`${opened.reason}\n`);
    return EXIT_CODES.usage;
  }
  const log = opened.value;
  const guard: TerminalGuard = takeGuard(environment, log);
  try {
    await enableCompileCacheIfReachable(environment);
    const {runTui} = await withTextStyles(() => loadWithoutFetch(() => import('./tui.tsx')));
    const code = await runTui(options, {guard, log});
    guard.release();
    return await leaveOnceSettled(code);
  } catch (error) {
    guard.fail(error);
  }
};

/** How long the process waits at its end for messages that nobody reads. */
const FLUSH_MS = 100;

/** Waits until the last message has been written. Everything on stdout has been written already. */
const flushStderr = (code: number): Promise<void> =>
  new Promise(resolve => {
    process.stderr.write('', () => resolve());
    // After a signal or --timeout, the wait is limited.
    if (code >= EXIT_CODES.timeout) setTimeout(resolve, FLUSH_MS);
  });

const runCommand = async (given: PlainOptions): Promise<number> => {
  const environment = readEnvironment();
  const options = await checked(given);
  if (!options) return EXIT_CODES.usage;
  const opened = await openLog(options, environment);
  if (!opened.ok) {
    say(`${opened.reason}\n`);
    return EXIT_CODES.usage;
  }
  await enableCompileCacheIfReachable(environment);
  const {runPlain} = await import('./commands/plain.ts');
  const code = await runPlain(options, opened.value).catch(error => {
    say(describeFault(error, environment));
    return exitCodeOfFault(error);
  });
  await flushStderr(code);
  return leaveOnceSettled(code);
};

/** Prints a text about the program. It is no failure if the reader closes the pipe. */
const print = (text: string): Promise<number> =>
  new Promise(resolve => {
    process.stdout.write(text, error => {
      const isFailure = error && !READER_GONE.includes(codeOf(error));
      if (isFailure) say(`${cannotWrite(error)}\n`);
      resolve(isFailure ? EXIT_CODES.output : EXIT_CODES.ok);
    });
  });

const printScript = async ({shell}: CompletionOptions): Promise<number> => {
  const {SCRIPTS} = await import('./completion/scripts.ts');
  return print(SCRIPTS[shell]);
};

const printTopic = async (topic: Topic): Promise<number> => {
  const {topicText} = await import('./help/topic-text.ts');
  return print(topicText(topic));
};

const checkDirectory = async (options: DirectoryCheckOptions): Promise<number> => {
  const {createProcessHost} = await import('./commands/shared/process-host.ts');
  const {runCheck} = await import('./commands/check/check.ts');
  const code = await runCheck(options, createProcessHost(undefined));
  await flushStderr(code);
  return leaveOnceSettled(code);
};

const serve = async (options: SimulatorOptions): Promise<number> =>
  (await import('./commands/simulator.ts')).runSimulator(options);

const complete = async (words: readonly string[]): Promise<number> =>
  (await import('./completion/complete.ts')).runComplete(words);

const run = (commandLine: CommandLine): Promise<number> | number => {
  switch (commandLine.kind) {
    case 'help':
      return print(commandLine.text);
    case 'topic':
      return printTopic(commandLine.topic);
    case 'version':
      return print(`${VERSION}\n`);
    case 'bad-usage':
      say(`${commandLine.sentence}\n`);
      return EXIT_CODES.usage;
    case 'complete':
      return complete(commandLine.words);
    case 'completion':
      return printScript(commandLine);
    case 'simulator':
      return serve(commandLine);
    case 'check':
      return 'directory' in commandLine ? checkDirectory(commandLine) : runCommand(commandLine);
    case 'list':
    case 'get':
    case 'wait':
    case 'watch':
    case 'report':
    case 'models':
    case 'model':
    case 'import':
    case 'delete-model':
    case 'tag':
    case 'untag':
      return runCommand(commandLine);
    case 'tui':
      return runUi(commandLine);
  }
};

/** What needs to know all commands: lists of them, and words that may be theirs. */
const NEEDS_ALL: ReadonlySet<CommandLine['kind']> = new Set(['help', 'bad-usage']);

/** Reads the command line with the core commands, and only if that is not enough, or faults have to be checked, with all of them. */
const readCommandLine = async (): Promise<CommandLine> => {
  const args = [process.argv.slice(2), Date.now(), Boolean(process.stdout.isTTY)] as const;
  const commandLine = createParser(CORE_COMMANDS)(...args);
  if (!NEEDS_ALL.has(commandLine.kind) && !faultsOf(commandLine)) return commandLine;
  const {parseCommandLine} = await import('./args/parse.ts');
  return parseCommandLine(...args);
};

/** Runs the program. Never rejects: an internal error is reported on stderr, and the exit code is 70. */
export const main = async (): Promise<void> => {
  polyfillForInk();
  // A reader may close the pipe, as in `| head -1`. Without a listener, the error would end the program.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  try {
    process.exitCode = await run(await readCommandLine());
  } catch (error) {
    say(describeFault(error, readEnvironment()));
    process.exitCode = exitCodeOfFault(error);
  }
};
