/** Gives the terminal to the command that signs in, and takes it again when the command has ended. */
import {spawn} from 'node:child_process';
import type {SignInOutcome} from '../../core/domain/ports.ts';
import {plainText} from '../../core/text/plain-text.ts';
import type {Environment} from '../process/environment.ts';
import {codeOf} from '../process/error-code.ts';
import type {TerminalGuard} from './terminal-guard.ts';

interface SignInParts {
  readonly guard: Pick<TerminalGuard, 'lend' | 'takeBack'>;
  /** The keys belong to the command meanwhile. */
  readonly stdin: {pause(): unknown; resume(): unknown};
  readonly env: Environment;
  /** The terminal has been taken again, and the screen is empty. */
  readonly onBack: () => void;
}

/** It stays in the foreground process group of the terminal, so that it gets ctrl-c and ctrl-z itself. */
const endOf = ([program = '', ...args]: readonly string[], env: Environment): Promise<SignInOutcome> =>
  new Promise(resolve => {
    const name = plainText([program, ...args.filter(arg => !arg.startsWith('-')).slice(0, -1)].join(' '));
    const child = spawn(program, args, {env: {...env}, stdio: 'inherit'});
    child.on('error', error => {
      const code = codeOf(error);
      resolve(code === 'ENOENT' ? {kind: 'missing'} : {kind: 'failed', reason: `${name} could not be run (${code})`});
    });
    child.on('exit', (code, signal) => {
      if (code === 0) resolve({kind: 'ended'});
      else
        resolve({
          kind: 'failed',
          reason: `${name} ${signal === null ? `exited with code ${code}` : `was ended by ${signal}`}`,
        });
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
    return {kind: 'failed', reason: `the command could not be run (${codeOf(error) || String(error)})`};
  } finally {
    stdin.resume();
    guard.takeBack();
    onBack();
  }
};
