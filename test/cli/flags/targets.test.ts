/** Several profiles and regions on the command line: every profile in every region. */
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {parseCommandLine} from '../../../src/cli/args/parse.ts';
import {CONNECTION_FLAGS, type ConnectionOptions, withCheckedTargets} from '../../../src/cli/flags/connection-flags.ts';
import {IMPORT_REGIONS, IMPORT_REGIONS_TEXT} from '../../../src/core/domain/import-regions.ts';
import {NOON} from '../../support/jobs.ts';

const directory = mkdtempSync(join(tmpdir(), 'bedrock-imports-'));
const config = join(directory, 'config');
writeFileSync(
  config,
  '[default]\n[profile dev]\n[profile prod]\n[profile a,b]\n[profile c]\n[profile x]\n[profile y]\n[profile x,y,z]\n',
);
afterAll(() => rmSync(directory, {recursive: true}));

const ENVIRONMENT = {AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: join(directory, 'none')};

const options = (...argv: string[]): ConnectionOptions => {
  const parsed = parseCommandLine(['list', ...argv], NOON);
  if (parsed.kind !== 'list') throw new Error(JSON.stringify(parsed));
  return parsed;
};

const checked = (argv: readonly string[], more: Record<string, string> = {}) =>
  withCheckedTargets(options(...argv), {...ENVIRONMENT, ...more});

const names = async (...argv: string[]): Promise<string[]> => {
  const found = await checked(argv);
  if (!found.ok) throw new Error(found.reason);
  return found.value.targets.map(target =>
    target.kind === 'demo' ? `demo/${target.region}` : `${target.profile}/${target.region}`,
  );
};

describe('the connections', () => {
  it('are every profile in every region, in the order given, each once', async () => {
    expect(await names('--profile', 'dev,prod', '--region', 'us-east-1,eu-central-1')).toEqual([
      'dev/us-east-1',
      'dev/eu-central-1',
      'prod/us-east-1',
      'prod/eu-central-1',
    ]);
    expect(await names('--profile', 'dev', '--profile=prod', '--profile', 'dev')).toEqual([
      'dev/undefined',
      'prod/undefined',
    ]);
    expect(await names('--region', 'us-west-2', '--region', 'us-west-2')).toEqual(['undefined/us-west-2']);
  });

  it('are all regions with model import for “all”, and the demo has regions, too', async () => {
    expect(await names('--region', 'all')).toEqual([
      'undefined/us-east-1',
      'undefined/us-east-2',
      'undefined/us-west-2',
      'undefined/eu-central-1',
    ]);
    expect(await names('--demo', '--region', 'us-east-1,eu-central-1')).toEqual([
      'demo/us-east-1',
      'demo/eu-central-1',
    ]);
  });

  it('take a name with a comma for a profile if there is one of that name', async () => {
    expect(await names('--profile', 'a,b')).toEqual(['a,b/undefined']);
    expect(await names('--profile', 'dev', '--profile', 'a,b', '--profile', 'c')).toEqual([
      'dev/undefined',
      'a,b/undefined',
      'c/undefined',
    ]);
  });

  it('split a value that is no profile’s name at its commas, even if two of its parts together are one', async () => {
    expect(await checked(['--profile', 'dev,a,b'])).toEqual({
      ok: false,
      reason: '--profile: there is no profile “a” in the AWS configuration files',
    });
    expect(await names('--profile', 'x', '--profile', 'y')).toEqual(['x/undefined', 'y/undefined']);
    expect(await names('--profile', 'dev, prod', '--region', 'us-east-1, us-west-2')).toHaveLength(4);
  });

  it('of one profile that is given twice are not looked up', async () => {
    expect(await names('--profile', 'nobody', '--profile', 'nobody')).toEqual(['nobody/undefined']);
  });

  it('leave it to each connection to say what is wrong with the files', async () => {
    const broken = join(directory, 'broken');
    writeFileSync(broken, '[profile dev\nregion = x\n');
    const found = await checked(['--profile', 'dev,prod'], {AWS_CONFIG_FILE: broken});
    expect(found).toMatchObject({ok: true, value: {targets: [{profile: 'dev'}, {profile: 'prod'}]}});
    expect(await checked(['--profile', 'dev,prod'], {AWS_CONFIG_FILE: directory})).toEqual({
      ok: false,
      reason: expect.stringMatching(/^--profile: there is no profile “dev” .*; .* was not read: it is a directory$/),
    });
  });

  it.each([
    [
      ['--profile', 'dev,prdo'],
      {},
      '--profile: there is no profile “prdo” in the AWS configuration files (did you mean prod?)',
    ],
    [
      ['--profile', 'dev,prod'],
      {AWS_BEARER_TOKEN_BEDROCK: 'key'},
      'AWS_BEARER_TOKEN_BEDROCK is set, and an API key is used in place of every profile; unset it to use several profiles',
    ],
  ])('%j is refused', async (argv, environment, reason) => {
    expect(await checked(argv, environment)).toEqual({ok: false, reason});
  });

  it('are at most 40', async () => {
    const regions = Array.from({length: 21}, (_, i) => `xx-test-${i}`).join(',');
    expect(await checked(['--profile', 'dev,prod', '--region', regions])).toEqual({
      ok: false,
      reason: '--profile and --region make 42 connections; at most 40 work at a time',
    });
  });

  it('of one profile are taken as they are: no file is read', async () => {
    const nowhere = {AWS_CONFIG_FILE: directory};
    expect(await checked(['--profile', 'nobody'], nowhere)).toMatchObject({
      ok: true,
      value: {targets: [{kind: 'aws', profile: 'nobody'}]},
    });
    expect(await checked(['--profile', 'nobody', '--region', 'all'], nowhere)).toMatchObject({ok: true});
  });
});

it('the help, the messages and the documents say when the regions were those', () => {
  const {text} = CONNECTION_FLAGS.find(({name}) => name === 'region') ?? {text: ''};
  expect(text).toContain(IMPORT_REGIONS_TEXT);
  const [, date = ''] = /\(as of (\w+ \d{4})\)$/.exec(IMPORT_REGIONS_TEXT) ?? [];
  const [line] = readFileSync('docs/credentials.md', 'utf8').match(/`--region all` is .*/) ?? [''];
  for (const part of [date, ...IMPORT_REGIONS]) expect(line).toContain(part);
});
