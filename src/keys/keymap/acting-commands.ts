/** The commands about models, tags, forms and imports. What changes anything on AWS does so only from a form. */
import {readOnlyRefusal} from '../../core/screens/shared/read-only-refusal.ts';
import {actingOf} from '../../core/state/acting.ts';
import type {Action, ModelCopyId} from '../../core/state/action.ts';
import type {UserMessage} from '../../core/state/message.ts';
import type {State} from '../../core/state/state.ts';
import {always, type KeyCommand} from './key-command.ts';

const acted = (action: Action): (() => UserMessage) => always({kind: 'acted', action});

/** What leads to a change, of the commands that can be reached before the part that acts is loaded. */
const CHANGING: ReadonlySet<string> = new Set(['import', 'import-again', 'delete-model']);

/** Only the part that acts knows why something cannot be done. Before it is loaded, everything but a change with --read-only is taken down. */
const refusalOf =
  (command: string) =>
  (state: State): string | undefined => {
    const acting = actingOf(state);
    if (acting) return acting.refusal(state, command);
    return CHANGING.has(command) ? readOnlyRefusal(state) : undefined;
  };

const view = (command: string, words: Pick<KeyCommand, 'title' | 'hint'>, action: Action): KeyCommand => ({
  ...words,
  group: 'View',
  message: acted(action),
  refusal: refusalOf(command),
});

const act = (command: string, words: Pick<KeyCommand, 'title' | 'hint'>, action: Action): KeyCommand => ({
  ...words,
  group: 'Act',
  message: acted(action),
  refusal: refusalOf(command),
});

const copy = (id: ModelCopyId, what: string): KeyCommand =>
  view(`model-copy-${id}`, {title: `copy ${what}`}, {kind: 'model-copy-asked', copy: id});

export const ACTING_COMMANDS = {
  models: view('models', {title: 'imported models', hint: 'models'}, {kind: 'models-opened'}),
  model: view('model', {title: 'model detail, full screen', hint: 'detail'}, {kind: 'model-opened'}),
  'model-raw': view(
    'model-raw',
    {title: 'the API response about the model as JSON', hint: 'JSON'},
    {kind: 'model-raw-opened'},
  ),
  'next-model': view('next-model', {title: 'next model', hint: 'next'}, {kind: 'model-neighbour-opened', by: 1}),
  'previous-model': view('previous-model', {title: 'previous model'}, {kind: 'model-neighbour-opened', by: -1}),
  'model-job': view(
    'model-job',
    {title: 'the job that imported the model', hint: 'its job'},
    {kind: 'model-job-opened'},
  ),
  'job-model': view('job-model', {title: 'the model of the job', hint: 'model'}, {kind: 'job-model-opened'}),
  'search-models': {
    title: 'search models by name (loaded rows first, then AWS)',
    hint: 'name',
    group: 'Find',
    message: acted({kind: 'model-search-opened'}),
    refusal: refusalOf('search-models'),
  },
  'submit-model-search': {
    title: 'search for models on AWS',
    hint: 'search',
    group: 'Find',
    message: acted({kind: 'model-search-submitted'}),
  },
  'leave-model-search': {
    title: 'cancel the search for models',
    hint: 'cancel',
    group: 'Find',
    message: always({kind: 'stepped-back'}),
  },
  'model-filters': {
    title: 'filter form for models',
    hint: 'filters',
    group: 'Find',
    message: acted({kind: 'form-opened', form: 'model-filters'}),
    refusal: refusalOf('model-filters'),
  },
  'model-order': {
    title: 'models on AWS: newest or oldest first',
    hint: 'order',
    group: 'Find',
    message: acted({kind: 'model-order-reversed'}),
    refusal: refusalOf('model-order'),
  },
  'sort-models': {
    title: 'sort loaded models by name: A–Z, Z–A, off',
    group: 'Find',
    message: acted({kind: 'models-sorted'}),
  },
  'load-models': {
    title: 'load all remaining models',
    hint: 'load all',
    group: 'Find',
    message: acted({kind: 'all-models-asked'}),
    refusal: refusalOf('load-models'),
  },
  'model-copy': view(
    'model-copy',
    {title: 'copy menu: ARN, how to invoke it, and more', hint: 'copy'},
    {kind: 'model-copy-opened'},
  ),
  'model-copy-row': view(
    'model-copy-row',
    {title: 'copy the selected text about the model', hint: 'copy'},
    {kind: 'model-copy-asked', copy: 'row'},
  ),
  'model-copy-arn': copy('arn', 'the ARN of the model'),
  'model-copy-name': copy('name', 'the name of the model'),
  'model-copy-invoke': copy('invoke', 'the command that invokes the model'),
  'model-copy-source': copy('source', 'the S3 URI of the model'),
  'model-copy-job': copy('job', 'the ARN of the job that imported the model'),
  'model-copy-json': copy('json', 'the API response about the model, one line'),
  'model-copy-aws': copy('aws', 'the `aws` command that gets the model'),
  'model-copy-console': copy('console', 'the URL of the console page of models'),
  'open-models-console': view(
    'open-models-console',
    {title: 'open the console page of models in the browser', hint: 'console'},
    {kind: 'model-console-asked'},
  ),

  import: act('import', {title: 'import a model', hint: 'import'}, {kind: 'form-opened', form: 'import'}),
  'import-again': act(
    'import-again',
    {title: 'import again, with the values of this job', hint: 'import again'},
    {kind: 'import-again-opened'},
  ),
  tags: act('tags', {title: 'tags: show, add, change, remove', hint: 'tags'}, {kind: 'tags-opened'}),
  'add-tag': act('add-tag', {title: 'add a tag', hint: 'add'}, {kind: 'form-opened', form: 'tag'}),
  'edit-tag': act('edit-tag', {title: 'change the tag', hint: 'change'}, {kind: 'tag-edit-opened'}),
  'remove-tag': act('remove-tag', {title: 'remove the tag', hint: 'remove'}, {kind: 'form-opened', form: 'untag'}),
  'delete-model': act(
    'delete-model',
    {title: 'delete the model', hint: 'delete'},
    {kind: 'form-opened', form: 'delete-model'},
  ),

  'submit-form': act('submit-form', {title: 'submit the form', hint: 'continue'}, {kind: 'form-submitted'}),
  'leave-form': {
    title: 'cancel; nothing is changed',
    hint: 'cancel',
    group: 'Act',
    message: always({kind: 'stepped-back'}),
  },
  'next-input': act('next-input', {title: 'next field of the form', hint: 'next'}, {kind: 'form-focused', by: 1}),
  'previous-input': act(
    'previous-input',
    {title: 'previous field of the form', hint: 'previous'},
    {kind: 'form-focused', by: -1},
  ),
  'copy-command': view(
    'copy-command',
    {title: 'copy the `aws` command that does the same', hint: 'copy command'},
    {kind: 'command-copied'},
  ),
  'check-files': act(
    'check-files',
    {title: 'check the model files in S3', hint: 'check files'},
    {kind: 'files-check-asked'},
  ),
  'submit-import': {
    title: 'start the import',
    hint: 'import',
    group: 'Act',
    message: () => ({kind: 'acted', action: {kind: 'import-submitted', token: crypto.randomUUID()}}),
    refusal: refusalOf('submit-import'),
  },
  'leave-import': {
    title: 'back to the form; while waiting: stop waiting',
    hint: 'back',
    group: 'Act',
    message: always({kind: 'stepped-back'}),
  },
  'confirm-quit': {
    title: 'quit anyway',
    hint: 'quit',
    group: 'General',
    message: acted({kind: 'quit-confirmed'}),
  },
  stay: {title: 'do not quit', hint: 'stay', group: 'General', message: always({kind: 'stepped-back'})},
} as const satisfies Readonly<Record<string, KeyCommand>>;
