/** Ends a list that would never end: one whose pages form a circle, or stay empty. */
import type {AppError} from '../../../core/domain/app-error.ts';

/** How many pages in a row may have no new jobs. */
const MAX_EMPTY_PAGES = 50;

/** What is listed: its plural, and the API operation. */
export interface Listed {
  readonly items: 'jobs' | 'models';
  readonly operation: 'ListModelImportJobs' | 'ListImportedModels';
}

export const LISTED_JOBS: Listed = {items: 'jobs', operation: 'ListModelImportJobs'};
export const LISTED_MODELS: Listed = {items: 'models', operation: 'ListImportedModels'};

const endless = ({items, operation}: Listed, why: string): AppError => ({
  kind: 'answer',
  what: `The list of ${items} could not be read to its end`,
  why,
  next: 'Check that the endpoint is Amazon Bedrock’s, or use narrower filters',
  isTransient: false,
  operation,
});

/** To be called for each page, with the number of its new jobs and the next token. Returns an error if the list has to end. */
export const createPageGuard = (
  listed: Listed,
  startingToken?: string,
): ((count: number, nextToken: string | undefined) => AppError | undefined) => {
  const tokens = new Set(startingToken === undefined ? [] : [startingToken]);
  let empty = 0;
  return (count, nextToken) => {
    if (nextToken === undefined) return undefined;
    empty = count > 0 ? 0 : empty + 1;
    if (empty >= MAX_EMPTY_PAGES)
      return endless(
        listed,
        `${MAX_EMPTY_PAGES} pages in a row had no new ${listed.items}, and each pointed to another page`,
      );
    if (tokens.has(nextToken)) return endless(listed, 'A page pointed to one that was read before');
    tokens.add(nextToken);
    return undefined;
  };
};
