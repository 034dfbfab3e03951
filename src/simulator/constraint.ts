/** The constraints of Bedrock's service model, and what a ValidationException says of a value that breaks one. */
import {cutText} from './cut-text.ts';

/** A text member: its lengths in code points, as the API counts them, and the pattern that the whole of it matches. */
export interface TextRule {
  readonly least?: number;
  readonly most?: number;
  /** Matches what the API's pattern matches, in a form that cannot backtrack far. */
  readonly pattern?: RegExp;
  /** The pattern as the API writes it. */
  readonly written?: string;
}

const JOB_NAME_WRITTEN = '[a-zA-Z0-9](-*[a-zA-Z0-9\\+\\-\\.])*';
const MODEL_NAME_WRITTEN = '([0-9a-zA-Z][_-]?)+';
const ARN_WRITTEN = 'arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:';
// The same language as JobName's own pattern, whose nested repeats take seconds on a row of hyphens.
const JOB_NAME_PATTERN = /^[a-zA-Z0-9][a-zA-Z0-9+.-]*$/;
const MODEL_NAME_PATTERN = /^[0-9a-zA-Z]+(?:[_-][0-9a-zA-Z]+)*[_-]?$/;

export const JOB_NAME: TextRule = {least: 1, most: 63, pattern: JOB_NAME_PATTERN, written: JOB_NAME_WRITTEN};
export const MODEL_NAME: TextRule = {least: 1, most: 63, pattern: MODEL_NAME_PATTERN, written: MODEL_NAME_WRITTEN};

export const JOB_IDENTIFIER: TextRule = {
  most: 1011,
  pattern:
    /^(?:arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:model-import-job\/[a-z0-9]{12}|[a-zA-Z0-9][a-zA-Z0-9+.-]*)$/,
  written: `(${ARN_WRITTEN}model-import-job/[a-z0-9]{12})|(${JOB_NAME_WRITTEN})`,
};

export const MODEL_IDENTIFIER: TextRule = {
  least: 1,
  most: 1011,
  pattern:
    /^(?:arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:imported-model\/[a-z0-9]{12}|[0-9a-zA-Z]+(?:[_-][0-9a-zA-Z]+)*[_-]?)$/,
  written: `(${ARN_WRITTEN}imported-model/[a-z0-9]{12})|(${MODEL_NAME_WRITTEN})`,
};

export const ROLE_ARN: TextRule = {
  most: 2048,
  pattern: /^arn:aws(-[^:]+)?:iam::([0-9]{12})?:role\/.+$/,
  written: 'arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+',
};

export const S3_URI: TextRule = {
  least: 1,
  most: 1024,
  pattern: /^s3:\/\/[a-z0-9][-.a-z0-9]{1,61}[a-z0-9](?:\/[-!_*'().a-z0-9A-Z]+)*\/?$/,
  written: "s3://[a-z0-9][-.a-z0-9]{1,61}[a-z0-9](?:/[-!_*'().a-z0-9A-Z]+(?:/[-!_*'().a-z0-9A-Z]+)*)?/?",
};

export const REQUEST_TOKEN: TextRule = {
  least: 1,
  most: 256,
  pattern: /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/,
  written: '[a-zA-Z0-9]([-a-zA-Z0-9]{0,254}[a-zA-Z0-9])?',
};

export const KMS_KEY_ID: TextRule = {
  least: 1,
  most: 2048,
  pattern:
    /^(?:arn:aws(-[^:]+)?:kms:[a-zA-Z0-9-]*:[0-9]{12}:(?:key\/[a-zA-Z0-9-]{36}|alias\/[a-zA-Z0-9-_/]+)|[a-zA-Z0-9-]{36}|alias\/[a-zA-Z0-9-_/]+)$/,
  written:
    '(arn:aws(-[^:]+)?:kms:[a-zA-Z0-9-]*:[0-9]{12}:((key/[a-zA-Z0-9-]{36})|(alias/[a-zA-Z0-9-_/]+)))|([a-zA-Z0-9-]{36})|(alias/[a-zA-Z0-9-_/]+)',
};

export const VPC_ID: TextRule = {most: 32, pattern: /^[-0-9a-zA-Z]+$/, written: '[-0-9a-zA-Z]+'};
// The API's \s is white space of ASCII. JavaScript's has more, such as the no-break space.
export const TAG_KEY: TextRule = {
  least: 1,
  most: 128,
  pattern: /^[a-zA-Z0-9 \t\n\v\f\r._:/=+@-]*$/,
  written: '[a-zA-Z0-9\\s._:/=+@-]*',
};
export const TAG_VALUE: TextRule = {...TAG_KEY, least: 0, most: 256};
export const NEXT_TOKEN: TextRule = {least: 1, most: 2048, pattern: /^[^ \t\n\v\f\r]*$/, written: '\\S*'};

/** Longer values are cut in messages: their length is up to the sender. */
const SHOWN = 256;

const shown = (value: unknown): string => cutText(typeof value === 'string' ? value : JSON.stringify(value), SHOWN);

export const violation = (field: string, value: unknown, constraint: string): string =>
  `Value ${value === undefined || value === null ? 'null' : `'${shown(value)}'`} at '${field}' failed to satisfy constraint: ${constraint}`;

export const isMissing = (value: unknown): value is undefined | null => value === undefined || value === null;

/** In code points. They are counted only if that can make a difference: at most two UTF-16 units make one. */
const lengthOf = (text: string, most: number): number =>
  text.length <= 1 || text.length > 2 * most ? text.length : [...text].length;

/** What is wrong with the text `value` at `field`, in the API's words. */
export const textViolations = (field: string, value: unknown, rule: TextRule): string[] => {
  if (typeof value !== 'string') return [violation(field, value, 'Member must be a string')];
  const {least = 0, most = Number.POSITIVE_INFINITY, pattern, written} = rule;
  const length = lengthOf(value, most);
  if (length < least) {
    return [violation(field, value, `Member must have length greater than or equal to ${least}`)];
  }
  if (length > most) return [violation(field, value, `Member must have length less than or equal to ${most}`)];
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

/** `each` is asked about every element, at a name such as `vpcConfig.subnetIds.1.member`. */
export const listViolations = (
  field: string,
  value: unknown,
  rule: {readonly least: number; readonly most: number; readonly each: (field: string, value: unknown) => string[]},
): string[] => {
  if (!Array.isArray(value)) return [violation(field, value, 'Member must be a list')];
  const constraint = 'Member must have length';
  if (value.length < rule.least)
    return [violation(field, value, `${constraint} greater than or equal to ${rule.least}`)];
  if (value.length > rule.most) return [violation(field, value, `${constraint} less than or equal to ${rule.most}`)];
  return value.flatMap((element, index) => rule.each(`${field}.${index + 1}.member`, element));
};

export type Members = Readonly<Record<string, unknown>>;

/** `value` as a JSON object, or undefined. */
export const membersOf = (value: unknown): Members | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined;
