/** One fault at one of the requests that models, tags, deletions and imports need: seen on the screen, ended, and recovered from. */
import {expect} from 'vitest';
import type {AppError} from '../../src/core/domain/app-error.ts';
import type {Action} from '../../src/core/state/action.ts';
import {acted, TYPED} from '../support/import-form.ts';
import {type ActingCall, hasForm, modelOf, OLD_TAG, typed} from './acting-calls.ts';
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

export interface ActingCell {
  readonly error: AppError | undefined;
  readonly text: string;
}

const isIdle = ({screen}: Place): boolean => screen.state().inFlight.size === 0;

const say = async (place: Place, actions: readonly Action[]): Promise<void> => {
  for (const action of actions) {
    await place.screen.say(acted(action));
    // The selection has to be at rest, and AWS has to have answered.
    await place.screen.clock.advance(250);
    await until(() => isIdle(place), place.screen.frame);
  }
};

const tagModel = (place: Place): void => {
  place.simulator.world.tags.set(modelOf(place)?.modelArn ?? '', [{key: OLD_TAG, value: 'search'}]);
};

/** The name of the model that the simulator has is typed last. */
const prepared = async (place: Place, {prepare, name}: ActingCall): Promise<void> => {
  if (name === 'remove a tag') tagModel(place);
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

/** Long enough for every automatic retry. */
const LATER_MS = 10 * 60_000;

/** A change that may have been made is never sent again by itself. */
const expectNotRepeated = async (place: Place, call: ActingCall): Promise<void> => {
  const held = call.held?.(place);
  await place.screen.clock.advance(LATER_MS);
  await until(() => isIdle(place), place.screen.frame);
  expect(place.simulator.requests.filter(({operation}) => operation === call.operation)).toHaveLength(1);
  expect(call.held?.(place)).toEqual(held);
};

export const runActing = async (fault: ActingFault, call: ActingCall): Promise<ActingCell> => {
  const {requestMs} = fault;
  const place = await createPlace({gateway: url => usualGateway(url, requestMs === undefined ? {} : {requestMs})});
  const {screen, simulator} = place;
  await browse(place);
  await until(() => isIdle(place), screen.frame);
  await prepared(place, call);
  if (!strike(place, `${fault.spec}:op=${call.operation}`)) return {error: undefined, text: '–'};
  const held = call.held?.(place);
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
  expect(call.held?.(place)).toEqual(held);
  if (call.isChange) await expectNotRepeated(place, call);
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
