/** Checks the files of a model in S3, with what is said meanwhile. */
import type {Outcome} from '../../../core/domain/app-error.ts';
import type {CheckReport} from '../../../core/domain/check-report.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {plural} from '../../../core/text/format.ts';
import type {PlainHost} from './host.ts';
import {type RetryOptions, withRetry} from './with-retry.ts';

/** Shows how many files have been read, if stderr is a terminal. */
export const checkFilesIn = async (
  s3Uri: string,
  gateway: Gateway,
  options: RetryOptions,
  host: PlainHost,
): Promise<Outcome<CheckReport>> => {
  const show = (line: string | undefined) => {
    if (!options.isQuiet) host.progress(line);
  };
  let hasBegun = false;
  const onProgress = ({done, total}: {readonly done: number; readonly total: number}) => {
    hasBegun = true;
    show(`Read ${done} of ${plural(total, 'file')} …`);
  };
  show(`Listing ${s3Uri} …`);
  const outcome = await withRetry(signal => gateway.checkFiles({s3Uri, onProgress}, signal), host, {
    ...options,
    isAnswering: () => hasBegun,
  });
  show(undefined);
  return outcome;
};
