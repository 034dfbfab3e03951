/** A search over several texts: words that all have to be there, and words with “!” that must not be. */

interface Term {
  readonly text: string;
  readonly isExact: boolean;
}

export interface Terms {
  readonly wanted: readonly Term[];
  readonly unwanted: readonly Term[];
}

/** Case counts only if the word has a capital letter. */
const termOf = (word: string): Term => {
  const lower = word.toLowerCase();
  return word === lower ? {text: lower, isExact: false} : {text: word, isExact: true};
};

/** An ARN counts by its last part: what comes before is the same for all. */
const withoutArn = (word: string): string => word.replace(/^(!?)arn:[^/]*\//i, '$1');

export const termsOf = (text: string): Terms => {
  const words = text.split(/\s+/).map(withoutArn);
  const isUnwanted = (word: string): boolean => word.length > 1 && word.startsWith('!');
  return {
    wanted: words.filter(word => word !== '' && word !== '!' && !isUnwanted(word)).map(termOf),
    unwanted: words.filter(isUnwanted).map(word => termOf(word.slice(1))),
  };
};

/** Whether a text, given as it is and in lower case, is what is searched for. */
export const hasTerms = ({wanted, unwanted}: Terms, text: string, lower: string): boolean => {
  const has = (term: Term): boolean => (term.isExact ? text : lower).includes(term.text);
  return wanted.every(has) && !unwanted.some(has);
};
