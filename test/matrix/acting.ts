/** One fault at one of the requests that models, tags, deletions and imports need: seen on the screen, ended, and recovered from. */
import {expect} from 'vitest';
import type {AppError} from '../../src/core/domain/app-error.ts';
import type {Action} from '../../src/core/state/action.ts';
import {overlayOf} from '../../src/core/state/select.ts';
import {acted, TYPED} from '../support/import-form.ts';
import {browse, createPlace, flat, type Place, until, usualGateway} from './place.tsx';

interface ActingFault {
  readonly name: string;
  readonly spec: string;
  readonly requestMs?: number;
}

export const ACTING_FAULTS: readonly ActingFault[] = [
  {name: '429, ThrottlingException', spec: 'throttle'},
  {name: '500, InternalServerException', spec: 'error=500'},
  {name: '503, an HTML page', spec: 'html=503'},
  {name: '403, AccessDeniedException', spec: 'deny'},
  {name: '403, ExpiredTokenException', spec: 'expired'},
  {name: '400, ValidationException', spec: 'exception=ValidationException'},
  {name: '400, ConflictException', spec: 'exception=ConflictException'},
  {name: '404, ResourceNotFoundException', spec: 'exception=ResourceNotFoundException'},
  {name: '400, ServiceQuotaExceededException', spec: 'exception=ServiceQuotaExceededException'},
  {name: '400, TooManyTagsException', spec: 'exception=TooManyTagsException'},
  {name: 'no answer', spec: 'hang', requestMs: 150},
  {name: 'the connection is reset', spec: 'reset'},
  {name: 'an answer that is cut off', spec: 'truncate'},
  {name: 'an HTML page with status 200', spec: 'html=200'},
  {name: 'no answer, although AWS did it', spec: 'hang:applied', requestMs: 150},
  {name: 'the connection is reset, although AWS did it', spec: 'reset:applied'},
];

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
  /** What stays. */
  readonly kept: string;
}

export interface ActingCell {
  readonly error: AppError | undefined;
  readonly text: string;
}

const SUBMITTED: Action = {kind: 'form-submitted'};
const typed = (values: Readonly<Record<string, string>>): readonly Action[] =>
  Object.entries(values).map(([field, value]) => ({kind: 'form-edited', field, value}));
const OPENED: Action = {kind: 'models-opened'};

const modelOf = ({simulator}: Place) => simulator.world.models.at(-1);
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
const hasForm = ({screen}: Place): boolean => overlayOf(screen.state())?.kind === 'form';

const FORM_KEPT = 'the form keeps its values';

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
    error: changeError,
    again: SUBMITTED,
    isDone: place => hasTag(place, 'owner') && !hasForm(place),
    kept: FORM_KEPT,
  },
  {
    name: 'delete a model',
    operation: 'DeleteImportedModel',
    prepare: [OPENED, {kind: 'form-opened', form: 'delete-model'}],
    provoke: [SUBMITTED],
    error: changeError,
    again: SUBMITTED,
    isDone: place => !hasForm(place),
    kept: FORM_KEPT,
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
  },
];

const isIdle = ({screen}: Place): boolean => screen.state().inFlight.size === 0;

const say = async (place: Place, actions: readonly Action[]): Promise<void> => {
  for (const action of actions) {
    await place.screen.say(acted(action));
    // The selection has to be at rest, and AWS has to have answered.
    await place.screen.clock.advance(250);
    await until(() => isIdle(place), place.screen.frame);
  }
};

/** The name of the model that the simulator has is typed last. */
const prepared = async (place: Place, {prepare, name}: ActingCall): Promise<void> => {
  await say(place, prepare);
  if (name === 'delete a model') await say(place, typed({name: modelOf(place)?.modelName ?? ''}));
  if (name === 'set a tag') await until(() => hasForm(place), place.screen.frame);
};

/** False if the operation does not have this exception. */
const strike = ({simulator}: Place, spec: string): boolean => {
  try {
    simulator.faults.add(spec);
    return true;
  } catch {
    return false;
  }
};

const FIRST_WORDS = 60;

const nextText = (call: ActingCall, pause: number | undefined): string =>
  pause === undefined ? (call.again ? '`enter`' : '`r`') : `after ${Math.round(pause / 1000)} s`;

export const runActing = async (fault: ActingFault, call: ActingCall): Promise<ActingCell> => {
  const {requestMs} = fault;
  const place = await createPlace({gateway: url => usualGateway(url, requestMs === undefined ? {} : {requestMs})});
  const {screen, simulator} = place;
  await browse(place);
  await until(() => isIdle(place), screen.frame);
  await prepared(place, call);
  if (!strike(place, `${fault.spec}:op=${call.operation}`)) return {error: undefined, text: '–'};
  await say(place, call.provoke);
  const error = call.error(place);
  if (!error) {
    simulator.faults.clear();
    await until(() => call.isDone(place), screen.frame);
    expect(screen.faults).toEqual([]);
    return {error: undefined, text: 'as usual'};
  }
  const isGone = call.name === 'model' && error.kind === 'not-found';
  const said = isGone ? 'deleted: AWS no longer has this model' : error.why;
  expect(flat(screen.frame())).toContain(
    flat(said)
      .slice(0, FIRST_WORDS)
      .replace(/[.!?]$/, ''),
  );
  const retryAt = call.retryAt?.(place);
  const pause = retryAt === undefined ? undefined : retryAt - screen.clock.now();
  simulator.faults.clear();
  if (retryAt !== undefined) await screen.clock.advance(retryAt - screen.clock.now());
  else if (call.again) await screen.say(acted(call.again));
  else await screen.say({kind: 'refresh-asked'});
  await until(() => call.isDone(place) && isIdle(place), screen.frame);
  if (call.name === 'import') expect(simulator.world.jobs.filter(({name}) => name === TYPED.jobName)).toHaveLength(1);
  expect(screen.faults).toEqual([]);
  return {error, text: `${isGone ? 'said to be deleted' : call.kept}; ${nextText(call, pause)}`};
};
