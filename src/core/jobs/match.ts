/** A search over everything that is known of a job, one job at a time. */
import {hasTerms, termsOf} from '../list/terms.ts';
import type {JobRow} from './columns.ts';
import {searchTextOf} from './search-text.ts';

/** The same texts as in the search over the list. */
export const jobMatcher = (text: string): ((row: JobRow) => boolean) => {
  const terms = termsOf(text);
  return ({job, detail}) => {
    const whole = [searchTextOf(job), detail?.failureMessage, detail?.s3Uri, detail?.roleArn].filter(Boolean).join(' ');
    return hasTerms(terms, whole, whole.toLowerCase());
  };
};
