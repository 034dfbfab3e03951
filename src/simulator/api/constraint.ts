/** The constraints of Bedrock's service model, and the ValidationException messages for values that violate them. */
import {cutText} from '../cut-text.ts';

/** The rule for a text member: its length in code points, as the API counts, and a pattern for the whole text. */
export interface TextRule {
  readonly min?: number;
  readonly max?: number;
  /** Equivalent to the API's pattern, but without heavy backtracking. */
  readonly pattern?: RegExp;
  /** The API's own pattern, as messages quote it. */
  readonly written?: string;
}

const JOB_NAME_WRITTEN = '[a-zA-Z0-9](-*[a-zA-Z0-9\\+\\-\\.])*';
const MODEL_NAME_WRITTEN = '([0-9a-zA-Z][_-]?)+';
const ARN_WRITTEN = 'arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:';
// Equivalent to JOB_NAME_WRITTEN, whose nested repeats take seconds on a row of hyphens.
const JOB_NAME_PATTERN = /^[a-zA-Z0-9][a-zA-Z0-9+.-]*$/;
const MODEL_NAME_PATTERN = /^[0-9a-zA-Z]+(?:[_-][0-9a-zA-Z]+)*[_-]?$/;

export const JOB_NAME: TextRule = {min: 1, max: 63, pattern: JOB_NAME_PATTERN, written: JOB_NAME_WRITTEN};
export const MODEL_NAME: TextRule = {min: 1, max: 63, pattern: MODEL_NAME_PATTERN, written: MODEL_NAME_WRITTEN};

export const JOB_IDENTIFIER: TextRule = {
  max: 1011,
  pattern:
    /^(?:arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:model-import-job\/[a-z0-9]{12}|[a-zA-Z0-9][a-zA-Z0-9+.-]*)$/,
  written: `(${ARN_WRITTEN}model-import-job/[a-z0-9]{12})|(${JOB_NAME_WRITTEN})`,
};

export const MODEL_IDENTIFIER: TextRule = {
  min: 1,
  max: 1011,
  pattern:
    /^(?:arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:imported-model\/[a-z0-9]{12}|[0-9a-zA-Z]+(?:[_-][0-9a-zA-Z]+)*[_-]?)$/,
  written: `(${ARN_WRITTEN}imported-model/[a-z0-9]{12})|(${MODEL_NAME_WRITTEN})`,
};

export const ROLE_ARN: TextRule = {
  max: 2048,
  pattern: /^arn:aws(-[^:]+)?:iam::([0-9]{12})?:role\/.+$/,
  written: 'arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+',
};

export const S3_URI: TextRule = {
  min: 1,
  max: 1024,
  pattern: /^s3:\/\/[a-z0-9][-.a-z0-9]{1,61}[a-z0-9](?:\/[-!_*'().a-z0-9A-Z]+)*\/?$/,
  written: "s3://[a-z0-9][-.a-z0-9]{1,61}[a-z0-9](?:/[-!_*'().a-z0-9A-Z]+(?:/[-!_*'().a-z0-9A-Z]+)*)?/?",
};

export const REQUEST_TOKEN: TextRule = {
  min: 1,
  max: 256,
  pattern: /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/,
  written: '[a-zA-Z0-9]([-a-zA-Z0-9]{0,254}[a-zA-Z0-9])?',
};

export const KMS_KEY_ID: TextRule = {
  min: 1,
  max: 2048,
  pattern:
    /^(?:arn:aws(-[^:]+)?:kms:[a-zA-Z0-9-]*:[0-9]{12}:(?:key\/[a-zA-Z0-9-]{36}|alias\/[a-zA-Z0-9-_/]+)|[a-zA-Z0-9-]{36}|alias\/[a-zA-Z0-9-_/]+)$/,
  written:
    '(arn:aws(-[^:]+)?:kms:[a-zA-Z0-9-]*:[0-9]{12}:((key/[a-zA-Z0-9-]{36})|(alias/[a-zA-Z0-9-_/]+)))|([a-zA-Z0-9-]{36})|(alias/[a-zA-Z0-9-_/]+)',
};

export const VPC_ID: TextRule = {max: 32, pattern: /^[-0-9a-zA-Z]+$/, written: '[-0-9a-zA-Z]+'};
// The API's \s is ASCII white space. JavaScript's \s has more, such as the no-break space.
export const TAG_KEY: TextRule = {
  min: 1,
  max: 128,
  pattern: /^[a-zA-Z0-9 \t\n\v\f\r._:/=+@-]*$/,
  written: '[a-zA-Z0-9\\s._:/=+@-]*',
};
export const TAG_VALUE: TextRule = {...TAG_KEY, min: 0, max: 256};
export const NEXT_TOKEN: TextRule = {min: 1, max: 2048, pattern: /^[^ \t\n\v\f\r]*$/, written: '\\S*'};

/** Messages quote at most this many UTF-16 units of a value: senders may send any length. */
const MAX_QUOTED = 256;

const shown = (value: unknown): string =>
  cutText(typeof value === 'string' ? value : JSON.stringify(value), MAX_QUOTED);

/** One violation in the API's words. `field` is a path such as `vpcConfig.subnetIds`. */
export const violation = (field: string, value: unknown, constraint: string): string =>
  `Value ${value === undefined || value === null ? 'null' : `'${shown(value)}'`} at '${field}' failed to satisfy constraint: ${constraint}`;

export const isMissing = (value: unknown): value is undefined | null => value === undefined || value === null;

/** The length in code points. If the text is too long in any case, the length in UTF-16 units is good enough. */
const lengthOf = (text: string, max: number): number =>
  text.length <= 1 || text.length > 2 * max ? text.length : [...text].length;

/** What is wrong with the text `value` at `field`, in the API's words. */
const textViolations = (field: string, value: unknown, rule: TextRule): string[] => {
  if (typeof value !== 'string') return [violation(field, value, 'Member must be a string')];
  const {min = 0, max = Number.POSITIVE_INFINITY, pattern, written} = rule;
  const length = lengthOf(value, max);
  if (length < min) {
    return [violation(field, value, `Member must have length greater than or equal to ${min}`)];
  }
  if (length > max) return [violation(field, value, `Member must have length less than or equal to ${max}`)];
  return pattern && !pattern.test(value)
    ? [violation(field, value, `Member must satisfy regular expression pattern: ${written ?? pattern.source}`)]
    : [];
};

export const requiredText = (field: string, value: unknown, rule: TextRule): string[] =>
  isMissing(value) ? [violation(field, value, 'Member must not be null')] : textViolations(field, value, rule);

export const optionalText = (field: string, value: unknown, rule: TextRule): string[] =>
  isMissing(value) ? [] : textViolations(field, value, rule);

export const choiceViolations = (field: string, value: string | undefined, choices: readonly string[]): string[] =>
  value === undefined || choices.includes(value)
    ? []
    : [violation(field, value, `Member must satisfy enum value set: [${choices.join(', ')}]`)];

/** Checks the length of a list, and each element with `each`, which gets a field such as `vpcConfig.subnetIds.1.member`. */
export const listViolations = (
  field: string,
  value: unknown,
  rule: {readonly min: number; readonly max: number; readonly each: (field: string, value: unknown) => string[]},
): string[] => {
  if (!Array.isArray(value)) return [violation(field, value, 'Member must be a list')];
  const constraint = 'Member must have length';
  if (value.length < rule.min) return [violation(field, value, `${constraint} greater than or equal to ${rule.min}`)];
  if (value.length > rule.max) return [violation(field, value, `${constraint} less than or equal to ${rule.max}`)];
  return value.flatMap((element, index) => rule.each(`${field}.${index + 1}.member`, element));
};
