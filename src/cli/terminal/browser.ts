/** Opens an address in a browser: the one that BROWSER names, or the one of the desktop. */
import {delimiter} from 'node:path';
import type {OpenOutcome} from '../../core/domain/ports.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import {splitWords} from '../../core/text/shell-words.ts';
import {type ChildEnd, type ChildTask, runChild, type Words} from '../process/child.ts';
import type {Environment} from '../process/environment.ts';

/** A browser that still runs after this has started. */
const START_MS = 1_500;

/** One command of BROWSER: %s stands for the address, which otherwise comes last. Undefined for one that makes no sense. */
const commandOf = (text: string, url: string): Words | undefined => {
  const split = splitWords(text);
  const [program, ...args] = split.ok ? split.value : [];
  if (program === undefined) return undefined;
  const filled = args.map(arg => arg.replace(/%[s%]/g, mark => (mark === '%s' ? url : '%')));
  return args.some(arg => arg.includes('%s')) ? [program, ...filled] : [program, ...filled, url];
};

const isRemote = ({SSH_CONNECTION, SSH_CLIENT, SSH_TTY}: Environment): boolean =>
  Boolean(SSH_CONNECTION || SSH_CLIENT || SSH_TTY);

/** The commands to try one after another, or a clause that says why there is none. */
export const browserCommands = (url: string, env: Environment, platform: NodeJS.Platform): Parsed<readonly Words[]> => {
  const {BROWSER, DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME} = env;
  if (BROWSER) {
    const commands = BROWSER.split(delimiter).flatMap(text => {
      const command = commandOf(text, url);
      return command ? [command] : [];
    });
    return commands.length > 0 ? good(commands) : bad('BROWSER does not name a command');
  }
  if (isRemote(env)) return bad('no browser over ssh');
  if (platform === 'darwin') return good([['open', url]]);
  const wsl: readonly Words[] = WSL_DISTRO_NAME ? [['wslview', url]] : [];
  const desktop: readonly Words[] = DISPLAY || WAYLAND_DISPLAY ? [['xdg-open', url]] : [];
  const commands = platform === 'win32' ? [] : [...wsl, ...desktop];
  if (commands.length > 0) return good(commands);
  return bad(platform === 'win32' ? 'no browser known: set BROWSER' : 'no display for a browser');
};

interface Browsers {
  readonly env: Environment;
  readonly platform?: NodeJS.Platform;
  readonly run?: (task: ChildTask) => Promise<ChildEnd>;
}

/** Tries the commands in turn. The reason is that of the last one. */
export const openInBrowser = async (
  url: string,
  {env, platform = process.platform, run = runChild}: Browsers,
): Promise<OpenOutcome> => {
  const commands = browserCommands(url, env, platform);
  if (!commands.ok) return {kind: 'failed', reason: commands.reason};
  let outcome: OpenOutcome = {kind: 'failed', reason: 'no browser'};
  for (const words of commands.value) {
    const end = await run({words, env, limitMs: START_MS, outlivesLimit: true});
    if (end.kind !== 'failed') return {kind: 'opened'};
    outcome = end;
  }
  return outcome;
};
