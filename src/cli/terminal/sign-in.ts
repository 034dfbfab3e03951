/** Gives the terminal to the command that signs in, and takes it again when the command has ended. */
import {type ChildProcess, spawn} from 'node:child_process';
import type {SignInOutcome} from '../../core/domain/ports.ts';
import {plainText} from '../../core/text/plain-text.ts';
import type {Environment} from '../process/environment.ts';
import {codeOf} from '../process/error-code.ts';
import {ENDING_SIGNALS, EXIT_CODES} from '../process/exit-codes.ts';
import type {TerminalGuard} from './terminal-guard.ts';

interface SignInParts {
  readonly guard: Pick<TerminalGuard, 'lend' | 'takeBack'>;
  /** The keys belong to the command meanwhile. */
  readonly stdin: {pause(): unknown; resume(): unknown};
  readonly env: Environment;
  /** The terminal has been taken again, and the screen is empty. */
  readonly onBack: () => void;
}

/** The command without its options and their values. */
const nameOf = (command: readonly string[]): string => {
  const options = command.findIndex(word => word.startsWith('-'));
  return plainText(command.slice(0, options < 0 ? undefined : options).join(' '));
};

/** The AWS CLI exits with 130 if ctrl-c interrupts it. */
const howEnded = (code: number | null, signal: NodeJS.Signals | null): string => {
  if (signal === 'SIGINT' || code === EXIT_CODES.SIGINT) return 'was interrupted';
  return signal === null ? `exited with code ${code}` : `was killed by ${signal}`;
};

/** What ends this program: all but the signals of ctrl-c and ctrl-\\, which are for the command. */
const ENDS: readonly string[] = [...ENDING_SIGNALS.filter(name => name !== 'SIGINT' && name !== 'SIGQUIT'), 'exit'];

/** The command ends together with this program: nobody would wait for it. These listeners come first, because the guard's do not return. */
const endTogether = (child: ChildProcess): (() => void) => {
  const events: NodeJS.EventEmitter = process;
  const end = () => void child.kill('SIGTERM');
  for (const event of ENDS) events.prependListener(event, end);
  return () => {
    for (const event of ENDS) events.off(event, end);
  };
};

/** It stays in the foreground process group of the terminal, so that it gets ctrl-c and ctrl-z itself. */
const endOf = (command: readonly string[], env: Environment): Promise<SignInOutcome> =>
  new Promise(resolve => {
    const [program = '', ...args] = command;
    const child = spawn(program, args, {env: {...env}, stdio: 'inherit'});
    const stopWatching = endTogether(child);
    const end = (outcome: SignInOutcome) => {
      stopWatching();
      resolve(outcome);
    };
    const failed = (how: string) => end({kind: 'failed', reason: `${nameOf(command)} ${how}`});
    child.on('error', error => {
      const code = codeOf(error);
      if (code === 'ENOENT') end({kind: 'missing'});
      else failed(`could not be run (${code})`);
    });
    child.on('exit', (code, signal) => {
      if (code === 0) end({kind: 'ended'});
      else failed(howEnded(code, signal));
    });
  });

/** Never rejects. */
export const signIn = async (
  command: readonly string[],
  {guard, stdin, env, onBack}: SignInParts,
): Promise<SignInOutcome> => {
  guard.lend();
  stdin.pause();
  try {
    return await endOf(command, env);
  } catch (error) {
    return {kind: 'failed', reason: `${nameOf(command)} could not be run (${codeOf(error) || String(error)})`};
  } finally {
    stdin.resume();
    guard.takeBack();
    onBack();
  }
};
