/** What each kind of overlay needs. An overlay closes when that is gone. */
import {openOverlay} from './select.ts';
import type {Overlay, State} from './state.ts';
import {withJobs} from './step.ts';

interface Needs {
  /** It asks AWS something. */
  readonly connection: boolean;
  /** It is about the jobs that are loaded, or about their query. */
  readonly jobs: boolean;
}

const NEEDS: Readonly<Record<Overlay['kind'], Needs>> = {
  search: {connection: true, jobs: true},
  filters: {connection: true, jobs: true},
  detail: {connection: false, jobs: true},
  help: {connection: false, jobs: false},
  errors: {connection: false, jobs: false},
  palette: {connection: false, jobs: false},
  connections: {connection: false, jobs: false},
  connection: {connection: false, jobs: false},
  'sign-in': {connection: false, jobs: false},
  events: {connection: false, jobs: true},
  reasons: {connection: false, jobs: true},
  'reason-jobs': {connection: false, jobs: true},
  attempts: {connection: false, jobs: true},
  compare: {connection: false, jobs: true},
  copy: {connection: false, jobs: true},
  copied: {connection: false, jobs: false},
  choose: {connection: false, jobs: false},
  models: {connection: false, jobs: true},
  'model-search': {connection: false, jobs: true},
  'model-copy': {connection: false, jobs: true},
  tags: {connection: false, jobs: true},
  form: {connection: false, jobs: true},
  review: {connection: false, jobs: false},
  quit: {connection: false, jobs: false},
};

/** Closes the overlays that need what is gone. The text of a search that closes no longer narrows the rows. */
export const withoutNeeding = (state: State, gone: keyof Needs): State => {
  const overlays = state.overlays.filter(({kind}) => !NEEDS[kind][gone]);
  if (overlays.length === state.overlays.length) return state;
  const search = openOverlay(state, 'search');
  const closed: State = {...state, overlays};
  return search && !overlays.includes(search)
    ? withJobs(closed, {narrow: search.before.narrow, more: search.before.more})
    : closed;
};
