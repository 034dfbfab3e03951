/** Prints jobs with every field, in any format: what get prints, and wait at its end. */
import type {JobDetail} from '../../core/job.ts';
import {DETAIL_COLUMNS} from '../../core/job-columns.ts';
import {plainJson} from '../../core/plain-text.ts';
import type {Parsed} from '../../core/query.ts';
import {delimitedLine} from '../../output/delimited.ts';
import {JSON_INDENT} from '../../output/job-writer.ts';
import type {TimedLook} from '../../output/look.ts';
import {valueText} from '../../output/value-text.ts';
import {lookOf, type PlainHost} from './host.ts';
import type {Expression} from './jmespath.ts';
import {isValueFormat, type OutputOptions} from './output-flags.ts';

export interface DetailOutput {
  readonly options: Pick<OutputOptions, 'format' | 'hasHeader'>;
  readonly expression: Expression | undefined;
  /** The JSON value. A single job need not be a list. */
  readonly value: unknown;
  readonly jobs: readonly JobDetail[];
  /** The format for people. */
  text(look: TimedLook): string;
}

/** The job in the shape of GetModelImportJob. */
export const shapeOf = (job: JobDetail): unknown => JSON.parse(job.raw);

const textIn = ({options, value, jobs, text}: DetailOutput, host: PlainHost): string => {
  const {format, hasHeader} = options;
  switch (format) {
    case 'json':
      return `${plainJson(value, JSON_INDENT)}\n`;
    case 'ndjson':
      return jobs.map(job => `${plainJson(shapeOf(job), 0)}\n`).join('');
    case 'ids':
      return jobs.map(({arn}) => `${arn}\n`).join('');
    case 'csv':
    case 'tsv': {
      const rows = jobs.map(job => DETAIL_COLUMNS.map(column => column.value({job, detail: job})));
      const names = DETAIL_COLUMNS.map(({id}) => id);
      return [...(hasHeader ? [names] : []), ...rows].map(cells => delimitedLine(cells, format)).join('');
    }
    case 'table':
      return text({...lookOf(host), now: host.clock.now()});
  }
};

/** Prints it; returns a reason if the expression cannot be evaluated. */
export const printDetails = async (output: DetailOutput, host: PlainHost): Promise<Parsed<undefined>> => {
  const {expression, options, value} = output;
  const result = expression?.(value);
  if (result && !result.ok) return result;
  const {format, hasHeader} = options;
  const text = result && isValueFormat(format) ? valueText(result.value, format, hasHeader) : textIn(output, host);
  await host.print(text);
  return {ok: true, value: undefined};
};
