/** The watch command, with an AWS in memory and a manual clock: its events, and the requests they take. */
import {describe, expect, it} from 'vitest';
import {runWatch} from '../../../../src/cli/commands/watch/watch.ts';
import {type AppError, failure, success} from '../../../../src/core/domain/app-error.ts';
import type {Job} from '../../../../src/core/domain/job.ts';
import {createFakeAws, type FakeAws, oops} from '../../../support/fake-aws.ts';
import {arnOf, detailOf, jobAt, jobsDown, MINUTE, NOON, runningAt} from '../../../support/jobs.ts';
import {createTestHost, type TestHostOptions} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';

const SECOND = 1_000;

const watch = async (aws: FakeAws, args: readonly string[] = [], more: Partial<TestHostOptions> = {}) => {
  const host = createTestHost({gateway: aws, ...more});
  let code: number | undefined;
  let fault: unknown;
  runWatch(optionsOf('watch', ...args), host).then(
    result => {
      code = result;
    },
    cause => {
      fault = cause;
    },
  );
  await host.clock.settle();
  return {host, code: () => code, fault: () => fault};
};

const awsWith = (...jobs: readonly Job[]): FakeAws => {
  const aws = createFakeAws(jobs);
  aws.getJob = async arn => {
    aws.gets.push(arn);
    const job = aws.jobs.find(other => other.arn === arn);
    if (!job) return failure(oops({kind: 'not-found', isTransient: false}));
    return success(detailOf(job, {failureMessage: job.status === 'Failed' ? 'The files\nare gone' : undefined}));
  };
  return aws;
};

const end = (aws: FakeAws, n: number, status: string, at: number): void => {
  aws.jobs = aws.jobs.map(job => (job.arn === arnOf(n) ? {...job, status, endedAt: at} : job));
};

const begin = (aws: FakeAws, job: Job): void => {
  aws.jobs = [...aws.jobs, job];
};

const refused = (kind: AppError['kind'], isTransient = true): AppError =>
  oops({kind, why: `It is ${kind}`, next: 'Do this', isTransient});

describe('from now on', () => {
  it('a job that existed before is no event', async () => {
    const aws = awsWith(runningAt(995), ...jobsDown(994, 900));
    const {host, code} = await watch(aws);
    await host.clock.advance(5 * MINUTE);
    expect({code: code(), stdout: host.stdout()}).toEqual({code: undefined, stdout: ''});
    expect(host.said).toEqual([
      '2026-11-23T12:00:00Z  Watching import jobs in us-east-1 (1 running). Checking every 5s while a job is running, and once a minute for new jobs.',
    ]);
  });

  it('a job that ends is an event within one refresh, with its duration', async () => {
    const aws = awsWith(runningAt(995), ...jobsDown(994, 990));
    const {host} = await watch(aws);
    end(aws, 995, 'Completed', NOON + 2 * SECOND);
    await host.clock.advance(5 * SECOND);
    expect(host.stdout()).toBe(
      '2026-11-23T12:00:02Z  ended   job-995                           Completed after 5m 02s\n',
    );
  });

  it('the event of a failed job has the reason on one line, for one request', async () => {
    const aws = awsWith(runningAt(995));
    const {host} = await watch(aws);
    end(aws, 995, 'Failed', NOON + 2 * SECOND);
    await host.clock.advance(5 * SECOND);
    expect(host.stdout()).toBe(
      '2026-11-23T12:00:02Z  failed  job-995                           Failed after 5m 02s: The files are gone\n',
    );
    expect(aws.gets).toEqual([arnOf(995)]);
  });

  it('a new job is an event within a minute, and so is its end', async () => {
    const aws = awsWith(...jobsDown(994, 990));
    const {host} = await watch(aws);
    await host.clock.advance(10 * SECOND);
    begin(aws, {...runningAt(1001), createdAt: host.clock.now()});
    await host.clock.advance(MINUTE);
    expect(host.stdout()).toBe('2026-11-23T12:00:10Z  new     job-1001\n');
    end(aws, 1001, 'Completed', host.clock.now());
    await host.clock.advance(5 * SECOND);
    expect(host.stdout().split('\n')[1]).toMatch(/ ended {3}job-1001 +Completed after 1m 00s$/);
  });

  it('a job that was created and failed between two polls gives both events', async () => {
    const aws = awsWith(...jobsDown(994, 990));
    const {host} = await watch(aws, ['-o', 'ndjson']);
    begin(aws, jobAt(1001, {status: 'Failed', createdAt: NOON + SECOND, endedAt: NOON + 3 * SECOND}));
    await host.clock.advance(MINUTE);
    const events = host
      .stdout()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(events.map(({event}) => event)).toEqual(['new', 'failed']);
    expect(events[1]).toMatchObject({
      time: '2026-11-23T12:00:03.000Z',
      job: {jobName: 'job-1001', status: 'Failed', failureMessage: 'The files\nare gone'},
    });
  });

  it('the first job of an account is an event', async () => {
    const aws = awsWith();
    const {host} = await watch(aws);
    begin(aws, {...runningAt(1001), createdAt: NOON - 10 * MINUTE});
    await host.clock.advance(MINUTE);
    expect(host.stdout()).toBe('2026-11-23T11:50:00Z  new     job-1001\n');
  });

  it('no event is repeated within an hour', async () => {
    const aws = awsWith(runningAt(995), ...jobsDown(994, 900));
    const {host} = await watch(aws);
    end(aws, 995, 'Completed', NOON);
    await host.clock.advance(5 * SECOND);
    begin(aws, {...runningAt(1001), createdAt: NOON + 6 * SECOND});
    await host.clock.advance(30 * MINUTE);
    end(aws, 1001, 'Failed', host.clock.now());
    await host.clock.advance(30 * MINUTE);
    expect(host.stdout().match(/new|ended|failed/g)).toEqual(['ended', 'new', 'failed']);
  });
});

describe('an empty first page with a token', () => {
  it('does not count as the newest jobs', async () => {
    const aws = awsWith(runningAt(995), ...jobsDown(994, 990));
    const {answer} = aws;
    aws.answer = request =>
      request.token === undefined && request.status === undefined
        ? {jobs: [], nextToken: 'second'}
        : answer({...request, token: undefined});
    const {host} = await watch(aws);
    expect(host.said[0]).toContain('(1 running)');
    end(aws, 995, 'Completed', NOON + 2 * SECOND);
    await host.clock.advance(5 * SECOND);
    expect(host.stdout()).toMatch(/ ended {3}job-995 /);
  });
});

describe('requests', () => {
  it('are one a minute if no job is running, and one each refresh otherwise', async () => {
    const aws = awsWith(...jobsDown(994, 900));
    const idle = await watch(aws);
    expect(aws.lists).toHaveLength(1);
    await idle.host.clock.advance(10 * MINUTE);
    expect(aws.lists).toHaveLength(11);
    const busy = awsWith(runningAt(995));
    const {host} = await watch(busy, ['--refresh', '2']);
    await host.clock.advance(MINUTE);
    expect(busy.lists).toHaveLength(1 + 30 + 1);
    expect(busy.gets).toHaveLength(0);
  });
});

describe('filters', () => {
  it.each([
    [['--status', 'Failed'], ['failed job-995']],
    [['--status', 'Completed'], ['ended job-996']],
    [['--status', 'InProgress'], ['new job-1001']],
    [
      ['--name', '99'],
      ['failed job-995', 'ended job-996'],
    ],
    [['--after', '4m'], ['new job-1001']],
    [[], ['failed job-995', 'ended job-996', 'new job-1001']],
  ])('%j: %j', async (args, events) => {
    const aws = awsWith(runningAt(996), runningAt(995), ...jobsDown(994, 990));
    const {host} = await watch(aws, ['--output', 'lines', ...args]);
    end(aws, 995, 'Failed', NOON + SECOND);
    end(aws, 996, 'Completed', NOON + 2 * SECOND);
    begin(aws, {...runningAt(1001), createdAt: NOON + 3 * SECOND});
    await host.clock.advance(2 * MINUTE);
    const printed = host.stdout().matchAll(/Z {2}(\w+) +(\S+)/g);
    expect([...printed].map(([, kind, name]) => `${kind} ${name}`).sort()).toEqual([...events].sort());
  });
});

describe('--since', () => {
  it('begins with the events since then, in their order, and continues', async () => {
    const aws = awsWith(runningAt(999), jobAt(998, {status: 'Failed'}), ...jobsDown(997, 900));
    const {host} = await watch(aws, ['--since', '7m']);
    const printed = () =>
      [...host.stdout().matchAll(/T(\S+)Z {2}(\w+) +(\S+)/g)].map(match => match.slice(1).join(' '));
    expect(printed()).toEqual([
      '11:53:00 new job-993',
      '11:53:00 ended job-988',
      '11:54:00 new job-994',
      '11:54:00 ended job-989',
      '11:55:00 new job-995',
      '11:55:00 ended job-990',
      '11:56:00 new job-996',
      '11:56:00 ended job-991',
      '11:57:00 new job-997',
      '11:57:00 ended job-992',
      '11:58:00 new job-998',
      '11:58:00 ended job-993',
      '11:59:00 new job-999',
      '11:59:00 ended job-994',
      '12:00:00 ended job-995',
      '12:01:00 ended job-996',
      '12:02:00 ended job-997',
      '12:03:00 failed job-998',
    ]);
    const before = printed().length;
    end(aws, 999, 'Completed', NOON + 4 * MINUTE);
    await host.clock.advance(MINUTE);
    expect(printed().slice(before)).toEqual(['12:04:00 ended job-999']);
  });

  it('reads back two days further, and no more', async () => {
    const aws = awsWith(...jobsDown(997, 900));
    await watch(aws, ['--since', '1h']);
    expect(aws.lists[0]).toMatchObject({createdAfter: NOON - 3_600_000 - 2 * 86_400_000, pageSize: 1000});
  });

  it('prints no old jobs if nothing happened for days before', async () => {
    const old = (job: Job): Job => ({
      ...job,
      createdAt: job.createdAt - 30 * 86_400_000,
      endedAt: NOON - 29 * 86_400_000,
    });
    const aws = awsWith(...jobsDown(997, 900).map(old));
    const {host} = await watch(aws, ['--since', '1h']);
    await host.clock.advance(2 * MINUTE);
    expect(host.stdout()).toBe('');
    begin(aws, {...runningAt(1001), createdAt: host.clock.now()});
    await host.clock.advance(MINUTE);
    expect(host.stdout()).toMatch(/ new {5}job-1001\n$/);
  });

  it('ends the command if the pages form a circle', async () => {
    const aws = awsWith();
    let n = 0;
    aws.answer = ({token}) => ({jobs: [jobAt(n++)], nextToken: token === 'a' ? 'b' : 'a'});
    const {code} = await watch(aws, ['--since', '30d']);
    expect({code: code(), asked: aws.lists.length}).toEqual({code: 8, asked: 3});
  });

  it('ends the command if the list cannot be read', async () => {
    const aws = awsWith(...jobsDown(997, 900));
    aws.failures.push(refused('access', false));
    const {host, code} = await watch(aws, ['--since', '1h']);
    expect({code: code(), said: host.said}).toEqual({
      code: 4,
      said: ['The list of jobs could not be read: It is access. Do this.'],
    });
  });
});

describe('a failure', () => {
  it('at the start that retrying cannot fix ends the command with its code', async () => {
    const aws = awsWith(...jobsDown(997, 900));
    aws.connect = async () => failure(refused('credentials', false));
    aws.listJobs = async () => failure(refused('credentials', false));
    const {host, code} = await watch(aws);
    expect(code()).toBe(3);
    expect(host.said).toEqual(['The list of jobs could not be read: It is credentials. Do this.']);
    expect(host.clock.pending()).toBe(0);
  });

  it('at the start because of denied access ends it, too', async () => {
    const aws = awsWith(...jobsDown(997, 900));
    aws.listJobs = async () => failure(refused('access', false));
    const {code} = await watch(aws);
    expect(code()).toBe(4);
  });

  it.each(['throttled', 'network', 'service', 'credentials', 'access', 'answer', 'fault'] as const)(
    '(%s) in the middle is retried and reported, and no event is lost',
    async kind => {
      const aws = awsWith(runningAt(995), ...jobsDown(994, 990));
      const {host, code} = await watch(aws);
      const {listJobs, getJob} = aws;
      aws.listJobs = async () => failure(refused(kind, kind === 'throttled' || kind === 'service'));
      aws.getJob = async () => failure(refused(kind, kind === 'throttled' || kind === 'service'));
      await host.clock.advance(MINUTE);
      expect({code: code(), stdout: host.stdout()}).toEqual({code: undefined, stdout: ''});
      expect(host.said[1]).toMatch(
        new RegExp(`Z {2}The list of jobs could not be read: It is ${kind}\\. .*Retrying in \\d+s\\.$`),
      );
      aws.listJobs = listJobs;
      aws.getJob = getJob;
      end(aws, 995, 'Completed', NOON + 30 * SECOND);
      await host.clock.advance(10 * MINUTE);
      expect(host.stdout()).toBe(
        '2026-11-23T12:00:30Z  ended   job-995                           Completed after 5m 30s\n',
      );
      expect(host.said.filter(line => / {2}AWS is answering again\.$/.test(line))).toHaveLength(1);
    },
  );

  it('at the start that passes is retried', async () => {
    const aws = awsWith(runningAt(995));
    aws.failures.push(refused('network'), refused('network'));
    const {host, code} = await watch(aws);
    await host.clock.advance(MINUTE);
    expect(code()).toBeUndefined();
    expect(host.said.filter(line => line.includes('Watching'))).toHaveLength(1);
  });

  it('at the start that does not pass ends the command after --retry-for', async () => {
    const aws = awsWith(runningAt(995));
    aws.connect = async () => failure(refused('network'));
    aws.listJobs = async () => failure(refused('network'));
    const {host, code} = await watch(aws, ['--retry-for', '1m']);
    await host.clock.advance(5 * MINUTE);
    expect(code()).toBe(7);
    expect(host.said.join()).not.toContain('AWS is answering again');
  });

  it('that is a missing answer ends the command after --retry-for, too', async () => {
    const aws = awsWith(runningAt(995));
    aws.listJobs = () => new Promise(() => {});
    const {host, code} = await watch(aws, ['--retry-for', '8s']);
    await host.clock.advance(7_900);
    expect(code()).toBeUndefined();
    await host.clock.advance(100);
    expect(code()).toBe(7);
    expect(host.said.at(-1)).toMatch(/There was no answer within 8s\./);
  });

  it('ends the command on time, and the last message says so', async () => {
    const aws = awsWith(runningAt(995));
    const {host, code} = await watch(aws, ['--retry-for', '30s']);
    aws.listJobs = async () => failure(refused('service'));
    await host.clock.advance(34_900);
    expect(code()).toBeUndefined();
    expect(host.said.at(-1)).toMatch(/Giving up in \d+s\.$/);
    await host.clock.advance(200);
    expect(code()).toBe(8);
  });

  it('of credentials says what to do, because the retries depend on it', async () => {
    const aws = awsWith(runningAt(995));
    const {host} = await watch(aws);
    aws.listJobs = async () => failure(refused('credentials', false));
    await host.clock.advance(10 * SECOND);
    expect(host.said.at(-1)).toMatch(/It is credentials\. Do this\. Retrying in /);
  });

  it('that lasts longer than --retry-for ends the command', async () => {
    const aws = awsWith(runningAt(995));
    const {host, code} = await watch(aws, ['--retry-for', '2m']);
    aws.listJobs = async () => failure(refused('network'));
    await host.clock.advance(MINUTE);
    expect(code()).toBeUndefined();
    await host.clock.advance(5 * MINUTE);
    expect(code()).toBe(7);
  });

  it('to fetch the reason does not suppress the event', async () => {
    const aws = awsWith(...jobsDown(994, 990));
    const {host} = await watch(aws);
    aws.getJob = async () => failure(refused('access', false));
    begin(aws, jobAt(1001, {status: 'Failed', createdAt: NOON + SECOND, endedAt: NOON + 3 * SECOND}));
    await host.clock.advance(MINUTE);
    expect(host.stdout()).toMatch(/ failed {2}job-1001 +Failed after 2s\n$/);
    expect(host.said.at(-1)).toMatch(/It is access/);
  });

  it('is not reported with --quiet', async () => {
    const aws = awsWith(runningAt(995));
    aws.failures.push(refused('network'));
    const {host} = await watch(aws, ['--quiet']);
    await host.clock.advance(MINUTE);
    expect(host.said).toEqual([]);
  });

  it('that ends with credentials of another account does not print all its jobs', async () => {
    const other = (job: Job): Job => ({...job, arn: job.arn.replace('111122223333', '444455556666')});
    const aws = awsWith(runningAt(995), ...jobsDown(994, 900));
    const {host} = await watch(aws);
    aws.jobs = [...jobsDown(994, 900).map(other), other(runningAt(999))];
    await host.clock.advance(2 * MINUTE);
    expect(host.stdout()).toBe('');
    aws.jobs = aws.jobs.map(job => (job.name === 'job-999' ? {...job, status: 'Completed', endedAt: NOON} : job));
    await host.clock.advance(2 * MINUTE);
    expect(host.stdout()).toMatch(/^\S+ {2}ended {3}job-999 /);
  });
});

describe('the end', () => {
  it('comes after --limit events', async () => {
    const aws = awsWith(runningAt(996), runningAt(995));
    const {host, code} = await watch(aws, ['--limit', '1']);
    end(aws, 995, 'Completed', NOON + SECOND);
    end(aws, 996, 'Completed', NOON + 2 * SECOND);
    await host.clock.advance(5 * SECOND);
    expect(code()).toBe(0);
    expect(host.stdout().trim().split('\n')).toHaveLength(1);
    expect(host.clock.pending()).toBe(0);
  });

  it('comes with a signal, even if a request is in progress', async () => {
    const aws = awsWith(runningAt(995));
    const {host, code} = await watch(aws);
    aws.listJobs = (_, signal) =>
      new Promise(resolve => {
        signal.addEventListener('abort', () => resolve(failure(refused('cancelled'))));
      });
    await host.clock.advance(6 * SECOND);
    host.end(143);
    await host.clock.advance(2 * SECOND);
    expect({code: code(), pending: host.clock.pending()}).toEqual({code: 143, pending: 0});
  });

  it('comes with a signal, even if the last command is still running', async () => {
    const aws = awsWith(runningAt(995));
    const {host, code} = await watch(aws, ['--limit', '1', '--exec', 'sleep 600']);
    end(aws, 995, 'Completed', NOON + SECOND);
    await host.clock.advance(5 * SECOND);
    host.end(143);
    while (code() === undefined) await host.clock.settle().then(() => new Promise(resolve => setImmediate(resolve)));
    expect(code()).toBe(143);
  });

  it('comes when the reader closes the pipe', async () => {
    const aws = awsWith(runningAt(995));
    const {host, code} = await watch(aws, [], {onPrint: h => h.end(0)});
    end(aws, 995, 'Completed', NOON + SECOND);
    await host.clock.advance(10 * SECOND);
    expect(code()).toBe(0);
  });

  it('comes with a bug while an event is printed, which is not hidden', async () => {
    const aws = awsWith(runningAt(995));
    const {host, fault} = await watch(aws, [], {
      onPrint: () => {
        throw new Error('a bug');
      },
    });
    end(aws, 995, 'Completed', NOON + SECOND);
    await host.clock.advance(10 * SECOND);
    expect(fault()).toEqual(new Error('a bug'));
  });

  it('comes with a bug in the program, which is not hidden', async () => {
    const aws = awsWith(runningAt(995));
    aws.listJobs = async () => {
      throw new Error('a bug');
    };
    const {fault} = await watch(aws);
    expect(fault()).toEqual(new Error('a bug'));
  });
});
