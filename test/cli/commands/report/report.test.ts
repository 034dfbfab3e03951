/** The report command, with an AWS in memory: what it asks for, what it prints, and what it does if a request fails. */
import {describe, expect, it} from 'vitest';
import {runReport} from '../../../../src/cli/commands/report/report.ts';
import {type AppError, failure, success} from '../../../../src/core/domain/app-error.ts';
import type {Job} from '../../../../src/core/domain/job.ts';
import {createFakeAws, type FakeAws, oops} from '../../../support/fake-aws.ts';
import {detailOf, jobAt, MINUTE, NOON, runningAt} from '../../../support/jobs.ts';
import {createTestHost, startCommand, type TestHost, type TestHostOptions} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';
import {inZone} from '../../../support/zone.ts';

const DAY = 1440 * MINUTE;
const denied = (): AppError =>
  oops({kind: 'access', what: 'The job could not be read', why: 'No', next: 'Ask', isTransient: false});
const throttled = (): AppError => oops({kind: 'throttled', why: 'Too many', next: 'Wait'});

const failedAt = (n: number, daysAgo: number, name = `mixtral-8x7b-support-v${n}`): Job => {
  const createdAt = NOON - daysAgo * DAY;
  return jobAt(n, {name, status: 'Failed', createdAt, endedAt: createdAt + 2 * MINUTE, modelName: undefined});
};

const JOBS: readonly Job[] = [
  runningAt(999),
  failedAt(1, 1),
  jobAt(2, {name: 'mistral-7b-faq-v2', createdAt: NOON - 2 * DAY, endedAt: NOON - 2 * DAY + 12 * MINUTE}),
  failedAt(3, 3),
  failedAt(4, 8),
  jobAt(5, {name: 'mixtral-8x7b-support-v5', createdAt: NOON - 9 * DAY, endedAt: NOON - 9 * DAY + 8 * MINUTE}),
  failedAt(6, 40),
];

const awsWith = (jobs: readonly Job[] = JOBS): FakeAws => {
  const aws = createFakeAws(jobs);
  aws.getJob = async arn => {
    aws.gets.push(arn);
    const error = aws.failures.shift();
    if (error) return failure(error);
    const job = aws.jobs.find(one => one.arn === arn);
    if (!job) return failure(oops({kind: 'not-found', isTransient: false}));
    const n = Number(job.arn.slice(-12));
    return success(
      detailOf(job, {
        failureMessage: n === 4 ? `No key for s3://b/${n}.` : `The file 'f${n}' is missing at s3://b/${n}.`,
      }),
    );
  };
  return aws;
};

const report = (aws: FakeAws, args: readonly string[] = [], more: Partial<TestHostOptions> = {}) =>
  startCommand(host => runReport(optionsOf('report', ...args), host), createTestHost({gateway: aws, ...more}));

const json = ({stdout}: TestHost) => JSON.parse(stdout());

describe('requests', () => {
  it('one list of 30 days, and one for each failed job in them', async () => {
    const aws = awsWith();
    const {code} = await report(aws);
    expect(code()).toBe(0);
    expect(aws.lists).toEqual([
      expect.objectContaining({
        createdAfter: NOON - 30 * DAY,
        createdBefore: undefined,
        status: undefined,
        pageSize: 1000,
      }),
    ]);
    expect(aws.gets.toSorted()).toEqual([1, 3, 4].map(n => jobAt(n).arn));
  });

  it('as the flags say', async () => {
    const aws = awsWith();
    await report(aws, ['--after', '90d', '--before', '2d', '--name', 'support']);
    expect(aws.lists).toEqual([
      expect.objectContaining({createdAfter: NOON - 90 * DAY, createdBefore: NOON - 2 * DAY, name: 'support'}),
    ]);
    expect(aws.gets).toHaveLength(3);
  });

  it('are three at a time', async () => {
    const aws = awsWith(Array.from({length: 20}, (_, i) => failedAt(i + 1, i)));
    const get = aws.getJob;
    let now = 0;
    let most = 0;
    aws.getJob = async (arn, signal) => {
      now += 1;
      most = Math.max(most, now);
      await Promise.resolve();
      now -= 1;
      return get(arn, signal);
    };
    await report(aws);
    expect([most, aws.gets.length]).toEqual([3, 20]);
  });
});

describe('text', () => {
  it('has what it rests on, the reasons, and two charts', async () => {
    inZone('UTC');
    const {host} = await report(awsWith());
    expect(host.stdout()).toBe(`Jobs created from 2026-10-24 12:00:00 to 2026-11-23 12:00:00 (UTC)
6 jobs: 1 InProgress, 2 Completed, 3 Failed

Reasons of failures: 3 of 3 read
COUNT              NEWEST        REASON
    2  ██████████  yesterday     The file … is missing at ….
                                 mixtral-8x7b-support-v1, mixtral-8x7b-support-v3
    1  █████       8 days ago    No key for ….
                                 mixtral-8x7b-support-v4

By week of creation (from Monday; the first and the last may be partial); durations of 2 Completed
WEEK OF     SUCCESS              COMPLETED   MEDIAN              SHORTEST – LONGEST
2026-11-23        –                 0 of 0        –              –
2026-11-16      33%  ███▍           1 of 3  12m 00s  ██████████  12m 00s – 12m 00s
2026-11-09      50%  █████          1 of 2   8m 00s  ██████▋     8m 00s – 8m 00s

By model family; durations of 2 Completed
FAMILY        SUCCESS              COMPLETED   MEDIAN              SHORTEST – LONGEST
mixtral-8x7b      25%  ██▌            1 of 4   8m 00s  ██████▋     8m 00s – 8m 00s
mistral-7b       100%  ██████████     1 of 1  12m 00s  ██████████  12m 00s – 12m 00s
other names         –                 0 of 0        –              –
`);
  });

  it('fits every terminal', async () => {
    for (const width of [40, 60, 80, 120]) {
      const {host} = await report(awsWith(), [], {width});
      for (const line of host.stdout().split('\n')) expect(line.length).toBeLessThanOrEqual(width);
    }
  });

  it('has ASCII charts if the terminal has no more', async () => {
    const {host} = await report(awsWith(), [], {hasBlocks: false});
    expect(host.stdout()).toContain('2  ##########  yesterday');
    expect(host.stdout()).not.toMatch(/[█-▏]/);
  });

  it('says that nothing failed, and that there was nothing', async () => {
    const fine = await report(awsWith([jobAt(1, {createdAt: NOON - DAY})]));
    expect(fine.host.stdout()).toContain('Reasons of failures: 0 of 0 read\nNo job failed.\n');
    const empty = await report(awsWith([]));
    expect(empty.host.stdout()).toMatch(/^Jobs created .*\n0 jobs\n\n.*\nNo job failed\.\n$/);
    expect(empty.code()).toBe(0);
  });
});

describe('markdown', () => {
  it('has tables, in which nothing is taken for markup', async () => {
    const jobs = [failedAt(1, 1, 'a|b_c*d<e>')];
    const {host} = await report(awsWith(jobs), ['-o', 'markdown']);
    expect(host.stdout()).toContain('## Reasons of failures: 1 of 1 read');
    expect(host.stdout()).toContain('| The file … is missing at …. | a\\|b\\_c\\*d\\<e\\> |');
  });
});

describe('json', () => {
  it('has reasons, weeks, families, and what they rest on', async () => {
    const {host} = await report(awsWith(), ['-o', 'json', '--name', 'support']);
    const {reasons, weeks, families, basis} = json(host);
    expect(reasons).toEqual([
      {
        reason: 'The file … is missing at ….',
        count: 2,
        newest: new Date(failedAt(1, 1).endedAt ?? 0).toISOString(),
        jobs: [
          expect.objectContaining({jobArn: jobAt(1).arn, jobName: 'mixtral-8x7b-support-v1', status: 'Failed'}),
          expect.objectContaining({jobArn: jobAt(3).arn}),
        ],
      },
      expect.objectContaining({reason: 'No key for ….', count: 1}),
    ]);
    expect(weeks).toHaveLength(2);
    expect(families).toEqual([
      {
        family: 'mixtral-8x7b',
        jobs: 4,
        inProgress: 0,
        completed: 1,
        failed: 3,
        other: 0,
        successRate: 0.25,
        durations: {jobs: 1, medianSeconds: 480, shortestSeconds: 480, longestSeconds: 480},
      },
    ]);
    expect(basis).toMatchObject({
      nameContains: 'support',
      jobs: 4,
      failed: 3,
      reasonsRead: 3,
      isListComplete: true,
      isPartial: false,
    });
  });
});

describe('failures', () => {
  it('denied: the counts are printed without reasons, and no more is asked', async () => {
    const aws = awsWith(Array.from({length: 20}, (_, i) => failedAt(i + 1, i)));
    aws.getJob = async arn => {
      aws.gets.push(arn);
      return failure(denied());
    };
    const {host, code} = await report(aws);
    expect(code()).toBe(4);
    expect(aws.gets.length).toBeLessThanOrEqual(3);
    expect(host.stdout()).toContain(
      '20 jobs: 20 Failed\n\nReasons of failures: 0 of 20 read\nThe reasons of 20 failed jobs were not read.\n',
    );
    expect(host.said).toEqual([
      'The report is partial: the reasons of 20 failed jobs are missing. The job could not be read: No. Ask.',
    ]);
  });

  it('a job that is gone does not keep the others from being read', async () => {
    const aws = awsWith();
    aws.failures.push();
    const get = aws.getJob;
    aws.getJob = async (arn, signal) =>
      arn === jobAt(1).arn
        ? failure(oops({kind: 'not-found', what: 'Job not read', why: 'Gone', isTransient: false}))
        : get(arn, signal);
    const {host, code} = await report(aws, ['-o', 'json']);
    expect(code()).toBe(5);
    expect(json(host).basis).toMatchObject({failed: 3, reasonsRead: 2, isPartial: true});
    expect(host.said).toEqual([
      expect.stringContaining('the reasons of 1 failed job are missing. Job not read: Gone.'),
    ]);
  });

  it('throttled: it is retried, as long as --retry-for says', async () => {
    const aws = awsWith([failedAt(1, 1)]);
    const get = aws.getJob;
    let isThrottled = true;
    aws.getJob = async (arn, signal) => (isThrottled ? failure(throttled()) : get(arn, signal));
    const passing = await report(aws);
    await passing.host.clock.advance(5000);
    isThrottled = false;
    await passing.host.clock.advance(20_000);
    expect(passing.code()).toBe(0);
    expect(passing.host.said[0]).toMatch(/Too many\. Retrying in/);

    isThrottled = true;
    const lasting = await report(aws, ['--retry-for', '10s']);
    await lasting.host.clock.advance(60_000);
    expect(lasting.code()).toBe(6);
    expect(lasting.host.stdout()).toContain('Reasons of failures: 0 of 1 read');
  });

  it('of the first list: nothing is printed', async () => {
    const aws = awsWith();
    aws.failures.push(denied());
    const {host, code} = await report(aws);
    expect([code(), host.stdout(), aws.gets]).toEqual([4, '', []]);
    expect(host.said).toEqual(['The job could not be read: No. Ask.']);
  });

  it('of a later page: what has been read is printed, and what is missing is said', async () => {
    const aws = awsWith();
    let pages = 0;
    aws.listJobs = async () => {
      pages += 1;
      return pages === 1 ? success({jobs: JOBS.slice(0, 3), nextToken: 't'}) : failure(denied());
    };
    const {host, code} = await report(aws);
    expect(code()).toBe(4);
    expect(host.stdout()).toContain('2 Completed'.replace('2', '1'));
    expect(host.stdout()).toContain('(partial: the list was not read to its end)');
    expect(host.said[0]).toMatch(/^The report is partial: jobs are missing\. /);
  });

  it('a list that leads in a circle ends', async () => {
    const aws = awsWith();
    aws.answer = () => ({jobs: JOBS, nextToken: 'again'});
    expect((await report(aws)).code()).toBe(8);
  });
});

describe('ctrl-c', () => {
  const held = () => {
    const aws = awsWith(Array.from({length: 20}, (_, i) => failedAt(i + 1, i)));
    const get = aws.getJob;
    aws.getJob = async (arn, signal) => {
      if (aws.gets.length < 6) return get(arn, signal);
      aws.gets.push(arn);
      return new Promise(resolve => {
        signal.addEventListener('abort', () => resolve(failure(oops({kind: 'cancelled', isTransient: false}))));
      });
    };
    return aws;
  };

  it('prints what has been read, and says that it is partial', async () => {
    const aws = held();
    const {host, code, running} = await report(aws, [], {stderrWidth: 80});
    expect(code()).toBeUndefined();
    expect(host.shown.filter(Boolean).at(-1)).toBe('reading reasons: 6 of 20');
    host.end(130);
    await running;
    expect(code()).toBe(130);
    expect(host.stdout()).toContain('Reasons of failures: 6 of 20 read');
    expect(host.said).toEqual([
      'Interrupted. The report is partial: it covers 20 jobs, and the reasons of 6 of 20 failed jobs.',
    ]);
    expect(host.shown.at(-1)).toBeUndefined();
    expect(aws.gets).toHaveLength(9);
  });

  it('in json, too', async () => {
    const {host, running} = await report(held(), ['-o', 'json']);
    host.end(130);
    await running;
    expect(json(host).basis).toMatchObject({reasonsRead: 6, isListComplete: true, isPartial: true});
  });

  it('before the first answer prints nothing', async () => {
    const aws = awsWith();
    aws.listJobs = (_, signal) =>
      new Promise(resolve => {
        signal.addEventListener('abort', () => resolve(failure(oops({kind: 'cancelled', isTransient: false}))));
      });
    const {host, code, running} = await report(aws);
    host.end(130);
    await running;
    expect([code(), host.stdout(), host.said]).toEqual([130, '', []]);
  });
});

describe('a reader that closes the pipe', () => {
  it('ends it silently', async () => {
    const {host, code} = await report(awsWith(), [], {onPrint: host => host.end(0)});
    expect([code(), host.said]).toEqual([0, []]);
  });
});

describe('progress', () => {
  it('is shown on a terminal only, and not with --quiet', async () => {
    const shown = await report(awsWith(), [], {stderrWidth: 80});
    expect(shown.host.shown.filter(Boolean)).toEqual([
      'reading jobs',
      'reading reasons: 1 of 3',
      'reading reasons: 2 of 3',
      'reading reasons: 3 of 3',
    ]);
    const quiet = await report(awsWith(), ['--quiet'], {stderrWidth: 80});
    const piped = await report(awsWith());
    expect([...quiet.host.shown, ...piped.host.shown].filter(Boolean)).toEqual([]);
  });
});
