/** The requests that models, tags, deletions and imports need: how each is brought about, and what stays if it fails. */
import type {AppError} from '../../src/core/domain/app-error.ts';
import type {Action} from '../../src/core/state/action.ts';
import {overlayOf} from '../../src/core/state/select.ts';
import {TYPED} from '../support/import-form.ts';
import {flat, type Place} from './place.tsx';

/** One of the requests. */
export interface ActingCall {
  readonly name: string;
  /** The API's operation. */
  readonly operation: string;
  readonly prepare: readonly Action[];
  readonly provoke: readonly Action[];
  /** The failure that the program knows of. */
  readonly error: (place: Place) => AppError | undefined;
  /** When the program tries again by itself. */
  readonly retryAt?: (place: Place) => number | undefined;
  /** What the person presses once the cause is gone; absent: r. */
  readonly again?: Action;
  readonly isDone: (place: Place) => boolean;
  /** What stays, in words. */
  readonly kept: string;
  /** The same as the screen has it, before and after the failure. Absent: the failure is shown in place of what is missing. */
  readonly held?: (place: Place) => unknown;
  /** It changes something on AWS. */
  readonly isChange?: boolean;
}

const SUBMITTED: Action = {kind: 'form-submitted'};
export const typed = (values: Readonly<Record<string, string>>): readonly Action[] =>
  Object.entries(values).map(([field, value]) => ({kind: 'form-edited', field, value}));
const OPENED: Action = {kind: 'models-opened'};

export const modelOf = ({simulator}: Place) => simulator.world.models.at(-1);
const changeError = ({screen}: Place): AppError | undefined => {
  const {change} = screen.state().acting;
  return change?.kind === 'failed' ? change.error : undefined;
};
const listLoad = ({screen}: Place) => screen.state().acting.models?.slices.values().next().value?.load;
const entryLoad = (place: Place, of: 'modelDetails' | 'tags') =>
  place.screen.state().acting[of].get(modelOf(place)?.modelArn ?? '')?.load;
const submissionPhase = ({screen}: Place) => screen.state().acting.submission?.phase;
const hasTag = (place: Place, key: string): boolean =>
  place.simulator.world.tags.get(modelOf(place)?.modelArn ?? '')?.some(tag => tag.key === key) ?? false;
/** The one that is removed. */
export const OLD_TAG = 'team';
export const hasForm = ({screen}: Place): boolean => overlayOf(screen.state())?.kind === 'form';

const FORM_KEPT = 'the form keeps its values';
const formHeld = ({screen}: Place): unknown => {
  const overlay = overlayOf(screen.state());
  return overlay?.kind === 'form' ? [overlay.form, overlay.values] : 'no form';
};
const CHANGE = {error: changeError, again: SUBMITTED, kept: FORM_KEPT, held: formHeld, isChange: true} as const;

export const ACTING_CALLS: readonly ActingCall[] = [
  {
    name: 'models',
    operation: 'ListImportedModels',
    prepare: [],
    provoke: [OPENED],
    error: place => {
      const load = listLoad(place);
      return load?.kind === 'failed' ? load.error : undefined;
    },
    retryAt: place => {
      const load = listLoad(place);
      return load?.kind === 'failed' ? load.retryAt : undefined;
    },
    isDone: ({screen}) => screen.state().acting.models?.slices.values().next().value?.feed.isLoaded === true,
    kept: 'shown in place of the rows',
  },
  {
    name: 'model',
    operation: 'GetImportedModel',
    prepare: [OPENED],
    provoke: [{kind: 'model-opened'}],
    error: place => {
      const load = entryLoad(place, 'modelDetails');
      return load?.kind === 'failed' ? load.error : undefined;
    },
    retryAt: place => {
      const load = entryLoad(place, 'modelDetails');
      return load?.kind === 'failed' ? load.retryAt : undefined;
    },
    isDone: place => entryLoad(place, 'modelDetails')?.kind === 'loaded',
    kept: 'what the list told stays',
    held: place => flat(place.screen.frame()).includes(modelOf(place)?.modelName ?? 'NOTHING'),
  },
  {
    name: 'tags',
    operation: 'ListTagsForResource',
    prepare: [OPENED],
    provoke: [{kind: 'tags-opened'}],
    error: place => {
      const load = entryLoad(place, 'tags');
      return load?.kind === 'failed' ? load.error : undefined;
    },
    retryAt: place => {
      const load = entryLoad(place, 'tags');
      return load?.kind === 'failed' ? load.retryAt : undefined;
    },
    isDone: place => entryLoad(place, 'tags')?.kind === 'loaded',
    kept: 'shown in place of the tags',
  },
  {
    name: 'set a tag',
    operation: 'TagResource',
    prepare: [OPENED, {kind: 'tags-opened'}, {kind: 'form-opened', form: 'tag'}, ...typed({key: 'owner', value: 'me'})],
    provoke: [SUBMITTED],
    isDone: place => hasTag(place, 'owner') && !hasForm(place),
    ...CHANGE,
  },
  {
    name: 'remove a tag',
    operation: 'UntagResource',
    prepare: [OPENED, {kind: 'tags-opened'}, {kind: 'form-opened', form: 'untag'}],
    provoke: [SUBMITTED],
    isDone: place => !hasTag(place, OLD_TAG) && !hasForm(place),
    ...CHANGE,
  },
  {
    name: 'delete a model',
    operation: 'DeleteImportedModel',
    prepare: [OPENED, {kind: 'form-opened', form: 'delete-model'}],
    provoke: [SUBMITTED],
    isDone: place => !hasForm(place),
    ...CHANGE,
  },
  {
    name: 'import',
    operation: 'CreateModelImportJob',
    prepare: [{kind: 'form-opened', form: 'import'}, ...typed(TYPED), SUBMITTED],
    provoke: [{kind: 'import-submitted', token: 'token-1'}],
    error: place => {
      const phase = submissionPhase(place);
      return phase?.kind === 'failed' || phase?.kind === 'pausing' ? phase.error : undefined;
    },
    retryAt: place => {
      const phase = submissionPhase(place);
      return phase?.kind === 'pausing' ? phase.until : undefined;
    },
    again: {kind: 'import-submitted', token: 'token-2'},
    isDone: place => submissionPhase(place) === undefined && place.simulator.world.jobByName.has(TYPED.jobName),
    kept: 'the checklist stays',
    held: ({screen}) => overlayOf(screen.state())?.kind,
  },
];
