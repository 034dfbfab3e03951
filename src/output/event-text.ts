/** An event of a job, as a line for people or as one JSON object. */
import {durationOf} from '../core/format.ts';
import {tookMs} from '../core/job.ts';
import {type JobEvent, statusOf} from '../core/job-events.ts';
import {plainJson, plainText} from '../core/plain-text.ts';
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

const lineOf = ({kind, at, job}: JobEvent, failureMessage: string | undefined, paint: Paint): string => {
  const head = `${isoTime(at).replace(/\.\d+Z$/, 'Z')}  ${paint.status(statusOf({kind, at, job}), kind.padEnd(KIND_WIDTH))}  ${job.name}`;
  if (kind === 'new') return head;
  const ms = tookMs(job, at);
  const after = ms === undefined ? '' : ` after ${durationOf(ms)}`;
  const reason = failureMessage === undefined ? '' : `: ${plainText(failureMessage)}`;
  return `${head}  ${job.status}${after}${reason}`;
};

/** Ends in a line feed. */
export const eventText = (
  event: JobEvent,
  failureMessage: string | undefined,
  {format, paint}: {format: EventFormat; paint: Paint},
): string =>
  format === 'ndjson'
    ? `${plainJson(eventShape(event, failureMessage), 0)}\n`
    : `${lineOf(event, failureMessage, paint)}\n`;
