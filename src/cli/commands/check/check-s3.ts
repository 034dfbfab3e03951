/** The check command for files in S3. */
import {checkText} from '../../../output/check-text.ts';
import {jsonText} from '../../../output/json-text.ts';
import type {S3CheckOptions} from '../../args/check-options.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {checkFilesIn} from '../shared/check-files.ts';
import {lookOf, type PlainHost} from '../shared/host.ts';
import {finalLine} from '../shared/with-retry.ts';

/** Resolves to the exit code: 1 if a check fails. */
export const runS3Check = async (options: S3CheckOptions, host: PlainHost): Promise<number> => {
  const gateway = await host.openGateway(options);
  const outcome = await checkFilesIn(options.s3Uri, gateway, options, host);
  gateway.close();
  if (host.ended.aborted) return host.endCode();
  if (!outcome.ok) {
    host.say(finalLine(outcome.error, host));
    return exitCodeOf(outcome.error);
  }
  const report = outcome.value;
  await host.print(options.format === 'json' ? jsonText(report) : checkText(report, lookOf(host)));
  if (host.ended.aborted) return host.endCode();
  return report.verdict === 'fail' ? EXIT_CODES.failedJob : EXIT_CODES.ok;
};
