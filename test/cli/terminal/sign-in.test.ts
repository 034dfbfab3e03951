/** The command that signs in: who has the terminal while it runs, and how each end of it is said. */
import {describe, expect, it} from 'vitest';
import {signIn} from '../../../src/cli/terminal/sign-in.ts';

const run = async (...command: readonly string[]) => {
  const log: string[] = [];
  const record = (what: string) => () => void log.push(what);
  const outcome = await signIn(command, {
    guard: {lend: record('lent'), takeBack: record('taken back')},
    stdin: {pause: record('deaf'), resume: record('listening')},
    env: {PATH: process.env.PATH},
    onBack: record('drawn'),
  });
  return {outcome, log};
};

const EVENTS = ['SIGINT', 'SIGQUIT', 'SIGCONT', 'SIGTERM', 'SIGHUP', 'exit'] as const;
const listeners = () => EVENTS.map(event => process.listenerCount(event));

describe('the command that signs in', () => {
  it('has the terminal until it ends', async () => {
    const before = listeners();
    expect(await run('true')).toEqual({
      outcome: {kind: 'ended'},
      log: ['lent', 'deaf', 'listening', 'taken back', 'drawn'],
    });
    expect(listeners()).toEqual(before);
  });

  it.each([
    ['exits with a code', ['sh', '-c', 'exit 255'], 'sh exited with code 255'],
    ['is killed', ['sh', '-c', 'kill -TERM $$'], 'sh was killed by SIGTERM'],
    ['is interrupted', ['sh', '-c', 'kill -INT $$'], 'sh was interrupted'],
    ['says itself that it was interrupted', ['sh', '-c', 'exit 130'], 'sh was interrupted'],
    ['cannot be run', ['/', 'sso', 'login', '--profile', 'x y'], '/ sso login could not be run (EACCES)'],
    ['has a name that no system takes', ['a\0b'], 'ab could not be run (ERR_INVALID_ARG_VALUE)'],
  ])('%s: the terminal is back, and the reason is said', async (_, command, reason) => {
    const {outcome, log} = await run(...command);
    expect(outcome).toEqual({kind: 'failed', reason});
    expect(log.at(-1)).toBe('drawn');
  });

  it('is not there: the terminal is back', async () => {
    const {outcome, log} = await run('no-such-program-as-this', 'sso', 'login');
    expect(outcome).toEqual({kind: 'missing'});
    expect(log.at(-1)).toBe('drawn');
  });
});
