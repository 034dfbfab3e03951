/** Which signals end the process on each system, and ending by a signal. */
import {EventEmitter} from 'node:events';
import {constants} from 'node:os';
import {describe, expect, it} from 'vitest';
import {effectOf, endBySignal, endingSignals, shellCodeOf} from '../../../src/cli/process/signals.ts';

const NO_FLAGS = {flags: []};

it('knows every signal of this system', () => {
  expect(Object.keys(constants.signals).filter(name => effectOf(name) === undefined)).toEqual([]);
});

it('does not listen for unknown signals', () => {
  expect(endingSignals({...NO_FLAGS, names: ['SIGNEW', 'SIGTERM']})).toEqual(['SIGTERM']);
});

it.runIf(process.platform === 'linux')('lists all that end a program, but faults and what Node ignores', () => {
  const left = Object.keys(constants.signals).filter(name => !endingSignals(NO_FLAGS).includes(name as NodeJS.Signals));
  const faults = ['SIGILL', 'SIGTRAP', 'SIGBUS', 'SIGFPE', 'SIGSEGV', 'SIGSYS'];
  const unheard = ['SIGKILL', 'SIGSTOP', 'SIGPIPE'];
  const harmless = ['SIGCHLD', 'SIGCONT', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGURG', 'SIGWINCH'];
  expect(left.sort()).toEqual([...faults, ...unheard, ...harmless].sort());
});

it('knows what SIGIO and SIGPWR do on each system', () => {
  const endsOn = (platform: NodeJS.Platform) =>
    endingSignals({...NO_FLAGS, platform, names: ['SIGIO', 'SIGPOLL', 'SIGPWR']});
  expect(endsOn('linux')).toEqual(['SIGIO', 'SIGPOLL', 'SIGPWR']);
  expect(endsOn('darwin')).toEqual(['SIGPWR']);
  expect(endsOn('sunos')).toEqual(['SIGIO', 'SIGPOLL']);
});

describe('SIGPROF', () => {
  it.each(['--cpu-prof', '--cpu_prof', '--prof', '--inspect=0', '--inspect-brk', '"--cpu-prof'])(
    'is left to the profiler with %s',
    flag => {
      expect(endingSignals({flags: [flag]})).not.toContain('SIGPROF');
    },
  );

  it.each(['--heap-prof', '--no-warnings', '--title=--prof'])('ends the program with %s', flag => {
    expect(endingSignals({flags: [flag]})).toContain('SIGPROF');
  });
});

describe('ending by a signal', () => {
  it.runIf(process.platform !== 'win32')('takes the listeners of all its names away first', () => {
    const killed: string[] = [];
    const host = Object.assign(new EventEmitter(), {
      pid: 7,
      kill: (pid: number, signal: string) => {
        killed.push(`${pid} ${signal} with ${host.listenerCount('SIGABRT') + host.listenerCount('SIGIOT')} listeners`);
      },
    });
    host.on('SIGABRT', () => {}).on('SIGIOT', () => {});
    endBySignal(host, 'SIGABRT');
    expect(killed).toEqual(['7 SIGABRT with 0 listeners']);
  });

  it('does not throw if the system does not have the signal', () => {
    const kill = () => {
      throw new Error('ENOSYS');
    };
    expect(() => endBySignal(Object.assign(new EventEmitter(), {pid: 7, kill}), 'SIGTERM')).not.toThrow();
  });

  it('is reported by shells as 128 plus the number', () => {
    expect(shellCodeOf('SIGTERM')).toBe(143);
  });
});
