/** Leaving, with a process that only records what is done to it. */
import {describe, expect, it} from 'vitest';
import {type LeavableProcess, leave, leaveOnceSettled} from '../../../src/cli/process/leave.ts';

class Gone extends Error {}

/** `canReplace`: the program that exists on this system. */
const setUp = ({mayBlock = true, canReplace = ''} = {}) => {
  const log: string[] = [];
  const gone = (text: string): never => {
    log.push(text);
    throw new Gone(text);
  };
  const host: LeavableProcess = {
    pid: 7,
    mayBlock: () => mayBlock,
    canReplace: canReplace !== '',
    emit: (event, code) => log.push(`${event} hooks ${code}`),
    removeAllListeners: () => {},
    kill: (_, signal) => gone(`kill ${signal}`),
    exit: code => gone(`exit ${code}`),
    replaceWith: ([file, ...args]) => {
      if (canReplace === file) gone(`become ${[file, ...args].join(' ')}`);
    },
    setStreamsBlocking: () => log.push('streams'),
  };
  return {host, log};
};

const outcome = (code: number, {host, log}: ReturnType<typeof setUp>): readonly string[] => {
  try {
    leave(code, host);
  } catch {}
  return log;
};

describe('leaving', () => {
  it('calls process.exit if nothing may block', () => {
    expect(outcome(7, setUp({mayBlock: false}))).toEqual(['exit 7']);
  });

  it('runs the exit hooks, makes the streams blocking, then becomes a shell that exits with the code', () => {
    expect(outcome(124, setUp({canReplace: '/bin/sh'}))).toEqual([
      'exit hooks 124',
      'streams',
      'become /bin/sh -c exit 124',
    ]);
  });

  it('becomes Node if there is no shell', () => {
    const node = process.execPath;
    expect(outcome(0, setUp({canReplace: node})).at(-1)).toBe(`become ${node} -e process.exit(0)`);
  });

  it.each([
    [0, 'SIGKILL'],
    [124, 'SIGKILL'],
    [70, 'SIGKILL'],
    [130, 'SIGINT'],
    [143, 'SIGTERM'],
    [129, 'SIGHUP'],
  ])('with %i falls back to %s', (code, signal) => {
    expect(outcome(code, setUp())[2]).toBe(`kill ${signal}`);
  });

  it('continues if an exit hook throws', () => {
    const parts = setUp({canReplace: '/bin/sh'});
    const emit = () => {
      throw new Error('a hook');
    };
    expect(outcome(0, {...parts, host: {...parts.host, emit}})).toEqual(['streams', 'become /bin/sh -c exit 0']);
  });
});

describe('leaveOnceSettled', () => {
  /** Something is pending for the first `checks` checks. */
  const settling = (checks: number, canReplace = '') => {
    const parts = setUp({canReplace});
    let checked = 0;
    return {log: parts.log, host: {...parts.host, mayBlock: () => ++checked <= checks}};
  };
  const settled = async ({host, log}: {host: LeavableProcess; log: readonly string[]}) => {
    await leaveOnceSettled(0, host).catch(() => {});
    return log.find(line => !/^(exit hooks|streams)/.test(line));
  };

  it('waits for a read that is about to answer', async () => {
    expect(await settled(settling(5))).toBe('exit 0');
  });

  it('does not wait forever', async () => {
    expect(await settled(settling(Number.POSITIVE_INFINITY))).toBe('kill SIGKILL');
  });

  it('does not wait if the process can become another program', async () => {
    const parts = settling(Number.POSITIVE_INFINITY, '/bin/sh');
    expect(await settled(parts)).toBe('become /bin/sh -c exit 0');
  });
});
