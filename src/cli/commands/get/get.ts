/** The get command: prints jobs with all their fields. */
import {detailText} from '../../../output/detail-text.ts';
import type {TimedTextStyle} from '../../../output/text-style.ts';
import type {GetOptions} from '../../args/get-options.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {findAll} from '../shared/find-all.ts';
import type {PlainHost} from '../shared/host.ts';
import {readExpression} from '../shared/jmespath.ts';
import {printDetails} from '../shared/job-output.ts';
import {openJobSource} from '../shared/open-job-source.ts';

const refuse = (host: PlainHost, reason: string): number => {
  host.say(reason);
  return EXIT_CODES.usage;
};

/** Resolves to the exit code. */
export const runGet = async (options: GetOptions, host: PlainHost): Promise<number> => {
  const read = options.expression === undefined ? undefined : await readExpression(options.expression);
  if (read && !read.ok) return refuse(host, read.reason);
  const {items: jobs, error} = await findAll(await openJobSource(options, host), options.jobs, options, host);
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
