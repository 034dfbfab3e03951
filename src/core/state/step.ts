/** Building blocks for steps: a state with the effects that it asks for. */
import type {Connection} from '../connections/connection.ts';
import type {AppError} from '../domain/app-error.ts';
import {type Query, requestOf} from '../domain/query.ts';
import type {TargetId} from '../domain/target.ts';
import type {JobList, JobListStep} from '../jobs/job-list.ts';
import type {ListEffect} from '../list/step.ts';
import type {Effect, Step} from './message.ts';
import type {ErrorRecord, Overlay, State} from './state.ts';

export const step = (state: State, ...effects: readonly Effect[]): Step => [state, effects];

/** Continues from a step; the effects add up. */
export const chain = ([state, effects]: Step, next: (state: State) => Step): Step => {
  const [following, more] = next(state);
  return [following, more.length === 0 ? effects : [...effects, ...more]];
};

/** One step after another, from a state. */
export const inTurn = (state: State, ...steps: readonly ((state: State) => Step)[]): Step =>
  steps.reduce<Step>(chain, step(state));

/** Replaces the list of jobs. */
export const withJobList = (state: State, jobs: JobList): State => ({...state, screens: {...state.screens, jobs}});

/** Changes members of the list of jobs; those that `change` lacks stay. */
export const withJobs = (state: State, change: Partial<JobList>): State =>
  withJobList(state, {...state.screens.jobs, ...change});

const jobEffect = (effect: ListEffect<Query>): Effect => {
  if (effect.kind === 'cancel') return effect;
  const {id, target, query, token} = effect;
  return {kind: 'request', id, target, request: {operation: 'listJobs', input: requestOf(query, token)}};
};

/** A step of the list of jobs as a step of the state. */
export const stepJobs = (state: State, next: (list: JobList, nextId: number) => JobListStep): Step => {
  const {list, nextId, effects} = next(state.screens.jobs, state.nextId);
  if (list === state.screens.jobs && effects.length === 0) return step(state);
  return step({...state, nextId, screens: {...state.screens, jobs: list}}, ...effects.map(jobEffect));
};

/** The state with a changed connection; the same state if it has no such connection. */
export const withConnection = (state: State, target: TargetId, change: Partial<Connection>): State => {
  const connection = state.connections.get(target);
  if (!connection) return state;
  return {...state, connections: new Map(state.connections).set(target, {...connection, ...change})};
};

/** One step for each target in turn. */
export const forEachTarget = (state: State, next: (state: State, target: TargetId) => Step): Step =>
  inTurn(state, ...[...state.connections.keys()].map(target => (s: State) => next(s, target)));

/** Puts `overlay` in the place of the top one. */
export const withTopOverlay = (state: State, overlay: Overlay): State => ({
  ...state,
  overlays: [...state.overlays.slice(0, -1), overlay],
});

export const pushed = (state: State, overlay: Overlay): State => ({...state, overlays: [...state.overlays, overlay]});

export const popped = (state: State): State => ({...state, overlays: state.overlays.slice(0, -1)});

const ERRORS_MAX = 50;

/** Keeps the failure among the recent ones, the latest first. One that goes on is kept once, with its latest time. */
export const withError = (state: State, error: AppError, at: number): State => {
  if (error.kind === 'cancelled') return state;
  const record: ErrorRecord = {at, error};
  const [latest] = state.errors;
  const isSame = latest?.error.what === error.what && latest.error.why === error.why;
  return {...state, errors: [record, ...(isSame ? state.errors.slice(1) : state.errors)].slice(0, ERRORS_MAX)};
};
