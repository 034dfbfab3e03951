/** The wait command if the process is stopped (SIGSTOP, a machine asleep), and if requests get no answer. */
import {describe, expect, it} from 'vitest';
import {runWait} from '../../../../src/cli/commands/wait/wait.ts';
import {type AppError, failure} from '../../../../src/core/domain/app-error.ts';
import {createNamedAws, type FakeAws, oops} from '../../../support/fake-aws.ts';
import {arnOf, MINUTE, runningAt} from '../../../support/jobs.ts';
import {createTestHost, startCommand, type TestHostOptions} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';

const SECOND = 1_000;
const HOUR = 60 * MINUTE;

const wait = (aws: FakeAws, args: readonly string[], more: Partial<TestHostOptions> = {}) =>
  startCommand(host => runWait(optionsOf('wait', ...args), host), createTestHost({gateway: aws, ...more}));

const complete = (aws: FakeAws): void => {
  aws.jobs = aws.jobs.map(job => ({...job, status: 'Completed', endedAt: job.createdAt + MINUTE}));
};

const refused = (kind: AppError['kind']): AppError => oops({kind, why: `It is ${kind}`, next: 'Do this'});

/** Every request hangs until its caller gives up. */
const hang = (aws: FakeAws): void => {
  aws.getJob = (identifier, signal) => {
    aws.gets.push(identifier);
    return new Promise(resolve => {
      signal.addEventListener('abort', () => resolve(failure(refused('cancelled'))), {once: true});
    });
  };
};

describe('a stop that outlasts --timeout', () => {
  const stopped = async (during: (aws: FakeAws) => void, args: readonly string[] = []) => {
    const aws = createNamedAws(runningAt(990));
    const waiting = await wait(aws, ['job-990', '--timeout', '1m', ...args]);
    const {clock} = waiting.host;
    await clock.advance(12 * SECOND);
    // Overdue timers fire before an answer arrives.
    const {getJob} = aws;
    aws.getJob = async (identifier, signal) => {
      await new Promise<void>(resolve => clock.after(50, resolve));
      return signal.aborted ? failure(refused('cancelled')) : getJob(identifier, signal);
    };
    clock.stop(HOUR);
    during(aws);
    const before = aws.gets.length;
    await clock.advance(200);
    return {...waiting, aws, asked: () => aws.gets.length - before};
  };

  it('fetches the job once more: 0 if it has completed meanwhile', async () => {
    const {code, host} = await stopped(complete);
    expect(code()).toBe(0);
    expect(host.stdout()).toContain('Completed');
    expect(host.clock.pending()).toBe(0);
  });

  it('fetches the job once more: 124 if it is still running', async () => {
    const {code, host, asked} = await stopped(() => {});
    expect(code()).toBe(124);
    expect(asked()).toBeLessThanOrEqual(2);
    expect(host.said.at(-1)).toMatch(/^Timed out after 1m 00s: job-990 has been InProgress for 1h 10m/);
  });

  it('retries the fetch for a few seconds, in case the network is only coming back', async () => {
    const {code, host} = await stopped(aws =>
      aws.failures.push(refused('network'), refused('network'), refused('network')),
    );
    expect(code()).toBeUndefined();
    await host.clock.advance(10 * SECOND);
    expect(code()).toBe(124);
  });

  it('waits for that answer for at most ten seconds', async () => {
    const {code, host} = await stopped(hang);
    await host.clock.advance(9_700);
    expect(code()).toBeUndefined();
    await host.clock.advance(100);
    expect(code()).toBe(124);
  });

  it('ends immediately by a signal', async () => {
    const {code, host} = await stopped(hang);
    host.end(130);
    await host.clock.settle();
    expect({code: code(), pending: host.clock.pending()}).toEqual({code: 130, pending: 0});
  });

  it('fetches once more before the first answer, too', async () => {
    const aws = createNamedAws(runningAt(990));
    aws.failures.push(refused('network'));
    const {host, code} = await wait(aws, ['job-990', '--timeout', '1m']);
    const {getJob} = aws;
    aws.getJob = async (identifier, signal) => {
      await new Promise<void>(resolve => host.clock.after(50, resolve));
      return signal.aborted ? failure(refused('cancelled')) : getJob(identifier, signal);
    };
    host.clock.stop(HOUR);
    complete(aws);
    await host.clock.advance(SECOND);
    expect(code()).toBe(0);
  });

  it('fetches once more if a request was in progress', async () => {
    const aws = createNamedAws(runningAt(990));
    const {getJob} = aws;
    const {host, code} = await wait(aws, ['job-990', '--timeout', '1m']);
    hang(aws);
    await host.clock.advance(7 * SECOND);
    host.clock.stop(HOUR);
    aws.getJob = getJob;
    complete(aws);
    await host.clock.advance(0);
    expect(code()).toBe(0);
  });
});

describe('the end of --timeout without a stop', () => {
  it('makes no further request', async () => {
    const aws = createNamedAws(runningAt(990));
    const {host, code} = await wait(aws, ['job-990', '--timeout', '57s']);
    await host.clock.advance(56 * SECOND);
    const before = aws.gets.length;
    await host.clock.advance(SECOND);
    expect({code: code(), asked: aws.gets.length - before}).toEqual({code: 124, asked: 0});
  });
});

describe('a stop while requests fail', () => {
  it('does not count as time of retries', async () => {
    const aws = createNamedAws(runningAt(990));
    const {host, code} = await wait(aws, ['job-990']);
    aws.failures.push(...Array.from({length: 6}, () => refused('network')));
    await host.clock.advance(8 * SECOND);
    host.clock.stop(HOUR);
    await host.clock.advance(0);
    expect(code()).toBeUndefined();
    complete(aws);
    await host.clock.advance(5 * MINUTE);
    expect(code()).toBe(0);
  });

  it('during a request does not count either', async () => {
    const aws = createNamedAws(runningAt(990));
    const {host, code} = await wait(aws, ['job-990']);
    let answer = () => {};
    const {getJob} = aws;
    aws.getJob = () =>
      new Promise(resolve => {
        answer = () => resolve(failure(refused('network')));
      });
    await host.clock.advance(6 * SECOND);
    host.clock.stop(HOUR);
    answer();
    await host.clock.settle();
    expect(code()).toBeUndefined();
    aws.getJob = getJob;
    complete(aws);
    await host.clock.advance(MINUTE);
    expect(code()).toBe(0);
  });
});

describe('a request without an answer', () => {
  it('is mentioned after ten seconds, and then every thirty', async () => {
    const aws = createNamedAws(runningAt(990));
    const {host} = await wait(aws, ['job-990']);
    hang(aws);
    await host.clock.advance(5 * SECOND + 9_900);
    expect(host.said).toHaveLength(1);
    await host.clock.advance(100);
    expect(host.said.at(-1)).toBe('2026-11-23T12:00:15Z  No answer from AWS for 10s so far.');
    await host.clock.advance(30 * SECOND);
    expect(host.said.slice(2)).toEqual(['2026-11-23T12:00:45Z  No answer from AWS for 40s so far.']);
  });

  it('is mentioned in the status line from the third second on', async () => {
    const aws = createNamedAws(runningAt(998));
    const {host} = await wait(aws, ['job-998'], {stderrWidth: 100});
    hang(aws);
    await host.clock.advance(7 * SECOND);
    expect(host.shown.at(-1)).toBe('InProgress  job-998  2m 07s  (~7–14 min left)');
    await host.clock.advance(SECOND);
    expect(host.shown.at(-1)).toBe('InProgress  job-998  2m 08s  (no answer for 3s)');
    await host.clock.advance(20 * SECOND);
    expect(host.shown.at(-1)).toContain('(no answer for 23s)');
    expect(host.said).toEqual([]);
  });

  it('is not mentioned with --quiet', async () => {
    const aws = createNamedAws(runningAt(990));
    const {host} = await wait(aws, ['job-990', '--quiet']);
    hang(aws);
    await host.clock.advance(MINUTE);
    expect(host.said).toEqual([]);
  });

  it('may be caused by a credential_process that waits for input', async () => {
    const aws = createNamedAws(runningAt(990));
    hang(aws);
    const host = createTestHost({gateway: aws, stderrWidth: 100});
    host.runProcess('my corp');
    void runWait(optionsOf('wait', 'job-990', '--profile', 'my corp'), host);
    await host.clock.advance(4_900);
    expect(host.said).toEqual([]);
    await host.clock.advance(MINUTE);
    expect(host.said).toEqual([
      'The credential_process of profile my corp has not given credentials yet; it may be waiting for input. If it is, run ' +
        '`eval "$(aws configure export-credentials --profile \'my corp\' --format env)"`, unset AWS_PROFILE, and run this command with --region and without --profile.',
    ]);
  });

  it('that is ended by a time limit leaves no timer behind', async () => {
    const aws = createNamedAws(runningAt(990));
    const {host, code} = await wait(aws, ['job-990', '--timeout', '12s']);
    hang(aws);
    await host.clock.advance(12 * SECOND);
    expect({code: code(), pending: host.clock.pending(), gets: aws.gets.length}).toEqual({
      code: 124,
      pending: 0,
      gets: 2,
    });
    expect(aws.gets.at(-1)).toBe(arnOf(990));
  });
});
