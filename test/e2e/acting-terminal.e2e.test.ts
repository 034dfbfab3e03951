/** The built commands about models, and those that change something, in a terminal: widths, colours, and ctrl-c while they wait. */
import {describe, expect, it, onTestFinished} from 'vitest';
import {type Simulator, startSimulator} from '../../src/simulator/server.ts';
import {CREDENTIALS} from '../support/browse.ts';
import type {Variables} from '../support/clean-environment.ts';
import {disposeAll, type PtyProgram, startInPty} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';
import {startBetweenSettings} from '../support/terminal-settings.ts';

const LONG_NAME = 'a-job-whose-name-is-as-long-as-the-api-allows-it-to-be-in-total';

const simulate = async (): Promise<Simulator> => {
  const simulator = await startSimulator({jobs: 20});
  onTestFinished(async () => {
    await disposeAll();
    await simulator.close();
  });
  return simulator;
};

const at = ({url}: Simulator): Variables => ({...CREDENTIALS, AWS_ENDPOINT_URL_BEDROCK: url});

const inTerminal = (simulator: Simulator, args: readonly string[], cols: number, env: Variables = {}): PtyProgram =>
  startInPty(process.execPath, [BIN, ...args], {cols, env: {...at(simulator), ...env}});

const modelOf = ({world}: Simulator): string => world.models.at(-1)?.modelArn ?? '';

const importOf = (simulator: Simulator, name: string): readonly string[] => {
  const last = simulator.world.jobs.findLast(({status}) => status === 'Completed');
  return ['import', '--from', last?.name ?? '', '--job-name', name, '--imported-model-name', 'from-a-terminal'];
};

/** Each command, and a text of its success. */
const commandsOf = (simulator: Simulator): readonly (readonly [args: readonly string[], done: RegExp])[] => {
  const model = modelOf(simulator);
  return [
    [['models'], /^MODEL +/],
    [['model', model], /Architecture +\w/],
    [['tag', model, 'team=search and ads', 'stage=test'], /^Set 2 tags of arn:/m],
    [['untag', model, 'team'], /^Removed 1 tag from arn:/m],
    [['delete-model', model], /Add --yes to delete it\./],
    [['delete-model', model, '--yes'], /^Deleted /m],
    [importOf(simulator, 'from-a-terminal'), /^Started from-a-terminal /m],
  ];
};

/** What a terminal gets, as lines without its escape sequences. */
const linesOf = (raw: string): readonly string[] => raw.replaceAll(/\x1b\[[\d;]*[mK]/g, '').split(/\r*\n|\r/);

const isCopied = (line: string): boolean => /\b(aws bedrock [a-z-]+ --|arn:aws:|s3:\/\/)/.test(line);

describe.each([40, 80, 200])('in %d columns', cols => {
  it('everything fits but what may be copied, and that is whole', async () => {
    const simulator = await simulate();
    const shown: string[] = [];
    for (const [args, done] of commandsOf(simulator)) {
      const program = inTerminal(simulator, args, cols);
      await program.exit;
      const lines = linesOf(program.raw());
      expect(lines.join('\n')).toMatch(done);
      // The fields of a model are values to copy.
      const text = args[0] === 'model' ? [] : lines.filter(line => !isCopied(line));
      for (const line of text) expect(line.length, line).toBeLessThanOrEqual(cols);
      shown.push(...lines);
    }
    const commands = shown.flatMap(line => /aws bedrock .*/.exec(line) ?? []);
    expect(commands.map(line => line.split(' ')[2])).toEqual([
      ...['tag-resource', 'untag-resource', 'delete-imported-model', 'delete-imported-model'],
      'create-model-import-job',
    ]);
    for (const command of commands) expect(command).toMatch(/ --region us-east-1$/);
  }, 30_000);
});

it('colours are the terminal’s own, and NO_COLOR takes them away', async () => {
  const simulator = await simulate();
  const raws = async (env: Variables) => {
    const found: string[] = [];
    for (const args of [['models'], ['model', modelOf(simulator)], ['tag', modelOf(simulator), 'a=b']]) {
      const program = inTerminal(simulator, args, 100, env);
      await program.exit;
      found.push(program.raw());
    }
    return found.join('');
  };
  const coloured = await raws({});
  expect(coloured).toContain('\x1b[1mMODEL');
  expect(coloured.replaceAll(/\x1b\[(0|1|22|39|3[0-7]|9[0-7])?m/g, '')).not.toContain('\x1b');
  expect(await raws({NO_COLOR: '1'})).not.toContain('\x1b');
});

describe('ctrl-c', () => {
  /** Starts an import between two readings of the terminal's settings, and interrupts it once it waits. */
  const interrupted = async (simulator: Simulator, args: readonly string[], waiting: RegExp) => {
    const {terminal, outcome} = startBetweenSettings(process.execPath, [BIN, ...args], {cols: 120, env: at(simulator)});
    await terminal.waitFor(waiting);
    terminal.press('ctrl-c');
    const {code, before, after} = await outcome;
    expect(after).toBe(before);
    expect(terminal.modes()).toMatchObject({isAlternateScreen: false, isCursorHidden: false});
    return {code, terminal};
  };

  it('during import --wait: 130, the job goes on, and the last word says so', async () => {
    const simulator = await simulate();
    const args = [...importOf(simulator, 'mine'), '--wait', '--refresh', '1'];
    const {code, terminal} = await interrupted(simulator, args, /^InProgress {2}mine/m);
    expect(code).toBe(130);
    expect(terminal.screen()).toMatch(/Interrupted: mine has been InProgress for \d+s\./);
    expect(terminal.screen()).not.toMatch(/^InProgress {2}mine/m);
    expect(simulator.world.jobByName.get('mine')?.status).toBe('InProgress');
  });

  it('during import --wait-for-slot: 130, and nothing was started', async () => {
    const simulator = await simulate();
    simulator.world.start({name: 'theirs'});
    const args = [...importOf(simulator, 'mine'), '--wait-for-slot', '--refresh', '1'];
    const {code} = await interrupted(simulator, args, /^Waiting for theirs to end/m);
    expect(code).toBe(130);
    expect(simulator.world.jobByName.has('mine')).toBe(false);
  });
});

it('the line of import --wait-for-slot takes one row, however long the name is', async () => {
  const simulator = await simulate();
  simulator.world.start({name: LONG_NAME});
  const program = inTerminal(simulator, [...importOf(simulator, 'mine'), '--wait-for-slot', '--refresh', '1'], 40);
  await program.waitFor(({raw}) => raw().split('\r\x1b[K').length > 2);
  const drawn = program.raw().split('\r\x1b[K').slice(1, -1);
  expect(drawn).not.toEqual([]);
  for (const line of drawn) expect(line).toMatch(/^Running for \d+s: a-job-.{1,20}…$/);
  program.press('ctrl-c');
  expect(await program.exit).toMatchObject({code: 130});
});
