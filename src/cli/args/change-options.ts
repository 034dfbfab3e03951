/** The flags of the commands delete-model, tag and untag, read as options. */
import {TAG_LIMITS, type Tag, tagKeyProblem, tagsProblem} from '../../core/domain/tag.ts';
import type {RetryLimits} from '../../core/retry/retry.ts';
import {parseAwsValue} from '../../core/text/aws-shorthand.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import {
  CONNECTION_FLAGS,
  type ConnectionOptions,
  connectionProblem,
  DEBUG_FLAG,
  readConnection,
} from '../flags/connection-flags.ts';
import type {Flag, Given} from '../flags/flags.ts';
import {parseJob} from '../flags/job-operand.ts';
import {parseModel} from '../flags/model-operand.ts';
import {QUIET_FLAG} from '../flags/output-flags.ts';
import {readRetryFor, retryForFlag, SHORT_RETRY, SHORT_RETRY_TEXT} from '../flags/retry-flag.ts';
import {valueReader} from '../flags/value-reader.ts';

interface ChangeOptions extends ConnectionOptions {
  readonly isQuiet: boolean;
  readonly retryLimits: RetryLimits;
}

export interface DeleteModelOptions extends ChangeOptions {
  readonly kind: 'delete-model';
  /** A name or an ARN. */
  readonly model: string;
  readonly isConfirmed: boolean;
}

export interface TagOptions extends ChangeOptions {
  readonly kind: 'tag';
  /** The name or ARN of a job or a model. */
  readonly resource: string;
  readonly tags: readonly Tag[];
}

export interface UntagOptions extends ChangeOptions {
  readonly kind: 'untag';
  readonly resource: string;
  readonly keys: readonly string[];
}

const COMMON: readonly Flag[] = [...CONNECTION_FLAGS, QUIET_FLAG, retryForFlag(SHORT_RETRY_TEXT), DEBUG_FLAG];

export const DELETE_FLAGS: readonly Flag[] = [
  {
    name: 'yes',
    group: 'Confirmation',
    text: 'Delete it. Without this flag, the command only says what would be deleted.',
  },
  ...COMMON,
];
export const TAG_FLAGS: readonly Flag[] = COMMON;

/** How many tags one command line can have, with the resource before them. */
export const MAX_TAG_OPERANDS = TAG_LIMITS.perResource + 1;

const readCommon = (given: Given): Parsed<ChangeOptions> => {
  const flags = valueReader(given);
  const options = {
    ...readConnection(flags),
    isQuiet: flags.isOn('quiet'),
    retryLimits: readRetryFor(flags, SHORT_RETRY),
  };
  const problem = flags.problem() ?? connectionProblem(given);
  return problem === undefined ? good(options) : bad(problem);
};

const SEVERAL = 'this changes one place: give one --profile and one --region';

export const readDeleteOptions = (given: Given): Parsed<DeleteModelOptions> => {
  const common = readCommon(given);
  if (!common.ok) return common;
  if (common.value.targets.length > 1) return bad(SEVERAL);
  const model = parseModel(given.positionals[0] ?? '');
  if (!model.ok) return model;
  return good({...common.value, kind: 'delete-model', model: model.value, isConfirmed: given.values.has('yes')});
};

/** A job's name and a model's share most characters, so a name may be either's. */
const parseResource = (text: string): Parsed<string> => {
  if (parseJob(text).ok || parseModel(text).ok) return good(text);
  return bad(`“${text}” is not the name or ARN of a job or model`);
};

/** KEY=VALUE, or JSON for a key that contains an equals sign. */
const parseTag = (word: string): Parsed<Tag> => {
  if (word.startsWith('{')) {
    const parsed = parseAwsValue(word);
    if (!parsed.ok) return bad(`“${word}”: ${parsed.reason}`);
    const {key, value = ''} = parsed.value as {readonly key?: unknown; readonly value?: unknown};
    if (typeof key === 'string' && typeof value === 'string') return good({key, value});
  }
  const [, key, value] = /^([^=]+)=([\s\S]*)$/.exec(word) ?? [];
  return key === undefined || value === undefined ? bad(`“${word}” is not a tag; write KEY=VALUE`) : good({key, value});
};

export const readTagOptions = (given: Given): Parsed<TagOptions> => {
  const common = readCommon(given);
  if (!common.ok) return common;
  const [name = '', ...words] = given.positionals;
  const resource = parseResource(name);
  if (!resource.ok) return resource;
  if (common.value.targets.length > 1) return bad(SEVERAL);
  const tags: Tag[] = [];
  for (const word of words) {
    const tag = parseTag(word);
    if (!tag.ok) return tag;
    tags.push(tag.value);
  }
  const problem = tagsProblem(tags);
  if (problem !== undefined) return bad(problem);
  return good({...common.value, kind: 'tag', resource: resource.value, tags});
};

export const readUntagOptions = (given: Given): Parsed<UntagOptions> => {
  const common = readCommon(given);
  if (!common.ok) return common;
  const [name = '', ...keys] = given.positionals;
  const resource = parseResource(name);
  if (!resource.ok) return resource;
  if (common.value.targets.length > 1) return bad(SEVERAL);
  const wrong = keys.map(key => [key, tagKeyProblem(key)] as const).find(([, problem]) => problem !== undefined);
  if (wrong) return bad(`tag “${wrong[0]}”: ${wrong[1]}`);
  return good({...common.value, kind: 'untag', resource: resource.value, keys: [...new Set(keys)]});
};
