/** An event of a job, as a line for people or as one JSON object. */
import {tookMs} from '../core/domain/job.ts';
import type {JobEvent} from '../core/domain/job-events.ts';
import {durationOf, isoSecond, isoTime, momentOf} from '../core/text/format.ts';
import {plainJson, plainLines, plainText} from '../core/text/plain-text.ts';
import type {EventFormat} from './format-names.ts';
import {type JobSummary, placedShape, summaryShape} from './shape.ts';
import {reasonLines, type TextStyle} from './text-style.ts';

export interface EventShape {
  readonly event: JobEvent['kind'];
  /** When it happened. */
  readonly time: string;
  readonly job: JobSummary;
}

/** What is known of an event besides itself. */
export interface EventFacts {
  readonly failureMessage: string | undefined;
  /** With several connections, the one that told of it. */
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

export const eventShape = ({kind, at, job}: JobEvent, facts: EventFacts): EventShape => {
  const {failureMessage, ...place} = facts;
  return {event: kind, time: isoTime(at), job: placedShape(summaryShape(job, failureMessage), place)};
};

const KIND_WIDTH = 'failed'.length;
/** Most names fit; after a longer one, the rest of the line begins later. */
const NAME_WIDTH = 32;

/** Without a terminal, times are UTC, and each event is one line. */
interface EventStyle extends TextStyle {
  readonly format: EventFormat;
}

const placeText = ({profile, region}: EventFacts): string => {
  const place = [profile, region].filter(Boolean).join('/');
  return place === '' ? '' : `  (${place})`;
};

const headOf = ({kind, at, job}: JobEvent, facts: EventFacts, {paint, width}: EventStyle): string => {
  const time = width === undefined ? isoSecond(at) : momentOf(at);
  const head = `${time}  ${paint.status(job.status, kind.padEnd(KIND_WIDTH))}  ${job.name.padEnd(NAME_WIDTH)}`;
  const place = placeText(facts);
  if (kind === 'new') return place === '' ? head.trimEnd() : head + place;
  const ms = tookMs(job, at);
  return `${head}  ${job.status}${ms === undefined ? '' : ` after ${durationOf(ms)}`}${place}`;
};

const linesOf = (event: JobEvent, facts: EventFacts, style: EventStyle): readonly string[] => {
  const {failureMessage} = facts;
  const head = headOf(event, facts, style);
  if (failureMessage === undefined) return [head];
  return style.width === undefined
    ? [`${head}: ${plainText(failureMessage)}`]
    : [head, ...reasonLines(plainLines(failureMessage), style)];
};

/** Ends in a line feed. */
export const eventText = (event: JobEvent, facts: EventFacts, style: EventStyle): string =>
  style.format === 'ndjson'
    ? `${plainJson(eventShape(event, facts), 0)}\n`
    : `${linesOf(event, facts, style).join('\n')}\n`;
