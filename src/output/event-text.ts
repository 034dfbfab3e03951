/** An event of a job, as a line for people or as one JSON object. */
import {durationOf, momentOf} from '../core/format.ts';
import {tookMs} from '../core/job.ts';
import type {JobEvent} from '../core/job-events.ts';
import {plainJson, plainLines, plainText} from '../core/plain-text.ts';
import {type WidthOf, wrap} from '../core/wrap.ts';
import type {Paint} from './paint.ts';
import {isoTime, type JobSummary, summaryShape} from './shape.ts';

export const EVENT_FORMATS = ['lines', 'ndjson'] as const;
export type EventFormat = (typeof EVENT_FORMATS)[number];

export interface EventShape {
  readonly event: JobEvent['kind'];
  /** When it happened. */
  readonly time: string;
  readonly job: JobSummary;
}

export const eventShape = ({kind, at, job}: JobEvent, failureMessage: string | undefined): EventShape => ({
  event: kind,
  time: isoTime(at),
  job: summaryShape(job, failureMessage),
});

const KIND_WIDTH = 'failed'.length;
/** Most names; what follows a longer one begins later. */
const NAME_WIDTH = 32;
const INDENT = 2;
// In less a wrapped reason is harder to read than one that the terminal breaks.
const LEAST_TEXT = 20;

export interface EventLook {
  readonly format: EventFormat;
  readonly paint: Paint;
  /** The terminal's width in columns; absent where lines go elsewhere: those have UTC times, and are one line each. */
  readonly width?: number | undefined;
  readonly widthOf: WidthOf;
}

const headOf = ({kind, at, job}: JobEvent, {paint, width}: EventLook): string => {
  const time = width === undefined ? isoTime(at).replace(/\.\d+Z$/, 'Z') : momentOf(at);
  const head = `${time}  ${paint.status(job.status, kind.padEnd(KIND_WIDTH))}  ${job.name.padEnd(NAME_WIDTH)}`;
  if (kind === 'new') return head.trimEnd();
  const ms = tookMs(job, at);
  return `${head}  ${job.status}${ms === undefined ? '' : ` after ${durationOf(ms)}`}`;
};

const linesOf = (event: JobEvent, failureMessage: string | undefined, look: EventLook): readonly string[] => {
  const head = headOf(event, look);
  if (failureMessage === undefined) return [head];
  const {width, widthOf, paint} = look;
  const room = (width ?? 0) - INDENT;
  if (width === undefined || room < LEAST_TEXT) return [`${head}: ${plainText(failureMessage)}`];
  const reason = wrap(plainLines(failureMessage), room, widthOf);
  return [head, ...reason.map(line => (line.trim() === '' ? '' : ' '.repeat(INDENT) + paint.failure(line.trimEnd())))];
};

/** Ends in a line feed. */
export const eventText = (event: JobEvent, failureMessage: string | undefined, look: EventLook): string =>
  look.format === 'ndjson'
    ? `${plainJson(eventShape(event, failureMessage), 0)}\n`
    : `${linesOf(event, failureMessage, look).join('\n')}\n`;
