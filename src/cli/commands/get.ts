/** The get command: one job with every field. */
import {detailText} from '../../output/detail-text.ts';
import {EXIT_CODES, exitCodeOf} from '../exit-codes.ts';
import {askPatiently, errorLine} from './ask.ts';
import type {GetOptions} from './get-options.ts';
import type {PlainHost} from './host.ts';
import {readExpression} from './jmespath.ts';
import {printDetails, shapeOf} from './job-output.ts';

const refuse = (host: PlainHost, reason: string): number => {
  host.say(reason);
  return EXIT_CODES.usage;
};

/** Resolves to the exit code. */
export const runGet = async (options: GetOptions, host: PlainHost): Promise<number> => {
  const read = options.expression === undefined ? undefined : await readExpression(options.expression);
  if (read && !read.ok) return refuse(host, read.reason);
  const gateway = await host.openGateway(options);
  const outcome = await askPatiently(signal => gateway.getJob(options.job, signal), host, options);
  gateway.close();
  if (host.ended.aborted) return host.endCode();
  if (!outcome.ok) {
    host.say(errorLine(outcome.error));
    return exitCodeOf(outcome.error);
  }
  const detail = outcome.value;
  const text: Parameters<typeof printDetails>[0]['text'] = look => detailText(detail, look);
  const output = {options, expression: read?.value, value: shapeOf(detail), jobs: [detail], text};
  const printed = await printDetails(output, host);
  if (!printed.ok) return refuse(host, printed.reason);
  return host.ended.aborted ? host.endCode() : EXIT_CODES.ok;
};
