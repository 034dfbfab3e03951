/** Checks keys and tokens for characters that an HTTP header cannot carry, before Node refuses them. */
import {problem} from '../failures/problem.ts';

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\r(?!\n)/, 'a carriage return'],
  [/\n/, 'a line break'],
  [/\t/, 'a tab'],
  [/[\x00-\x1f\x7f]/, 'a control character'],
  [/[\u2018-\u201f\u00ab\u00bb\u2039\u203a]/, 'a typographic quote, which is not ASCII'],
  [/[^\x20-\x7e]/, 'a character that is not ASCII'],
];

/** `text`, trimmed. The error names `source` and the kind of character; it does not quote the text. */
export const headerText = (text: string, source: string): string => {
  const trimmed = text.trim();
  const [, kind] = KINDS.find(([characters]) => characters.test(trimmed)) ?? [];
  if (kind === undefined) return trimmed;
  throw problem('SecretUnusable', `${source} contains ${kind}`);
};
