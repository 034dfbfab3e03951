/** The built program without a terminal: what it prints to which stream, and its exit codes. */
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import packageJson from '../../package.json' with {type: 'json'};
import {BIN, runCli, startCli} from '../support/run-cli.ts';

describe('the built program', () => {
  it('is executable, and its entry loads nothing but what it then needs', () => {
    const entry = readFileSync(BIN, 'utf8');
    expect(entry.startsWith('#!/usr/bin/env node\n')).toBe(true);
    expect(statSync(BIN).mode & 0o111).toBe(0o111);
    expect(entry).not.toMatch(/import\s*[{"'*]|\?\.|\?\?/);
  });

  it('holds no devtools, no development React, and no path of the machine that built it', () => {
    const directory = dirname(BIN);
    const scripts = readdirSync(directory).filter(file => file.endsWith('.js'));
    const text = scripts.map(file => readFileSync(join(directory, file), 'utf8')).join('\n');
    expect(text).not.toContain('react-devtools-core');
    expect(text).not.toContain('Invalid hook call');
    expect(text).not.toContain(process.cwd());
  });

  it('ships the notices of what it bundles', () => {
    const notices = readFileSync(join(dirname(BIN), 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['ink', 'react', 'react-reconciler', 'yoga-layout', 'signal-exit']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    }
  });
});

describe('without a terminal', () => {
  it('--version', async () => {
    const {code, stdout, stderr} = await runCli(['--version']);
    expect({code, stdout, stderr}).toEqual({code: 0, stdout: `${packageJson.version}\n`, stderr: ''});
  });

  it.each(
    [
      ['--help'],
      ['list', '--help'],
      ['get', '--help'],
      ['wait', '--help'],
      ['watch', '--help'],
      ['simulator', '--help'],
    ].map(args => [args]),
  )('%j', async args => {
    const {code, stdout, stderr} = await runCli(args);
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).toMatch(/^Usage: bedrock-imports-tui/);
  });

  it('is not upset by a reader that has gone away', async () => {
    const {child, result} = startCli(['--help']);
    child.stdout?.destroy();
    expect(await result).toMatchObject({code: 0, stderr: ''});
  });

  it('refuses a bad flag in one line on stderr', async () => {
    const {code, stdout, stderr} = await runCli(['--regoin', 'x']);
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toBe('unknown flag --regoin (did you mean --region?); see `bedrock-imports-tui list --help`\n');
  });

  it('refuses a bad fault of the demo, and makes requests fail with a good one', async () => {
    const bad = await runCli(['list', '--demo', '--fault', 'throtle']);
    expect(bad).toMatchObject({code: 2, stdout: ''});
    expect(bad.stderr).toMatch(/^--fault: unknown fault “throtle”; .*simulator --help`\n$/);
    const good = await runCli(['list', '--demo', '--fault', 'deny']);
    expect(good.code).toBe(4);
    expect(good.stderr).toContain('bedrock:ListModelImportJobs');
  });

  it('lists, and fails in words if it has no credentials', async () => {
    const {code, stdout, stderr} = await runCli([], {AWS_REGION: 'us-east-1'});
    expect({code, stdout}).toEqual({code: 3, stdout: ''});
    expect(stderr).toMatch(/^No AWS credentials found: .*\n$/);
  });

  it('lists what the flags of the terminal UI ask for', async () => {
    const {code, stdout, stderr} = await runCli(['--demo', '--status', 'Failed']);
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).toMatch(/^STATUS {2,}JOB .*\nFailed .*\n/);
    expect(stdout).not.toMatch(/Completed|\x1b/);
  });

  it('refuses an old Node before anything is loaded', async () => {
    const old =
      "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.18.3'}})";
    const {code, stdout, stderr} = await runCli(['--version'], {}, ['--import', old]);
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toMatch(
      /^bedrock-imports-tui needs Node 20\.19 or newer, but this is Node 20\.18\.3\. Install .*\n$/,
    );
  });
});

describe('the simulator command', () => {
  it.each([
    ['SIGINT', {code: 130, signal: null}],
    ['SIGTERM', {code: 143, signal: null}],
    ['SIGHUP', {code: 129, signal: null}],
  ] as const)('serves until %s, and ends with %o', async (signal, ending) => {
    const {child, firstLine, result} = startCli(['simulator', '--port', '0', '--quiet']);
    const url = await firstLine;
    expect((await fetch(url)).status).toBe(404);
    child.kill(signal);
    expect(await result).toEqual({...ending, stdout: `${url}\n`, stderr: ''});
  });
});
