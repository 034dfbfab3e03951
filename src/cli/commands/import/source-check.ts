/** import --check: checks the files before the import is started. */

import type {Gateway} from '../../../core/domain/ports.ts';
import {plural} from '../../../core/text/format.ts';
import {checkText} from '../../../output/check-text.ts';
import {NO_PAINT} from '../../../output/paint.ts';
import {textWidth} from '../../../ui/terminal/text-width.ts';
import type {ImportOptions} from '../../args/import-options.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {checkFilesIn} from '../shared/check-files.ts';
import type {PlainHost} from '../shared/host.ts';
import {finalLine} from '../shared/with-retry.ts';

const WITHOUT = 'Leave out --check to start it anyway.';

/** The table goes to stderr: stdout is for the answer of AWS. Resolves to the exit code if the import must not be started. */
export const refusedByCheck = async (
  s3Uri: string,
  {gateway, options, host}: {readonly gateway: Gateway; readonly options: ImportOptions; readonly host: PlainHost},
): Promise<number | undefined> => {
  const outcome = await checkFilesIn(s3Uri, gateway, options, host);
  if (host.ended.aborted) return host.endCode();
  if (!outcome.ok) {
    host.say(finalLine(outcome.error, host));
    host.say(`The import was not started. ${WITHOUT}`);
    return exitCodeOf(outcome.error);
  }
  const report = outcome.value;
  const hasFailed = report.verdict === 'fail';
  if (hasFailed || !options.isQuiet) {
    const stderrWidth = host.stderrWidth();
    const style = {width: stderrWidth && stderrWidth - 1, paint: NO_PAINT, widthOf: textWidth};
    for (const line of checkText(report, style).trimEnd().split('\n')) host.say(line);
  }
  if (!hasFailed) return undefined;
  const failed = report.checks.filter(({result}) => result === 'fail').length;
  host.say(`The import was not started: ${plural(failed, 'check')} failed. ${WITHOUT}`);
  return EXIT_CODES.failedJob;
};
