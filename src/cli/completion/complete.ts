/** The hidden command that the completion scripts call. It prints a reply or nothing, never fails, and has a time limit. */
import {withDeadline} from '../../bedrock/waiting/race.ts';
import type {Target} from '../../core/domain/target.ts';
import {type Shell, shellNamed} from '../args/completion-options.ts';
import {withCheckedTargets} from '../flags/connection-flags.ts';
import {gatewayOpener} from '../gateway/gateway-opener.ts';
import {enableCompileCacheIfReachable} from '../process/compile-cache.ts';
import {readEnvironment} from '../process/environment.ts';
import {EXIT_CODES} from '../process/exit-codes.ts';
import {leave, leaveOnceSettled} from '../process/leave.ts';
import {type Completion, completionFor, type NameQuestion} from './candidates.ts';
import {itemsAt, type NamedItem, nameCandidates, profileCandidates} from './live-candidates.ts';
import {type Reply, replyText} from './reply.ts';
import {type LineAtCursor, readLineAtCursor} from './shell-line.ts';

/** From the start of the process. A person has pressed tab and is waiting. */
const LIMIT_MS = 1_500;

/** A tab costs one request, so there are no retries. */
const ATTEMPTS = 1;

const tooLate = (): Error => new Error('No answer in time');

interface Call {
  readonly shell: Shell;
  readonly line: LineAtCursor;
  /** The words after the program's name. */
  readonly words: readonly string[];
}

/**
 * Reads the arguments that a script passes. bash passes readline's word breaks and the line up to the cursor, because readline
 * also splits words within an argument. zsh passes the words without their quotes. So does fish, except for the last word.
 */
const readCall = ([name = '', ...rest]: readonly string[]): Call | undefined => {
  const shell = shellNamed(name);
  if (!shell) return undefined;
  if (shell === 'bash') {
    const line = readLineAtCursor(rest[1] ?? '', rest[0]);
    return {shell, line, words: line.words.slice(1)};
  }
  const typed = rest.at(-1) ?? '';
  const line: LineAtCursor = {
    words: [shell === 'fish' ? (readLineAtCursor(typed).words.at(-1) ?? '') : typed],
    quote: '',
    kept: '',
  };
  return {shell, line, words: [...rest.slice(0, -1), ...line.words]};
};

/** Of several connections, one that has not answered by then is left out. */
const ANSWERS_MS = 1_300;

/** The jobs or models that `ask` finds at each connection on its own, so that one that fails or hangs does not hide those of another. */
export const itemsAtAll = async (
  targets: readonly Target[],
  ask: (target: Target) => Promise<readonly NamedItem[]>,
  leftMs: () => number,
): Promise<readonly NamedItem[]> => {
  if (targets.length === 1) return (await Promise.all(targets.map(ask))).flat();
  const asked = targets.map(target => withDeadline(ask(target), leftMs(), tooLate).catch(() => []));
  return (await Promise.all(asked)).flat().sort((a, b) => b.createdAt - a.createdAt);
};

const askNames = async (question: NameQuestion): Promise<Reply> => {
  const connection = await withCheckedTargets(question.connection, readEnvironment());
  if (!connection.ok) return {kind: 'words', candidates: []};
  const open = gatewayOpener(connection.value, undefined, {attempts: ATTEMPTS});
  const ask = async (target: Target) => itemsAt(question, await open(target));
  const items = await itemsAtAll(connection.value.targets, ask, () => ANSWERS_MS - performance.now());
  return {kind: 'words', candidates: nameCandidates(question, items)};
};

const replyTo = async (completion: Completion): Promise<Reply> => {
  switch (completion.kind) {
    case 'candidates':
      return {kind: completion.isList ? 'list' : 'words', candidates: completion.candidates};
    case 'files':
      return completion;
    case 'profiles':
      await enableCompileCacheIfReachable(readEnvironment());
      return {
        kind: completion.isList ? 'list' : 'words',
        candidates: await profileCandidates(readEnvironment(), completion.prefix, completion.typed),
      };
    case 'jobs':
    case 'models':
      await enableCompileCacheIfReachable(readEnvironment());
      return askNames(completion);
  }
};

const answer = async (args: readonly string[]): Promise<string> => {
  const call = readCall(args);
  if (!call) return '';
  const reply = await withDeadline(replyTo(completionFor(call.words)), LIMIT_MS - performance.now(), tooLate);
  return replyText(reply, call.shell, call.line);
};

/** Ends the process, always with 0. Error messages would appear in the line that the person is typing. */
export const runComplete = async (args: readonly string[]): Promise<never> => {
  process.removeAllListeners('warning');
  process.on('uncaughtException', () => leave(EXIT_CODES.ok));
  const text = await answer(args).catch(() => '');
  await new Promise<void>(resolve => process.stdout.write(text, () => resolve()));
  return leaveOnceSettled(EXIT_CODES.ok);
};
