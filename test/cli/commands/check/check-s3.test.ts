/** The check command for files in S3, and the check before an import, on an AWS in memory. */
import {describe, expect, it} from 'vitest';
import {parseCommandLine} from '../../../../src/cli/args/parse.ts';
import {runS3Check} from '../../../../src/cli/commands/check/check-s3.ts';
import {runImport} from '../../../../src/cli/commands/import/import.ts';
import {failure, success} from '../../../../src/core/domain/app-error.ts';
import type {CheckReport} from '../../../../src/core/domain/check-report.ts';
import type {CheckFilesRequest} from '../../../../src/core/domain/ports.ts';
import {createFakeAws, oops} from '../../../support/fake-aws.ts';
import {NOON} from '../../../support/jobs.ts';
import {createTestHost, startCommand} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';

const URI = 's3://bucket/support/v8/';
const SOURCE = {text: 'user guide', date: '2025-11'};
const reportOf = (result: 'pass' | 'warn' | 'fail'): CheckReport => ({
  verdict: result,
  checks: [{id: 'adapter', what: 'no adapter', source: SOURCE, result, why: `It is \x1b[31m${result}.`}],
});
const DENIED = oops({kind: 'access', what: 'The files could not be listed', why: 'Access denied', isTransient: false});

const awsWith = (verdict: 'pass' | 'warn' | 'fail') => {
  const aws = createFakeAws([]);
  const asked: CheckFilesRequest[] = [];
  aws.checkFiles = async request => {
    asked.push(request);
    request.onProgress?.({done: 1, total: 3});
    return success(reportOf(verdict));
  };
  return {aws, asked};
};

const s3Options = (...args: readonly string[]) => {
  const options = optionsOf('check', ...args);
  if (!('s3Uri' in options)) throw new Error('a check of a directory');
  return options;
};

const check = (aws = awsWith('pass').aws, ...args: readonly string[]) =>
  startCommand(host => runS3Check(s3Options(URI, ...args), host), createTestHost({gateway: aws}));

describe('check s3://…', () => {
  it.each([
    ['pass', 0],
    ['warn', 0],
    ['fail', 1],
  ] as const)('ends with the verdict: %s', async (verdict, expected) => {
    const {aws, asked} = awsWith(verdict);
    const {host, code} = await check(aws);
    expect(code()).toBe(expected);
    expect(asked).toEqual([{s3Uri: URI, onProgress: expect.any(Function)}]);
    expect(host.stdout()).toContain('adapter');
    expect(host.stdout()).not.toContain('\x1b');
    expect(host.stdout()).toContain('1 check: ');
  });

  it('prints the report as JSON', async () => {
    const {host} = await check(awsWith('warn').aws, '--output', 'json');
    expect(JSON.parse(host.stdout())).toEqual(reportOf('warn'));
  });

  it('shows how many files have been read, and nothing with --quiet', async () => {
    const {host} = await check();
    expect(host.shown).toEqual([`Listing ${URI} …`, 'Read 1 of 3 files …', undefined]);
    expect((await check(awsWith('pass').aws, '--quiet')).host.shown).toEqual([]);
  });

  it.each([
    ['says that there is no answer', 0, ['No answer from AWS for 10s so far.']],
    ['does not, once files have been read: it takes many requests', 1, []],
  ])('%s', async (_, done, said) => {
    const {aws} = awsWith('pass');
    aws.checkFiles = (request, signal) => {
      if (done > 0) request.onProgress?.({done, total: 3});
      return new Promise(resolve => {
        signal.addEventListener('abort', () => resolve(failure({...DENIED, kind: 'cancelled'})));
      });
    };
    const {host, code, running} = await check(aws);
    await host.clock.advance(11_000);
    expect([code(), host.said]).toEqual([undefined, said]);
    host.end(130);
    await running;
    expect([code(), host.said]).toEqual([130, said]);
  });

  it('a refusal is a sentence, and the exit code is that of the failure', async () => {
    const {aws} = awsWith('pass');
    aws.checkFiles = async () => failure(DENIED);
    const {host, code} = await check(aws);
    expect([code(), host.stdout()]).toEqual([4, '']);
    expect(host.said.at(-1)).toContain('The files could not be listed: Access denied.');
  });

  it.each([
    [['S3://bucket/a/'], undefined],
    [['s3://Bucket/a/'], '“s3://Bucket/a/”: a bucket name has 3 to 63 lower-case letters, digits, dots and hyphens'],
    [['./model', '--profile', 'dev'], '--profile needs an S3 URI: a directory of this machine is checked without AWS'],
    [['./model', '--demo'], '--demo needs an S3 URI: a directory of this machine is checked without AWS'],
    [[URI, '--region', 'us-east-1,us-west-2'], expect.stringContaining('--region')],
  ])('%j', (args, problem) => {
    const parsed = parseCommandLine(['check', ...args], NOON);
    expect(parsed.kind === 'bad-usage' ? parsed.sentence.replace(/; see `.*/, '') : undefined).toEqual(problem);
  });
});

describe('import --check', () => {
  const FULL = [
    ...['--job-name', 'support-v8', '--imported-model-name', 'support_v8'],
    ...['--role-arn', 'arn:aws:iam::111122223333:role/import', '--s3-uri', URI],
  ];
  const run = (aws: ReturnType<typeof createFakeAws>, ...flags: readonly string[]) =>
    startCommand(
      host => runImport(optionsOf('import', ...FULL, '--check', ...flags), host),
      createTestHost({gateway: aws}),
    );

  it('starts the import if no check fails, and prints the report on stderr', async () => {
    const {aws} = awsWith('warn');
    const {host, code} = await run(aws, '--output', 'json');
    expect([code(), aws.created.length]).toEqual([0, 1]);
    expect(Object.keys(JSON.parse(host.stdout()))).toEqual(['jobArn']);
    expect(host.said.join('\n')).toMatch(/^warn +adapter/m);
  });

  it.each([[[]], [['--dry-run']], [['--quiet']]])('starts nothing if one fails: %j', async flags => {
    const {aws} = awsWith('fail');
    const {host, code} = await run(aws, ...flags);
    expect([code(), aws.created.length, host.stdout()]).toEqual([1, 0, '']);
    expect(host.said.at(-1)).toBe('The import was not started: 1 check failed. Leave out --check to start it anyway.');
  });

  it('starts nothing if the files cannot be checked', async () => {
    const {aws} = awsWith('pass');
    aws.checkFiles = async () => failure(DENIED);
    const {host, code} = await run(aws);
    expect([code(), aws.created.length]).toEqual([4, 0]);
    expect(host.said.at(-1)).toBe('The import was not started. Leave out --check to start it anyway.');
  });

  it('without it no file is read', async () => {
    const {aws, asked} = awsWith('fail');
    await startCommand(host => runImport(optionsOf('import', ...FULL), host), createTestHost({gateway: aws}));
    expect([asked.length, aws.created.length]).toEqual([0, 1]);
  });
});
