/** The wait command, with an AWS in memory and a manual clock: every way in which it can end. */
import {describe, expect, it} from 'vitest';
import {runWait} from '../../../../src/cli/commands/wait/wait.ts';
import {type AppError, failure} from '../../../../src/core/domain/app-error.ts';
import type {Job} from '../../../../src/core/domain/job.ts';
import {createNamedAws, type FakeAws, oops} from '../../../support/fake-aws.ts';
import {arnOf, jobAt, jobsDown, MINUTE, NOON, runningAt} from '../../../support/jobs.ts';
import {createTestHost, startCommand, type TestHostOptions} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';

const SECOND = 1_000;

const wait = (aws: FakeAws, args: readonly string[], more: Partial<TestHostOptions> = {}) =>
  startCommand(host => runWait(optionsOf('wait', ...args), host), createTestHost({gateway: aws, ...more}));

const end = (aws: FakeAws, n: number, status: string, at: number): void => {
  aws.jobs = aws.jobs.map(job =>
    job.arn === arnOf(n)
      ? {...job, status, endedAt: at, ...(status === 'Completed' ? {modelArn: 'arn:model'} : {})}
      : job,
  );
};

const refused = (kind: AppError['kind'], isTransient = true): AppError =>
  oops({kind, what: 'The job could not be read', why: `It is ${kind}`, next: 'Do this', isTransient});

describe('a job', () => {
  it('that has already ended takes one request', async () => {
    const aws = createNamedAws(jobAt(990));
    const {host, code} = await wait(aws, ['job-990']);
    expect({code: code(), gets: aws.gets}).toEqual({code: 0, gets: ['job-990']});
    expect(host.stdout()).toBe('Completed  job-990  5m 00s\n');
  });

  it('that is running is fetched every five seconds until it has completed', async () => {
    const aws = createNamedAws(runningAt(990));
    const {host, code} = await wait(aws, ['job-990']);
    await host.clock.advance(MINUTE);
    expect({code: code(), stdout: host.stdout()}).toEqual({code: undefined, stdout: ''});
    expect(aws.gets).toHaveLength(1 + 12);
    expect(aws.lists).toHaveLength(0);
    end(aws, 990, 'Completed', host.clock.now());
    await host.clock.advance(5 * SECOND);
    expect(code()).toBe(0);
    expect(host.stdout()).toBe('Completed  job-990  11m 00s\n  arn:model\n');
    expect(host.said).toEqual([
      '2026-11-23T12:00:00Z  job-990 has been InProgress for 10m 00s',
      '2026-11-23T12:01:00Z  job-990 has been InProgress for 11m 00s',
      '2026-11-23T12:01:05Z  job-990 has ended: Completed after 11m 00s',
    ]);
    expect(host.clock.pending()).toBe(0);
  });

  it('that fails gives code 1, and the whole failure message', async () => {
    const aws = createNamedAws(runningAt(990));
    const {host, code} = await wait(aws, ['job-990', '--refresh', '1']);
    end(aws, 990, 'Failed', NOON);
    await host.clock.advance(SECOND);
    expect(code()).toBe(1);
    expect(host.stdout()).toBe('Failed  job-990  10m 00s\n  The files are\n  not there\n');
  });

  it('that ends with an unknown status has not completed', async () => {
    const {code} = await wait(createNamedAws(jobAt(990, {status: 'Stopped'})), ['job-990']);
    expect(code()).toBe(1);
  });

  it('that does not exist gives code 5 immediately', async () => {
    const {host, code} = await wait(createNamedAws(jobAt(990)), ['job-991']);
    expect({code: code(), stdout: host.stdout()}).toEqual({code: 5, stdout: ''});
    expect(host.said).toEqual([expect.stringMatching(/There is no such job\. /)]);
  });

  it('that is given by name and by ARN is one job', async () => {
    const {host} = await wait(createNamedAws(jobAt(990)), ['job-990', arnOf(990), '-o', 'ids']);
    expect(host.stdout()).toBe(`${arnOf(990)}\n`);
  });
});

describe('--timeout', () => {
  it('ends the command with code 124, and reports the status of the job', async () => {
    const aws = createNamedAws(runningAt(990));
    const {host, code} = await wait(aws, ['job-990', '--timeout', '90s', '-o', 'json']);
    await host.clock.advance(89 * SECOND);
    expect(code()).toBeUndefined();
    await host.clock.advance(SECOND);
    expect(code()).toBe(124);
    expect(JSON.parse(host.stdout())).toMatchObject([{jobName: 'job-990', status: 'InProgress'}]);
    expect(host.said.at(-1)).toBe('Timed out after 1m 30s: job-990 has been InProgress for 11m 30s.');
  });

  it('of 0s makes one attempt, even if it fails', async () => {
    const failing = createNamedAws(runningAt(990));
    failing.failures.push(refused('throttled'), refused('throttled'));
    expect((await wait(failing, ['job-990', '--timeout', '0s'])).code()).toBe(6);
    expect(failing.gets).toHaveLength(1);
  });

  it('of 0s makes one attempt', async () => {
    const aws = createNamedAws(runningAt(990), jobAt(989));
    expect((await wait(aws, ['job-989', '--timeout', '0s'])).code()).toBe(0);
    const {host, code} = await wait(aws, ['job-990', '--timeout', '0s']);
    await host.clock.advance(1);
    expect({code: code(), gets: aws.gets.length}).toEqual({code: 124, gets: 2});
  });

  it('can be longer than the longest timer', async () => {
    const {host, code} = await wait(createNamedAws(runningAt(990)), [
      'job-990',
      '--timeout',
      '30d',
      '--refresh',
      '3600',
    ]);
    await host.clock.advance(29 * 86_400 * SECOND);
    expect(code()).toBeUndefined();
    await host.clock.advance(86_400 * SECOND);
    expect(code()).toBe(124);
  });

  it('also ends a request that hangs', async () => {
    const aws = createNamedAws(runningAt(990));
    const {host, code} = await wait(aws, ['job-990', '--timeout', '20s']);
    aws.getJob = (_, signal) =>
      new Promise(resolve => {
        signal.addEventListener('abort', () => resolve(failure(refused('cancelled'))));
      });
    await host.clock.advance(20 * SECOND);
    expect(code()).toBe(124);
    expect(host.stdout()).toContain('InProgress');
  });

  it('before the first answer is reported', async () => {
    const aws = createNamedAws(runningAt(990));
    aws.failures.push(...Array.from({length: 50}, () => refused('throttled')));
    const {host, code} = await wait(aws, ['job-990', '--timeout', '15s']);
    await host.clock.advance(15 * SECOND);
    expect({code: code(), stdout: host.stdout()}).toEqual({code: 124, stdout: ''});
    expect(host.said.at(-1)).toMatch(/^Timed out after 15s: AWS has not answered\.$/);
  });
});

describe('failing requests', () => {
  /** AWS answers with `error` for `ms`, and the job completes meanwhile. */
  const through = async (error: AppError, ms: number, args: readonly string[] = []) => {
    const aws = createNamedAws(runningAt(990));
    const waiting = await wait(aws, ['job-990', ...args]);
    const {getJob} = aws;
    aws.getJob = async () => failure(error);
    await waiting.host.clock.advance(ms);
    const whileGone = waiting.code();
    aws.getJob = getJob;
    end(aws, 990, 'Completed', waiting.host.clock.now());
    await waiting.host.clock.advance(2 * MINUTE);
    return {...waiting, whileGone};
  };

  it.each(['throttled', 'network', 'service', 'answer', 'fault'] as const)(
    '(%s) for a minute are retried and reported',
    async kind => {
      const {code, host, whileGone} = await through(refused(kind), MINUTE);
      expect({whileGone, code: code()}).toEqual({whileGone: undefined, code: 0});
      expect(host.said[1]).toBe(`2026-11-23T12:00:05Z  The job could not be read: It is ${kind}. Retrying in 5s.`);
      expect(host.said.length).toBeGreaterThan(3);
      expect(host.said.length).toBeLessThan(12);
    },
  );

  it('are also retried for a network failure that would be final at the start', async () => {
    const {code} = await through(refused('network', false), MINUTE);
    expect(code()).toBe(0);
  });

  it.each([
    ['throttled', 6],
    ['network', 7],
    ['service', 8],
  ] as const)('(%s) for longer than --retry-for give code %d', async (kind, expected) => {
    const {code, host, whileGone} = await through(refused(kind), 3 * MINUTE, ['--retry-for', '2m']);
    expect({whileGone, code: code()}).toEqual({whileGone: expected, code: expected});
    expect(host.said.at(-1)).toBe(`The job could not be read: It is ${kind}. Do this.`);
    expect(host.stdout()).toBe('');
  });

  it('with expired credentials give code 3 after three attempts', async () => {
    const {host, code, whileGone} = await through(refused('credentials', false), MINUTE);
    expect({whileGone, code: code()}).toEqual({whileGone: 3, code: 3});
    expect(host.said.filter(line => line.includes('It is credentials'))).toHaveLength(3);
  });

  it('with expired credentials recover if the credentials are renewed in time', async () => {
    const {code} = await through(refused('credentials', false), 9 * SECOND);
    expect(code()).toBe(0);
  });

  it('with access denied give code 4 immediately', async () => {
    const {whileGone} = await through(refused('access', false), 5 * SECOND);
    expect(whileGone).toBe(4);
  });

  it('are retried for a shorter time before the first answer', async () => {
    const aws = createNamedAws(runningAt(990));
    aws.failures.push(...Array.from({length: 50}, () => refused('network')));
    const {host, code} = await wait(aws, ['job-990']);
    await host.clock.advance(10 * SECOND);
    expect(code()).toBe(7);
  });

  it('are reported with --quiet only if they end the command', async () => {
    const passing = await through(refused('throttled'), MINUTE, ['--quiet']);
    expect({code: passing.code(), said: passing.host.said}).toEqual({code: 0, said: []});
    const final = await through(refused('access', false), MINUTE, ['--quiet']);
    expect(final.host.said).toEqual(['The job could not be read: It is access. Do this.']);
  });

  it('that hang are ended by --retry-for', async () => {
    const aws = createNamedAws(runningAt(990));
    const {host, code} = await wait(aws, ['job-990', '--retry-for', '8s', '--refresh', '2']);
    aws.getJob = (_, signal) =>
      new Promise(resolve => {
        signal.addEventListener('abort', () => resolve(failure(refused('cancelled', false))));
      });
    await host.clock.advance(9_900);
    expect(code()).toBeUndefined();
    await host.clock.advance(100);
    expect(code()).toBe(7);
    expect(host.said.at(-1)).toMatch(/There was no answer within 8s\./);
  });

  it('that are throttled make the polls slower', async () => {
    const aws = createNamedAws(runningAt(990));
    const {host} = await wait(aws, ['job-990']);
    aws.failures.push(refused('throttled'), refused('throttled'));
    await host.clock.advance(5 * MINUTE);
    const before = aws.gets.length;
    aws.failures.push(...Array.from({length: 100}, () => refused('throttled')));
    await host.clock.advance(5 * MINUTE);
    expect(aws.gets.length - before).toBeLessThan(12);
  });
});

describe('ctrl-c', () => {
  it('ends the command immediately with code 130, without a result', async () => {
    const aws = createNamedAws(runningAt(990));
    const {host, code} = await wait(aws, ['job-990']);
    host.end(130);
    await host.clock.settle();
    expect({code: code(), stdout: host.stdout(), pending: host.clock.pending()}).toEqual({
      code: 130,
      stdout: '',
      pending: 0,
    });
  });
});

describe('ctrl-c on a terminal', () => {
  it('reports the status of the job in place of the status line', async () => {
    const {host, code} = await wait(createNamedAws(runningAt(998)), ['job-998'], {stderrWidth: 100});
    await host.clock.advance(2 * SECOND);
    host.end(130);
    await host.clock.settle();
    expect({code: code(), last: host.shown.at(-1), said: host.said}).toEqual({
      code: 130,
      last: undefined,
      said: ['Interrupted: job-998 has been InProgress for 2m 02s.'],
    });
  });
});

describe('several jobs', () => {
  const three = () => createNamedAws(runningAt(992), runningAt(991), runningAt(990), ...jobsDown(980, 960));
  const args = ['job-990', 'job-991', 'job-992'];

  it('take one list request per poll, and one get request for each that ends', async () => {
    const aws = three();
    const {host, code} = await wait(aws, args);
    expect(aws.gets).toHaveLength(3);
    await host.clock.advance(10 * SECOND);
    expect({lists: aws.lists.length, gets: aws.gets.length}).toEqual({lists: 2, gets: 3});
    expect(aws.lists[0]).toMatchObject({status: 'InProgress', pageSize: 1000});
    end(aws, 990, 'Completed', host.clock.now());
    await host.clock.advance(5 * SECOND);
    expect({lists: aws.lists.length, gets: aws.gets.length}).toEqual({lists: 3, gets: 4});
    end(aws, 991, 'Failed', host.clock.now());
    end(aws, 992, 'Completed', host.clock.now());
    await host.clock.advance(5 * SECOND);
    expect(code()).toBe(1);
    expect(host.stdout().match(/^\w+ +job-\d+/gm)).toEqual([
      'Completed  job-990',
      'Failed     job-991',
      'Completed  job-992',
    ]);
  });

  it('take one get request each if the caller may not list', async () => {
    const aws = three();
    aws.listJobs = async request => {
      aws.lists.push(request);
      return failure(refused('access', false));
    };
    const {host, code} = await wait(aws, args);
    await host.clock.advance(10 * SECOND);
    expect({lists: aws.lists.length, gets: aws.gets.length}).toEqual({lists: 1, gets: 9});
    for (const n of [990, 991, 992]) end(aws, n, 'Completed', host.clock.now());
    await host.clock.advance(5 * SECOND);
    expect(code()).toBe(0);
  });

  it('keep the answers that arrived if other requests fail', async () => {
    const aws = three();
    const {host, code} = await wait(aws, args);
    for (const n of [990, 991, 992]) end(aws, n, 'Completed', host.clock.now());
    const {getJob} = aws;
    let count = 0;
    // Every second request is refused.
    aws.getJob = async (arn, signal) => (count++ % 2 === 1 ? failure(refused('throttled')) : getJob(arn, signal));
    await host.clock.advance(MINUTE);
    expect(code()).toBe(0);
    expect(host.stdout().match(/^Completed/gm)).toHaveLength(3);
  });

  it('keep fields that the list does not have', async () => {
    const aws = createNamedAws(runningAt(991), runningAt(990));
    const {answer} = aws;
    aws.answer = request => {
      const page = answer(request);
      return {...page, jobs: page.jobs.map(job => ({...job, modelName: undefined}))};
    };
    const {host} = await wait(aws, ['job-990', 'job-991', '--timeout', '8s', '-o', 'csv']);
    await host.clock.advance(8 * SECOND);
    expect(host.stdout()).toContain(',job-990,model-990,');
  });

  it('are printed as of the last answer', async () => {
    const queued = (n: number): Job => ({...runningAt(n), status: 'Queued'});
    const aws = createNamedAws(queued(991), queued(990));
    const {host} = await wait(aws, ['job-990', 'job-991', '--timeout', '8s', '-o', 'json']);
    aws.jobs = [runningAt(991), runningAt(990)].map(job => ({...job, modifiedAt: NOON}));
    await host.clock.advance(8 * SECOND);
    expect(JSON.parse(host.stdout())).toMatchObject([
      {jobName: 'job-990', status: 'InProgress', lastModifiedTime: '2026-11-23T12:00:00.000Z'},
      {jobName: 'job-991', status: 'InProgress'},
    ]);
  });

  it.each([
    [[], 'Failed', 'Completed', 1, 2],
    [['--for', 'Completed'], 'Failed', undefined, 1, 1],
    [['--any'], 'Completed', undefined, 0, 1],
    [['--any'], 'Failed', undefined, 1, 1],
    [['--any', '--for', 'Completed'], 'Failed', 'Completed', 0, 2],
    [['--for', 'Failed', '--any'], 'Failed', undefined, 0, 1],
  ] as const)('%j: the first %s, the second %s: code %d after %d', async (goal, first, second, expected, after) => {
    const aws = three();
    const {host, code} = await wait(aws, ['job-990', 'job-991', ...goal]);
    end(aws, 990, first, host.clock.now());
    await host.clock.advance(5 * SECOND);
    expect(code()).toBe(after === 1 ? expected : undefined);
    if (second) end(aws, 991, second, host.clock.now());
    await host.clock.advance(5 * SECOND);
    expect(code()).toBe(expected);
  });
});

describe('on a terminal', () => {
  it('a status line counts with an estimate, and disappears at the end', async () => {
    const aws = createNamedAws(runningAt(998), ...jobsDown(990, 980));
    const {host, code} = await wait(aws, ['job-998'], {stderrWidth: 200, width: 200});
    await host.clock.advance(2 * SECOND);
    expect(host.shown[0]).toBe('InProgress  job-998  2m 00s');
    expect(host.shown.at(-1)).toBe(
      'InProgress  job-998  2m 02s  (~2–4 min left; usually 5 min: 11 earlier imports of job)',
    );
    expect(aws.lists).toHaveLength(1);
    await host.clock.advance(5 * MINUTE);
    expect(host.shown.at(-1)).toMatch(/ \(longer than usual; usually 5 min: 11 earlier imports of job\)$/);
    end(aws, 998, 'Completed', host.clock.now());
    await host.clock.advance(5 * SECOND);
    expect({code: code(), last: host.shown.at(-1), said: host.said}).toEqual({code: 0, last: undefined, said: []});
  });

  it('the line is shorter in a narrower window', async () => {
    const aws = createNamedAws(runningAt(998), ...jobsDown(990, 980));
    const {host} = await wait(aws, ['job-998'], {stderrWidth: 70});
    await host.clock.advance(2 * SECOND);
    expect(host.shown.at(-1)).toBe('InProgress  job-998  2m 02s  (~2–4 min left)');
  });

  it('the line fits into a tiny window', async () => {
    const aws = createNamedAws(runningAt(998), ...jobsDown(990, 980));
    const {host} = await wait(aws, ['job-998'], {stderrWidth: 24});
    await host.clock.advance(2 * SECOND);
    expect(host.shown.at(-1)).toBe('InProgress  job-998 …');
  });

  it('there is no estimate without completed jobs', async () => {
    const aws = createNamedAws(runningAt(998));
    aws.listJobs = async () => failure(refused('access', false));
    const {host} = await wait(aws, ['job-998'], {stderrWidth: 200});
    await host.clock.advance(2 * SECOND);
    expect(host.shown.at(-1)).toBe('InProgress  job-998  2m 02s');
  });

  it('the line shows failures until they are over', async () => {
    const aws = createNamedAws(runningAt(998));
    const {host} = await wait(aws, ['job-998'], {stderrWidth: 200});
    aws.failures.push(refused('throttled'));
    await host.clock.advance(6 * SECOND);
    expect(host.said).toEqual(['The job could not be read: It is throttled. Retrying in 5s.']);
    expect(host.shown.at(-1)).toBe('InProgress  job-998  2m 06s  (throttled for 1s, retrying in 4s)');
    await host.clock.advance(6 * SECOND);
    expect(host.shown.at(-1)).toMatch(/^InProgress {2}job-998/);
  });
});

describe('the result', () => {
  it.each([
    ['json', /^\[\n {4}\{\n {8}"jobArn"/],
    ['ndjson', /^\{"jobArn":"arn[^\n]*"status":"Completed"\}\n$/],
    ['ids', /^arn:[^\n]*\n$/],
    ['csv', /^jobArn,jobName,.*\narn:[^\n]*\n$/],
    ['tsv', /^jobArn\tjobName\t.*\narn:[^\n]*\n$/],
  ])('as %s', async (format, pattern) => {
    const {host} = await wait(createNamedAws(jobAt(990)), ['job-990', '-o', format]);
    expect(host.stdout()).toMatch(pattern);
  });
});
