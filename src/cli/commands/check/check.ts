/** The check command for a directory: says what an import of a directory's files would fail with, before Bedrock does. */
import {checkFiles} from '../../../core/checks/checks.ts';
import {plainText} from '../../../core/text/plain-text.ts';
import {checkText} from '../../../output/check-text.ts';
import {jsonText} from '../../../output/json-text.ts';
import type {DirectoryCheckOptions} from '../../args/check-options.ts';
import {EXIT_CODES} from '../../process/exit-codes.ts';
import {lookOf, type PlainHost} from '../shared/host.ts';
import {readDirectory} from './directory.ts';

/** Resolves to the exit code: 1 if a check fails. */
export const runCheck = async (
  {directory, region, format}: DirectoryCheckOptions,
  host: PlainHost,
): Promise<number> => {
  const model = await readDirectory(directory, region);
  if (host.ended.aborted) return host.endCode();
  if (!model.ok) {
    host.say(`${plainText(directory)} cannot be checked: ${model.reason}.`);
    return EXIT_CODES.usage;
  }
  const report = checkFiles(model.value);
  await host.print(format === 'json' ? jsonText(report) : checkText(report, lookOf(host)));
  if (host.ended.aborted) return host.endCode();
  return report.verdict === 'fail' ? EXIT_CODES.failedJob : EXIT_CODES.ok;
};
