/** The list command, with an AWS in memory: pages, limits, tokens, failures, and signals. */
import {describe, expect, it} from 'vitest';
import {runList} from '../../../../src/cli/commands/list/list.ts';
import {type AppError, failure, success} from '../../../../src/core/domain/app-error.ts';
import type {JobPage} from '../../../../src/core/domain/ports.ts';
import {createFakeAws, type FakeAws, oops} from '../../../support/fake-aws.ts';
import {detailOf, jobAt, jobsDown} from '../../../support/jobs.ts';
import {createTestHost, startCommand, type TestHostOptions} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';

const denied = (): AppError => oops({kind: 'access', why: 'No', next: 'Ask', isTransient: false});
const throttled = (): AppError => oops({kind: 'throttled', why: 'Too many', next: 'Wait'});

const list = (aws: FakeAws, args: readonly string[], more: Partial<TestHostOptions> = {}) =>
  startCommand(host => runList(optionsOf('list', ...args), host), createTestHost({gateway: aws, ...more}));

const names = (stdout: string): readonly string[] =>
  JSON.parse(stdout).modelImportJobSummaries.map(({jobName}: {jobName: string}) => jobName);

describe('pages', () => {
  it('are all read, and printed as they arrive', async () => {
    const aws = createFakeAws(jobsDown(25, 1));
    const seen: number[] = [];
    const {code, host} = await list(aws, ['-o', 'ndjson', '--page-size', '10'], {
      onPrint: ({stdout}) => seen.push(stdout().trimEnd().split('\n').length),
    });
    expect({code: code(), said: host.said}).toEqual({code: 0, said: []});
    expect(seen).toEqual([10, 20, 25]);
    expect(aws.lists.map(({pageSize, token}) => [pageSize, token !== undefined])).toEqual([
      [10, false],
      [10, true],
      [10, true],
    ]);
  });

  it('are requested with every filter', async () => {
    const aws = createFakeAws([]);
    await list(aws, ['--status', 'Failed', '--name', 'a', '--after', '2d', '--before', '1d', '--order', 'asc']);
    expect(aws.lists).toEqual([
      {
        status: 'Failed',
        name: 'a',
        createdAfter: expect.any(Number),
        createdBefore: expect.any(Number),
        sortBy: 'CreationTime',
        order: 'Ascending',
        pageSize: 500,
        token: undefined,
      },
    ]);
  });

  it('end at the limit, and the next list continues there', async () => {
    const aws = createFakeAws(jobsDown(25, 1));
    const first = await list(aws, ['-o', 'json', '--page-size', '10', '--limit', '12']);
    expect(aws.lists.map(({pageSize}) => pageSize)).toEqual([10, 2]);
    const {nextToken} = JSON.parse(first.host.stdout());
    const rest = await list(aws, ['-o', 'json', '--starting-token', nextToken]);
    const all = [...names(first.host.stdout()), ...names(rest.host.stdout())];
    expect(all).toEqual(jobsDown(25, 1).map(({name}) => name));
    expect(JSON.parse(rest.host.stdout())).not.toHaveProperty('nextToken');
  });

  it('with more jobs than requested are cut', async () => {
    const aws = createFakeAws(jobsDown(25, 1));
    aws.answer = () => ({jobs: jobsDown(25, 1), nextToken: 't'});
    const {host} = await list(aws, ['-o', 'ids', '--limit', '3']);
    expect(host.stdout().trim().split('\n')).toHaveLength(3);
  });

  it('that shift by a job do not repeat a job', async () => {
    const aws = createFakeAws([]);
    const pages: readonly JobPage[] = [{jobs: jobsDown(9, 5), nextToken: 't'}, {jobs: jobsDown(5, 1)}];
    aws.answer = ({token}) => pages[token === undefined ? 0 : 1] as JobPage;
    const {host} = await list(aws, ['-o', 'json']);
    expect(names(host.stdout())).toEqual(jobsDown(9, 1).map(({name}) => name));
  });

  it('that stay empty end the list with a failure', async () => {
    const aws = createFakeAws([]);
    let n = 0;
    aws.answer = () => ({jobs: [], nextToken: `t${n++}`});
    const {code, host, running} = await list(aws, ['-o', 'json']);
    await running;
    expect(code()).toBe(8);
    expect(aws.lists.length).toBeLessThanOrEqual(51);
    expect(host.said).toEqual([expect.stringMatching(/^The list of jobs could not be read to its end: .*\. .*\.$/)]);
    expect(JSON.parse(host.stdout())).toMatchObject({modelImportJobSummaries: []});
  });

  it('that form a circle end the list with a failure', async () => {
    const aws = createFakeAws([]);
    let n = 0;
    aws.answer = ({token}) => ({jobs: [jobAt(n++)], nextToken: token === 'a' ? 'b' : 'a'});
    const {code, host} = await list(aws, ['-o', 'json']);
    expect({code: code(), asked: aws.lists.length}).toEqual({code: 8, asked: 3});
    expect(names(host.stdout())).toHaveLength(3);
    expect(JSON.parse(host.stdout())).not.toHaveProperty('nextToken');
    const again = await list(aws, ['-o', 'ids', '--starting-token', 'a']);
    expect({code: again.code(), asked: aws.lists.length}).toEqual({code: 8, asked: 5});
  });

  it('are not fetched faster than they are read', async () => {
    const aws = createFakeAws(jobsDown(25, 1));
    const host = createTestHost({gateway: aws});
    let free = () => {};
    const stuck = new Promise<void>(resolve => {
      free = resolve;
    });
    const slow = {...host, print: () => stuck};
    const running = runList(optionsOf('list', '-o', 'ids', '--page-size', '5'), slow);
    await host.clock.settle();
    expect(aws.lists).toHaveLength(1);
    free();
    await running;
    expect(aws.lists).toHaveLength(5);
  });
});

describe('the token of the next page', () => {
  it('is printed alone on a line with --print-next-token', async () => {
    const {host} = await list(createFakeAws(jobsDown(9, 1)), ['-o', 'ids', '--limit', '4', '--print-next-token']);
    expect(host.said).toEqual([jobAt(6).arn]);
  });

  it('is not printed without a next page, or without the flag', async () => {
    const all = await list(createFakeAws(jobsDown(9, 1)), ['-o', 'ids', '--print-next-token']);
    expect(all.host.said).toEqual([]);
    const some = await list(createFakeAws(jobsDown(9, 1)), ['-o', 'ids', '--limit', '4']);
    expect(some.host.said).toEqual([]);
  });
});

describe('on a terminal', () => {
  it('says if the list stopped at --limit', async () => {
    const {host} = await list(createFakeAws(jobsDown(9, 1)), ['--limit', '4'], {width: 80});
    expect(host.said).toEqual(['Stopped at --limit 4; there are more jobs.']);
    const whole = await list(createFakeAws(jobsDown(4, 1)), ['--limit', '4'], {width: 80});
    expect(whole.host.said).toEqual([]);
  });

  it('mentions the demo if there are no credentials', async () => {
    const aws = createFakeAws([]);
    aws.failures.push(oops({kind: 'credentials', isTransient: false}));
    const {host} = await list(aws, [], {stderrWidth: 80});
    expect(host.said[0]).toMatch(/ To try the program without AWS, use --demo\.$/);
  });
});

it('AWS not accepting its own page token is a failure of the service', async () => {
  const aws = createFakeAws(jobsDown(25, 1));
  const ask = aws.listJobs;
  aws.listJobs = async (request, signal) =>
    request.token === undefined ? ask(request, signal) : failure(oops({kind: 'not-found', isTransient: false}));
  const {code} = await list(aws, ['-o', 'ids', '--page-size', '10']);
  expect(code()).toBe(8);
});

it('--retry-for also ends a request that hangs', async () => {
  const aws = createFakeAws([]);
  aws.listJobs = (_, signal) =>
    new Promise(resolve => {
      signal.addEventListener('abort', () => resolve(failure(oops({kind: 'cancelled', isTransient: false}))));
    });
  const {code, host} = await list(aws, ['--retry-for', '7s']);
  await host.clock.advance(6_900);
  expect(code()).toBeUndefined();
  await host.clock.advance(100);
  expect(code()).toBe(7);
  expect(host.said.at(-1)).toMatch(/There was no answer within 7s\./);
});

it('a request that hangs is mentioned', async () => {
  const aws = createFakeAws([]);
  aws.listJobs = () => new Promise(() => {});
  const {host} = await list(aws, []);
  await host.clock.advance(10_000);
  expect(host.said).toEqual(['No answer from AWS for 10s so far.']);
});

describe('an empty list', () => {
  it.each([
    [[], 'There are no import jobs in this region yet.'],
    [['--status', 'Failed'], 'No import jobs match these filters.'],
    [['--name', 'a'], 'No import jobs match these filters. --name is case-sensitive.'],
    [['--starting-token', 't'], 'There are no more jobs.'],
  ])('is explained on stderr (%j)', async (args, sentence) => {
    const {code, host} = await list(createFakeAws([]), args);
    expect({code: code(), stdout: host.stdout(), said: host.said}).toEqual({code: 0, stdout: '', said: [sentence]});
  });

  it.each([
    ['json', '{\n    "modelImportJobSummaries": []\n}\n'],
    ['ndjson', ''],
    ['ids', ''],
    ['csv', 'status,jobName,importedModelName,creationTime,tookSeconds\n'],
  ])('is data as %s', async (format, stdout) => {
    const {code, host} = await list(createFakeAws([]), ['-o', format]);
    expect({code: code(), stdout: host.stdout(), said: host.said}).toEqual({code: 0, stdout, said: []});
  });
});

describe('a failure', () => {
  it.each([
    ['credentials', 3],
    ['region', 3],
    ['access', 4],
    // In a list, what is not found is the page of a token.
    ['not-found', 2],
    ['invalid', 2],
    ['answer', 8],
    ['fault', 70],
  ] as const)('that does not pass (%s) is one line on stderr, and code %d', async (kind, expected) => {
    const aws = createFakeAws(jobsDown(9, 1));
    aws.failures.push(oops({kind, why: 'Because', next: 'Do this', isTransient: false}));
    const {code, host} = await list(aws, ['-o', 'json']);
    expect({code: code(), stdout: host.stdout()}).toEqual({code: expected, stdout: ''});
    expect(host.said).toEqual(['The list of jobs could not be read: Because. Do this.']);
  });

  it('that passes is retried and reported', async () => {
    const aws = createFakeAws(jobsDown(9, 1));
    aws.failures.push(oops(), oops());
    const {code, host} = await list(aws, ['-o', 'ids']);
    expect(code()).toBeUndefined();
    await host.clock.advance(5_000);
    expect(code()).toBe(0);
    expect(host.said).toEqual([
      'The list of jobs could not be read: AWS had an internal error. Retrying in 1s.',
      'The list of jobs could not be read: AWS had an internal error. Retrying in 2s.',
    ]);
    expect(host.stdout().trim().split('\n')).toHaveLength(9);
  });

  it.each([
    ['throttled', 6, 60_000],
    ['network', 7, 10_000],
    ['service', 8, 10_000],
  ] as const)('that goes on (%s) ends it with code %d, within %d ms', async (kind, expected, most) => {
    const aws = createFakeAws(jobsDown(9, 1));
    aws.listJobs = async () => failure(oops({kind}));
    const {code, host} = await list(aws, []);
    const began = host.clock.now();
    while (code() === undefined && host.clock.now() - began < 100_000) await host.clock.advance(100);
    expect(code()).toBe(expected);
    expect(host.clock.now() - began).toBeLessThanOrEqual(most);
    expect(host.clock.now() - began).toBeGreaterThan(most / 3);
  });

  it('is not retried with --retry-for 0s', async () => {
    const aws = createFakeAws(jobsDown(9, 1));
    aws.failures.push(throttled());
    const {code} = await list(aws, ['--retry-for', '0s']);
    expect(code()).toBe(6);
  });

  it('in the middle leaves valid JSON, the token of the missing page, and its exit code', async () => {
    const aws = createFakeAws(jobsDown(25, 1));
    const ask = aws.listJobs;
    aws.listJobs = async (request, signal) => (request.token === undefined ? ask(request, signal) : failure(denied()));
    const {code, host} = await list(aws, ['-o', 'json', '--page-size', '10']);
    expect(code()).toBe(4);
    expect(names(host.stdout())).toHaveLength(10);
    expect(JSON.parse(host.stdout()).nextToken).toBe(jobAt(16).arn);
  });

  it('is the only message with --quiet', async () => {
    const aws = createFakeAws(jobsDown(9, 1));
    aws.failures.push(throttled(), denied());
    const {code, host} = await list(aws, ['--quiet']);
    await host.clock.advance(5_000);
    expect({code: code(), said: host.said}).toEqual({code: 4, said: ['The list of jobs could not be read: No. Ask.']});
    const none = await list(createFakeAws([]), ['--quiet']);
    expect(none.host.said).toEqual([]);
  });
});

describe('a command that is ended from outside', () => {
  it('closes the JSON, and exits with the signal’s code', async () => {
    const aws = createFakeAws(jobsDown(25, 1));
    const {code, host} = await list(aws, ['-o', 'json', '--page-size', '10'], {onPrint: h => h.end(130)});
    expect(code()).toBe(130);
    expect(names(host.stdout())).toHaveLength(10);
    expect(aws.lists).toHaveLength(1);
    expect(host.said).toEqual([]);
  });

  it('because the reader has closed the pipe requests no further page, without a message', async () => {
    const aws = createFakeAws(jobsDown(25, 1));
    const {code, host} = await list(aws, ['-o', 'ids', '--page-size', '10'], {onPrint: h => h.end(0)});
    expect({code: code(), asked: aws.lists.length, said: host.said}).toEqual({code: 0, asked: 1, said: []});
  });

  it('does not wait for a retry', async () => {
    const aws = createFakeAws(jobsDown(9, 1));
    aws.failures.push(throttled());
    const {code, host} = await list(aws, []);
    host.end(143);
    await host.clock.settle();
    expect(code()).toBe(143);
    expect(host.clock.pending()).toBe(0);
  });
});

describe('--query', () => {
  /** Loading the library does not depend on the manual clock. */
  const query = async (aws: FakeAws, args: readonly string[]) => {
    const listed = await list(aws, args);
    await listed.running;
    return listed;
  };

  it('is applied to the whole list in the API’s shape', async () => {
    const {host} = await query(createFakeAws(jobsDown(25, 1)), [
      '--page-size',
      '10',
      '--query',
      '[length(modelImportJobSummaries), modelImportJobSummaries[-1].jobName, nextToken]',
    ]);
    expect(JSON.parse(host.stdout())).toEqual([25, 'job-1', null]);
  });

  it('prints nothing if the list could not be read to its end', async () => {
    const aws = createFakeAws(jobsDown(25, 1));
    const ask = aws.listJobs;
    aws.listJobs = async (request, signal) => (request.token === undefined ? ask(request, signal) : failure(denied()));
    const {code, host} = await query(aws, ['--page-size', '10', '--query', 'length(modelImportJobSummaries)']);
    expect({code: code(), stdout: host.stdout()}).toEqual({code: 4, stdout: ''});
  });

  it.each(['foo(', 'modelImportJobSummaries[?', 'a b'])('refuses “%s” before any request', async expression => {
    const aws = createFakeAws(jobsDown(9, 1));
    const {code, host} = await query(aws, ['--query', expression]);
    expect({code: code(), asked: aws.lists.length, stdout: host.stdout()}).toEqual({code: 2, asked: 0, stdout: ''});
    expect(host.said[0]).toMatch(/^--query: “.*” is not valid JMESPath: .*[^.]$/s);
  });

  it.each(['nope(@)', 'length(`1`)'])('reports in one line why “%s” has no value', async expression => {
    const {code, host} = await query(createFakeAws(jobsDown(9, 1)), ['--query', expression]);
    expect({code: code(), stdout: host.stdout(), lines: host.said.length}).toEqual({code: 2, stdout: '', lines: 1});
  });

  // These work in the AWS CLI too: times compared as text, and words in backticks.
  it.each([
    ["modelImportJobSummaries[?creationTime>='2026-11-23T03:00'].jobName | length(@)", 16],
    ['modelImportJobSummaries[?status==`Failed`].jobName', ['job-468']],
    ["modelImportJobSummaries[?contains(jobName,'470')].[jobName,status] | [0]", ['job-470', 'Completed']],
    ['modelImportJobSummaries[].{Name:jobName} | [0]', {Name: 'job-475'}],
    ['sort_by(modelImportJobSummaries,&creationTime)[0].jobName', 'job-451'],
  ])('%s', async (expression, value) => {
    const jobs = jobsDown(475, 451).map(job => (job.name === 'job-468' ? {...job, status: 'Failed'} : job));
    const {host} = await query(createFakeAws(jobs), ['--query', expression]);
    expect(JSON.parse(host.stdout())).toEqual(value);
  });
});

describe('--with-failures', () => {
  const failedJobs = jobsDown(12, 1).map((job, i) => (i % 2 === 0 ? {...job, status: 'Failed'} : job));

  it('makes a request for each failed job, three at a time, and keeps the order', async () => {
    const aws = createFakeAws(failedJobs);
    let [now, most] = [0, 0];
    aws.getJob = async arn => {
      aws.gets.push(arn);
      now += 1;
      most = Math.max(most, now);
      // Later requests are answered first.
      for (let i = 0; i < 20 - aws.gets.length * 2; i++) await Promise.resolve();
      now -= 1;
      return success(detailOf(failedJobs.find(job => job.arn === arn)!, {failureMessage: `why ${arn.slice(-2)}`}));
    };
    const {code, host} = await list(aws, ['-o', 'json', '--with-failures']);
    const {modelImportJobSummaries: jobs} = JSON.parse(host.stdout());
    expect(code()).toBe(0);
    expect(most).toBe(3);
    expect(aws.gets).toHaveLength(6);
    expect(jobs.map(({jobName}: {jobName: string}) => jobName)).toEqual(failedJobs.map(({name}) => name));
    expect(jobs[0].failureMessage).toBe('why 12');
    expect(jobs[1]).not.toHaveProperty('failureMessage');
  });

  it('prints all jobs if it is refused, reports that once, and exits with its code', async () => {
    const aws = createFakeAws(failedJobs);
    aws.getJob = async arn => {
      aws.gets.push(arn);
      return failure(denied());
    };
    const {code, host} = await list(aws, ['-o', 'json', '--with-failures', '--page-size', '6']);
    expect({code: code(), said: host.said}).toEqual({
      code: 4,
      said: ['Failure messages are missing. The list of jobs could not be read: No. Ask.'],
    });
    expect(names(host.stdout())).toHaveLength(12);
    expect(aws.gets.length).toBeLessThanOrEqual(3);
  });
});

describe('the table', () => {
  it('has any width in a pipe, and fits into a terminal', async () => {
    const job = jobAt(3, {name: `${'n'.repeat(60)}-v1`, modelName: 'm'.repeat(60)});
    const piped = await list(createFakeAws([job]), []);
    expect(piped.host.stdout()).toContain(job.name);
    const shown = await list(createFakeAws([job]), [], {width: 80});
    const lines = shown.host.stdout().trimEnd().split('\n');
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80);
    expect(lines[1]).toMatch(/^Completed {2}n+…n+-v1/);
  });
});

describe('--match', () => {
  const aws = () => {
    const fake = createFakeAws([
      jobAt(30, {name: 'Support-v1', status: 'Failed'}),
      ...jobsDown(25, 1),
      jobAt(0, {name: 'sql', modelName: 'support-model'}),
    ]);
    fake.getJob = async arn => success(detailOf(jobAt(30, {arn}), {failureMessage: 'No tokenizer', raw: '{}'}));
    return fake;
  };

  it('prints what matches of every page, in the shape of the API', async () => {
    const fake = aws();
    const {code, host} = await list(fake, ['-o', 'json', '--page-size', '10', '--match', 'support']);
    expect({code: code(), names: names(host.stdout())}).toEqual({code: 0, names: ['Support-v1', 'sql']});
    expect(fake.lists).toHaveLength(3);
    expect(fake.gets).toEqual([]);
  });

  it('looks into failure messages if they are fetched', async () => {
    const {host} = await list(aws(), ['-o', 'json', '--match', 'tokenizer', '--with-failures']);
    expect(names(host.stdout())).toEqual(['Support-v1']);
    const without = await list(aws(), ['-o', 'json', '--match', 'tokenizer']);
    expect(names(without.host.stdout())).toEqual([]);
  });

  it('counts what is printed for the limit, and says that there is more', async () => {
    const fake = aws();
    const {host} = await list(fake, ['-o', 'json', '--page-size', '10', '--limit', '3', '--match', 'job- !job-2']);
    expect(names(host.stdout())).toEqual(['job-19', 'job-18', 'job-17']);
    expect(JSON.parse(host.stdout()).nextToken).toBeDefined();
    expect(fake.lists.every(({pageSize}) => pageSize === 10)).toBe(true);
  });

  it('says so if nothing matches', async () => {
    const {code, host} = await list(aws(), ['--match', 'nowhere'], {width: 80});
    expect({code: code(), said: host.said}).toEqual({code: 0, said: ['No job that was read matches “nowhere”.']});
  });
});
