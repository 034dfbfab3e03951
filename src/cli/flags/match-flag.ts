/** --match: a search over everything that was read, made here and not by AWS. */
import {termsOf} from '../../core/list/terms.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import type {Flag} from './flags.ts';
import type {ValueReader} from './value-reader.ts';

export const matchFlag = (group: string, text: string): Flag => ({name: 'match', value: 'TEXT', group, text});

const parseMatch = (text: string): Parsed<string> => {
  const {wanted, unwanted} = termsOf(text);
  return wanted.length + unwanted.length > 0 ? good(text) : bad('must contain a word to look for');
};

export const readMatch = (flags: ValueReader): string | undefined => flags.read('match', parseMatch, undefined);
