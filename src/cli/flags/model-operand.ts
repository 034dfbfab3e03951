/** Models as given on the command line: names or ARNs. */
import {modelNameInputProblem} from '../../core/domain/import-input.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';

// Checked loosely, because servers other than AWS may use other ids.
const ARN = /^arn:[a-z-]+:bedrock:[^\s:]*:\d*:imported-model\/\S{1,128}$/;

export const parseModel = (text: string): Parsed<string> => {
  if (ARN.test(text) || modelNameInputProblem(text) === undefined) return good(text);
  if (/^arn:[a-z-]+:bedrock:[^:]*:[^:]*:model-import-job\//.test(text)) {
    return bad(`“${text}” is the ARN of an import job; give the name or ARN of the imported model`);
  }
  if (text.startsWith('arn:')) return bad(`“${text}” is not the ARN of an imported model`);
  return bad(
    `“${text}” is not a model name or ARN; model names have up to 63 letters, digits, “_” and “-”, never two of these in a row, and begin with a letter or digit`,
  );
};

/** How many models can be given to a command. */
export const MAX_MODELS = 100;

/** The models without duplicates. */
export const parseModels = (words: readonly string[]): Parsed<readonly string[]> => {
  const models = new Set<string>();
  for (const word of words) {
    const model = parseModel(word);
    if (!model.ok) return model;
    models.add(model.value);
  }
  return good([...models]);
};
