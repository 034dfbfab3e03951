/** Completion in bash, zsh and fish themselves, by the built program against the simulator. */
import {execFile, spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterEach, describe, expect, it, onTestFinished} from 'vitest';
import {SHELLS, type Shell} from '../../src/cli/args/completion-options.ts';
import {createClock, importBody, MINUTE, post, simulate} from '../simulator/simulated.ts';
import {CREDENTIALS, listsOf} from '../support/browse.ts';
import type {Variables} from '../support/clean-environment.ts';
import {disposeAll, type PtyProgram, startInPty} from '../support/pty.ts';
import {runCli} from '../support/run-cli.ts';
import {hasProgram, pathWithProgram} from '../support/shells.ts';

afterEach(disposeAll);

const JOBS = '/model-import-jobs';

/** A simulator with jobs of these names, one a day; the last one is InProgress. */
const withJobs = async (...names: readonly string[]) => {
  const clock = createClock();
  const simulator = await simulate({now: clock.now});
  for (const name of names) {
    clock.pass(24 * 60 * MINUTE);
    expect(await post(simulator, JOBS, importBody(name))).toMatchObject({status: 201});
  }
  return simulator;
};

const wordsOf = (lines: readonly string[]) => lines.map(line => line.split('\t')[0]);

/** What the hidden command says; that it never fails goes without saying in each test. */
const complete = async (words: readonly string[], env: Variables = CREDENTIALS): Promise<readonly string[]> => {
  const {code, stdout, stderr} = await runCli(['__complete', ...words], env);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout === '' ? [] : stdout.trimEnd().split('\n');
};

const temporary = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'imports-tui-completion-'));
  onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
  return directory;
};

describe('the hidden command', () => {
  it('finds jobs by one request', async () => {
    const simulator = await withJobs('llama-a', 'a-llama', 'llama-b');
    const lines = await complete(['zsh', 'get', '--endpoint-url', simulator.url, 'lla']);
    expect(wordsOf(lines)).toEqual(['words', 'llama-b', 'llama-a']);
    expect(lines[1]).toMatch(/\tInProgress, created 2026-11-26 12:00/);
    expect(listsOf(simulator)).toEqual([
      {maxResults: '1000', nameContains: 'lla', sortBy: 'CreationTime', sortOrder: 'Descending'},
    ]);
  });

  it('finds those of the demo', async () => {
    const lines = await complete(['fish', 'wait', '--demo', ''], {});
    expect(lines[1]).toMatch(/^[\w.-]+\tInProgress, /);
    expect(lines).toHaveLength(101);
  });

  it('finds profiles, whatever they are called', async () => {
    const file = join(temporary(), 'credentials');
    writeFileSync(file, "[default]\na=1\n[my odd prof]\na=1\n[it's]\na=1\n[cost$(x)]\na=1\n[bad\x1b]\na=1\n");
    const env = {AWS_SHARED_CREDENTIALS_FILE: file};
    expect(await complete(['zsh', '--profile', ''], env)).toEqual([
      'words',
      'default',
      'my odd prof',
      "it's",
      'cost$(x)',
    ]);
    expect(await complete(['fish', '--profile=m'], env)).toEqual(['words', '--profile=my odd prof']);
    expect(await complete(['fish', '--profile', '"my'], env)).toEqual(['words', 'my odd prof']);
    expect(await complete(['bash', ' =', 'x --profile=c'], env)).toEqual(['words', 'cost\\$\\(x\\)']);
  });

  it.each(['throttle', 'error=500', 'deny', 'expired', 'reset', 'truncate', 'html=200', 'hostile', 'hang', 'stall'])(
    'says nothing after %s, and asks no more than once',
    async fault => {
      const simulator = await simulate({jobs: 5, faults: [fault]});
      expect(await complete(['zsh', 'get', '--endpoint-url', simulator.url, ''])).toEqual([]);
      expect(listsOf(simulator)).toHaveLength(1);
    },
  );

  it('says nothing if nobody answers at all', async () => {
    const sockets = createServer();
    await new Promise<void>(resolve => sockets.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void sockets.close());
    const address = sockets.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    expect(await complete(['zsh', 'get', '--endpoint-url', `http://127.0.0.1:${port}`, ''])).toEqual([]);
  });

  it.each([
    ['without credentials', ['get', ''], {AWS_REGION: 'us-east-1'}],
    ['without a region', ['get', ''], {...CREDENTIALS, AWS_REGION: undefined}],
    ['with a broken bundle', ['get', ''], {...CREDENTIALS, AWS_CA_BUNDLE: '/nowhere'}],
    ['with a profile that is none', ['get', '--profile', 'nowhere', ''], {}],
    ['with a config file that is none', ['--profile', ''], {AWS_CONFIG_FILE: '/', AWS_SHARED_CREDENTIALS_FILE: '/'}],
    ['without a home', ['get', ''], {HOME: '/nowhere', XDG_CACHE_HOME: undefined, AWS_REGION: 'us-east-1'}],
  ])('says nothing %s', async (_, words, env) => {
    expect(await complete(['zsh', ...words], env)).toEqual([]);
  });

  it.each([[[]], [['tcsh', 'get']], [['zsh']], [['bash']], [['bash', '=']]])('takes %j', async words => {
    expect((await complete(words)).filter(line => !/^(words|[a-z-]+(\t.*)?)$/.test(line))).toEqual([]);
  });

  it('loads neither the AWS SDK nor Ink for a flag', async () => {
    const directory = temporary();
    const loaded = (): readonly string[] =>
      readdirSync(directory).flatMap(file => {
        const {result} = JSON.parse(readFileSync(join(directory, file), 'utf8'));
        return result.flatMap(({url}: {url: string}) => (/\/dist\/[^/]+\.js$/.test(url) ? [fileURLToPath(url)] : []));
      });
    const holds = (pattern: RegExp) => loaded().filter(file => pattern.test(readFileSync(file, 'utf8')));
    const env = {...CREDENTIALS, NODE_V8_COVERAGE: directory};
    expect(await complete(['zsh', 'list', '--status=F'], env)).toEqual(['words', '--status=Failed']);
    expect(loaded().length).toBeGreaterThan(1);
    expect(holds(/amz-sdk-invocation-id|react\.transitional\.element/)).toEqual([]);
    await complete(['zsh', 'get', '--demo', ''], env);
    expect(holds(/amz-sdk-invocation-id/)).not.toEqual([]);
  });
});

describe('the scripts', () => {
  it.each(SHELLS)('of %s is printed whole', async shell => {
    const {code, stdout, stderr} = await runCli(['completion', shell]);
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).toContain(`bedrock-imports-tui __complete ${shell} `);
    expect(stdout.endsWith('\n')).toBe(true);
    if (hasProgram(shell)) {
      const file = join(temporary(), 'script');
      writeFileSync(file, stdout);
      const check = spawnSync(shell, ['-n', file], {encoding: 'utf8'});
      expect({status: check.status, stderr: check.stderr}).toEqual({status: 0, stderr: ''});
    }
  });
});

const START: Readonly<Partial<Record<Shell, {args: readonly string[]; before: string}>>> = {
  bash: {args: ['--norc', '--noprofile', '-i'], before: 'bind "set bell-style none"'},
  zsh: {args: ['-f', '-i'], before: 'autoload -Uz compinit && compinit -u -D; unsetopt beep'},
};

/** The shell at its prompt in a window, with its script read, in a directory that holds one file or none. */
const startShell = async (shell: Shell, env: Variables = {}, file = ''): Promise<PtyProgram> => {
  const {args = [], before = ''} = START[shell] ?? {};
  const cwd = temporary();
  if (file !== '') writeFileSync(join(cwd, file), '');
  const all = {...CREDENTIALS, PS1: 'now> ', PROMPT: 'now> ', PATH: pathWithProgram(), ...env};
  const pty = startInPty(shell, args, {cols: 240, rows: 40, env: all, cwd});
  await pty.waitFor('now>');
  pty.write(`${before}; source <(bedrock-imports-tui completion ${shell}); PS1='ready> '; clear\r`);
  await pty.waitFor(/^ready>$/m);
  return pty;
};

/** The line, and what follows the prompt: a space at its end shows in the place of the cursor alone. */
const waitForLine = async (pty: PtyProgram, line: string): Promise<void> => {
  const wanted = `ready> ${line}`;
  const isWanted = ({x, y}: {x: number; y: number}) => pty.row(y).trimEnd() === wanted.trimEnd() && x === wanted.length;
  await pty.waitFor(({cursor}) => isWanted(cursor()));
};

/** Types, and waits for the line to become what is expected; then empties it. */
const expectLine = async (pty: PtyProgram, typed: string, line: string): Promise<void> => {
  pty.write(`${typed}\t`);
  await waitForLine(pty, line);
  pty.write('\x15\x0c');
  await pty.waitFor(/^ready>$/);
};

const B = 'bedrock-imports-tui';

describe.each(['bash', 'zsh'] as const)('%s', shell => {
  describe.skipIf(!hasProgram(shell))('in a terminal', () => {
    it('completes commands, flags and values', async () => {
      const pty = await startShell(shell);
      await expectLine(pty, `${B} sim`, `${B} simulator `);
      await expectLine(pty, `${B} --scr`, `${B} --screen-reader `);
      await expectLine(pty, `${B} list --prin`, `${B} list --print-next-token `);
      await expectLine(pty, `${B} list --status fa`, `${B} list --status Failed `);
      await expectLine(pty, `${B} list --status=fa`, `${B} list --status=Failed `);
      await expectLine(
        pty,
        `${B} list --columns=jobName,fail`,
        `${B} list --columns=jobName,failureMessage${shell === 'zsh' ? ',' : ''}`,
      );
      await expectLine(pty, `${B} completion fi`, `${B} completion fish `);
    });

    it('completes behind other commands and settings', async () => {
      const pty = await startShell(shell);
      await expectLine(pty, `true; A="b c" D=e ${B} sim`, `true; A="b c" D=e ${B} simulator `);
      await expectLine(pty, `echo | ${B} get --quie`, `echo | ${B} get --quiet `);
    });

    it('completes jobs of the connection on the line, and after ARNs', async () => {
      const simulator = await withJobs('llama-a', 'qwen-b', 'qwen-c');
      const pty = await startShell(shell);
      const at = `--endpoint-url=${simulator.url}`;
      await expectLine(pty, `${B} get ${at} lla`, `${B} get ${at} llama-a `);
      const arn = 'arn:aws:bedrock:us-east-1:111122223333:model-import-job/abc';
      await expectLine(pty, `${B} wait ${arn} qwen-b ${at} q`, `${B} wait ${arn} qwen-b ${at} qwen-c `);
      expect(listsOf(simulator).map(({nameContains}) => nameContains)).toEqual(['lla', 'q']);
    });

    it('shows what there is, in the order of the program', async () => {
      const simulator = await withJobs('job-b', 'job-c', 'job-a');
      const pty = await startShell(shell);
      pty.write(`${B} get --endpoint-url ${simulator.url} job-\t\t`);
      await pty.waitFor(({screen}) => /job-a\b.*job-c\b.*job-b\b/s.test(screen().replace(/ready>.*/g, '')));
      if (shell === 'zsh') await pty.waitFor(/^job-a +-- InProgress, created 2026-/m);
    });

    it('quotes profiles that need it, and reads them again', async () => {
      const home = temporary();
      const file = join(home, 'credentials');
      const keys = 'aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\nregion = us-east-1\n';
      writeFileSync(file, `[odd $(touch ${join(home, 'x')}) name]\n${keys}[other]\nregion = us-east-1\n`);
      const simulator = await withJobs('llama-a');
      const none = {AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_REGION: undefined};
      const pty = await startShell(shell, {...none, AWS_SHARED_CREDENTIALS_FILE: file});
      pty.write(`${B} get --profile od\t`);
      const profile = `odd\\ \\$\\(touch\\ ${join(home, 'x')}\\)\\ name`;
      await waitForLine(pty, `${B} get --profile ${profile} `);
      pty.write(`--endpoint-url ${simulator.url} \t`);
      await waitForLine(pty, `${B} get --profile ${profile} --endpoint-url ${simulator.url} llama-a `);
      pty.write('\x15\x0c');
      await expectLine(pty, `${B} --profile 'ot`, `${B} --profile 'other' `);
      expect(readdirSync(home)).toEqual(['credentials']);
    });

    it('leaves files to the shell', async () => {
      const pty = await startShell(shell, {}, 'requests of today.ndjson');
      await expectLine(pty, `${B} list --debug req`, `${B} list --debug requests\\ of\\ today.ndjson `);
      await expectLine(pty, `${B} list --debug=req`, `${B} list --debug=requests\\ of\\ today.ndjson `);
    });

    it('offers nothing if AWS cannot be asked, and no files instead', async () => {
      const pty = await startShell(shell, {AWS_REGION: undefined}, 'llama.txt');
      pty.write(`${B} get lla\t`);
      pty.write(' --quie\t');
      await waitForLine(pty, `${B} get lla --quiet `);
    });
  });
});

describe.skipIf(!hasProgram('zsh'))('zsh', () => {
  it('loads the script from a directory of its functions', async () => {
    const {stdout} = await runCli(['completion', 'zsh']);
    const directory = temporary();
    writeFileSync(join(directory, '_bedrock-imports-tui'), stdout);
    const pty = startInPty('zsh', ['-f', '-i'], {env: {PATH: pathWithProgram(), PROMPT: 'now> '}});
    await pty.waitFor('now>');
    pty.write(`fpath=(${directory} $fpath); autoload -Uz compinit && compinit -u -D; PS1='ready> '; clear\r`);
    await pty.waitFor(/^ready>$/m);
    for (const typed of ['sim', 'simu']) await expectLine(pty, `${B} ${typed}`, `${B} simulator `);
  });
});

describe.skipIf(!hasProgram('fish'))('fish', () => {
  /** What fish would offer for the line, with what it says of each. */
  const offered = async (line: string, env: Variables = {}): Promise<readonly string[]> => {
    const script = `${B} completion fish | source; complete -C (string unescape -- $LINE)`;
    const variables = {...CREDENTIALS, HOME: temporary(), PATH: pathWithProgram(), TZ: 'UTC', ...env, LINE: line};
    const options = {encoding: 'utf8', env: variables as NodeJS.ProcessEnv, cwd: temporary()} as const;
    const {stdout, stderr} = await promisify(execFile)('fish', ['--no-config', '-c', script], options);
    expect(stderr).toBe('');
    return stdout.trimEnd().split('\n').filter(Boolean);
  };

  it('completes commands, flags and values', async () => {
    expect(await offered(`${B} sim`)).toEqual([
      "simulator\tserve Bedrock's import operations on this machine, for tests",
    ]);
    expect(await offered(`${B} --scr`)).toEqual(['--screen-reader\tWrite sentences for a screen reader']);
    expect(await offered(`${B} list --status fa`)).toEqual(['Failed']);
    expect(await offered(`${B} list --status=fa`)).toEqual(['--status=Failed']);
    expect(await offered(`${B} completion `)).toEqual(['bash', 'zsh', 'fish']);
  });

  it('completes jobs in the order of the program', async () => {
    const simulator = await withJobs('job-b', 'job-c', 'job-a');
    const lines = await offered(`${B} wait --endpoint-url=${simulator.url} job-c jo`);
    expect(wordsOf(lines)).toEqual(['job-a', 'job-b']);
  });

  it('leaves files to the shell, and offers none if AWS cannot be asked', async () => {
    const directory = temporary();
    writeFileSync(join(directory, 'llama.txt'), '');
    const here = (line: string) => offered(`cd ${directory}; ${line}`, {AWS_REGION: undefined});
    expect(await here(`${B} get lla`)).toEqual([]);
    expect(wordsOf(await offered(`${B} list --debug ${directory}/l`))).toEqual([`${directory}/llama.txt`]);
    expect(wordsOf(await offered(`${B} list --debug=${directory}/l`))).toEqual([`--debug=${directory}/llama.txt`]);
  });
});
