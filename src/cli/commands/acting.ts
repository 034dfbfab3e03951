/** The commands about models and those that change something, loaded together when one of them is called. */
import type {ActingOptions} from '../args/acting-options.ts';
import {runDeleteModel} from './change/delete-model.ts';
import {runTag, runUntag} from './change/tags.ts';
import {runS3Check} from './check/check-s3.ts';
import {runImport} from './import/import.ts';
import {runModel} from './model/model.ts';
import {runModels} from './models/models.ts';
import type {PlainHost} from './shared/host.ts';

export const runActing = (options: ActingOptions, host: PlainHost): Promise<number> => {
  switch (options.kind) {
    case 'models':
      return runModels(options, host);
    case 'model':
      return runModel(options, host);
    case 'import':
      return runImport(options, host);
    case 'delete-model':
      return runDeleteModel(options, host);
    case 'tag':
      return runTag(options, host);
    case 'untag':
      return runUntag(options, host);
    case 'check':
      return runS3Check(options, host);
  }
};
