/** Completion at the cursor: candidates from the tables of commands and flags, or a question for files or AWS. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {COMMANDS, parseCommandLine} from '../../../src/cli/args/parse.ts';
import {clauseOf, completionFor, type NameQuestion} from '../../../src/cli/completion/candidates.ts';

const offered = (...words: string[]): readonly string[] => {
  const completion = completionFor(words);
  if (completion.kind !== 'candidates') throw new Error(`not from a table: ${JSON.stringify(completion)}`);
  return completion.candidates.map(({word}) => word);
};

const jobs = (...words: string[]): NameQuestion => {
  const completion = completionFor(words);
  if (completion.kind !== 'jobs') throw new Error(`no question for jobs: ${JSON.stringify(completion)}`);
  return completion;
};

const NAMED = COMMANDS.flatMap(({name}) => (name === '' ? [] : [name]));
const WORDS = [...NAMED, 'help', 'version'];

describe('at the first word', () => {
  it('every command is a candidate, with its description', () => {
    expect(offered('')).toEqual(WORDS);
    expect(offered()).toEqual(WORDS);
    expect(completionFor(['ge'])).toEqual({
      kind: 'candidates',
      candidates: [{word: 'get', text: 'print jobs with all their fields'}],
    });
  });

  it('commands are also candidates after flags, and come before further flags', () => {
    expect(offered('--demo', '').slice(0, WORDS.length)).toEqual(WORDS);
    expect(offered('--profile', 'dev', 'wa')).toEqual(['wait', 'watch']);
    expect(offered('--output', 'json', 'li')).toEqual(['list']);
    expect(offered('--', '')).toEqual([]);
    expect(offered('--demo', '--', 'li')).toEqual([]);
  });

  it('a command is recognized after flags', () => {
    expect(offered('--profile', 'list', 'get', '--lim')).toEqual([]);
    expect(offered('--profile', 'get', 'list', '--lim')).toEqual(['--limit']);
    expect(offered('--demo', 'list', '--dem')).toEqual([]);
    expect(jobs('--profile', 'p', 'get', '--region=us-west-2', 'jo')).toMatchObject({
      connection: {target: {profile: 'p', region: 'us-west-2'}},
      typed: 'jo',
    });
  });

  it('after help, the candidates are commands and topics', () => {
    expect(offered('help', '')).toEqual([...NAMED, 'exit-codes', 'environment', 'times']);
    expect(offered('--demo', 'help', 'ex')).toEqual(['exit-codes']);
    expect(completionFor(['help', 'exi'])).toMatchObject({
      candidates: [{word: 'exit-codes', text: 'what each exit code means'}],
    });
    expect(offered('help', 'list', '')).toEqual([]);
    expect(offered('version', '')).toEqual([]);
  });

  it('after a dash, the candidates are the flags of the terminal UI', () => {
    expect(offered('--re')).toEqual(['--region', '--read-only', '--refresh']);
    expect(offered('-')).toContain('--bell');
    expect(offered('-')).not.toContain('--limit');
  });

  it('the hidden word is no candidate', () => {
    expect(offered('_')).toEqual([]);
    expect(offered('__complete', '')).toEqual([]);
  });
});

describe('flags', () => {
  it.each(COMMANDS.map(command => [command.name, command.flags] as const))(
    'of “%s” are all candidates',
    (name, flags) => {
      const names = flags.flatMap(({name: own, alias}) => [`--${own}`, ...(alias ? [`--${alias}`] : [])]);
      expect(offered(...(name === '' ? [] : [name]), '-')).toEqual(names);
    },
  );

  it.each([
    ['that begin as typed', ['list', '--sta'], ['--status', '--status-equals', '--starting-token']],
    ['under the API’s name', ['list', '--max'], ['--max-items', '--max-results']],
    ['not twice', ['list', '--status', 'Failed', '--sta'], ['--starting-token']],
    ['not twice under another name', ['list', '--status-equals=Failed', '--sta'], ['--starting-token']],
    ['twice if that is allowed', ['simulator', '--fault', 'hang', '--fau'], ['--fault']],
    ['for another world', ['simulator', '--world', 'us-east-1/111122223333', '--wo'], ['--world']],
    ['of the UI after other flags', ['--region', 'us-east-1', '--bel'], ['--bell']],
    ['after a job', ['get', 'job-a', '--q'], ['--query', '--quiet']],
    ['after a mistake', ['list', '--nope', '--bef'], ['--before']],
    ['not in place of a value', ['list', '--limit', '--bef'], []],
    ['not after --', ['list', '--', '--sta'], []],
    ['not after an unknown command', ['lst', '--sta'], []],
    ['not under an old name', ['list', '--pat'], []],
    ['not again after its old name', ['list', '--patience', '5m', '--retr'], []],
  ])('%s', (_, words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  it('are candidates if nothing else can follow', () => {
    expect(offered('list', '')).toContain('--limit');
    expect(offered('completion', 'zsh', '')).toContain('--help');
    expect(offered('--demo', '')).toContain('--bell');
    expect(offered('list', 'x')).toEqual([]);
  });

  it('have a description of one clause', () => {
    const completion = completionFor(['list', '--limit']);
    expect(completion).toEqual({
      kind: 'candidates',
      candidates: [{word: '--limit', text: 'Stop after this many jobs'}],
    });
  });
});

it.each([
  ['Stop after this many jobs; all by default.', 'Stop after this many jobs'],
  ['Jobs created after this: 2026-11-01, or 7d.', 'Jobs created after this'],
  ['The AWS region, for example us-east-1.', 'The AWS region, for example us-east-1'],
  ['Serve on 127.0.0.1:80 only. Not more.', 'Serve on 127.0.0.1:80 only'],
])('the first clause of “%s” is “%s”', (text, clause) => {
  expect(clauseOf(text)).toBe(clause);
});

describe('values', () => {
  it.each([
    [
      ['list', '--status', ''],
      ['InProgress', 'Completed', 'Failed', 'any'],
    ],
    [['list', '--status', 'F'], ['Failed']],
    [['list', '--status', 'comp'], ['Completed']],
    [['list', '--status=F'], ['--status=Failed']],
    [['list', '--status-equals='], ['InProgress', 'Completed', 'Failed', 'any'].map(word => `--status-equals=${word}`)],
    [['--order', 'A'], ['Ascending']],
    [['list', '-o', 'c'], ['csv']],
    [['list', '-oc'], ['-ocsv']],
    [['list', '-qo', 'c'], ['csv']],
    [
      ['watch', '--output', ''],
      ['lines', 'ndjson'],
    ],
    [
      ['wait', 'job-a', '--for', ''],
      ['Completed', 'Failed'],
    ],
    [
      ['--region', 'us-'],
      ['us-east-1', 'us-east-2', 'us-west-2'],
    ],
    [['--output', 'nd'], ['ndjson']],
    [
      ['simulator', '--region', 'us-east-'],
      ['us-east-1', 'us-east-2'],
    ],
    [['simulator', '--world', 'eu'], ['eu-central-1/111122223333']],
    [['simulator', '--account', ''], []],
    [['list', '--limit', ''], []],
    [['list', '--demo='], []],
    [['list', '--nope='], []],
    [['list', '--status', '-'], []],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['completion', 'z'], ['zsh']],
  ])('%j: %j', (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  it('of --columns are completed one after the other, each once', () => {
    expect(offered('list', '--columns', '')).toContain('creationTime');
    expect(offered('list', '--columns', 'jobName,st')).toEqual(['jobName,status']);
    expect(offered('list', '--columns=status,JOBNAME,jo')).toEqual(['--columns=status,JOBNAME,jobArn']);
    expect(completionFor(['list', '--columns', ''])).toMatchObject({isList: true});
    expect(completionFor(['list', '--status', ''])).not.toHaveProperty('isList');
  });

  it('are left to the shell for files, and come from the AWS files for profiles', () => {
    expect(completionFor(['--debug', 'x'])).toEqual({kind: 'files'});
    expect(completionFor(['list', '--debug=x'])).toEqual({kind: 'files'});
    expect(completionFor(['--profile', 'de'])).toEqual({kind: 'profiles', prefix: '', typed: 'de'});
    expect(completionFor(['get', '--profile=de'])).toEqual({kind: 'profiles', prefix: '--profile=', typed: 'de'});
    expect(completionFor(['list', '--profile', 'a,de'])).toEqual({
      kind: 'profiles',
      prefix: '',
      typed: 'a,de',
      isList: true,
    });
    expect(completionFor(['list', '--region', 'us-w'])).toEqual({
      kind: 'candidates',
      candidates: [{word: 'us-west-2'}],
    });
    expect(completionFor(['list', '--region', 'us-east-1,us-'])).toMatchObject({
      candidates: [{word: 'us-east-1,us-east-2'}, {word: 'us-east-1,us-west-2'}],
      isList: true,
    });
  });
});

describe('jobs', () => {
  const NEWEST = {sortBy: 'CreationTime', order: 'Descending', pageSize: 100};

  it('get: the newest, with the connection flags on the line', () => {
    const connection = ['--region', 'us-west-2', '--profile=p', '--endpoint-url', 'http://127.0.0.1:1'];
    expect(jobs('get', ...connection, '')).toMatchObject({
      kind: 'jobs',
      connection: {
        target: {kind: 'aws', profile: 'p', region: 'us-west-2', endpointUrl: 'http://127.0.0.1:1'},
      },
      request: NEWEST,
      typed: '',
      given: [],
      isRunningFirst: false,
    });
    expect(jobs('get', '--demo', '').connection.target).toEqual({kind: 'demo'});
  });

  it('asks AWS for a large page of names that contain what is typed', () => {
    expect(jobs('get', 'lla').request).toEqual({...NEWEST, name: 'lla', pageSize: 1000});
  });

  it('wait: running ones first, without those on the line', () => {
    expect(jobs('wait', 'job-a', '--any', 'job-b', 'jo')).toMatchObject({
      given: ['job-a', 'job-b'],
      typed: 'jo',
      isRunningFirst: true,
    });
  });

  it('also after --', () => {
    expect(jobs('get', '--', '').typed).toBe('');
  });

  it('are also the value of --from, in either spelling', () => {
    expect(jobs('import', '--region', 'us-west-2', '--from', 'lla')).toMatchObject({
      typed: 'lla',
      prefix: '',
      connection: {target: {region: 'us-west-2'}},
    });
    expect(jobs('import', '--from=lla')).toMatchObject({typed: 'lla', prefix: '--from='});
  });

  it.each([
    ['a name that AWS refuses', ['get', 'a_b']],
    ['an ARN', ['get', 'arn:aws:bedrock']],
    ['a region that is not valid', ['get', '--region', 'us east', '']],
    ['a URL that is not valid', ['get', '--endpoint-url=localhost:1', '']],
    ['flags that exclude each other', ['get', '--demo', '--profile', 'dev', '']],
  ])('there is no request for %s', (_, words) => {
    expect(completionFor(words)).toEqual({kind: 'candidates', candidates: []});
  });
});

const WORD = fc.oneof(
  fc.constantFrom(...WORDS, '', '-', '--', '--status', '--status=', '-o', '--columns', 'a,b', '--fault', '--profile='),
  fc.string({maxLength: 6}),
);

it('every candidate begins with what is typed, whatever the line is', () => {
  fc.assert(
    fc.property(fc.array(WORD, {maxLength: 6}), words => {
      const completion = completionFor(words);
      if (completion.kind !== 'candidates') return;
      const typed = (words.at(-1) ?? '').toLowerCase();
      for (const {word} of completion.candidates) expect(word.toLowerCase().startsWith(typed)).toBe(true);
    }),
  );
});

describe('the command line', () => {
  it('accepts the hidden word, and never shows it', () => {
    expect(parseCommandLine(['__complete', 'zsh', '--help'], 0)).toEqual({kind: 'complete', words: ['zsh', '--help']});
    const help = parseCommandLine(['--help'], 0);
    expect(help.kind === 'help' && help.text).not.toContain('__complete');
    const misspelt = parseCommandLine(['__complet'], 0);
    expect(misspelt.kind === 'bad-usage' && misspelt.sentence).not.toContain('__complete');
  });

  it.each([
    [['completion'], 'missing argument SHELL'],
    [['completion', 'tcsh'], 'SHELL must be bash, zsh or fish (got “tcsh”)'],
    [['completion', 'zsh', 'x'], 'unexpected argument “x”'],
  ])('refuses %j', (argv, reason) => {
    const sentence = `${reason}; see \`bedrock-imports-tui completion --help\``;
    expect(parseCommandLine(argv, 0)).toEqual({kind: 'bad-usage', sentence});
  });

  it('accepts a shell', () => {
    expect(parseCommandLine(['completion', 'fish'], 0)).toEqual({kind: 'completion', shell: 'fish'});
  });
});
