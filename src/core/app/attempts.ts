/** The attempts at an import: what is loaded is shown at once, and AWS is asked for the others by their common name. */
import type {Job} from '../domain/job.ts';
import {type ListRequest, PAGE_SIZE} from '../domain/query.ts';
import type {TargetId} from '../domain/target.ts';
import {attemptsName} from '../screens/attempts/attempts.ts';
import type {Answered, Step} from '../state/message.ts';
import {knownJob, targetOf} from '../state/select.ts';
import type {OverlayOf, State} from '../state/state.ts';
import {pushed, step, withError} from '../state/step.ts';

/** Pages that are read: more attempts at one import than that nobody makes. */
const PAGES_MAX = 3;

type Attempts = OverlayOf<'attempts'>;

const attemptsIn = (state: State): Attempts | undefined =>
  state.overlays.find((overlay): overlay is Attempts => overlay.kind === 'attempts');

const withAttempts = (state: State, change: Partial<Attempts>): State => ({
  ...state,
  overlays: state.overlays.map(overlay => (overlay.kind === 'attempts' ? {...overlay, ...change} : overlay)),
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
  const asking = withAttempts({...state, nextId: id + 1}, {load: {kind: 'loading', id, pages}});
  return step(asking, {kind: 'request', id, target, request: {operation: 'listJobs', input: requestFor(name, token)}});
};

const ask = (state: State, job: Job, target: TargetId): Step => {
  const name = attemptsName(job);
  return name === undefined ? step(state) : askPage(state, {name, target, pages: 0});
};

/** Opens the attempts at the import of a job; the job itself is selected. */
export const attemptsOpened = (state: State, arn: string | undefined): Step => {
  const job = arn === undefined ? undefined : knownJob(state, arn);
  if (!job || attemptsIn(state)) return step(state);
  const target = targetOf(state, job.arn);
  const overlay: Attempts = {
    kind: 'attempts',
    of: job,
    target,
    found: [],
    load: {kind: 'done', hasMore: false},
    selected: job.arn,
    top: 0,
  };
  return ask(pushed(state, overlay), job, target);
};

/** Asks again after a failure. */
export const attemptsRetried = (state: State): Step => {
  const attempts = attemptsIn(state);
  return attempts?.load.kind === 'failed' ? ask(state, attempts.of, attempts.target) : step(state);
};

/** Whether the answer is one that the attempts wait for. */
export const isForAttempts = (state: State, {id}: Answered<'listJobs'>): boolean => {
  const load = attemptsIn(state)?.load;
  return load?.kind === 'loading' && load.id === id;
};

export const attemptsAnswered = (state: State, {outcome, target}: Answered<'listJobs'>, at: number): Step => {
  const attempts = attemptsIn(state);
  if (attempts?.load.kind !== 'loading') return step(state);
  if (!outcome.ok) {
    return step(withError(withAttempts(state, {load: {kind: 'failed', error: outcome.error}}), outcome.error, at));
  }
  const {jobs, nextToken} = outcome.value;
  const pages = attempts.load.pages + 1;
  const hasMore = nextToken !== undefined;
  const next = withAttempts(state, {found: [...attempts.found, ...jobs], load: {kind: 'done', hasMore}});
  const name = attemptsName(attempts.of);
  return hasMore && pages < PAGES_MAX && name !== undefined
    ? askPage(next, {name, target, token: nextToken, pages})
    : step(next);
};
