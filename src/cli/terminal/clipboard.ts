/** Copies a text to the clipboard: with the command of --copy-command, through tmux, or through the terminal. */
import type {CopyOutcome} from '../../core/domain/ports.ts';
import {plainText} from '../../core/text/plain-text.ts';
import {type ChildEnd, type ChildTask, runChild, type Words} from '../process/child.ts';
import type {Environment} from '../process/environment.ts';
import {BASE64_MAX, clipboardSequence} from './clipboard-sequence.ts';

const LIMIT_MS = 5_000;
/** Whatever set-clipboard says, this makes a buffer; -w also sends the text to the terminal, if the option allows it. */
const TMUX: Words = ['tmux', 'load-buffer', '-w', '-'];
const TMUX_LIMIT_MS = 2_000;

interface Clipboard {
  /** Of --copy-command. */
  readonly command?: Words | undefined;
  readonly env: Environment;
  /** The terminal shows sequences that it does not know as text. */
  readonly isPlainTerminal: boolean;
  readonly write: (text: string) => void;
  readonly run?: (task: ChildTask) => Promise<ChildEnd>;
}

const failed = (reason: string): CopyOutcome => ({kind: 'failed', reason});
const ADVICE = 'use --copy-command';

const sendToTerminal = (text: string, {env, isPlainTerminal, write}: Clipboard): CopyOutcome => {
  const base64 = Buffer.from(text).toString('base64');
  if (base64.length > BASE64_MAX) return failed(`too long for the clipboard of a terminal; ${ADVICE}`);
  if (isPlainTerminal && !env.TMUX && !env.STY) return failed(`this terminal has no clipboard; ${ADVICE}`);
  write(clipboardSequence(base64, env));
  return {kind: 'sent'};
};

/** `text` is made plain once more: nothing that is copied can control a terminal that it is pasted into. */
export const copyToClipboard = async (text: string, clipboard: Clipboard): Promise<CopyOutcome> => {
  const {command, env, run = runChild} = clipboard;
  const input = plainText(text);
  if (command) {
    const end = await run({words: command, env, input, limitMs: LIMIT_MS});
    return end.kind === 'failed' ? end : {kind: 'copied', by: plainText(command[0])};
  }
  if (env.TMUX) {
    const end = await run({words: TMUX, env, input, limitMs: TMUX_LIMIT_MS});
    if (end.kind !== 'failed') return {kind: 'copied', by: TMUX[0]};
  }
  return sendToTerminal(input, clipboard);
};
