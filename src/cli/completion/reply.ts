/** The reply to a shell: a line that says how to read the rest, then one word per line, with its description after a tab. */
import {plainText} from '../../core/text/plain-text.ts';
import type {Shell} from '../args/completion-options.ts';
import type {Candidate} from './candidates.ts';
import {type LineAtCursor, quotedIn} from './shell-line.ts';

/** `list`: the shell adds no space after the word. `files`: the shell completes files itself. */
export type Reply =
  | {readonly kind: 'words' | 'list'; readonly candidates: readonly Candidate[]}
  | {readonly kind: 'files'};

/** Words with control characters are left out. They could control the terminal, or would not reach the program unchanged. */
const isPlain = ({word}: Candidate): boolean => word !== '' && plainText(word) === word;

/** What readline inserts in place of the part of the word that it replaces. */
const bashWord = ({word}: Candidate, {quote, kept}: LineAtCursor): readonly string[] => {
  if (!word.startsWith(kept)) return [];
  const text = quotedIn(quote, word.slice(kept.length));
  return text === undefined || text === '' ? [] : [text];
};

const describedWord = ({word, text}: Candidate): string => (text === undefined ? word : `${word}\t${plainText(text)}`);

/** Empty if there are no candidates. */
export const replyText = (reply: Reply, shell: Shell, line: LineAtCursor): string => {
  if (reply.kind === 'files') return 'files\n';
  const candidates = reply.candidates.filter(isPlain);
  const lines =
    shell === 'bash' ? candidates.flatMap(candidate => bashWord(candidate, line)) : candidates.map(describedWord);
  return lines.length === 0 ? '' : `${[reply.kind, ...lines].join('\n')}\n`;
};
