/** The command line: what the arguments ask for, and what is said about the ones that make no sense. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {splitWords} from '../../src/cli/commands/words.ts';
import {EXIT_MEANINGS} from '../../src/cli/exit-codes.ts';
import {COMMANDS, parseCommandLine} from '../../src/cli/options.ts';
import {COMMON_OPTIONS, FAULT_KINDS} from '../../src/simulator/fault-spec.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const parse = (...argv: string[]) => parseCommandLine(argv, NOW);

const sentence = (...argv: string[]): string => {
  const result = parse(...argv);
  if (result.kind !== 'bad-usage') throw new Error(`accepted: ${JSON.stringify(result)}`);
  return result.sentence;
};

const DEFAULTS = {
  kind: 'tui',
  isDemo: false,
  query: {sortBy: 'CreationTime', order: 'Descending', pageSize: 100},
  refreshMs: 5000,
  hasBell: false,
};

describe('the terminal UI', () => {
  it('starts without any flag', () => {
    expect(parse()).toEqual(DEFAULTS);
  });

  it('takes every flag', () => {
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
      '--escape-time',
      '0',
    ];
    const log = ['--debug', 'log.ndjson'];
    expect(parse(...connection, ...query, ...rest, ...log)).toEqual({
      kind: 'tui',
      profile: 'p',
      region: 'eu-central-1',
      endpointUrl: 'http://127.0.0.1:1/x',
      isDemo: false,
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
      escapeMs: 0,
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
  ])('takes --%s under its API name --%s', (own, alias, value) => {
    expect(parse(`--${alias}`, value)).toEqual(parse(`--${own}`, value));
    expect(parse(`--${alias}`, value)).not.toEqual(DEFAULTS);
    expect(parse(`--${own}`, value, `--${alias}`, value).kind).toBe('tui');
  });

  it('takes --demo with filters', () => {
    expect(parse('--demo', '--status', 'any', '--name', '')).toEqual({...DEFAULTS, isDemo: true});
  });
});

const NAMES = COMMANDS.flatMap(({name}) => (name === '' ? [] : [name])).join(', ');
const COMMAND_NAMES = `; the commands are: ${NAMES}; without one the terminal UI starts.`;

describe('what is refused', () => {
  const END = ' See bedrock-imports-tui --help.';
  it.each([
    [['--regoin', 'x'], '--regoin: there is no such flag; did you mean --region?'],
    [['--xyzzy'], '--xyzzy: there is no such flag.'],
    [['-p', 'x'], '-p: there is no such flag.'],
    [['--no-bell'], '--no-bell: there is no such flag.'],
    [['--bell=yes'], '--bell takes no value.'],
    [['--debug='], '--debug: the name of a file is missing.'],
    [['--status'], '--status needs a value: --status STATUS.'],
    [
      ['--status', '--name', 'x'],
      '--status needs a value, and --name looks like a flag; --status=--name takes it as it is.',
    ],
    [['--status', 'Done'], '--status: “Done” is none of InProgress, Completed, Failed, any.'],
    [['--after', '2026-02-30'], '--after: “2026-02-30” is not on the calendar.'],
    [['--after', '7d', '--before', '8d'], '--after (7d) is later than --before (8d).'],
    [['--sort-by', 'Name'], '--sort-by: “Name” is none of CreationTime.'],
    [['--order', 'up'], '--order: “up” is none of Descending, Ascending.'],
    [['--page-size', '1001'], '--page-size: “1001” is not a whole number from 1 to 1000.'],
    [['--refresh', '0.5'], '--refresh: “0.5” is not a number from 1 to 3600.'],
    [['--escape-time', '1001'], '--escape-time: “1001” is not a whole number from 0 to 1000.'],
    [['--escape-time', '2.5'], '--escape-time: “2.5” is not a whole number from 0 to 1000.'],
    [['--refresh', '1e3'], '--refresh: “1e3” is not a number from 1 to 3600.'],
    [['--profile', ' '], '--profile: a profile name is missing.'],
    [
      ['--region', 'us east 1'],
      '--region: “us east 1” is not a region name; write it as AWS does, for example us-east-1.',
    ],
    [
      ['--endpoint-url', 'localhost:8080'],
      '--endpoint-url: “localhost:8080” is not an http or https address, for example http://127.0.0.1:8080.',
    ],
    [
      ['--endpoint-url', 'http://me:secret@host'],
      '--endpoint-url: an address with a user name or password is not accepted; credentials come from AWS.',
    ],
    [
      ['--name', 'a', '--name-contains', 'b'],
      '--name (also --name-contains) is given twice, with “a” and “b”; give it once.',
    ],
    [['--profile', 'a', '--profile', 'b'], '--profile is given twice, with “a” and “b”; give it once.'],
    [
      ['--demo', '--region', 'us-east-1'],
      '--demo and --region exclude each other: the demo never touches AWS, it asks a simulator of its own.',
    ],
    [['lst', '--nope'], `“lst” is no command (did you mean list?)${COMMAND_NAMES}`],
    [['simulatr'], `“simulatr” is no command (did you mean simulator?)${COMMAND_NAMES}`],
    [['--bell', 'simulator'], 'simulator must come first: bedrock-imports-tui simulator, then its flags.'],
    [['--bell', '--', 'x'], `“x” is no command${COMMAND_NAMES}`],
  ])('%j', (argv, reason) => {
    expect(sentence(...argv)).toBe(reason + END);
  });

  it('says why AWS cannot search for a name', () => {
    expect(sentence('--name', 'foo_bar')).toMatch(
      /^--name: “foo_bar” cannot be asked for: .*“_”.*; a job name has letters, digits, .* See bedrock-imports-tui --help\.$/,
    );
  });

  it('is one line without control characters, whatever is given', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('--name', '--after', '--region', '--demo', '--port', 'simulator'),
    );
    fc.assert(
      fc.property(fc.array(word, {maxLength: 5}), argv => {
        const result = parseCommandLine(argv, NOW);
        if (result.kind === 'bad-usage') expect(result.sentence).toMatch(/^[^\x00-\x1f\x7f-\x9f]+ --help\.$/u);
      }),
    );
  });
});

describe('the simulator', () => {
  it('takes its flags', () => {
    const argv = ['--port', '0', '--jobs', '10', '--seed', '7', '--pace', '60', '--running', '2', '--log', '--quiet'];
    expect(parse('simulator', ...argv)).toEqual({
      kind: 'simulator',
      port: 0,
      jobs: 10,
      seed: 7,
      pace: 60,
      running: 2,
      hasLog: true,
      isQuiet: true,
    });
  });

  it.each([
    [['--port', '65536'], '--port: “65536” is not a whole number from 0 to 65535.'],
    [['--port', '80a'], '--port: “80a” is not a whole number from 0 to 65535.'],
    [['--pace', '0'], '--pace: “0” is not a number from 0.001 to 100000.'],
    [['--host', '0.0.0.0'], '--host: there is no such flag.'],
    [['extra'], '“extra” is one word too many: bedrock-imports-tui simulator takes flags only.'],
  ])('refuses %j', (argv, reason) => {
    expect(sentence('simulator', ...argv)).toBe(`${reason} See bedrock-imports-tui simulator --help.`);
  });
});

describe('faults', () => {
  const SPECS = 'throttle:op=List:times=3,latency=50';
  const faults = [
    {name: 'throttle', options: {op: 'List', times: 3}},
    {name: 'latency', value: 50, options: {}},
  ];

  it('are for the simulator and for the demo', () => {
    expect(parse('simulator', '--fault', SPECS)).toMatchObject({kind: 'simulator', faults});
    expect(parse('--demo', '--fault', SPECS)).toMatchObject({kind: 'tui', isDemo: true, faults});
    const each = SPECS.split(',').flatMap(spec => ['--fault', spec]);
    expect(parse('simulator', ...each)).toMatchObject({kind: 'simulator', faults});
  });

  it('are not for AWS', () => {
    expect(sentence('--fault', 'hang')).toBe(
      '--fault needs --demo: only simulated requests fail on purpose. See bedrock-imports-tui --help.',
    );
  });

  it.each(['simulator', '--demo'])('are refused by name where they make no sense: %s', first => {
    expect(sentence(first, '--fault', 'hang,reset=1')).toMatch(/^--fault: reset takes no value\. See /);
    expect(sentence(first, '--fault', 'throtle')).toMatch(/^--fault: “throtle” is no fault; the faults are throttle, /);
    expect(sentence(first, '--fault', 'hang,')).toMatch(/^--fault: a fault is missing; /);
  });

  it('stand in the simulator’s help, each with its options', () => {
    const help = parse('simulator', '--help');
    const text = help.kind === 'help' ? help.text : '';
    for (const {name} of FAULT_KINDS) expect(text).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    for (const name of Object.keys(COMMON_OPTIONS)) expect(text).toContain(`\n  :${name}=`);
  });
});

describe('help and version', () => {
  it('win over mistakes', () => {
    expect(parse('--nope', '-h').kind).toBe('help');
    expect(parse('-V').kind).toBe('version');
    expect(parse('--version', '--status').kind).toBe('version');
  });

  it('may be asked for as in other programs', () => {
    expect(parse('help')).toEqual(parse('--help'));
    expect(parse('version')).toEqual(parse('--version'));
    expect(parse('help', 'wait')).toEqual(parse('wait', '--help'));
    expect(sentence('help', 'wiat')).toMatch(/^“wiat” is no command/);
  });

  it('a flag in the place of a value is not a call for help', () => {
    expect(parse('--name', '--help').kind).toBe('bad-usage');
  });

  it.each(COMMANDS.map(command => [command.name, command] as const))(
    '“%s”: names every flag, in 80 columns',
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
      for (const [codes, meaning] of EXIT_MEANINGS) {
        expect(result.text).toMatch(new RegExp(`^  ${codes}\\s+${meaning.split(' ')[0]}`, 'm'));
      }
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

describe('the commands for scripts', () => {
  const LIST_DEFAULTS = {
    kind: 'list',
    isDemo: false,
    query: {sortBy: 'CreationTime', order: 'Descending', pageSize: 500},
    printsToken: false,
    format: 'table',
    hasHeader: true,
    hasFailures: false,
    isQuiet: false,
    patience: {throttledMs: 60_000, otherMs: 10_000},
  };

  it('list takes the filters of the terminal UI, and flags of its own', () => {
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
    expect(parse('list', '--patience', '90s')).toMatchObject({patience: {throttledMs: 90_000, otherMs: 90_000}});
  });

  it('an expression makes JSON the usual format', () => {
    expect(parse('list', '--query', '@')).toMatchObject({format: 'json', expression: '@'});
    expect(parse('get', 'a', '--query', '@')).toMatchObject({format: 'json', expression: '@'});
    expect(parse('wait', 'a', '--query', '@', '-o', 'tsv')).toMatchObject({format: 'tsv', expression: '@'});
  });

  it('the column of failures asks for them', () => {
    expect(parse('list', '--columns', 'name,failure')).toMatchObject({hasFailures: true});
    const all = parse('list', '--with-failures') as {columns: readonly {id: string}[]};
    expect(all.columns.at(-1)?.id).toBe('failureMessage');
  });

  it('wait takes several jobs, each once, and its goal', () => {
    const arn = 'arn:aws:bedrock:us-east-1:111122223333:model-import-job/abcdefghijkl';
    expect(parse('wait', 'a', arn, 'a', '--timeout', '1h30m', '--for', 'completed', '--any')).toMatchObject({
      jobs: ['a', arn],
      timeoutMs: 5_400_000,
      goal: {status: 'Completed', isAny: true},
      refreshMs: 5_000,
      firstPatience: {otherMs: 10_000},
      patience: {otherMs: 600_000},
    });
  });

  it('watch keeps the status for its events', () => {
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

  it('without a terminal on stdout no command means list', () => {
    expect(parseCommandLine(['--status', 'Failed'], NOW, false)).toMatchObject({
      kind: 'list',
      query: {status: 'Failed'},
    });
    expect(parseCommandLine(['--help'], NOW, false)).toEqual(parse('--help'));
    expect(parseCommandLine(['get', 'a'], NOW, false)).toEqual(parse('get', 'a'));
    expect(parseCommandLine(['--bell'], NOW, false)).toEqual({
      kind: 'bad-usage',
      sentence:
        '--bell is for the terminal UI, but stdout is no terminal; without a command that runs bedrock-imports-tui list. See bedrock-imports-tui list --help.',
    });
  });

  it.each([
    [['list', 'x'], '“x” is one word too many: bedrock-imports-tui list takes flags only', 'list'],
    [['list', '--bell'], '--bell: there is no such flag', 'list'],
    [['list', '--limit', '0'], '--limit: “0” is not a whole number from 1 to 1000000', 'list'],
    [['list', '--starting-token', 'a b'], '--starting-token: a token has 1 to 2048 characters and no spaces', 'list'],
    [
      ['list', '--columns', 'name', '-o', 'json'],
      '--columns goes with --output table, csv, tsv, not with json',
      'list',
    ],
    [['list', '--no-header', '-o', 'ids'], '--no-header goes with --output table, csv, tsv, not with ids', 'list'],
    [['list', '--with-failures', '-o', 'ids'], '--with-failures has no place in --output ids', 'list'],
    [['list', '--query', '@', '-o', 'ids'], '--query goes with --output json, ndjson, csv, tsv, not with ids', 'list'],
    [['list', '--after', '1d', '--before', '2d'], '--after (1d) is later than --before (2d)', 'list'],
    [['list', '--fault', 'deny'], '--fault needs --demo: only simulated requests fail on purpose', 'list'],
    [['get'], 'JOB is missing: bedrock-imports-tui get JOB', 'get'],
    [
      ['completion', 'zsh', 'b'],
      '“b” is one word too many: bedrock-imports-tui completion takes one SHELL, and flags',
      'completion',
    ],
    [['wait'], 'JOB is missing: bedrock-imports-tui wait JOB', 'wait'],
    [['wait', 'a', '--timeout', '90'], '--timeout: “90” has no unit; write 90s, 90m or 90h', 'wait'],
    [['wait', 'a', '--for', 'InProgress'], '--for: “InProgress” is neither Completed nor Failed', 'wait'],
    [['wait', 'a', '--refresh', '0.5'], '--refresh: “0.5” is not a number from 1 to 3600', 'wait'],
    [['watch', '--refresh', '0'], '--refresh: “0” is not a number from 1 to 3600', 'watch'],
    [['watch', '--shell'], '--shell needs --exec', 'watch'],
    [['watch', '--exec', 'a "b'], '--exec: “a "b” ends within a quote (")', 'watch'],
    [['watch', '-o', 'json'], '--output: “json” is none of lines, ndjson', 'watch'],
  ])('%j', (argv, reason, command) => {
    expect(sentence(...argv)).toBe(`${reason}. See bedrock-imports-tui ${command} --help.`);
  });

  it('a flag of theirs is not the terminal UI’s', () => {
    expect(sentence('--output', 'json')).toBe(
      '--output belongs to a command: bedrock-imports-tui list --output. See bedrock-imports-tui --help.',
    );
  });
});
