/** The terminal guard, with a process and streams that only record what is done to them. */
import {EventEmitter} from 'node:events';
import {describe, expect, it} from 'vitest';
import {takeTerminal} from '../../../src/cli/terminal/terminal-guard.ts';

class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

const GIVEN_BACK = '\x1b[?2026l\x1b[?1004l\x1b[?2004l\x1b[0m\x1b[?25h';

// On other systems they are unknown, or do not end a program.
const LINUX_SIGNALS = process.platform === 'linux' ? ['SIGIO', 'SIGPOLL', 'SIGPWR', 'SIGSTKFLT'] : [];

const setUp = ({isGone = false} = {}) => {
  const log: string[] = [];
  const host = Object.assign(new EventEmitter(), {
    pid: 7,
    kill: (pid: number, signal: string) => log.push(`kill ${pid} ${signal}`),
    exit: (code: number): never => {
      log.push(`exit ${code}`);
      throw new Exit(code);
    },
  });
  const stdin = Object.assign(new EventEmitter(), {
    setRawMode: (isRaw: boolean) => {
      log.push(isRaw ? 'raw' : 'cooked');
    },
  });
  const stdout = Object.assign(new EventEmitter(), {
    fd: 1,
    write: (text: unknown) => {
      log.push(`write ${text}`);
      return true;
    },
  });
  const guard = takeTerminal({
    stdin,
    stdout,
    process: host,
    describeFault: error => `fault ${(error as Error).message}`,
    writeSync: (fd, text) => {
      log.push(`sync ${fd} ${text}`);
      return !isGone;
    },
  });
  /** What `act` causes. */
  const outcome = (act: () => void): string[] => {
    log.length = 0;
    try {
      act();
    } catch (error) {
      if (!(error instanceof Exit)) throw error;
    }
    return [...log];
  };
  return {guard, host, stdin, stdout, outcome, log};
};

const streamError = (code: string) => Object.assign(new Error(`write ${code}`), {code});

describe('the terminal guard', () => {
  it('turns on raw mode before it requests reports', () => {
    expect(setUp().log).toEqual(['raw', 'write \x1b[?2004h\x1b[?1004h']);
  });

  it('gives the terminal back only once', () => {
    const {guard, outcome, host} = setUp();
    expect(outcome(() => guard.release())).toEqual(['cooked', `sync 1 ${GIVEN_BACK}`]);
    expect(outcome(() => guard.release())).toEqual([]);
    expect(outcome(() => host.emit('exit'))).toEqual([]);
  });

  it('saves the title before it sets one, and restores it with everything else', () => {
    const {guard, outcome} = setUp();
    expect(outcome(() => guard.setTitle('one'))).toEqual(['write \x1b[22;2t\x1b]2;one\x07']);
    expect(outcome(() => guard.setTitle('two'))).toEqual(['write \x1b]2;two\x07']);
    const restored = 'sync 1 \x1b[?2026l\x1b[?1004l\x1b[?2004l\x1b[0m\x1b]2;\x07\x1b[23;2t\x1b[?25h';
    expect(outcome(() => guard.pause())).toEqual(['cooked', restored]);
    expect(outcome(() => guard.setTitle('three'))).toEqual([]);
    expect(outcome(() => guard.resume())).toContain('write \x1b[22;2t\x1b]2;three\x07');
    expect(outcome(() => guard.retake())).toContain('write \x1b]2;three\x07');
    expect(outcome(() => guard.release())).toEqual(['cooked', restored]);
  });

  it('leaves the alternate screen only if it is on', () => {
    const on = setUp();
    on.stdout.write('\x1b[?1049h');
    expect(on.outcome(() => on.guard.release())[1]).toContain('\x1b[?1049l');
    const off = setUp();
    off.stdout.write('\x1b[?1049h\x1b[?1049l');
    expect(off.outcome(() => off.guard.release())[1]).not.toContain('\x1b[?1049l');
  });

  it('sets its modes again after another program has written on the screen, raw mode first', () => {
    const {guard, stdout, outcome} = setUp();
    stdout.write('\x1b[?1049h');
    const said = outcome(() => guard.retake());
    expect(said.slice(0, 4)).toEqual(['cooked', 'write \x18', 'raw', 'write \x1b[?2004h\x1b[?1004h']);
    // 1047 does not change the cursor position of the normal screen that 1049 has saved.
    expect(said[4]).toMatch(/^write \x1b\[\?1047h.*\x1b\(B.*\x1b\[r\x1b\[\?25l$/);
    expect(said).toHaveLength(5);
  });

  it('sets no modes while the shell has the terminal, or after release', () => {
    const {guard, outcome} = setUp();
    guard.pause();
    expect(outcome(() => guard.retake())).toEqual([]);
    guard.resume();
    guard.release();
    expect(outcome(() => guard.retake())).toEqual([]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGUSR1', 138],
    ['SIGUSR2', 140],
    ['SIGALRM', 142],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
  ])('restores the terminal on %s, then exits with %i', (signal, code) => {
    const {outcome, host} = setUp();
    expect(outcome(() => host.emit(signal))).toEqual(['cooked', `sync 1 ${GIVEN_BACK}`, `exit ${code}`]);
  });

  it.each(['SIGABRT', 'SIGXCPU', 'SIGVTALRM', 'SIGXFSZ', 'SIGPROF', ...LINUX_SIGNALS])(
    'restores the terminal on %s, then ends by that signal',
    signal => {
      const {outcome, host} = setUp();
      expect(outcome(() => host.emit(signal)).slice(0, 3)).toEqual([
        'cooked',
        `sync 1 ${GIVEN_BACK}`,
        `kill 7 ${signal}`,
      ]);
    },
  );

  it.each(['SIGKILL', 'SIGSEGV', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSYS', 'SIGTRAP', 'SIGPIPE', 'SIGCHLD', 'SIGWINCH'])(
    'does not listen for %s',
    signal => {
      expect(setUp().host.listenerCount(signal)).toBe(0);
    },
  );

  it.each(['uncaughtException', 'unhandledRejection'])(
    'restores the terminal on %s, reports it, and exits with 70',
    event => {
      const {outcome, host} = setUp();
      const happened = outcome(() => host.emit(event, new Error('boom')));
      expect(happened).toEqual(['cooked', `sync 1 ${GIVEN_BACK}`, 'sync 2 fault boom', 'exit 70']);
    },
  );

  it('lends the terminal: nothing is written and no key of another program ends this one, until it is taken back', () => {
    const {guard, host, stdout, outcome} = setUp();
    stdout.write('\x1b[?1049h');
    guard.setTitle('one');
    const given = outcome(() => guard.lend());
    expect(given).toHaveLength(2);
    expect(given[0]).toBe('cooked');
    // The former title, the normal screen and the cursor.
    expect(given[1]).toMatch(/^sync 1 .*\x1b\]2;\x07\x1b\[23;2t\x1b\[\?1049l\x1b\[\?25h$/);
    const nothing = outcome(() => {
      for (const signal of ['SIGINT', 'SIGQUIT']) host.emit(signal);
      // SIGCONT and a stop that nobody asked for lead to these.
      guard.resume();
      guard.pause();
      guard.retake();
      guard.lend();
      guard.setTitle('two');
      stdout.write('\x07');
      stdout.emit('error', streamError('EIO'));
    });
    expect(nothing).toEqual([]);
    const taken = outcome(() => guard.takeBack()).join();
    expect(taken).toContain('raw');
    expect(taken).toContain('\x1b[22;2t\x1b]2;two\x07');
    expect(taken).toContain('\x1b[?1049h');
    expect(outcome(() => guard.takeBack())).toEqual([]);
    expect(outcome(() => host.emit('SIGINT')).at(-1)).toBe('exit 130');
  });

  it('does not take back what it has not lent', () => {
    const {guard, outcome} = setUp();
    expect(outcome(() => guard.takeBack())).toEqual([]);
    guard.release();
    expect(outcome(() => guard.lend())).toEqual([]);
    expect(outcome(() => guard.takeBack())).toEqual([]);
  });

  it.each(['SIGTERM', 'SIGHUP'])('leaves a lent terminal as it is on %s, and ends by that signal', signal => {
    const {guard, outcome, host} = setUp();
    guard.lend();
    expect(outcome(() => host.emit(signal))[0]).toBe(`kill 7 ${signal}`);
  });

  it('drops everything that is written to stdout when the process ends', () => {
    const {outcome, host, stdout} = setUp();
    outcome(() => host.emit('SIGTERM'));
    expect(outcome(() => stdout.write('parting frame'))).toEqual([]);
  });

  it('does not drop what is written to stdout after release', () => {
    const {outcome, guard, stdout} = setUp();
    guard.release();
    expect(outcome(() => stdout.write('bye'))).toEqual(['write bye']);
  });

  it.each(['EIO', 'EPIPE'])(
    'treats %s on stdout or stdin as a terminal that is gone: exit 129, without a message',
    code => {
      for (const stream of ['stdin', 'stdout'] as const) {
        const parts = setUp();
        const happened = parts.outcome(() => parts[stream].emit('error', streamError(code)));
        expect(happened.at(-1)).toBe('exit 129');
        expect(happened.join()).not.toContain('fault');
      }
    },
  );

  it('treats the end of stdin as a terminal that is gone', () => {
    const {outcome, stdin} = setUp();
    expect(outcome(() => stdin.emit('end')).at(-1)).toBe('exit 129');
  });

  it('ignores the streams after release', () => {
    const {outcome, guard, stdin, stdout} = setUp();
    guard.release();
    expect(outcome(() => stdin.emit('end'))).toEqual([]);
    expect(outcome(() => stdout.emit('error', streamError('EIO')))).toEqual([]);
  });

  it('restores the terminal before it describes an error', () => {
    const {outcome, guard} = setUp();
    const awkward = Object.defineProperty({}, 'message', {
      get: () => {
        throw new Exit(0);
      },
    });
    expect(outcome(() => guard.fail(awkward))).toEqual(['cooked', `sync 1 ${GIVEN_BACK}`]);
  });

  it('treats any other stream error as an internal error', () => {
    const {outcome, stdout} = setUp();
    expect(outcome(() => stdout.emit('error', streamError('EINVAL'))).at(-1)).toBe('exit 70');
  });

  it('keeps the signal’s exit code if giving the terminal back fails', () => {
    const {outcome, host, stdin} = setUp();
    stdin.setRawMode = () => {
      stdin.emit('error', streamError('EIO'));
      throw streamError('EIO');
    };
    expect(outcome(() => host.emit('SIGTERM')).at(-1)).toBe('exit 143');
  });

  it.each(['SIGHUP', 'SIGTERM', 'uncaughtException'])('ends by SIGHUP itself if the terminal is gone, on %s', event => {
    const {outcome, host} = setUp({isGone: true});
    host.on('SIGHUP', () => {});
    expect(outcome(() => host.emit(event, new Error('x')))).toContain('kill 7 SIGHUP');
    expect(host.listenerCount('SIGHUP')).toBe(0);
  });
});
