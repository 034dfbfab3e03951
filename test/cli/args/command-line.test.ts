/** The command line: the options that arguments give, and the messages for wrong ones. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createParser, faultsOf} from '../../../src/cli/args/command-line.ts';
import {CORE_COMMANDS} from '../../../src/cli/args/command-table.ts';
import {COMMANDS, parseCommandLine} from '../../../src/cli/args/parse.ts';
import {splitWords} from '../../../src/core/text/shell-words.ts';
import {COMMON_OPTIONS, FAULT_KINDS} from '../../../src/simulator/faults/spec.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const parse = (...argv: string[]) => parseCommandLine(argv, NOW);

const sentence = (...argv: string[]): string => {
  const result = parse(...argv);
  if (result.kind !== 'bad-usage') throw new Error(`accepted: ${JSON.stringify(result)}`);
  return result.sentence;
};

const DEFAULTS = {
  kind: 'tui',
  target: {kind: 'aws'},
  query: {sortBy: 'CreationTime', order: 'Descending', pageSize: 100},
  refreshMs: 5000,
  hasBell: false,
  hasNotifications: false,
};

describe('the terminal UI', () => {
  it('starts without any flag', () => {
    expect(parse()).toMatchObject(DEFAULTS);
  });

  it('accepts every flag', () => {
    const connection = ['--profile', 'p', '--region', 'eu-central-1', '--endpoint-url=http://127.0.0.1:1/x'];
    const query = ['--status', 'failed', '--name', 'llama-3', '--after', '7d', '--before', '2026-11-20T00:00Z'];
    const rest = [
      '--sort-by',
      'CreationTime',
      '--order',
      'asc',
      '--page-size',
      '1000',
      '--refresh',
      '2.5',
      '--bell',
      '--notify',
      '--escape-time',
      '0',
      '--copy-command',
      "xclip -selection 'clip board'",
    ];
    const log = ['--debug', 'log.ndjson'];
    expect(parse(...connection, ...query, ...rest, ...log)).toMatchObject({
      kind: 'tui',
      target: {kind: 'aws', profile: 'p', region: 'eu-central-1', endpointUrl: 'http://127.0.0.1:1/x'},
      query: {
        status: 'Failed',
        name: 'llama-3',
        after: {text: '7d', at: NOW - 7 * 86_400_000},
        before: {text: '2026-11-20T00:00Z', at: Date.UTC(2026, 10, 20)},
        sortBy: 'CreationTime',
        order: 'Ascending',
        pageSize: 1000,
      },
      refreshMs: 2500,
      hasBell: true,
      hasNotifications: true,
      escapeMs: 0,
      copyCommand: ['xclip', '-selection', 'clip board'],
      debugFile: 'log.ndjson',
    });
  });

  it.each([
    ['status', 'status-equals', 'Completed'],
    ['name', 'name-contains', 'v7'],
    ['after', 'creation-time-after', '36h'],
    ['before', 'creation-time-before', '90m'],
    ['order', 'sort-order', 'Ascending'],
    ['page-size', 'max-results', '7'],
  ])('accepts --%s under its API name --%s', (own, alias, value) => {
    expect(parse(`--${alias}`, value)).toEqual(parse(`--${own}`, value));
    expect(parse(`--${alias}`, value)).not.toEqual(DEFAULTS);
    expect(parse(`--${own}`, value, `--${alias}`, value).kind).toBe('tui');
  });

  it('accepts --demo with filters', () => {
    expect(parse('--demo', '--status', 'any', '--name', '')).toMatchObject({...DEFAULTS, target: {kind: 'demo'}});
  });
});

const COMMAND_NAMES =
  'the commands are list, get, wait, watch, report, models, model, check, import, delete-model, tag, untag, simulator, completion, help and version';

describe('what is refused', () => {
  const END = '; see `bedrock-imports-tui --help`';
  it.each([
    [['--regoin', 'x'], 'unknown flag --regoin (did you mean --region?)'],
    [['--xyzzy'], 'unknown flag --xyzzy'],
    [['-p', 'x'], 'unknown flag -p'],
    [['--no-bell'], 'unknown flag --no-bell'],
    [['--bell=yes'], '--bell takes no value'],
    [['--debug='], '--debug needs the name of a file'],
    [['--status'], '--status needs a value: --status STATUS'],
    [
      ['--status', '--name', 'x'],
      '--status needs a value, but --name looks like a flag (if it is the value, write --status=--name)',
    ],
    [['--status', 'Done'], '--status must be InProgress, Completed, Failed or any (got “Done”)'],
    [['--after', '7d', '--before', '8d'], '--after (7d) is later than --before (8d)'],
    [['--sort-by', 'Name'], '--sort-by must be CreationTime (got “Name”)'],
    [['--order', 'up'], '--order must be Descending or Ascending (got “up”)'],
    [['--page-size', '1001'], '--page-size must be 1 to 1000 (got “1001”)'],
    [['--page-size', '99999999999'], '--page-size must be 1 to 1000 (got “99999999999”)'],
    [['--page-size=-5'], '--page-size must be 1 to 1000 (got “-5”)'],
    [['--page-size', '2.5'], '--page-size must be a whole number from 1 to 1000 (got “2.5”)'],
    [['--page-size', 'abc'], '--page-size must be a whole number from 1 to 1000 (got “abc”)'],
    [['--page-size='], '--page-size must be a whole number from 1 to 1000 (got “”)'],
    [['--refresh', '0.5'], '--refresh must be 1 to 3600 (got “0.5”)'],
    [['--refresh', '1e3'], '--refresh must be a number from 1 to 3600 (got “1e3”)'],
    [['--escape-time', '1001'], '--escape-time must be 0 to 1000 (got “1001”)'],
    [['--escape-time', '2.5'], '--escape-time must be a whole number from 0 to 1000 (got “2.5”)'],
    [['--copy-command', ' '], '--copy-command needs a command'],
    [['--copy-command', 'xclip "'], '--copy-command: “xclip "” has an unclosed quote (")'],
    [['--profile', ' '], '--profile needs the name of a profile'],
    [['--region', 'us east 1'], '--region must be the name of a region, such as us-east-1 (got “us east 1”)'],
    [
      ['--endpoint-url', 'localhost:8080'],
      '--endpoint-url must begin with http:// or https://, for example http://127.0.0.1:8080 (got “localhost:8080”)',
    ],
    [
      ['--endpoint-url', 'http://me:secret@host'],
      '--endpoint-url must not contain a user name or password; credentials come from the AWS configuration',
    ],
    [['--endpoint-url', 'http://host/?a=b'], '--endpoint-url must not contain ? or #; leave out what follows the path'],
    [['--name', 'a', '--name-contains', 'b'], '--name (or --name-contains) is given twice, with “a” and “b”'],
    [['--profile', 'a,,b'], '--profile needs the name of a profile'],
    [['--region', 'us-east-1,'], '--region must be the name of a region, such as us-east-1 (got “”)'],
    [
      ['--demo', '--profile', 'dev'],
      '--demo cannot be used with --profile: the demo runs on its own simulator and never asks AWS',
    ],
    [['ls'], 'unknown command “ls” (did you mean list?)'],
    [['lst', '--nope'], 'unknown command “lst” (did you mean list?)'],
    [['simulatr'], 'unknown command “simulatr” (did you mean simulator?)'],
    [['hlep'], 'unknown command “hlep” (did you mean help?)'],
    [['deploy'], `unknown command “deploy”; ${COMMAND_NAMES}`],
    [['--bell', '--notify', '--', 'x'], 'unexpected argument “x”'],
    [['--', 'list'], 'unexpected argument “list”'],
  ])('%j', (argv, reason) => {
    expect(sentence(...argv)).toBe(reason + END);
  });

  it('a date that does not exist, and a text that is no date', () => {
    expect(sentence('--after', '2026-02-30')).toMatch(
      /^--after: “2026-02-30” .*[^.]; see `bedrock-imports-tui --help`$/,
    );
    expect(sentence('--after', 'soon')).toMatch(
      /^--after: “soon” is not a date \(try 7d, .*\); see `bedrock-imports-tui --help`$/,
    );
    expect(sentence('watch', '--since', 'soon')).toMatch(/^--since: “soon” is not a date \(try 7d, /);
  });

  it('a name that AWS cannot search for, with the reason', () => {
    expect(sentence('--name', 'foo_bar')).toMatch(
      /^--name: .*“_”.*job names have only letters, digits, .* \(got “foo_bar”\); see `bedrock-imports-tui --help`$/,
    );
  });

  it('has a message of one line without control characters, whatever is given', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('--name', '--after', '--region', '--demo', '--port', 'simulator'),
    );
    fc.assert(
      fc.property(fc.array(word, {maxLength: 5}), argv => {
        const result = parseCommandLine(argv, NOW);
        if (result.kind === 'bad-usage') expect(result.sentence).toMatch(/^[^\x00-\x1f\x7f-\x9f]+ --help`$/u);
      }),
    );
  });
});

describe('the simulator', () => {
  it('reads outcomes, whose messages may contain anything', () => {
    const outcomes = ['one=Failed: a, b: c=d', '2=failed', 'three=Completed'].flatMap(text => ['--outcome', text]);
    expect(parse('simulator', ...outcomes, '--duration', '90s')).toMatchObject({
      durationMs: 90_000,
      outcomes: [
        {job: 'one', status: 'Failed', message: 'a, b: c=d'},
        {job: 2, status: 'Failed'},
        {job: 'three', status: 'Completed'},
      ],
    });
  });

  it('runs a command on any free port, and without past jobs if a file has some', () => {
    const words = ['bash', '-c', 'x', '--port'];
    expect(parse('simulator', '--', ...words)).toMatchObject({command: words, port: 0, jobs: 140});
    expect(parse('simulator', '--port', '1', '--seed-file', 'f', '--', 'x')).toMatchObject({port: 1, jobs: 0});
    expect(parse('simulator', '--jobs', '3', '--seed-file', 'f')).toMatchObject({port: 8080, jobs: 3});
  });

  it('accepts its flags', () => {
    const argv = ['--port', '0', '--jobs', '10', '--seed', '7', '--pace', '60', '--running', '2', '--log', '--quiet'];
    expect(parse('simulator', ...argv)).toEqual({
      kind: 'simulator',
      command: [],
      port: 0,
      jobs: 10,
      seed: 7,
      pace: 60,
      running: 2,
      worlds: [{region: 'us-east-1', account: '111122223333'}],
      hasLog: true,
      isQuiet: true,
    });
  });

  it('has one world by region and account, or several by name', () => {
    const worldsOf = (...argv: string[]) => {
      const parsed = parse('simulator', ...argv);
      return parsed.kind === 'simulator' ? parsed.worlds.map(world => `${world.region}/${world.account}`) : parsed;
    };
    expect(worldsOf('--region', 'eu-central-1')).toEqual(['eu-central-1/111122223333']);
    expect(worldsOf('--account', '012345678901')).toEqual(['us-east-1/012345678901']);
    expect(worldsOf('--region', 'us-west-2', '--account', '222222222222')).toEqual(['us-west-2/222222222222']);
    const two = ['us-west-2/222222222222', 'us-east-1/111122223333'];
    expect(worldsOf('--world', 'us-west-2/222222222222', '--world', 'us-east-1/111122223333')).toEqual(two);
    expect(worldsOf('--world', two.join())).toEqual(two);
    expect(worldsOf('--world', 'us-west-2/222222222222')).toEqual(['us-west-2/222222222222']);
  });

  it.each([
    [['--port', '65536'], '--port must be 0 to 65535 (got “65536”)'],
    [['--port', '80a'], '--port must be a whole number from 0 to 65535 (got “80a”)'],
    [['--pace', '0'], '--pace must be 0.001 to 100000 (got “0”)'],
    [['--host', '0.0.0.0'], 'unknown flag --host'],
    [['--region', 'US'], '--region must be the name of a region, such as us-east-1 (got “US”)'],
    [
      ['--region', 'us-east-1,us-west-2'],
      '--region must be one region (got “us-east-1,us-west-2”; for several, repeat --world REGION/ACCOUNT)',
    ],
    [['--account', '1234'], '--account must be 12 digits, such as 111122223333 (got “1234”)'],
    [
      ['--world', 'us-east-1/111122223333', '--world', 'us-east-1/111122223333'],
      '--world: us-east-1/111122223333 is given twice; each world needs a region or an account of its own',
    ],
    [
      ['--world', Array.from({length: 41}, (_, i) => `us-east-1/1111222233${10 + i}`).join()],
      '--world must be given at most 40 times (got 41 worlds)',
    ],
    [
      ['--world', 'us-east-1/111122223333', '--region', 'us-east-1'],
      '--world cannot be used with --region: each --world names its own region and account',
    ],
    [
      ['--account', '111122223333', '--world', 'us-east-1/111122223333'],
      '--world cannot be used with --account: each --world names its own region and account',
    ],
    [
      ['--port', '65534', '--world', 'us-east-1/111122223333,us-west-2/111122223333'],
      '--port must be at most 65533 with 2 worlds, because each has a port after it (got “65534”)',
    ],
    [
      ['--world', 'us-east-1/111122223333,us-west-2/111122223333', '--fault', 'hang:world=us-west-2/222222222222'],
      '--fault: no world is named us-west-2/222222222222; the worlds are us-east-1/111122223333, us-west-2/111122223333',
    ],
    [
      ['--fault', 'hang:world=us-west-2/111122223333'],
      '--fault: no world is named us-west-2/111122223333; the only world is us-east-1/111122223333',
    ],
    [
      ['--fault', 'hang:world=us-west-2'],
      '--fault: world must be REGION/ACCOUNT with an account of 12 digits, such as us-east-1/111122223333 (got “us-west-2”)',
    ],
    [['extra'], 'unexpected argument “extra” (to run a command, write bedrock-imports-tui simulator -- extra)'],
    [
      ['extra', '--', 'x'],
      'unexpected argument “extra” (to run a command, write bedrock-imports-tui simulator -- extra)',
    ],
    [['--'], 'missing argument COMMAND after --'],
    [['--outcome', 'a'], '--outcome must be JOB=Completed, JOB=Failed or JOB=Failed: message (got “a”)'],
    [
      ['--outcome', '0=Failed'],
      '--outcome: job must be the name of a job, or a number from 1 for the n-th that is created (got "0")',
    ],
    [['--outcome', 'a=Done'], '--outcome: status must be Completed or Failed (got "Done")'],
    [['--outcome', 'a=Completed: x'], '--outcome: only a job that fails has a message'],
    [['--duration', 'long'], '--duration must be a duration such as 500ms, 90s, 20m or 2h (got “long”)'],
  ])('refuses %j', (argv, reason) => {
    expect(sentence('simulator', ...argv)).toBe(`${reason}; see \`bedrock-imports-tui simulator --help\``);
  });
});

it.each([
  ...['us-east-1', 'us-east-1/', '/111122223333', 'us-east-1/1111', 'us-east-1/111122223333/x', ''],
  ...['us east/111122223333', `${'x'.repeat(21)}/111122223333`],
])('“%s” is not the name of a world', text => {
  expect(sentence('simulator', `--world=${text}`)).toBe(
    `--world must be REGION/ACCOUNT with an account of 12 digits, such as us-east-1/111122223333 (got “${text}”); see \`bedrock-imports-tui simulator --help\``,
  );
});

describe('faults', () => {
  const SPECS = 'throttle:op=List:times=3,latency=50';
  const faults = [
    {name: 'throttle', options: {op: 'List', times: 3}},
    {name: 'latency', value: 50, options: {}},
  ];

  it('are accepted by the simulator and the demo', () => {
    expect(parse('simulator', '--fault', SPECS)).toMatchObject({kind: 'simulator', faults});
    expect(parse('--demo', '--fault', SPECS)).toMatchObject({
      kind: 'tui',
      target: {kind: 'demo'},
      faults: SPECS.split(','),
    });
    const each = SPECS.split(',').flatMap(spec => ['--fault', spec]);
    expect(parse('simulator', ...each)).toMatchObject({kind: 'simulator', faults});
  });

  it('are refused without --demo', () => {
    expect(sentence('--fault', 'hang')).toBe(
      '--fault needs --demo: only simulated requests can be made to fail; see `bedrock-imports-tui --help`',
    );
  });

  it('are left to the parser of all commands, so that the program starts without them', () => {
    const atStart = createParser(CORE_COMMANDS)(['list', '--demo', '--fault', 'throtle'], NOW);
    expect(faultsOf(atStart)).toEqual(['throtle']);
    expect(faultsOf(parse('--demo'))).toBeUndefined();
  });

  it.each(['simulator', '--demo'])('are refused by name if they make no sense: %s', first => {
    expect(sentence(first, '--fault', 'hang,reset=1')).toMatch(/^--fault: reset takes no value; see /);
    expect(sentence(first, '--fault', 'throtle')).toMatch(
      /^--fault: unknown fault “throtle”; the faults are throttle, /,
    );
    expect(sentence(first, '--fault', 'hang,')).toMatch(/^--fault: a fault is missing; the faults are throttle, /);
  });

  it.each([['simulator'], ['--demo'], ['list', '--demo'], ['wait', 'job', '--demo']])(
    'have messages that point to the help that lists them: %j',
    (...argv) => {
      const END = / see `bedrock-imports-tui simulator --help`$/;
      expect(sentence(...argv, '--fault', 'throtle')).toMatch(END);
      expect(sentence(...argv, '--fault')).toMatch(END);
    },
  );

  it('are in the simulator’s help, each with its options', () => {
    const help = parse('simulator', '--help');
    const text = help.kind === 'help' ? help.text : '';
    for (const {name} of FAULT_KINDS) expect(text).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    for (const name of Object.keys(COMMON_OPTIONS)) expect(text).toContain(`\n  :${name}=`);
  });
});

describe('help and version', () => {
  it('take precedence over mistakes', () => {
    expect(parse('--nope', '-h').kind).toBe('help');
    expect(parse('-V').kind).toBe('version');
    expect(parse('--version', '--status').kind).toBe('version');
  });

  it('can be requested as in other programs', () => {
    expect(parse('help')).toEqual(parse('--help'));
    expect(parse('version')).toEqual(parse('--version'));
    expect(parse('help', 'wait')).toEqual(parse('wait', '--help'));
    expect(parse('help', 'help')).toEqual(parse('--help'));
    expect(parse('help', 'version')).toEqual(parse('--help'));
    expect(parse('help', 'exit-codes')).toEqual({kind: 'topic', topic: 'exit-codes'});
    expect(sentence('help', 'wiat')).toMatch(/^unknown command or topic “wiat” \(did you mean wait\?\)/);
    expect(parse('version', '--help')).toEqual(parse('--help'));
  });

  const TOPIC_NAMES = 'the topics are exit-codes, environment and times';
  it.each([
    [['help', 'foo'], `unknown command or topic “foo”; ${COMMAND_NAMES}; ${TOPIC_NAMES}`],
    [['help', 'list', 'foo'], 'unexpected argument “foo”'],
    [['help', '--xyz'], 'unknown flag --xyz'],
    [['version', 'foo'], 'unexpected argument “foo”'],
    [['version', '--xyz'], 'unknown flag --xyz'],
    [['--xyz', 'version'], 'unknown flag --xyz'],
  ])('refuse %j', (argv, reason) => {
    expect(sentence(...argv)).toBe(`${reason}; see \`bedrock-imports-tui --help\``);
  });

  it('--help in place of a value does not show the help', () => {
    expect(parse('--name', '--help').kind).toBe('bad-usage');
  });

  it.each(COMMANDS.map(command => [command.name, command] as const))(
    'of “%s” has every flag, within 80 columns',
    (name, command) => {
      const result = parse(...(name === '' ? [] : [name]), '--help');
      if (result.kind !== 'help') throw new Error(result.kind);
      for (const {name: flag, alias} of command.flags) {
        expect(result.text).toContain(`--${flag}`);
        if (alias) expect(result.text).toContain(`--${alias}`);
      }
      // An example is one line, to be copied.
      const lines = result.text.split('\n').filter(line => !line.startsWith('  bedrock-imports-tui'));
      expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80);
      expect(result.text).toMatch(/^Exit codes: 0 .*\n.*`bedrock-imports-tui help exit-codes`/m);
      expect(result.text).toContain('Examples\n  bedrock-imports-tui');
    },
  );

  it('every example is accepted', () => {
    for (const example of COMMANDS.flatMap(({examples}) => examples)) {
      for (const call of example.split(/ [|>] /).filter(part => /bedrock-imports-tui/.test(part))) {
        // xargs adds the job.
        const words = splitWords(call.replace(/^xargs (.*)/, '$1 a-job'));
        const argv = words.ok ? words.value.slice(1) : [];
        expect([call, parse(...argv).kind]).toEqual([call, expect.not.stringMatching(/bad-usage|help|version/)]);
      }
    }
  });
});

describe('flags before the command', () => {
  it.each([
    [
      ['--profile', 'dev', 'list'],
      ['list', '--profile', 'dev'],
    ],
    [
      ['--profile', 'list', 'list'],
      ['list', '--profile', 'list'],
    ],
    [
      ['--profile=dev', '--output', 'json', 'list', '--limit', '5'],
      ['list', '--profile=dev', '-ojson', '--limit=5'],
    ],
    [
      ['-qo', 'csv', 'list'],
      ['list', '-q', '-o', 'csv'],
    ],
    [
      ['--region', 'us-east-1', 'get', 'list'],
      ['get', 'list', '--region', 'us-east-1'],
    ],
    [
      ['--demo', 'wait', 'a', '--', 'b'],
      ['wait', 'a', 'b', '--demo'],
    ],
    [
      ['--fault', 'hang', '--port', '0', 'simulator'],
      ['simulator', '--fault', 'hang', '--port', '0'],
    ],
    [
      ['--help', 'list'],
      ['list', '--help'],
    ],
    [
      ['list', '--help'],
      ['help', 'list'],
    ],
    [
      ['--demo', 'help', 'wait'],
      ['help', 'wait'],
    ],
    [['--profile', 'dev', 'version'], ['version']],
  ])('%j is %j', (argv, same) => {
    expect(parse(...argv)).toEqual(parse(...same));
    expect(parse(...argv).kind).not.toBe('bad-usage');
    expect(parseCommandLine(argv, NOW, false)).toEqual(parse(...same));
  });

  it('can have values that look like commands', () => {
    expect(parse('--profile', 'list')).toMatchObject({kind: 'tui', target: {profile: 'list'}});
    expect(parse('--name', 'help')).toMatchObject({kind: 'tui', query: {name: 'help'}});
    expect(parse('list', '--name', 'get')).toMatchObject({kind: 'list', query: {name: 'get'}});
  });

  it.each([
    [['--bell', '--notify', 'list'], 'list does not take --bell; the terminal UI does', 'list'],
    [['--limit', '5', 'get', 'a'], 'get does not take --limit; list, watch and models do', 'get'],
    [['--nope', 'list'], 'unknown flag --nope', 'list'],
    [['--status', 'list'], '--status must be InProgress, Completed, Failed or any (got “list”)', ''],
    [
      ['--status', '--name', 'x', 'list'],
      '--status needs a value, but --name looks like a flag (if it is the value, write --status=--name)',
      '',
    ],
    [['--nope', 'x', 'list'], 'unknown flag --nope', ''],
    [['--profile', 'dev', 'lst'], 'unknown command “lst” (did you mean list?)', ''],
    [['--limit', '5', 'lst'], 'unknown command “lst” (did you mean list?)', ''],
    [['--demo', 'list', 'get'], 'unexpected argument “get”', 'list'],
  ])('%j is refused with the message of the command', (argv, reason, command) => {
    const call = command === '' ? 'bedrock-imports-tui' : `bedrock-imports-tui ${command}`;
    expect(sentence(...argv)).toBe(`${reason}; see \`${call} --help\``);
  });

  it('take a value in every command or in none', () => {
    const takesValue = new Map<string, boolean>();
    for (const {name, alias, oldName, short, value} of COMMANDS.flatMap(({flags}) => flags)) {
      for (const one of [name, alias, oldName, short].filter(word => word !== undefined)) {
        expect([one, takesValue.get(one) ?? value !== undefined]).toEqual([one, value !== undefined]);
        takesValue.set(one, value !== undefined);
      }
    }
  });

  it('never change what a command line means', () => {
    const flags = fc.subarray([['--region', 'wait'], ['--profile=get'], ['--status', 'Failed'], ['--name', 'list']]);
    fc.assert(
      fc.property(flags, flags, (before, after) => {
        const argv = [...before.flat(), 'list', ...after.flat()];
        expect(parse(...argv)).toEqual(parse('list', ...before.flat(), ...after.flat()));
      }),
    );
  });
});

describe('the old name of a flag', () => {
  it('still works', () => {
    expect(parse('list', '--patience', '90s')).toEqual(parse('list', '--retry-for', '90s'));
    expect(parse('list', '--patience', '90s', '--retry-for', '90s').kind).toBe('list');
    expect(sentence('list', '--patience', '5')).toMatch(/^--retry-for: “5” has no unit/);
  });

  it('is not in the help', () => {
    for (const {name} of COMMANDS) {
      const help = parse(...(name === '' ? [] : [name]), '--help');
      expect(help.kind === 'help' && help.text).not.toContain('--patience');
    }
  });
});

describe('the commands for scripts', () => {
  const LIST_DEFAULTS = {
    kind: 'list',
    target: {kind: 'aws'},
    query: {sortBy: 'CreationTime', order: 'Descending', pageSize: 500},
    printsToken: false,
    format: 'table',
    hasHeader: true,
    hasFailures: false,
    isQuiet: false,
    retryLimits: {throttledMs: 60_000, otherMs: 10_000},
  };

  it('list accepts the filters of the terminal UI, and its own flags', () => {
    expect(parse('list')).toMatchObject(LIST_DEFAULTS);
    expect(
      parse('list', '--status-equals', 'failed', '--max-items', '7', '--next-token', 't', '-o', 'CSV', '-q'),
    ).toMatchObject({
      query: {status: 'Failed'},
      limit: 7,
      startingToken: 't',
      format: 'csv',
      isQuiet: true,
    });
    expect(parse('list', '-o=csv')).toEqual(parse('list', '-ocsv'));
    expect(parse('list', '-qo', 'json')).toMatchObject({isQuiet: true, format: 'json'});
    expect(parse('list', '--retry-for', '90s')).toMatchObject({retryLimits: {throttledMs: 90_000, otherMs: 90_000}});
  });

  it('--query makes JSON the default format', () => {
    expect(parse('list', '--query', '@')).toMatchObject({format: 'json', expression: '@'});
    expect(parse('get', 'a', '--query', '@')).toMatchObject({format: 'json', expression: '@'});
    expect(parse('wait', 'a', '--query', '@', '-o', 'tsv')).toMatchObject({format: 'tsv', expression: '@'});
  });

  it('the column of failure messages implies --with-failures', () => {
    expect(parse('list', '--columns', 'name,failure')).toMatchObject({hasFailures: true});
    const all = parse('list', '--with-failures') as {columns: readonly {id: string}[]};
    expect(all.columns.at(-1)?.id).toBe('failureMessage');
  });

  it('wait accepts several jobs, without duplicates, and a goal', () => {
    const arn = 'arn:aws:bedrock:us-east-1:111122223333:model-import-job/abcdefghijkl';
    expect(parse('wait', 'a', arn, 'a', '--timeout', '1h30m', '--for', 'completed', '--any')).toMatchObject({
      jobs: ['a', arn],
      timeoutMs: 5_400_000,
      goal: {status: 'Completed', isAny: true},
      refreshMs: 5_000,
      firstLimits: {otherMs: 10_000},
      retryLimits: {otherMs: 600_000},
    });
  });

  it('watch uses --status for events, not for the query', () => {
    expect(parse('watch', '--status', 'Failed', '--since', '2h', '--exec', "a 'b c'", '--limit', '2')).toMatchObject({
      status: 'Failed',
      query: {pageSize: 100},
      since: {at: NOW - 7_200_000},
      hook: {words: ['a', 'b c'], isShell: false},
      limit: 2,
      format: 'lines',
    });
    expect(parse('watch', '--exec', 'a | b', '--shell')).toMatchObject({
      hook: {words: ['sh', '-c', 'a | b'], isShell: true},
    });
  });

  it('without a terminal on stdout, the default command is list', () => {
    expect(parseCommandLine(['--status', 'Failed'], NOW, false)).toMatchObject({
      kind: 'list',
      query: {status: 'Failed'},
    });
    expect(parseCommandLine(['--help'], NOW, false)).toEqual(parse('--help'));
    expect(parseCommandLine(['get', 'a'], NOW, false)).toEqual(parse('get', 'a'));
    expect(parseCommandLine(['--bell'], NOW, false)).toEqual({
      kind: 'bad-usage',
      sentence:
        '--bell is for the terminal UI; stdout is not a terminal, so this ran `list`; see `bedrock-imports-tui list --help`',
    });
  });

  it.each([
    [['list', 'x'], 'unexpected argument “x”', 'list'],
    [['list', '--bell'], 'list does not take --bell; the terminal UI does', 'list'],
    [['get', 'a', '--limit', '5'], 'get does not take --limit; list, watch and models do', 'get'],
    [['get', 'a', '--max-items=5'], 'get does not take --max-items; list and models do', 'get'],
    [
      ['simulator', '-o', 'json'],
      'simulator does not take -o; list, get, wait, watch, report, models, model, check and import do',
      'simulator',
    ],
    [['list', '--outptu', 'csv'], 'unknown flag --outptu (did you mean --output?)', 'list'],
    [['list', '--limit', '0'], '--limit must be 1 to 1000000 (got “0”)', 'list'],
    [['list', '--limit', 'abc'], '--limit must be a whole number from 1 to 1000000 (got “abc”)', 'list'],
    [['list', '--starting-token', 'a b'], '--starting-token must have 1 to 2048 characters and no spaces', 'list'],
    [['list', '--columns', 'name', '-o', 'json'], '--columns works with --output table, csv or tsv, not json', 'list'],
    [['list', '--no-header', '-o', 'ids'], '--no-header works with --output table, csv or tsv, not ids', 'list'],
    [['list', '--with-failures', '-o', 'ids'], '--with-failures does not work with --output ids', 'list'],
    [['list', '--query', '@', '-o', 'ids'], '--query works with --output json, ndjson, csv or tsv, not ids', 'list'],
    [
      ['list', '--query', '@', '--columns', 'name'],
      '--query cannot be used with --columns: the expression chooses what is printed',
      'list',
    ],
    [['list', '--columns', 'nam'], '--columns: unknown column “nam” (did you mean name?)', 'list'],
    [['list', '--columns', 'name,jobname'], '--columns: “jobname” is given twice', 'list'],
    [['list', '-o', 'text'], '--output must be table, json, ndjson, csv, tsv or ids (got “text”; try tsv)', 'list'],
    [['list', '--after', '1d', '--before', '2d'], '--after (1d) is later than --before (2d)', 'list'],
    [['list', '--fault', 'deny'], '--fault needs --demo: only simulated requests can be made to fail', 'list'],
    [['get'], 'missing argument JOB', 'get'],
    [['completion', 'zsh', 'b'], 'unexpected argument “b”', 'completion'],
    [['wait'], 'missing argument JOB', 'wait'],
    [
      ['wait', ...Array.from({length: 101}, (_, i) => `job-${i}`)],
      'too many arguments: wait takes at most 100 JOBs',
      'wait',
    ],
    [['wait', 'a', '--timeout', '90'], '--timeout: “90” has no unit; write 90s, 90m or 90h', 'wait'],
    [['wait', 'a', '--for', 'InProgress'], '--for must be Completed or Failed (got “InProgress”)', 'wait'],
    [['wait', 'a', '--refresh', '0.5'], '--refresh must be 1 to 3600 (got “0.5”)', 'wait'],
    [['watch', '--refresh', '0'], '--refresh must be 1 to 3600 (got “0”)', 'watch'],
    [['watch', '--shell'], '--shell needs --exec', 'watch'],
    [['watch', '--exec', 'a "b'], '--exec: “a "b” has an unclosed quote (")', 'watch'],
    [['watch', '--exec', 'a \\'], '--exec: “a \\” ends with a backslash', 'watch'],
    [['watch', '--exec', ' '], '--exec needs a command', 'watch'],
    [['watch', '-o', 'json'], '--output must be lines or ndjson (got “json”)', 'watch'],
  ])('%j', (argv, reason, command) => {
    expect(sentence(...argv)).toBe(`${reason}; see \`bedrock-imports-tui ${command} --help\``);
  });

  it('the terminal UI refuses their flags', () => {
    expect(sentence('--output', 'json')).toBe(
      '--output needs a command, for example `bedrock-imports-tui list --output`; see `bedrock-imports-tui --help`',
    );
  });
});
