/** What is imported: the flags, completed from an earlier job if one is named. */
import {failure, type Outcome, success} from '../../../core/domain/app-error.ts';
import {errorText} from '../../../core/domain/error-text.ts';
import type {ImportInput} from '../../../core/domain/import-input.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import type {Tag} from '../../../core/domain/tag.ts';
import {inputFrom, nextName} from '../../../core/imports/again.ts';
import {type ImportOptions, importInput} from '../../args/import-options.ts';
import type {PlainHost} from '../shared/host.ts';
import {withRetry} from '../shared/with-retry.ts';

/** How many names are tried before the person has to choose one. */
const NAMES_MAX = 50;

/** The first name after that of `name` which no job has. */
const freeName = async (
  gateway: Gateway,
  name: string,
  options: ImportOptions,
  host: PlainHost,
): Promise<Outcome<string>> => {
  const taken = new Set<string>([name]);
  for (let tries = 0; ; tries++) {
    const next = nextName(name, candidate => taken.has(candidate));
    const outcome = await withRetry(signal => gateway.getJob(next, signal), host, options);
    if (!outcome.ok) return outcome.error.kind === 'not-found' ? success(next) : outcome;
    taken.add(next);
    if (tries === NAMES_MAX) {
      return failure({
        kind: 'name-taken',
        what: 'The import was not started',
        why: `The next ${NAMES_MAX} names after ${name} are taken`,
        next: 'Choose one with --job-name.',
        isTransient: false,
      });
    }
  }
};

const tagsOf = async (
  gateway: Gateway,
  arn: string,
  options: ImportOptions,
  host: PlainHost,
): Promise<readonly Tag[]> => {
  const outcome = await withRetry(signal => gateway.listTags(arn, signal), host, options);
  if (outcome.ok) return outcome.value;
  if (!host.ended.aborted) host.say(`The tags of the earlier job are not copied. ${errorText(outcome.error)}`);
  return [];
};

/** The complete input. A missing or wrong member is an error of kind `invalid`. */
export const readInput = async (
  options: ImportOptions,
  gateway: Gateway,
  host: PlainHost,
): Promise<Outcome<ImportInput>> => {
  const {from, given} = options;
  let defaults: ImportInput | undefined;
  if (from !== undefined) {
    const job = await withRetry(signal => gateway.getJob(from, signal), host, options);
    if (!job.ok) return job;
    const tags = given.jobTags === undefined ? await tagsOf(gateway, job.value.arn, options, host) : [];
    const name =
      given.jobName === undefined ? await freeName(gateway, job.value.name, options, host) : success(given.jobName);
    if (!name.ok) return name;
    defaults = {...inputFrom(job.value, {tags, isTaken: () => false}), jobName: name.value};
  }
  const input = importInput(given, defaults);
  if (input.ok) return success(input.value);
  return failure({
    kind: 'invalid',
    what: 'The import was not started',
    why: input.reason,
    next: 'Give the value with this flag.',
    isTransient: false,
  });
};
