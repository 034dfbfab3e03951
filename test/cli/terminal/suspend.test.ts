/** Suspending, with a guard and a process that only record what is done to them. */
import {EventEmitter} from 'node:events';
import {describe, expect, it} from 'vitest';
import {watchSuspension} from '../../../src/cli/terminal/suspend.ts';

const setUp = () => {
  const log: string[] = [];
  let fallback: (() => void) | undefined;
  const host = Object.assign(new EventEmitter(), {
    pid: 7,
    kill: (pid: number, signal: string) =>
      log.push(`kill ${pid} ${signal} with ${host.listenerCount('SIGTSTP')} listeners`),
  });
  const suspend = watchSuspension({
    guard: {pause: () => log.push('pause'), resume: () => log.push('resume')},
    onResume: () => log.push('drawn'),
    process: host,
    afterSignals: callback => callback(),
    startFallback: callback => {
      fallback = callback;
      return () => {
        fallback = undefined;
      };
    },
  });
  const outcome = (act: () => void): string[] => {
    log.length = 0;
    act();
    return [...log];
  };
  return {host, suspend, outcome, fallback: () => fallback};
};

describe('suspending', () => {
  it('gives the terminal back, then stops the group by the signal’s own effect', () => {
    const {suspend, outcome} = setUp();
    expect(outcome(suspend)).toEqual(['pause', 'kill 0 SIGTSTP with 0 listeners']);
  });

  it('stops only the process itself if SIGTSTP came from outside', () => {
    const {host, outcome} = setUp();
    expect(outcome(() => host.emit('SIGTSTP'))).toEqual(['pause', 'kill 7 SIGTSTP with 0 listeners']);
  });

  it('takes the terminal at SIGCONT, and can be stopped again', () => {
    const {host, suspend, outcome, fallback} = setUp();
    suspend();
    expect(outcome(() => host.emit('SIGCONT'))).toEqual(['resume', 'drawn']);
    expect(fallback()).toBeUndefined();
    expect(host.listenerCount('SIGTSTP')).toBe(1);
    expect(outcome(suspend)).toEqual(['pause', 'kill 0 SIGTSTP with 0 listeners']);
  });

  it('does not stop twice', () => {
    const {suspend, outcome} = setUp();
    suspend();
    expect(outcome(suspend)).toEqual([]);
  });

  it('resumes by itself if no SIGCONT arrives', () => {
    const {host, suspend, outcome, fallback} = setUp();
    suspend();
    expect(outcome(() => fallback()?.())).toEqual(['resume', 'drawn']);
    expect(host.listenerCount('SIGTSTP')).toBe(1);
  });

  it('redraws at a SIGCONT after a stop that it could not listen for', () => {
    const {host, outcome} = setUp();
    expect(outcome(() => host.emit('SIGCONT'))).toEqual(['resume', 'drawn']);
    expect(host.listenerCount('SIGTSTP')).toBe(1);
  });
});
