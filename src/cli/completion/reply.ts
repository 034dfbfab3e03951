/** The answer to a shell: a line that says how to read the rest, then one word per line, with its description after a tab. */
import {plainText} from '../../core/plain-text.ts';
import type {Shell} from './completion-options.ts';
import {type LineAtCursor, quotedIn} from './shell-line.ts';
import type {Offer} from './wanted.ts';

/** `list`: no space belongs after the word. `files`: the shell's own completion of files. */
export type Reply = {readonly kind: 'words' | 'list'; readonly offers: readonly Offer[]} | {readonly kind: 'files'};

/** Words that would change on the way to the program, or could control the terminal, are not offered. */
const isPlain = ({word}: Offer): boolean => word !== '' && plainText(word) === word;

/** What readline inserts for the part of the word that it replaces. */
const bashWord = ({word}: Offer, {quote, kept}: LineAtCursor): readonly string[] => {
  if (!word.startsWith(kept)) return [];
  const text = quotedIn(quote, word.slice(kept.length));
  return text === undefined || text === '' ? [] : [text];
};

const describedWord = ({word, text}: Offer): string => (text === undefined ? word : `${word}\t${plainText(text)}`);

/** The empty text if there is nothing to offer. */
export const replyText = (reply: Reply, shell: Shell, line: LineAtCursor): string => {
  if (reply.kind === 'files') return 'files\n';
  const offers = reply.offers.filter(isPlain);
  const lines = shell === 'bash' ? offers.flatMap(offer => bashWord(offer, line)) : offers.map(describedWord);
  return lines.length === 0 ? '' : `${[reply.kind, ...lines].join('\n')}\n`;
};
