/** An event of a job, as a line for people or as one JSON object. */
import {tookMs} from '../core/domain/job.ts';
import type {JobEvent} from '../core/domain/job-events.ts';
import {durationOf, isoSecond, isoTime, momentOf} from '../core/text/format.ts';
import {plainJson, plainLines, plainText} from '../core/text/plain-text.ts';
import {type JobSummary, summaryShape} from './shape.ts';
import {reasonLines, type TextStyle} from './text-style.ts';

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
/** Most names fit; after a longer one, the rest of the line begins later. */
const NAME_WIDTH = 32;

/** Without a terminal, times are UTC, and each event is one line. */
interface EventStyle extends TextStyle {
  readonly format: EventFormat;
}

const headOf = ({kind, at, job}: JobEvent, {paint, width}: EventStyle): string => {
  const time = width === undefined ? isoSecond(at) : momentOf(at);
  const head = `${time}  ${paint.status(job.status, kind.padEnd(KIND_WIDTH))}  ${job.name.padEnd(NAME_WIDTH)}`;
  if (kind === 'new') return head.trimEnd();
  const ms = tookMs(job, at);
  return `${head}  ${job.status}${ms === undefined ? '' : ` after ${durationOf(ms)}`}`;
};

const linesOf = (event: JobEvent, failureMessage: string | undefined, style: EventStyle): readonly string[] => {
  const head = headOf(event, style);
  if (failureMessage === undefined) return [head];
  return style.width === undefined
    ? [`${head}: ${plainText(failureMessage)}`]
    : [head, ...reasonLines(plainLines(failureMessage), style)];
};

/** Ends in a line feed. */
export const eventText = (event: JobEvent, failureMessage: string | undefined, style: EventStyle): string =>
  style.format === 'ndjson'
    ? `${plainJson(eventShape(event, failureMessage), 0)}\n`
    : `${linesOf(event, failureMessage, style).join('\n')}\n`;
