/** One job with all its fields, a line for each, for people. */
import {type DetailField, detailFields} from '../core/detail-lines.ts';
import {momentOf} from '../core/format.ts';
import type {JobDetail} from '../core/job.ts';
import {plainLines} from '../core/plain-text.ts';
import {type WidthOf, wrap} from '../core/wrap.ts';
import type {Paint} from './paint.ts';

export interface DetailLook {
  /** The terminal's width in columns; absent where the text goes elsewhere, and nothing is wrapped. */
  readonly width?: number | undefined;
  readonly paint: Paint;
  readonly widthOf: WidthOf;
  /** Ms since the epoch. */
  readonly now: number;
}

const LABEL = 11;
// Below this a wrapped reason is harder to read than one that the terminal breaks.
const LEAST_TEXT = 20;
// Created, ended and taken have a line each.
const NARROW = 0;

export const detailText = (detail: JobDetail, {width, paint, widthOf, now}: DetailLook): string => {
  const fields: readonly DetailField[] = [
    {label: 'Job', text: detail.name},
    {label: 'Status', text: detail.status},
    ...detailFields(detail, detail, {now, width: NARROW}).map(field =>
      // Beside other lines with a date a time alone would be read as another day's.
      field.label === 'Ended' && detail.endedAt !== undefined ? {...field, text: momentOf(detail.endedAt)} : field,
    ),
  ];
  const room = width === undefined ? undefined : width - LABEL;
  const lines = fields.flatMap(({label, text, tone}) => {
    const plain = plainLines(text ?? '');
    if (plain === '') return [];
    const isReason = tone === 'failure';
    // An ARN is left whole, so that it can be copied from the terminal.
    const parts = isReason && room !== undefined && room >= LEAST_TEXT ? wrap(plain, room, widthOf) : plain.split('\n');
    const dress = (part: string) => {
      if (label === 'Status') return paint.status(detail.status, part);
      return isReason ? paint.failure(part) : part;
    };
    return parts.map((part, i) => ((i === 0 ? label : '').padEnd(LABEL) + dress(part.trimEnd())).trimEnd());
  });
  return `${lines.join('\n')}\n`;
};
