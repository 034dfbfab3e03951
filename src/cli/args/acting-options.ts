/** The options of the commands that are about models, or that change something. */
import type {DeleteModelOptions, TagOptions, UntagOptions} from './change-options.ts';
import type {CheckOptions, DirectoryCheckOptions, S3CheckOptions} from './check-options.ts';
import type {ImportOptions} from './import-options.ts';
import type {ModelOptions} from './model-options.ts';
import type {ModelsOptions} from './models-options.ts';

export type {CheckOptions, DirectoryCheckOptions};

export type ActingOptions =
  | ModelsOptions
  | ModelOptions
  | ImportOptions
  | DeleteModelOptions
  | TagOptions
  | UntagOptions
  | S3CheckOptions;
