/** Several connections in a real terminal and in pipelines: one list, failures by name, healing without a restart. */
import {execFile} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, it, onTestFinished} from 'vitest';
import {cleanEnvironment} from '../support/clean-environment.ts';
import {disposeAll, startInPty} from '../support/pty.ts';
import {BIN, runCli} from '../support/run-cli.ts';
import {startWorlds, type TestWorlds, THREE_WORLDS, type WorldFailure} from '../support/worlds.ts';

afterEach(disposeAll);

const PROFILES = ['dev', 'test', 'prod'] as const;

/** A profile for each world, whose endpoint is the world's own port. */
const configOf = ({worlds}: TestWorlds): string =>
  PROFILES.map(
    (name, i) =>
      `[profile ${name}]\nregion = ${THREE_WORLDS[i]?.split('/')[0]}\nendpoint_url = ${worlds[i]?.url}\naws_access_key_id = AKID\naws_secret_access_key = x\n`,
  ).join('\n');

const prepare = async (options: Parameters<typeof startWorlds>[0] = {}) => {
  const worlds = await startWorlds({hasOwnPorts: true, ...options});
  const folder = mkdtempSync(join(tmpdir(), 'connections-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  const config = join(folder, 'config');
  writeFileSync(config, configOf(worlds));
  return {worlds, env: {AWS_CONFIG_FILE: config, AWS_MAX_ATTEMPTS: '1'}};
};

const ALL = ['--profile', PROFILES.join(',')];

describe('the terminal UI', () => {
  const WORDS: Readonly<Record<WorldFailure, string>> = {
    hanging: 'no answer for',
    denied: 'access denied',
    throttled: 'throttled',
    expired: 'sign-in expired',
    broken: 'AWS fails',
  };

  it.each(Object.entries(WORDS) as [WorldFailure, string][])(
    'with one of three that is %s: it is named, the others are there, and it heals without a restart',
    async (failure, words) => {
      const {worlds, env} = await prepare();
      const troubled = worlds.named(THREE_WORLDS[1]);
      troubled.fail(failure);
      const tui = startInPty(process.execPath, [BIN, ...ALL, '--refresh', '1'], {cols: 120, rows: 30, env});
      await tui.waitFor(/40 jobs/);
      await tui.waitFor(new RegExp(`test/eu-central-1 ${words}`));
      expect(tui.screen()).toContain('dev/us-east-1 20');
      expect(tui.screen()).not.toMatch(/60 jobs/);
      troubled.heal();
      tui.press('s');
      await tui.waitFor('CONNECTION');
      // The troubled one is the second.
      tui.press('down', 'r');
      await tui.waitFor(({screen}) => !screen().includes(words) && /test\/eu-central-1 +connected/.test(screen()));
      tui.press('escape');
      await tui.waitFor(/60 jobs · end of list/);
      tui.press('q');
      expect(await tui.exit).toEqual({code: 0, signal: 0});
    },
    40_000,
  );

  it('has rows of each connection in the order of creation, with their profile and region', async () => {
    const {worlds, env} = await prepare();
    const tui = startInPty(process.execPath, [BIN, ...ALL], {cols: 160, rows: 50, env});
    await tui.waitFor(/60 jobs · end of list/);
    expect(tui.screen()).toMatch(/STATUS +PROFILE +REGION +JOB/);
    const sorted = worlds.worlds
      .flatMap(({world}) => world.jobs.map(({name, createdAt}) => ({name, createdAt, region: world.region})))
      .toSorted((a, b) => b.createdAt - a.createdAt);
    const regions = tui
      .screen()
      .split('\n')
      .flatMap(line => /^[> ] .*?(?:Completed|Failed) +(?:dev|test|prod) +([\w-]+)/.exec(line)?.[1] ?? []);
    expect(regions.length).toBeGreaterThan(20);
    expect(regions).toEqual(sorted.slice(0, regions.length).map(({region}) => region));
  });
});

describe('commands', () => {
  it('list as JSON over two accounts can be piped', async () => {
    const {worlds, env} = await prepare();
    const list = await runCli(['list', '--profile', 'dev,prod', '--output', 'json'], env);
    expect(list.code).toBe(0);
    const rows = JSON.parse(list.stdout).modelImportJobSummaries;
    expect(rows).toHaveLength(40);
    expect(new Set(rows.map(({profile, region}: Record<string, string>) => `${profile}/${region}`))).toEqual(
      new Set(['dev/us-east-1', 'prod/us-west-2']),
    );
    const {variables, dispose} = cleanEnvironment({...env, NODE: process.execPath, BIN});
    const count =
      'let n=0;process.stdin.on("data",d=>{n+=String(d).split("\\n").length-1}).on("end",()=>console.log(n))';
    const pipeline = `"$NODE" "$BIN" list --profile dev,prod -o ndjson | "$NODE" -e '${count}'`;
    const counted = await new Promise<string>((resolve, reject) => {
      execFile('bash', ['-c', pipeline], {env: variables}, (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      );
    });
    dispose();
    expect(counted.trim()).toBe('40');
    expect(worlds.named(THREE_WORLDS[1]).traffic.count).toBe(0);
  });

  it('list with one of three denied prints the others, names it, and ends with 4', async () => {
    const {worlds, env} = await prepare();
    worlds.named(THREE_WORLDS[1]).fail('denied');
    const {code, stdout, stderr} = await runCli(['list', ...ALL, '-o', 'ids'], env);
    expect([code, stdout.trim().split('\n').length]).toEqual([4, 40]);
    expect(stderr).toMatch(/^test\/eu-central-1: /m);
  });

  it('get and wait refuse a name that two regions have, and list the ARNs', async () => {
    const {worlds, env} = await prepare();
    for (const name of [THREE_WORLDS[0], THREE_WORLDS[2]]) worlds.named(name).world.start({name: 'the-same-name'});
    for (const command of ['get', 'wait']) {
      const {code, stderr} = await runCli([command, 'the-same-name', ...ALL], env);
      expect(code).toBe(2);
      expect(stderr.match(/arn:aws:bedrock:[\w-]+:\d{12}:model-import-job\/\w+/g)).toHaveLength(2);
    }
    const {code, stderr} = await runCli(['list', ...ALL, '--starting-token', 'x'], env);
    expect([code, stderr]).toEqual([2, expect.stringContaining('each has a token of its own')]);
  });
});
