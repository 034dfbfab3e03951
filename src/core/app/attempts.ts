/**
 * The attempts at an import: what is loaded is shown at once, and AWS is asked for the others by their common name, on every
 * connection that works.
 */
import {type ListRequest, PAGE_SIZE} from '../domain/query.ts';
import type {TargetId} from '../domain/target.ts';
import {attemptTest} from '../jobs/attempts.ts';
import {attemptsName} from '../screens/attempts/attempts.ts';
import type {Answered, Step} from '../state/message.ts';
import {knownJob} from '../state/select.ts';
import type {AttemptsPart, OverlayOf, State} from '../state/state.ts';
import {inTurn, pushed, step, withError} from '../state/step.ts';

/** Pages that are read: more attempts at one import than that nobody makes. */
const PAGES_MAX = 3;

type Attempts = OverlayOf<'attempts'>;

const attemptsIn = (state: State): Attempts | undefined =>
  state.overlays.find((overlay): overlay is Attempts => overlay.kind === 'attempts');

const NOT_ASKED: AttemptsPart = {found: new Map(), load: {kind: 'done', hasMore: false}};

const withPart = (state: State, target: TargetId, change: Partial<AttemptsPart>): State => ({
  ...state,
  overlays: state.overlays.map(overlay => {
    if (overlay.kind !== 'attempts') return overlay;
    const part = {...(overlay.parts.get(target) ?? NOT_ASKED), ...change};
    return {...overlay, parts: new Map(overlay.parts).set(target, part)};
  }),
});

const requestFor = (name: string, token: string | undefined): ListRequest => ({
  name,
  sortBy: 'CreationTime',
  order: 'Descending',
  pageSize: PAGE_SIZE.max,
  token,
});

interface Page {
  readonly name: string;
  readonly target: TargetId;
  readonly token?: string | undefined;
  readonly pages: number;
}

const askPage = (state: State, {name, target, token, pages}: Page): Step => {
  const id = state.nextId;
  const asking = withPart({...state, nextId: id + 1}, target, {load: {kind: 'loading', id, pages}});
  return step(asking, {kind: 'request', id, target, request: {operation: 'listJobs', input: requestFor(name, token)}});
};

/** Of several connections, one that cannot be reached is not asked. */
const ask = (state: State, target: TargetId): Step => {
  const attempts = attemptsIn(state);
  const name = attempts && attemptsName(attempts.of);
  const link = state.connections.get(target)?.link;
  if (name === undefined) return step(state);
  if (state.connections.size > 1 && link?.kind === 'unusable') {
    return step(withPart(state, target, {load: {kind: 'failed', error: link.error}}));
  }
  return askPage(state, {name, target, pages: 0});
};

const askAt = (state: State, targets: readonly TargetId[]): Step =>
  inTurn(state, ...targets.map(target => (s: State) => ask(s, target)));

const withoutAttempts = (state: State): State => ({
  ...state,
  overlays: state.overlays.filter(({kind}) => kind !== 'attempts'),
});

/** Opens the attempts at the import of a job, or goes back to them if they lie below; the job itself is selected. */
export const attemptsOpened = (state: State, arn: string | undefined): Step => {
  const job = arn === undefined ? undefined : knownJob(state, arn);
  if (!job) return step(state);
  const below = attemptsIn(state);
  if (below && attemptTest(below.of)(job)) {
    const overlays = state.overlays.slice(0, state.overlays.indexOf(below));
    return step({...state, overlays: [...overlays, {...below, selected: job.arn}]});
  }
  const targets = [...state.connections.keys()];
  const parts = new Map(targets.map(target => [target, NOT_ASKED]));
  const opened = pushed(withoutAttempts(state), {kind: 'attempts', of: job, parts, selected: job.arn, top: 0});
  return askAt(opened, targets);
};

/** Asks again after a failure, where there was one. */
export const attemptsRetried = (state: State): Step => {
  const parts = [...(attemptsIn(state)?.parts ?? [])];
  return askAt(
    state,
    parts.filter(([, {load}]) => load.kind === 'failed').map(([target]) => target),
  );
};

/** Whether the answer is one that the attempts wait for. */
export const isForAttempts = (state: State, {id, target}: Answered<'listJobs'>): boolean => {
  const load = attemptsIn(state)?.parts.get(target)?.load;
  return load?.kind === 'loading' && load.id === id;
};

export const attemptsAnswered = (state: State, {outcome, target}: Answered<'listJobs'>, at: number): Step => {
  const attempts = attemptsIn(state);
  const part = attempts?.parts.get(target);
  if (!attempts || part?.load.kind !== 'loading') return step(state);
  if (!outcome.ok) {
    return step(withError(withPart(state, target, {load: {kind: 'failed', error: outcome.error}}), outcome.error, at));
  }
  const {jobs, nextToken} = outcome.value;
  const pages = part.load.pages + 1;
  const hasMore = nextToken !== undefined;
  const found = new Map(part.found);
  for (const job of jobs) found.set(job.arn, job);
  const next = withPart(state, target, {found, load: {kind: 'done', hasMore}});
  const name = attemptsName(attempts.of);
  return hasMore && pages < PAGES_MAX && name !== undefined
    ? askPage(next, {name, target, token: nextToken, pages})
    : step(next);
};
