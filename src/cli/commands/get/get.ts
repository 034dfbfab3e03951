/** The get command: prints jobs with all their fields. */
import type {AppError} from '../../../core/domain/app-error.ts';
import type {JobDetail} from '../../../core/domain/job.ts';
import {detailText} from '../../../output/detail-text.ts';
import type {TimedTextStyle} from '../../../output/text-style.ts';
import type {GetOptions} from '../../args/get-options.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import type {PlainHost} from '../shared/host.ts';
import {readExpression} from '../shared/jmespath.ts';
import {printDetails} from '../shared/job-output.ts';
import {openJobSource} from '../shared/open-job-source.ts';
import {finalLine} from '../shared/with-retry.ts';

const refuse = (host: PlainHost, reason: string): number => {
  host.say(reason);
  return EXIT_CODES.usage;
};

interface Found {
  readonly jobs: readonly JobDetail[];
  /** The first failure. If it is anything but a job that does not exist, the remaining jobs are not fetched. */
  readonly error?: AppError | undefined;
}

const find = async (options: GetOptions, host: PlainHost): Promise<Found> => {
  const source = await openJobSource(options, host);
  const jobs: JobDetail[] = [];
  let error: AppError | undefined;
  for (const job of options.jobs) {
    const outcome = await source.find(job, options);
    if (host.ended.aborted) break;
    if (outcome.ok) jobs.push(outcome.value);
    else {
      host.say(finalLine(outcome.error, host));
      error ??= outcome.error;
      if (outcome.error.kind !== 'not-found') break;
    }
  }
  source.close();
  if (host.ended.aborted) return {jobs};
  const failures = source.failures();
  for (const other of failures) if (other !== error) host.say(finalLine(other, host));
  return {jobs, error: error ?? failures[0]};
};

/** Resolves to the exit code. */
export const runGet = async (options: GetOptions, host: PlainHost): Promise<number> => {
  const read = options.expression === undefined ? undefined : await readExpression(options.expression);
  if (read && !read.ok) return refuse(host, read.reason);
  const {jobs, error} = await find(options, host);
  if (host.ended.aborted) return host.endCode();
  if (jobs.length > 0) {
    const text = (style: TimedTextStyle) => jobs.map(job => detailText(job, style)).join('\n');
    const printed = await printDetails(
      {options, expression: read?.value, jobs, isList: options.jobs.length > 1, text},
      host,
    );
    if (!printed.ok) return refuse(host, printed.reason);
  }
  if (host.ended.aborted) return host.endCode();
  return error ? exitCodeOf(error) : EXIT_CODES.ok;
};
