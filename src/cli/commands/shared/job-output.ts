/** Prints jobs with every field, in any format: what get prints, and wait at its end. */
import type {Parsed} from '../../../core/text/parsed.ts';
import {type Details, detailValue, FORMATS} from '../../../output/formats.ts';
import type {OutputOptions} from '../../flags/output-flags.ts';
import {lookOf, type PlainHost} from './host.ts';
import type {Expression} from './jmespath.ts';

interface DetailOutput extends Details {
  readonly options: Pick<OutputOptions, 'format' | 'hasHeader'>;
  readonly expression: Expression | undefined;
}

/** Prints it; returns a reason if the expression cannot be evaluated. */
export const printDetails = async (output: DetailOutput, host: PlainHost): Promise<Parsed<undefined>> => {
  const {expression, options} = output;
  const {hasHeader} = options;
  const format = FORMATS[options.format];
  const result = expression?.(detailValue(output));
  if (result && !result.ok) return result;
  const style = {...lookOf(host), now: host.clock.now(), hasHeader};
  await host.print((result && format.value?.(result.value, hasHeader)) ?? format.detail(output, style));
  return {ok: true, value: undefined};
};
