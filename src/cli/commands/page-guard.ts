/** Sees whether pages still lead anywhere: a service that never comes to an end is not believed for ever. */
import type {AppError} from '../../core/app-error.ts';

/** Pages in a row that may bring nothing. */
const MOST_BARREN = 50;

const endless = (why: string): AppError => ({
  kind: 'answer',
  what: 'The list of jobs could not be read to its end',
  why,
  next: 'Check that the endpoint is Amazon Bedrock’s, or use narrower filters',
  isTransient: false,
  operation: 'ListModelImportJobs',
});

/** Told of each page: how many jobs of it are new, and the token of the next one. Returns what is wrong with going on. */
export const createPageGuard = (
  startingToken?: string,
): ((count: number, nextToken: string | undefined) => AppError | undefined) => {
  const tokens = new Set(startingToken === undefined ? [] : [startingToken]);
  let barren = 0;
  return (count, nextToken) => {
    if (nextToken === undefined) return undefined;
    barren = count > 0 ? 0 : barren + 1;
    if (barren >= MOST_BARREN)
      return endless(`${MOST_BARREN} pages in a row held no job that was not known, and each named another page`);
    if (tokens.has(nextToken)) return endless('A page names one as the next that has been read already');
    tokens.add(nextToken);
    return undefined;
  };
};
