/** Leaving with a process that only records. */
import {describe, expect, it} from 'vitest';
import {type LeavableProcess, leave, leaveOnceSettled} from '../../src/cli/leave.ts';

class Gone extends Error {}

/** `canReplace`: the first program that this system can replaceWith. */
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
      if (canReplace === file) gone(`replaceWith ${[file, ...args].join(' ')}`);
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
  it('is process.exit while nothing blocks', () => {
    expect(outcome(7, setUp({mayBlock: false}))).toEqual(['exit 7']);
  });

  it('runs the exit hooks and frees the streams, then becomes a shell that exits with the code', () => {
    expect(outcome(124, setUp({canReplace: '/bin/sh'}))).toEqual([
      'exit hooks 124',
      'streams',
      'replaceWith /bin/sh -c exit 124',
    ]);
  });

  it('becomes Node where there is no shell', () => {
    const node = process.execPath;
    expect(outcome(0, setUp({canReplace: node})).at(-1)).toBe(`replaceWith ${node} -e process.exit(0)`);
  });

  it.each([
    [0, 'SIGKILL'],
    [124, 'SIGKILL'],
    [70, 'SIGKILL'],
    [130, 'SIGINT'],
    [143, 'SIGTERM'],
    [129, 'SIGHUP'],
  ])('with %i ends by %s as the last resort', (code, signal) => {
    // A kill that throws is one that the system does not know.
    expect(outcome(code, setUp())[2]).toBe(`kill ${signal}`);
  });

  it('goes on past an exit hook that throws', () => {
    const parts = setUp({canReplace: '/bin/sh'});
    const emit = () => {
      throw new Error('a hook');
    };
    expect(outcome(0, {...parts, host: {...parts.host, emit}})).toEqual(['streams', 'replaceWith /bin/sh -c exit 0']);
  });
});

describe('leaving once what is pending has settled', () => {
  /** Something is pending until it has been looked for `looks` times. */
  const settling = (looks: number, canReplace = '') => {
    const parts = setUp({canReplace});
    let looked = 0;
    return {log: parts.log, host: {...parts.host, mayBlock: () => ++looked <= looks}};
  };
  const settled = async ({host, log}: {host: LeavableProcess; log: readonly string[]}) => {
    await leaveOnceSettled(0, host).catch(() => {});
    return log.find(line => !/^(exit hooks|streams)/.test(line));
  };

  it('gives a read that is about to answer the time to', async () => {
    expect(await settled(settling(5))).toBe('exit 0');
  });

  it('does not wait for one that blocks', async () => {
    expect(await settled(settling(Number.POSITIVE_INFINITY))).toBe('kill SIGKILL');
  });

  it('waits for nothing if it can replaceWith another program', async () => {
    const parts = settling(Number.POSITIVE_INFINITY, '/bin/sh');
    expect(await settled(parts)).toBe('replaceWith /bin/sh -c exit 0');
  });
});
