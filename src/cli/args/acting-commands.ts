/** The commands that are about models, or that change something. Loaded only if one of them may be meant. */
import {MAX_MODELS} from '../flags/model-operand.ts';
import {PROGRAM} from '../process/about.ts';
import {
  DELETE_FLAGS,
  MAX_TAG_OPERANDS,
  readDeleteOptions,
  readTagOptions,
  readUntagOptions,
  TAG_FLAGS,
} from './change-options.ts';
import {CHECK_FLAGS, readCheckOptions} from './check-options.ts';
import {type CliCommand, EVERYWHERE} from './command-table.ts';
import {IMPORT_FLAGS, readImportOptions} from './import-options.ts';
import {MODEL_FLAGS, readModelOptions} from './model-options.ts';
import {MODELS_FLAGS, readModelsOptions} from './models-options.ts';

/** A model and a job of the demo, so that the examples can be tried. */
const DEMO_MODEL = 'qwen2-5-vl-7b-invoices-v8';
const FAILED_JOB = 'qwen2.5-vl-7b-invoices-v7';

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

const IMPORT: CliCommand = {
  name: 'import',
  brief: 'import a model: start a job',
  summary:
    'Starts a model import job, and prints its ARN. If an answer is lost, it finds out whether the job was started, so that a model is never imported twice.',
  flags: [...IMPORT_FLAGS, ...EVERYWHERE],
  examples: [
    `${PROGRAM} import --job-name support-v8 --imported-model-name support-v8 --role-arn arn:aws:iam::111122223333:role/import --s3-uri s3://bucket/support/v8/`,
    `${PROGRAM} import --from ${FAILED_JOB} --s3-uri s3://bucket/invoices/v8/ --wait --demo`,
    `${PROGRAM} import --from ${FAILED_JOB} --dry-run --demo`,
  ],
  read: readImportOptions,
};

const DELETE_MODEL: CliCommand = {
  name: 'delete-model',
  brief: 'delete an imported model',
  summary:
    'Deletes an imported model. Its storage is no longer billed; the files in S3 and the import job stay. To get it back, import it again.',
  operand: {name: 'MODEL', min: 1, max: 1, text: 'The name or ARN of the imported model.', source: 'models'},
  flags: [...DELETE_FLAGS, ...EVERYWHERE],
  examples: [`${PROGRAM} delete-model ${DEMO_MODEL} --demo`, `${PROGRAM} delete-model ${DEMO_MODEL} --yes --demo`],
  read: readDeleteOptions,
};

const TAG: CliCommand = {
  name: 'tag',
  brief: 'add tags to a job or a model, or change them',
  summary: 'Adds tags to an import job or an imported model. If a key is there already, its value is replaced.',
  operand: {
    name: 'RESOURCE',
    rest: 'KEY=VALUE',
    min: 2,
    max: MAX_TAG_OPERANDS,
    text: 'RESOURCE is the name or ARN of a job or a model. For a key with an equals sign, write the tag as JSON: {"key":"a=b","value":"c"}.',
    source: 'jobs',
  },
  flags: [...TAG_FLAGS, ...EVERYWHERE],
  examples: [`${PROGRAM} tag ${FAILED_JOB} team=search stage=test --demo`],
  read: readTagOptions,
};

const UNTAG: CliCommand = {
  name: 'untag',
  brief: 'remove tags from a job or a model',
  summary: 'Removes tags from an import job or an imported model. A key that is not there is not an error.',
  operand: {
    name: 'RESOURCE',
    rest: 'KEY',
    min: 2,
    max: MAX_TAG_OPERANDS,
    text: 'RESOURCE is the name or ARN of a job or a model.',
    source: 'jobs',
  },
  flags: [...TAG_FLAGS, ...EVERYWHERE],
  examples: [`${PROGRAM} untag ${FAILED_JOB} team --demo`],
  read: readUntagOptions,
};

const CHECK: CliCommand = {
  name: 'check',
  brief: 'check the files of a model before an import',
  summary:
    'Checks the files of a model, in S3 or in a directory of this machine: what Bedrock would refuse, and what it may refuse. Only file names, sizes, small JSON files and the headers of safetensors files are read, never the weights. For a directory, nothing is sent to AWS. The verdicts are advice.',
  operand: {
    name: 'PLACE',
    min: 1,
    max: 1,
    text: 'An S3 URI, or the directory whose files would be the model. Bedrock reads only the files directly there.',
  },
  flags: [...CHECK_FLAGS, ...EVERYWHERE],
  examples: [
    `${PROGRAM} check s3://bucket/support/v8/ --region us-east-1`,
    `${PROGRAM} check ./my-model`,
    `${PROGRAM} check ./my-model --region us-east-1 --output json`,
  ],
  read: readCheckOptions,
};

export const ACTING_COMMANDS: readonly CliCommand[] = [MODELS, MODEL, CHECK, IMPORT, DELETE_MODEL, TAG, UNTAG];
