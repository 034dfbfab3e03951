/** Which browser opens an address, and why none does. */
import {describe, expect, it} from 'vitest';
import type {ChildEnd, Words} from '../../../src/cli/process/child.ts';
import type {Environment} from '../../../src/cli/process/environment.ts';
import {browserCommands, openInBrowser} from '../../../src/cli/terminal/browser.ts';

const URL_ = 'https://us-east-1.console.aws.amazon.com/bedrock/home?region=us-east-1#/import-models';

const commands = (env: Environment, platform: NodeJS.Platform = 'linux') => {
  const found = browserCommands(URL_, env, platform);
  return found.ok ? found.value : found.reason;
};

describe('the browser', () => {
  it.each<readonly [Environment, NodeJS.Platform, readonly Words[]]>([
    [{BROWSER: 'firefox'}, 'linux', [['firefox', URL_]]],
    [
      {BROWSER: 'firefox --new-tab:w3m %s -T:'},
      'linux',
      [
        ['firefox', '--new-tab', URL_],
        ['w3m', URL_, '-T'],
      ],
    ],
    [{BROWSER: "'my browser' --app=%s --100%%"}, 'darwin', [['my browser', `--app=${URL_}`, '--100%']]],
    // VS Code's own, which opens the browser of the other machine.
    [{BROWSER: 'helper.sh', SSH_CONNECTION: '1 2'}, 'linux', [['helper.sh', URL_]]],
    [{}, 'darwin', [['open', URL_]]],
    [{DISPLAY: ':0'}, 'linux', [['xdg-open', URL_]]],
    [{WAYLAND_DISPLAY: 'wayland-0'}, 'linux', [['xdg-open', URL_]]],
    [{WSL_DISTRO_NAME: 'Debian'}, 'linux', [['wslview', URL_]]],
    [
      {WSL_DISTRO_NAME: 'Debian', DISPLAY: ':0'},
      'linux',
      [
        ['wslview', URL_],
        ['xdg-open', URL_],
      ],
    ],
  ])('%j on %s', (env, platform, expected) => {
    expect(commands(env, platform)).toEqual(expected);
  });

  it.each<readonly [Environment, NodeJS.Platform, string]>([
    [{}, 'linux', 'no display for a browser'],
    [{DISPLAY: ':10', SSH_CONNECTION: '1 2'}, 'linux', 'no browser over ssh'],
    [{SSH_TTY: '/dev/pts/1'}, 'darwin', 'no browser over ssh'],
    [{}, 'win32', 'no browser known: set BROWSER'],
    [{BROWSER: '::', DISPLAY: ':0'}, 'linux', 'BROWSER does not name a command'],
    [{BROWSER: "'open"}, 'linux', 'BROWSER does not name a command'],
  ])('%j on %s: %s', (env, platform, reason) => {
    expect(commands(env, platform)).toBe(reason);
  });
});

const open = async (BROWSER: string, ends: readonly ChildEnd[]) => {
  const tried: string[] = [];
  const outcome = await openInBrowser(URL_, {
    env: {BROWSER},
    platform: 'linux',
    run: async ({words: [program]}) => ends[tried.push(program) - 1] ?? {kind: 'running'},
  });
  return {tried, outcome};
};

const missing = (program: string): ChildEnd => ({kind: 'failed', reason: `program “${program}” not found`});

it('commands are tried until one works', async () => {
  expect(await open('a:b:c', [missing('a'), {kind: 'running'}])).toEqual({
    tried: ['a', 'b'],
    outcome: {kind: 'opened'},
  });
  expect(await open('a', [{kind: 'exited', code: 0}])).toEqual({tried: ['a'], outcome: {kind: 'opened'}});
});

it('if none works, the last one says why', async () => {
  expect(await open('a:b', [missing('a'), missing('b')])).toEqual({tried: ['a', 'b'], outcome: missing('b')});
});
