/** Profiles and regions chosen while the program runs: each profile is an account on a simulator of its own. */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, it, onTestFinished} from 'vitest';
import {type Simulator, type SimulatorOptions, startSimulator} from '../../src/simulator/server.ts';
import type {Variables} from '../support/clean-environment.ts';
import {disposeAll, type PtyProgram, startInPty} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';

afterEach(disposeAll);

const PROFILES = ['dev', 'prod', 'test'] as const;
type Profile = (typeof PROFILES)[number];

/** How many jobs each account has. */
const COUNTS = {dev: 21, prod: 32, test: 43} as const;

const configOf = (simulators: Readonly<Record<Profile, Simulator>>): string =>
  PROFILES.map(
    name =>
      `[profile ${name}]\nregion = us-east-1\nendpoint_url = ${simulators[name].url}\naws_access_key_id = AKID\naws_secret_access_key = x\n`,
  ).join('\n');

const start = async (args: readonly string[], more: SimulatorOptions = {}, env: Variables = {}) => {
  const started = await Promise.all(
    PROFILES.map(async (name, i) => {
      const account = String(i + 1).repeat(12);
      const world = {seed: i + 1, account, jobs: COUNTS[name], keepsRequests: true};
      return [name, await startSimulator({...world, ...more})] as const;
    }),
  );
  const simulators = Object.fromEntries(started) as Record<Profile, Simulator>;
  const folder = mkdtempSync(join(tmpdir(), 'choosing-'));
  writeFileSync(join(folder, 'config'), configOf(simulators));
  onTestFinished(async () => {
    rmSync(folder, {recursive: true, force: true});
    await Promise.all(Object.values(simulators).map(simulator => simulator.close()));
  });
  const tui = startInPty(process.execPath, [BIN, ...args], {
    cols: 120,
    rows: 36,
    env: {AWS_CONFIG_FILE: join(folder, 'config'), ...env},
  });
  return {tui, simulators};
};

const hasList = (name: Profile) => `${COUNTS[name]} jobs · end of list`;

/** The names that only this account has among its jobs. */
const ownNames = (simulators: Readonly<Record<Profile, Simulator>>, profile: Profile): readonly string[] => {
  const others = new Set(
    PROFILES.filter(name => name !== profile).flatMap(name => simulators[name].world.jobs.map(job => job.name)),
  );
  return simulators[profile].world.jobs.map(job => job.name).filter(name => !others.has(name));
};

/** The rows of the screen, each with spaces around it: a name ends where the next column begins. */
const shows = (screen: string, names: readonly string[]): boolean => names.some(name => screen.includes(` ${name} `));

const choose = async (tui: PtyProgram, profile: Profile) => {
  tui.press('P');
  await tui.waitFor(/^ {2}PROFILE/m);
  tui.write(profile);
  await tui.waitFor(new RegExp(`^> ${profile}`, 'm'));
  tui.press('enter');
};

describe('switching profiles', () => {
  it('ten times while answers are slow leaves no row of another account', async () => {
    const {tui, simulators} = await start(['--profile', 'dev'], {faults: ['latency=400']});
    await tui.waitFor(hasList('dev'));
    const names = {
      dev: ownNames(simulators, 'dev'),
      prod: ownNames(simulators, 'prod'),
      test: ownNames(simulators, 'test'),
    };
    for (const own of Object.values(names)) expect(own.length).toBeGreaterThan(5);
    const seen = (screen: string) => PROFILES.filter(name => shows(screen, names[name]));
    expect(seen(tui.screen())).toEqual(['dev']);
    const wrong: string[] = [];
    /** Looks at each frame that is drawn until the condition holds. */
    const watch = (until: string | ((program: PtyProgram) => boolean), allowed: readonly Profile[]) =>
      tui.waitFor(program => {
        const screen = program.screen();
        if (seen(screen).some(name => !allowed.includes(name))) wrong.push(screen);
        return typeof until === 'string' ? screen.includes(until) : until(program);
      });
    const order: readonly Profile[] = ['prod', 'test', 'dev', 'prod', 'dev', 'test', 'prod', 'test', 'dev', 'test'];
    for (const profile of order) {
      await choose(tui, profile);
      // The list is back, with nothing but what has come from this account.
      await watch(({screen}) => / name {3}f status/.test(screen()) && !screen().includes('PROFILE'), [profile]);
    }
    await watch(hasList('test'), ['test']);
    // All answers come equally late, so those to the others have arrived by now.
    await watch('333333333333 · test', ['test']);
    expect(wrong).toEqual([]);
    expect(seen(tui.screen())).toEqual(['test']);
    tui.press('q');
    expect(await tui.exit).toEqual({code: 0, signal: 0});
  }, 40_000);

  it('keeps the filters, and asks the other account for what they say', async () => {
    const {tui, simulators} = await start(['--profile', 'dev', '--status', 'Failed']);
    await tui.waitFor(/status Failed/);
    await tui.waitFor(/end of list/);
    await choose(tui, 'prod');
    await tui.waitFor(/222222222222 · prod/);
    expect(tui.screen()).toMatch(/status Failed/);
    const lists = simulators.prod.requests.filter(({operation}) => operation === 'ListModelImportJobs');
    expect(lists.map(({query}) => query.statusEquals)).toEqual(['Failed']);
  });

  it('marks two with tab; esc leaves all as it was', async () => {
    const {tui, simulators} = await start(['--profile', 'dev']);
    await tui.waitFor(hasList('dev'));
    tui.press('P');
    await tui.waitFor(/^> dev +in use/m);
    tui.press('tab', 'tab');
    await tui.waitFor('2 marked');
    expect(tui.screen()).toMatch(/^ \+dev .*\n \+prod/m);
    expect(tui.screen()).toContain('enter use 2');
    tui.press('escape');
    await tui.waitFor(hasList('dev'));
    expect(simulators.prod.requests).toEqual([]);
    tui.press('P', 'tab', 'tab', 'enter');
    await tui.waitFor(() => simulators.prod.requests.length > 0);
    await tui.waitFor(/\d jobs · end of list/);
    const asked = simulators.dev.requests.filter(
      ({query}) => query.nextToken === undefined && query.statusEquals === undefined,
    );
    expect(asked.filter(({operation}) => operation === 'ListModelImportJobs')).toHaveLength(1);
  });

  it('is refused while an API key decides', async () => {
    const {tui} = await start(['--profile', 'dev'], {}, {AWS_BEARER_TOKEN_BEDROCK: 'bedrock-api-key-x'});
    await tui.waitFor(hasList('dev'));
    tui.press('P');
    await tui.waitFor('AWS_BEARER_TOKEN_BEDROCK is used instead of any profile');
  });
});

it('a region can be typed, and the requests go there', async () => {
  const {tui, simulators} = await start(['--profile', 'dev']);
  await tui.waitFor(hasList('dev'));
  tui.press('R');
  await tui.waitFor(/^> us-east-1 +in use/m);
  tui.write('eu-west-3');
  await tui.waitFor(/^> use eu-west-3/m);
  tui.press('enter');
  await tui.waitFor(/^ .*eu-west-3 · 111111111111 · dev/m);
  expect(simulators.dev.requests.at(-1)?.headers.authorization).toContain('/eu-west-3/bedrock');
});

it('the demo has regions and no profiles', async () => {
  const tui = startInPty(process.execPath, [BIN, '--demo'], {cols: 100, rows: 30});
  await tui.waitFor(/> InProgress/);
  tui.press('P');
  await tui.waitFor('the demo has no profiles');
  tui.press('R');
  await tui.waitFor(/^ {2}REGION/m);
  tui.write('eu');
  await tui.waitFor(/^> eu-central-1/m);
  tui.press('enter');
  await tui.waitFor(/demo · (simulated jobs · )?eu-central-1/);
  await tui.waitFor(/> InProgress/);
});

it('on the setup screen, P offers the same profiles', async () => {
  const {tui} = await start(['--profile', 'nobody']);
  await tui.waitFor('Not connected to AWS');
  await tui.waitFor(/• dev/);
  await choose(tui, 'prod');
  await tui.waitFor(hasList('prod'));
});
