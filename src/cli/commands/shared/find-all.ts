/** Finds the items that a command line names, one after another. */
import type {AppError} from '../../../core/domain/app-error.ts';
import type {PlainHost} from './host.ts';
import type {FindOptions, ItemSource} from './job-source.ts';
import {finalLine} from './with-retry.ts';

interface Found<T> {
  readonly items: readonly T[];
  /** The first failure. If it is anything but an item that does not exist, the remaining ones are not fetched. */
  readonly error?: AppError | undefined;
}

/** Prints what fails, and closes the source. */
export const findAll = async <T>(
  source: ItemSource<T>,
  identifiers: readonly string[],
  options: FindOptions,
  host: PlainHost,
): Promise<Found<T>> => {
  const items: T[] = [];
  let error: AppError | undefined;
  for (const identifier of identifiers) {
    const outcome = await source.find(identifier, options);
    if (host.ended.aborted) break;
    if (outcome.ok) items.push(outcome.value);
    else {
      host.say(finalLine(outcome.error, host));
      error ??= outcome.error;
      if (outcome.error.kind !== 'not-found') break;
    }
  }
  source.close();
  if (host.ended.aborted) return {items};
  const failures = source.failures();
  for (const other of failures) if (other !== error) host.say(finalLine(other, host));
  return {items, error: error ?? failures[0]};
};
