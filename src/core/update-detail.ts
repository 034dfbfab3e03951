/** What is asked about single jobs, once the selection has rested, and what the answers change. */
import {recorded} from './failures.ts';
import {isWithinLoaded, positionOf, withNew, withTold} from './feed.ts';
import {isRunning, type JobDetail, summaryOf} from './job.ts';
import type {Effect, Message, Step} from './message.ts';
import {matches} from './query.ts';
import {columns, layout, openOverlay, selectedJob, visibleRows} from './select.ts';
import type {State} from './state.ts';
import {chain, step} from './step.ts';
import {forgotten, learned} from './update-running.ts';
import {canLook} from './update-watch.ts';

/** GetModelImportJob requests at a time for the reasons of failed jobs in the window. */
const REASONS_AT_ONCE = 3;

const request = (state: State, arns: readonly string[], at: number): Step => {
  if (arns.length === 0) return step(state);
  const details = new Map(state.details);
  const effects: Effect[] = [];
  for (const [i, arn] of arns.entries()) {
    const id = state.nextId + i;
    details.set(arn, {detail: details.get(arn)?.detail, load: {kind: 'loading', id}, askedAt: at});
    effects.push({kind: 'get-job', id, arn});
  }
  return step({...state, details, nextId: state.nextId + arns.length}, ...effects);
};

/** The selected job, where it is not known in full; one that runs is asked about anew each time that it is selected. */
const selectionOwed = (state: State): readonly string[] => {
  const job = selectedJob(state);
  const isShown = layout(state).pane.kind !== 'none' || openOverlay(state, 'detail') !== undefined;
  if (!job || !isShown) return [];
  const entry = state.details.get(job.arn);
  if (!entry) return [job.arn];
  if (entry.load.kind !== 'loaded') return [];
  return entry.detail && isRunning(entry.detail) && entry.askedAt < state.selectedAt ? [job.arn] : [];
};

/** Failed jobs in the window whose reason the list has room for, as many as may be asked about now; each is asked about once. */
const reasonsOwed = (state: State): readonly string[] => {
  if (!columns(state).some(column => column.key === 'why')) return [];
  const waiting = visibleRows(state).jobs.filter(job => job.status === 'Failed' && !state.details.has(job.arn));
  if (waiting.length === 0) return [];
  const inFlight = [...state.details.values()].filter(entry => entry.load.kind === 'loading').length;
  return waiting.slice(0, Math.max(0, REASONS_AT_ONCE - inFlight)).map(job => job.arn);
};

/** The full screen wants its job at once. */
export const hydrateNow = (state: State, at: number): Step => request(state, selectionOwed(state), at);

/** Once the selection has rested: asks for what the screen shows and nobody has told yet. */
export const hydrate = (state: State, at: number): Step => {
  if (!state.hasRested || state.link.kind !== 'connected') return step(state);
  return chain(hydrateNow(state, at), s => request(s, reasonsOwed(s), at));
};

/** Forgets failed answers about single jobs, so that they are asked for again. */
export const withoutFailedDetails = (state: State): State => {
  const kept = [...state.details].filter(([, entry]) => entry.load.kind !== 'failed');
  return kept.length === state.details.size ? state : {...state, details: new Map(kept)};
};

type Told = Extract<Message, {kind: 'job-told'}>;

export const jobTold = (state: State, {id, arn, outcome}: Told, at: number): Step => {
  const entry = state.details.get(arn);
  if (entry?.load.kind !== 'loading' || entry.load.id !== id) return step(state);
  const left = state.watch.left.filter(other => other !== arn);
  const answered: State = {...state, watch: {...state.watch, left}};
  if (outcome.ok)
    return chain(learned(answered, [summaryOf(outcome.value)], at), s => step(kept(s, outcome.value, entry.askedAt)));
  const {error} = outcome;
  const details = new Map(state.details).set(arn, {...entry, load: {kind: 'failed', error}});
  const remembered = recorded({...answered, details}, error, at);
  return step(error.kind === 'not-found' ? forgotten(remembered, arn) : remembered);
};

/** Keeps the answer; a job that ended out of sight and now matches the filters gets its row. */
const kept = (state: State, detail: JobDetail, askedAt: number): State => {
  const details = new Map(state.details).set(detail.arn, {detail, load: {kind: 'loaded'}, askedAt});
  const told = {...state, details, feed: withTold(state.feed, summaryOf(detail))};
  const isNewHere = positionOf(told.feed, detail.arn) < 0 && !isRunning(detail) && matches(told.query, detail);
  if (!isNewHere || !canLook(told) || !isWithinLoaded(told.feed, detail)) return told;
  return {...told, feed: withNew(told.feed, [summaryOf(detail)])};
};
