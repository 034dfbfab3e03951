/** The check command over prepared directories, and over those that cannot be read. */
import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {DirectoryCheckOptions} from '../../../../src/cli/args/check-options.ts';
import {runCheck} from '../../../../src/cli/commands/check/check.ts';
import type {CheckReport} from '../../../../src/core/checks/check.ts';
import {CHECKS} from '../../../../src/core/checks/checks.ts';
import {createFakeAws} from '../../../support/fake-aws.ts';
import {PREPARED} from '../../../support/model-directories.ts';
import {createTestHost} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';
import {writesDirectories} from '../../../support/written-directories.ts';

const write = writesDirectories();

const directoryOptions = (...args: readonly string[]): DirectoryCheckOptions => {
  const options = optionsOf('check', ...args);
  if (!('directory' in options)) throw new Error('a check of files in S3');
  return options;
};

const run = async (...args: readonly string[]) => {
  const host = createTestHost({gateway: createFakeAws([])});
  const code = await runCheck(directoryOptions(...args), host);
  return {code, stdout: host.stdout(), said: host.said};
};

const resultsOf = (json: string): Readonly<Record<string, string>> => {
  const {checks} = JSON.parse(json) as CheckReport;
  return Object.fromEntries(checks.map(({id, result}) => [id, result]));
};
const ALL_PASS = Object.fromEntries(CHECKS.map(({id}) => [id, 'pass']));

describe('a directory with', () => {
  it.each(PREPARED)('$name', async ({files, differs, region}) => {
    const flags = region === undefined ? [] : ['--region', region];
    const {code, stdout} = await run(write(files), '--output', 'json', ...flags);
    expect(resultsOf(stdout)).toEqual({...ALL_PASS, ...differs});
    const results = Object.values(differs);
    for (const {why} of JSON.parse(stdout).checks) expect(why).not.toMatch(/\.$|^(?:The|There|All|No|Not|In) /);
    const verdict = results.includes('fail') ? 'fail' : results.includes('warn') ? 'warn' : 'pass';
    expect([JSON.parse(stdout).verdict, code]).toEqual([verdict, verdict === 'fail' ? 1 : 0]);
  });

  const [passing] = PREPARED;

  it('an architecture whose name is as long as the file: the report stays short', async () => {
    const name = '\u{1F600}'.repeat(50_000);
    const directory = write(passing?.files ?? new Map());
    writeFileSync(join(directory, 'config.json'), JSON.stringify({architectures: [name]}));
    const {checks} = JSON.parse((await run(directory, '-o', 'json')).stdout) as CheckReport;
    const why = checks.find(({id}) => id === 'architecture')?.why ?? '';
    expect([why.length <= 500, why.endsWith('\u{1F600}…')]).toEqual([true, true]);
  });

  it('links to files', async () => {
    const target = write(passing?.files ?? new Map());
    const directory = write(new Map());
    for (const name of passing?.files.keys() ?? []) symlinkSync(join(target, name), join(directory, name));
    expect(resultsOf((await run(directory, '-o', 'json')).stdout)).toEqual(ALL_PASS);
  });

  it('a link that leads nowhere: the file is missing', async () => {
    const directory = write(passing?.files ?? new Map());
    rmSync(join(directory, 'model-00002-of-00002.safetensors'));
    symlinkSync('/nowhere', join(directory, 'model-00002-of-00002.safetensors'));
    expect(resultsOf((await run(directory, '-o', 'json')).stdout)).toMatchObject({shards: 'fail'});
  });

  it.skipIf(process.platform === 'win32')('a FIFO and a folder named like weights: neither is opened', async () => {
    const directory = write(passing?.files ?? new Map());
    execFileSync('mkfifo', [join(directory, 'extra.safetensors')]);
    mkdirSync(join(directory, 'more.safetensors'));
    expect(resultsOf((await run(directory, '-o', 'json')).stdout)).toEqual(ALL_PASS);
  });

  it.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    const directory = write(passing?.files ?? new Map());
    chmodSync(join(directory, 'config.json'), 0);
    const {stdout} = await run(directory, '-o', 'json');
    expect(resultsOf(stdout)).toMatchObject({config: 'not-checked', architecture: 'not-checked'});
    expect(stdout).toContain('it may not be read');
  });

  it('10,000 files', async () => {
    const directory = write(passing?.files ?? new Map());
    for (let i = 0; i < 10_000; i++) writeFileSync(join(directory, `log-${i}.txt`), '');
    const {stdout} = await run(directory, '-o', 'json');
    expect(resultsOf(stdout)).toEqual(ALL_PASS);
    expect(stdout).toContain('10,006 files here');
  });
});

it('is text for people, within the width of the terminal', async () => {
  const host = createTestHost({gateway: createFakeAws([]), width: 80});
  const bad = PREPARED.find(({name}) => name === 'an unsupported architecture');
  await runCheck(directoryOptions(write(bad?.files ?? new Map())), host);
  const lines = host.stdout().split('\n');
  expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80);
  expect(host.stdout()).toMatch(/^FAIL {2}architecture +Gemma3ForCausalLM is not among the architectures/m);
  expect(lines.at(-2)).toBe('17 checks: 16 passed, 1 failed.');
});

it.each([
  ['/nowhere', '/nowhere cannot be checked: there is no such directory.'],
  [import.meta.filename, `${import.meta.filename} cannot be checked: it is not a directory.`],
])('%s cannot be checked', async (path, line) => {
  expect(await run(path)).toEqual({code: 2, stdout: '', said: [line]});
});

it('every check has an id, a source with a date, and is prepared for', () => {
  const ids = CHECKS.map(({id}) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const {id, source} of CHECKS) {
    expect(id).toMatch(/^[a-z-]+$/);
    expect(source.date).toMatch(/^\d{4}-\d{2}$/);
  }
  const seen = new Set(
    PREPARED.flatMap(({differs}) =>
      Object.entries(differs).flatMap(([id, result]) => (result === 'not-checked' ? [] : [id])),
    ),
  );
  expect(ids.filter(id => !seen.has(id))).toEqual([]);
});
