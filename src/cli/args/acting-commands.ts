/** The commands that are about models, or that change something. Loaded only if one of them may be meant. */
import {MAX_MODELS} from '../flags/model-operand.ts';
import {PROGRAM} from '../process/about.ts';
import {type CliCommand, EVERYWHERE} from './command-table.ts';
import {MODEL_FLAGS, readModelOptions} from './model-options.ts';
import {MODELS_FLAGS, readModelsOptions} from './models-options.ts';

/** A model of the demo, so that the examples can be tried. */
const DEMO_MODEL = 'qwen2_5-vl-7b-invoices';

const MODELS: CliCommand = {
  name: 'models',
  brief: 'print imported models as a table, JSON, CSV and more',
  summary:
    'Prints imported models, page by page as they arrive: as a table, or as JSON in the shape of ListImportedModels.',
  flags: [...MODELS_FLAGS, ...EVERYWHERE],
  examples: [
    `${PROGRAM} models --demo`,
    `${PROGRAM} models --name llama-3 --after 30d`,
    `${PROGRAM} models --query 'modelSummaries[].modelArn' --output tsv`,
    `${PROGRAM} models --output ids | xargs ${PROGRAM} model`,
  ],
  read: readModelsOptions,
};

const MODEL: CliCommand = {
  name: 'model',
  brief: 'print imported models with all their fields',
  summary: 'Prints imported models with all the fields of GetImportedModel.',
  operand: {
    name: 'MODEL',
    min: 1,
    max: MAX_MODELS,
    text: 'The name or ARN of an imported model. Each model takes one request.',
    source: 'models',
  },
  flags: [...MODEL_FLAGS, ...EVERYWHERE],
  examples: [
    `${PROGRAM} model ${DEMO_MODEL} --demo`,
    `${PROGRAM} model ${DEMO_MODEL} --query customModelUnits.customModelUnitsPerModelCopy`,
  ],
  read: readModelOptions,
};

export const ACTING_COMMANDS: readonly CliCommand[] = [MODELS, MODEL];
