/** What a person asks of the part that acts: of models, tags, forms and imports. */

/** The forms, by what they do. */
export type FormId = 'model-filters' | 'import' | 'tag' | 'untag' | 'delete-model';

/** What the copy menu of a model offers. */
export type ModelCopyId = 'arn' | 'name' | 'invoke' | 'source' | 'job' | 'json' | 'aws' | 'console';

export type Action =
  // models
  | {readonly kind: 'models-opened'}
  | {readonly kind: 'model-opened'}
  | {readonly kind: 'model-raw-opened'}
  | {readonly kind: 'model-neighbour-opened'; readonly by: 1 | -1}
  | {readonly kind: 'model-search-opened'}
  | {readonly kind: 'model-search-edited'; readonly text: string}
  | {readonly kind: 'model-search-submitted'}
  | {readonly kind: 'model-order-reversed'}
  | {readonly kind: 'models-sorted'}
  | {readonly kind: 'all-models-asked'}
  /** From a model to the job that imported it, and back. */
  | {readonly kind: 'model-job-opened'}
  | {readonly kind: 'job-model-opened'}
  | {readonly kind: 'model-copy-opened'}
  | {readonly kind: 'model-copy-asked'; readonly copy: ModelCopyId | 'row'}
  | {readonly kind: 'model-console-asked'}
  // tags
  | {readonly kind: 'tags-opened'}
  | {readonly kind: 'tag-edit-opened'}
  // forms
  | {readonly kind: 'form-opened'; readonly form: FormId}
  | {readonly kind: 'form-edited'; readonly field: string; readonly value: string}
  | {readonly kind: 'form-focused'; readonly by: 1 | -1}
  | {readonly kind: 'form-submitted'}
  /** Copies the `aws` command that does the same. */
  | {readonly kind: 'command-copied'}
  // imports
  | {readonly kind: 'import-again-opened'}
  | {readonly kind: 'files-check-asked'}
  /** `token`: the clientRequestToken, if this submission has none yet. */
  | {readonly kind: 'import-submitted'; readonly token: string}
  | {readonly kind: 'quit-confirmed'};
