/** One job with all its fields, a line for each, for people. */
import type {JobDetail} from '../core/domain/job.ts';
import {type DetailField, detailFields, laterText} from '../core/jobs/detail-fields.ts';
import {plainLines} from '../core/text/plain-text.ts';
import {type TimedTextStyle, textLines} from './text-style.ts';

const LABEL = 11;
// Created, ended and duration get a line each.
const NARROW = 0;

export const detailText = (detail: JobDetail, style: TimedTextStyle): string => {
  const {paint, now} = style;
  const fields: readonly DetailField[] = [
    {label: 'Job', text: detail.name},
    {label: 'Status', text: detail.status},
    ...detailFields(detail, detail, {now, width: NARROW}).map(field =>
      // Next to other lines with dates, a time without a date would be misleading.
      field.label === 'Ended' && detail.endedAt !== undefined
        ? {...field, text: laterText(detail, detail.endedAt)}
        : field,
    ),
  ];
  const lines = fields.flatMap(({label, text, tone}) => {
    const plain = plainLines(text ?? '');
    if (plain === '') return [];
    const isReason = tone === 'failure';
    // An ARN is left whole, so that it can be copied from the terminal.
    const parts = isReason ? textLines(plain, LABEL, style) : plain.split('\n');
    const dress = (part: string) => {
      if (label === 'Status') return paint.status(detail.status, part);
      return isReason ? paint.failure(part) : part;
    };
    return parts.map((part, i) => ((i === 0 ? label : '').padEnd(LABEL) + dress(part.trimEnd())).trimEnd());
  });
  return `${lines.join('\n')}\n`;
};
