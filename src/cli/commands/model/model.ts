/** The model command: prints imported models with all their fields. */
import {MODEL_FORMATS, modelValue} from '../../../output/model-formats.ts';
import type {ModelOptions} from '../../args/model-options.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {findAll} from '../shared/find-all.ts';
import type {PlainHost} from '../shared/host.ts';
import {readExpression} from '../shared/jmespath.ts';
import {MODEL_KIND} from '../shared/job-source.ts';
import {openSource} from '../shared/open-job-source.ts';

const refuse = (host: PlainHost, reason: string): number => {
  host.say(reason);
  return EXIT_CODES.usage;
};

/** Resolves to the exit code. */
export const runModel = async (options: ModelOptions, host: PlainHost): Promise<number> => {
  const {expression, format, hasHeader, models: names} = options;
  const read = expression === undefined ? undefined : await readExpression(expression);
  if (read && !read.ok) return refuse(host, read.reason);
  const source = await openSource(MODEL_KIND, options, host);
  const {items: models, error} = await findAll(source, names, options, host);
  if (host.ended.aborted) return host.endCode();
  if (models.length > 0) {
    const isList = names.length > 1;
    const result = read?.value(modelValue(models, isList));
    if (result && !result.ok) return refuse(host, result.reason);
    const printer = MODEL_FORMATS[format];
    const text = (result && printer.value?.(result.value, hasHeader)) ?? printer.detail(models, {isList, hasHeader});
    await host.print(text);
  }
  if (host.ended.aborted) return host.endCode();
  return error ? exitCodeOf(error) : EXIT_CODES.ok;
};
