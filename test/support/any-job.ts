/** Jobs for properties: hostile texts, odd times, members that are missing. What the wall of `bedrock` makes plain is plain here. */
import fc from 'fast-check';
import type {Job, JobDetail} from '../../src/core/domain/job.ts';
import type {JobRow} from '../../src/core/jobs/columns.ts';
import {plainText} from '../../src/core/text/plain-text.ts';
import {arnOf, detailOf, NOON} from './jobs.ts';

const PARTS = [
  '\x1b[31m',
  '\x1b]0;title\x07',
  '\x1b',
  '\x9b2J',
  '\x9d',
  '\x00',
  '\x7f',
  '\x85',
  '\t',
  '\r\n',
  '\r',
  '\n',
  '\u2028',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\ud800',
  '\udc41',
  '"',
  '""',
  ',',
  ';',
  "'",
  '\\',
  '\\u001b',
  ' ',
  '  ',
  '=1+1',
  '模型',
  'は',
  '🦙',
  '👨‍👩‍👧',
  'e\u0301',
  'हिन्दी',
  'llama',
  '</script>',
  '…',
];

/** Any text at all, much of it such as steers a terminal or a parser. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...PARTS), fc.string({unit: 'binary', maxLength: 5}), fc.string({maxLength: 12})), {
    maxLength: 12,
  })
  .map(parts => parts.join(''));

/** One line without control characters, not empty. */
export const plainWord: fc.Arbitrary<string> = anyText.map(text => plainText(text) || 'x');

// From the year 0 to the year 9999; a Date holds more, ISO 8601 in four digits does not.
const anyTime = fc.oneof(
  fc.integer({min: NOON - 1e10, max: NOON + 1e10}),
  fc.integer({min: Date.UTC(1, 0, 1) - 31_622_400_000, max: Date.UTC(9999, 11, 31)}),
);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, {nil: undefined});

export const anyStatus = fc.oneof(fc.constantFrom('InProgress', 'Completed', 'Failed', 'Queued'), plainWord);

export const anyJob: fc.Arbitrary<Job> = fc.record({
  arn: fc.nat(999_999).map(arnOf),
  name: plainWord,
  status: anyStatus,
  createdAt: anyTime,
  modifiedAt: maybe(anyTime),
  endedAt: maybe(anyTime),
  modelArn: maybe(fc.nat(999_999).map(n => arnOf(n).replace('model-import-job', 'imported-model'))),
  modelName: maybe(plainWord),
});

export const anyDetail: fc.Arbitrary<JobDetail> = fc
  .tuple(anyJob, maybe(anyText))
  .map(([job, failureMessage]) => detailOf(job, {failureMessage}));

export const anyRow: fc.Arbitrary<JobRow> = fc.oneof(
  anyJob.map(job => ({job})),
  anyDetail.map(detail => ({job: detail, detail})),
);

/** Any rows, in any pages, some of them empty. */
export const anyPages: fc.Arbitrary<readonly (readonly JobRow[])[]> = fc.array(fc.array(anyRow, {maxLength: 5}), {
  maxLength: 5,
});

/** What no output may hold: every control character, and what is none to Unicode but turns, hides or breaks text. */
export const STEERING =
  /[\p{Cc}\p{Bidi_Control}\p{Surrogate}\u2028\u2029\u200b-\u200f\u2060\ufeff\u{e0000}-\u{e007f}]/u;

/** `text` without the colours that TERMINAL_PAINT puts in. */
export const withoutPaint = (text: string): string => text.replace(/\x1b\[(?:1|22|3[123]|39)m/g, '');

/** The lines of an output that ends in a line feed. */
export const linesOf = (text: string): readonly string[] => {
  if (text !== '' && !text.endsWith('\n')) throw new Error('The last line has no end');
  return text.split('\n').slice(0, -1);
};
