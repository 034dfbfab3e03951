/** Members of the SDK's answers: their types checked, their text made plain. */
import {plainText} from '../core/text/plain-text.ts';
import {problem} from './failures/problem.ts';

// The SDK passes on whatever it finds: a member may be missing or have another type than declared.
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? plainText(value) : undefined;
export const timeOf = (value: unknown): number | undefined =>
  value instanceof Date && Number.isFinite(value.getTime()) ? value.getTime() : undefined;
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.flatMap(item => textOf(item) ?? []) : [];

/** A token goes back to AWS unchanged, in a URL, so it must not contain a lone surrogate or a control character. */
const TOKEN = /^[^\s\p{Cc}\p{Cf}\p{Surrogate}]+$/u;
/** The API's limit, in UTF-16 units. */
const LONGEST_TOKEN = 2048;

type Members = Readonly<Record<string, unknown>>;
export const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;

/** A wait that a person notices. The SDK's pauses after a transient failure are shorter; those after a 429 are longer. */
const SLOW_MS = 200;

/** The token in an answer, if there is one. An empty token ends the list, as in the AWS CLI. Throws if it is unusable. */
const tokenIn = (value: unknown): string | undefined => {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' && value.length <= LONGEST_TOKEN && TOKEN.test(value)) return value;
  const what = typeof value === 'string' ? 'not a valid page token' : 'not a string';
  throw problem('TokenUnusable', `its nextToken is ${what}`);
};

/** The token of the next page, if there is one. Throws if it is unusable, or equals `sentToken`. */
export const nextTokenOf = (value: unknown, sentToken: string | undefined): string | undefined => {
  const token = tokenIn(value);
  if (token === undefined || token !== sentToken) return token;
  throw problem('TokenRepeated', 'its nextToken leads back to the same page');
};

/** Whether the SDK waited before it asked again: AWS was throttling, or failed for a moment. */
export const wasSlow = ({
  $metadata,
}: {
  readonly $metadata: {readonly totalRetryDelay?: number | undefined};
}): true | undefined => ($metadata.totalRetryDelay ?? 0) >= SLOW_MS || undefined;
