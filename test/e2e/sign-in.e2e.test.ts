/** Signing in with the AWS CLI from within the program: a script in its place has the real terminal, and afterwards the list works again. */
import {existsSync, readFileSync} from 'node:fs';
import {afterEach, describe, expect, it} from 'vitest';
import {browse} from '../support/browse.ts';
import {disposeAll, type PtyProgram, startInPty} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';
import {GOOD, type Home, homeWith, startPortal, variablesOf} from '../support/sso-home.ts';

afterEach(disposeAll);

const isDrawn = (tui: PtyProgram): boolean => tui.modes().isAlternateScreen && tui.modes().isCursorHidden;

/** On the setup screen: the session has expired before the program was started. */
const startExpired = async (home: Home, args: readonly string[] = ['--profile', 'work'], size = {}) => {
  const {tui, lists} = await browse({
    world: {jobs: 40, seed: 7},
    args,
    env: await variablesOf(home),
    until: 'aws sso login --profile work',
    ...size,
  });
  return {tui, lists};
};

/** Up to the moment at which the command has the terminal. */
const runCommand = async (tui: PtyProgram, until: string | RegExp) => {
  tui.press('l');
  await tui.waitFor('Run this command?');
  expect(tui.screen()).toContain('  aws sso login --profile work');
  tui.press('enter');
  await tui.waitFor(until);
};

const quit = async (tui: PtyProgram) => {
  tui.press('ctrl-c');
  expect(await tui.exit).toEqual({code: 0, signal: 0});
  expect(tui.modes()).toMatchObject({
    isAlternateScreen: false,
    isCursorHidden: false,
    hasBracketedPaste: false,
    hasFocusReports: false,
  });
};

describe('signing in', () => {
  it('gives the command a real terminal and all its keys, and heals the list without a restart', async () => {
    const home = homeWith(
      'printf "code? "; read -r code; echo "[code $code]"; read -r rest; echo "[rest $rest]"; sign_in',
    );
    const {tui} = await startExpired(home);
    await runCommand(tui, 'code?');
    // The screen of the shell, with its cursor, and the keyboard as a shell has it.
    expect(tui.modes()).toMatchObject({isAlternateScreen: false, isCursorHidden: false, hasFocusReports: false});
    expect(tui.screen()).toContain('[aws sso login --profile work]');
    expect(tui.screen()).toMatch(
      /\[terminal yyy 36 120 (?=[^\]]*\bicanon\b)(?=[^\]]*\becho\b)(?=[^\]]*\bisig\b)[^-\]]*\]/,
    );
    const from = tui.raw().length;
    // Each of these is a command of the program.
    tui.write('q1?d\r');
    await tui.waitFor('[code q1?d]');
    // A new size would be drawn for, and a resumed program would take its terminal again.
    tui.resize(100, 30);
    tui.signal('SIGCONT');
    tui.write('l\r');
    await tui.waitFor(({raw}) => raw().includes('[rest l]', from));
    const meanwhile = tui.raw().slice(from, tui.raw().indexOf('[rest l]', from));
    expect(meanwhile).not.toContain('\x1b');
    await tui.waitFor(/\d+ jobs · /);
    await tui.waitFor(isDrawn);
    expect(tui.screen()).toContain('has finished; retrying 1 connection');
    expect(tui.row(29)).toContain('q quit');
    await quit(tui);
    // What the command has written is on the screen of the shell.
    expect(tui.screen()).toContain('[code q1?d]');
  }, 40_000);

  it('is one for all connections of the session', async () => {
    const home = homeWith('sign_in');
    const {tui} = await startExpired(home, ['--profile', 'work,other'], {until: /sign-in expired.*sign-in expired/});
    tui.press('s');
    await tui.waitFor('2 connections, 2 failing');
    tui.press('j');
    await tui.waitFor(/^> other/m);
    tui.press('k');
    await tui.waitFor(/^> work/m);
    await runCommand(tui, 'retrying 2 connections');
    await tui.waitFor(({screen}) => (screen().match(/\/us-east-1 +connected/g) ?? []).length === 2);
    await quit(tui);
  }, 40_000);

  it('goes on with the page that had failed, and no row has gone', async () => {
    const home = homeWith('sign_in', {isGood: true});
    let refuseOld = false;
    const portal = startPortal(token => {
      if (token === GOOD) browsing.simulator.faults.clear();
      return token === GOOD || !refuseOld;
    });
    const browsing = await browse({
      world: {jobs: 300, seed: 7},
      args: ['--profile', 'work'],
      env: await variablesOf(home, portal),
      until: '100 jobs · more on AWS',
    });
    const {tui, simulator} = browsing;
    refuseOld = true;
    simulator.faults.add('expired');
    tui.press('G');
    await tui.waitFor('aws sso login --profile work');
    tui.press('s');
    await tui.waitFor(/^> work\/us-east-1 +sign-in expired +111122223333 +100\+/m);
    await runCommand(tui, /^> work\/us-east-1 +connected +111122223333 +200\+/m);
    tui.press('s');
    await tui.waitFor('200 jobs · more on AWS');
    await quit(tui);
  }, 40_000);

  it('ctrl-c and ctrl-\\ are for the command only', async () => {
    const home = homeWith("trap 'echo \"[quit]\"' QUIT; echo '[waiting]'; while :; do sleep 0.1; done");
    const {tui, lists} = await startExpired(home);
    await runCommand(tui, '[waiting]');
    tui.write('\x1c');
    await tui.waitFor('[quit]');
    tui.press('ctrl-c');
    await tui.waitFor('aws sso login was interrupted');
    await tui.waitFor(isDrawn);
    expect(lists()).toEqual([]);
    // The keys are the program's again.
    tui.press('?');
    await tui.waitFor('start the demo');
    await quit(tui);
  }, 40_000);

  it('a command that fails is said, and can be tried again', async () => {
    const home = homeWith(`if [ -e "$HOME/tried" ]; then sign_in; else touch "$HOME/tried"; echo '[no]'; exit 1; fi`);
    const {tui} = await startExpired(home);
    await runCommand(tui, 'aws sso login exited with code 1; its output is on the shell');
    await tui.waitFor(isDrawn);
    await runCommand(tui, 'jobs · ');
    await quit(tui);
    expect(tui.screen()).toContain('[no]');
  }, 40_000);

  it('without an aws on the PATH, the command is there to be copied', async () => {
    const home = homeWith(undefined);
    const {tui} = await startExpired(home, ['--profile', 'work'], {cols: 80, rows: 24});
    await runCommand(tui, '`aws` was not found on the PATH');
    await tui.waitFor(isDrawn);
    expect(tui.screen()).toMatch(/^ aws sso login --profile work$/m);
    const copied = /\x1b\]52;c;([A-Za-z0-9+/=]+)/.exec(tui.raw())?.[1] ?? '';
    expect(Buffer.from(copied, 'base64').toString()).toBe('aws sso login --profile work');
    tui.press('escape');
    await tui.waitFor('Not connected to AWS');
    await quit(tui);
  }, 40_000);

  it('esc leaves it, and nothing has run', async () => {
    const home = homeWith('touch "$HOME/ran"');
    const {tui} = await startExpired(home);
    tui.press('l');
    await tui.waitFor('Run this command?');
    tui.press('escape');
    await tui.waitFor('Not connected to AWS');
    await quit(tui);
    expect(existsSync(home.file('ran'))).toBe(false);
  }, 40_000);

  it('the program ends while the command has the terminal: the command ends, too', async () => {
    const home = homeWith(
      `trap '' HUP; trap 'echo ended > "$HOME/ended"; exit 0' TERM; echo '[waiting]'; while :; do sleep 0.1; done`,
    );
    const {tui} = await startExpired(home);
    await runCommand(tui, '[waiting]');
    const from = tui.raw().length;
    tui.signal('SIGTERM');
    expect(await tui.exit).toEqual({code: 0, signal: 15});
    expect(tui.raw().slice(from)).not.toContain('\x1b');
    await expect.poll(() => existsSync(home.file('ended')) && readFileSync(home.file('ended'), 'utf8')).toBe('ended\n');
  }, 40_000);
});

describe('under a shell', () => {
  const PROMPT = 'ready> ';

  it('ctrl-z stops the command with the program, fg resumes both, and the terminal is as it was', async () => {
    const home = homeWith('echo "[waiting]"; read -r word; echo "[word $word]"; sign_in');
    const env = {
      ...(await variablesOf(home)),
      PS1: PROMPT,
      BASH_SILENCE_DEPRECATION_WARNING: '1',
      NODE: process.execPath,
      BIN,
    };
    const terminal = startInPty('bash', ['--norc', '--noprofile', '-i'], {cols: 120, rows: 30, env});
    const isAtPrompt = () => !terminal.modes().isAlternateScreen && terminal.screen().trimEnd().endsWith(PROMPT.trim());
    await terminal.waitFor(isAtPrompt);
    const settings = async (mark: string) => {
      terminal.write(`echo "${mark}:$(stty -g)"\r`);
      await terminal.waitFor(new RegExp(`^${mark}:[0-9a-f]+:`, 'm'));
      await terminal.waitFor(isAtPrompt);
      return new RegExp(`^${mark}:(.*)$`, 'm').exec(terminal.screen())?.[1];
    };
    const before = await settings('before');
    terminal.write('"$NODE" "$BIN" --profile work --endpoint-url http://127.0.0.1:9\r');
    await terminal.waitFor('aws sso login --profile work');
    await runCommand(terminal, '[waiting]');
    terminal.press('ctrl-z');
    await terminal.waitFor('Stopped');
    await terminal.waitFor(isAtPrompt);
    const from = terminal.raw().length;
    terminal.write('fg\r');
    await terminal.waitFor(({raw}) => raw().includes('--endpoint-url', from));
    terminal.write('abc\r');
    await terminal.waitFor(({raw}) => raw().includes('[word abc]', from));
    expect(terminal.raw().slice(from, terminal.raw().indexOf('[word abc]', from))).not.toContain('\x1b[?1049h');
    await terminal.waitFor(isDrawn);
    terminal.press('ctrl-c');
    await terminal.waitFor(isAtPrompt);
    expect(await settings('after')).toBe(before);
  }, 40_000);
});
