/** The hidden command that the scripts call: it answers a shell, or prints nothing. It never fails, and never takes long. */
import {withDeadline} from '../../bedrock/abort.ts';
import {keepCompiledIfReachable} from '../compile-cache.ts';
import {readEnvironment} from '../environment.ts';
import {EXIT_CODES} from '../exit-codes.ts';
import {gatewayOpener} from '../gateway-opener.ts';
import {leave, leaveOnceSettled} from '../leave.ts';
import {type Shell, shellNamed} from './completion-options.ts';
import {jobOffers, profileOffers} from './live.ts';
import {type Reply, replyText} from './reply.ts';
import {type LineAtCursor, readLineAtCursor} from './shell-line.ts';
import {type JobQuestion, type Wanted, wantedFor} from './wanted.ts';

/** Counted from the start of the process, because somebody has pressed tab and is waiting. */
const LIMIT_MS = 1_500;

/** A retry would be a second request. */
const ATTEMPTS = 1;

interface Call {
  readonly shell: Shell;
  readonly line: LineAtCursor;
  /** Those after the program's name. */
  readonly words: readonly string[];
}

/**
 * What the scripts pass on. bash: readline's word breaks, then the line up to the cursor, because readline also splits words
 * within an argument. zsh: the words without their quotes. fish: the same, but the last one as it was typed.
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

const askJobs = async (question: JobQuestion): Promise<Reply> => {
  const {connection} = question;
  const gateway = await gatewayOpener(connection, undefined, {attempts: ATTEMPTS})(connection.target);
  return {kind: 'words', offers: await jobOffers(question, gateway)};
};

const replyTo = async (wanted: Wanted): Promise<Reply> => {
  switch (wanted.kind) {
    case 'offers':
      return {kind: wanted.isList ? 'list' : 'words', offers: wanted.offers};
    case 'files':
      return wanted;
    case 'profiles':
      await keepCompiledIfReachable(readEnvironment());
      return {kind: 'words', offers: await profileOffers(readEnvironment(), wanted.lead, wanted.typed)};
    case 'jobs':
      await keepCompiledIfReachable(readEnvironment());
      return askJobs(wanted);
  }
};

const tooLate = (): Error => new Error('No answer in time');

const answer = async (args: readonly string[]): Promise<string> => {
  const call = readCall(args);
  if (!call) return '';
  const reply = await withDeadline(replyTo(wantedFor(call.words)), LIMIT_MS - performance.now(), tooLate);
  return replyText(reply, call.shell, call.line);
};

/** Ends the process, always with 0: anything else that it printed would appear in the line that the person is typing. */
export const runComplete = async (args: readonly string[]): Promise<never> => {
  process.removeAllListeners('warning');
  process.on('uncaughtException', () => leave(EXIT_CODES.ok));
  const text = await answer(args).catch(() => '');
  await new Promise<void>(resolve => process.stdout.write(text, () => resolve()));
  return leaveOnceSettled(EXIT_CODES.ok);
};
