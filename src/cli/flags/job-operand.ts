import {bad, good, type Parsed} from '../../core/text/parsed.ts';

/** Jobs as given on the command line: names or ARNs. */

// The API's own pattern for names, rewritten so that it cannot backtrack. ARNs are checked loosely, because servers other than
// AWS may use other ids.
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9+.-]{0,62}$/;
const ARN = /^arn:[a-z-]+:bedrock:[^\s:]*:\d*:model-import-job\/\S{1,128}$/;

export const parseJob = (text: string): Parsed<string> => {
  if (NAME.test(text) || ARN.test(text)) return good(text);
  if (/^arn:[a-z-]+:bedrock:[^:]*:[^:]*:imported-model\//.test(text)) {
    return bad(`“${text}” is the ARN of an imported model; give the name or ARN of the import job`);
  }
  if (text.startsWith('arn:')) return bad(`“${text}” is not the ARN of a model import job`);
  return bad(
    `“${text}” is not a job name or ARN; job names have up to 63 letters, digits, “+”, “.” and “-”, and begin with a letter or digit`,
  );
};

/** How many jobs can be given to a command. */
export const MAX_JOBS = 100;

/** The jobs without duplicates. */
export const parseJobs = (words: readonly string[]): Parsed<readonly string[]> => {
  const jobs = new Set<string>();
  for (const word of words) {
    const job = parseJob(word);
    if (!job.ok) return job;
    jobs.add(job.value);
  }
  return good([...jobs]);
};
