/** The events of this run, and the announcement of jobs that have ended: when it can go. */
import type {Job} from '../domain/job.ts';
import type {JobEvent} from '../domain/job-events.ts';
import type {TargetId} from '../domain/target.ts';
import {endingWords} from '../screens/shared/endings.ts';
import type {Step, UserMessage} from '../state/message.ts';
import {jobsOf, knownJob} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {step, withConnection} from '../state/step.ts';
import {cut} from '../text/wrap.ts';

/** More than anybody reads. */
const EVENTS_MAX = 1_000;
/** An announcement is visible for at least as long, even if keys are pressed. */
const SHOWN_MS = 5_000;
/** Two keys that are closer come from a key that is held. */
const REPEAT_MS = 150;

/** Columns of a notification: desktops show two or three lines. */
const NOTIFICATION_MAX = 200;

const withEvents = (state: State, events: readonly JobEvent[]): State =>
  events.length === 0 ? state : {...state, events: [...state.events, ...events].slice(-EVENTS_MAX)};

/** The newest job that a target is known to have: a list of the oldest first says nothing of it before its head poll. */
const newestKnown = (state: State, target: TargetId): number | undefined => {
  const {query, slices} = jobsOf(state);
  const known = state.connections.get(target)?.newestAt;
  if (query.order === 'Descending' || known === undefined) return known;
  const newestAt = slices.get(target)?.newestAt;
  return newestAt === undefined ? undefined : Math.max(known, newestAt);
};

/** Jobs of a target are known from now on: those that a poll finds later are new if they were created later. */
export const withNewest = (state: State, target: TargetId, jobs: readonly Job[]): State => {
  const before = state.connections.get(target)?.newestAt ?? Number.NEGATIVE_INFINITY;
  const newestAt = jobs.reduce((newest, {createdAt}) => Math.max(newest, createdAt), before);
  return newestAt === before ? state : withConnection(state, target, {newestAt});
};

const hasEvent = ({events}: State, kind: JobEvent['kind'], {arn}: Job): boolean =>
  events.some(event => event.kind === kind && event.job.arn === arn);

/** What a poll has found: jobs created after all that were known are events. */
export const withNewEvents = (state: State, target: TargetId, jobs: readonly Job[]): State => {
  const newest = newestKnown(state, target);
  const isNew = (job: Job): boolean => newest !== undefined && job.createdAt > newest && !hasEvent(state, 'new', job);
  const fresh = jobs.filter(isNew);
  const events = fresh.map((job): JobEvent => ({kind: 'new', at: job.createdAt, job}));
  return withEvents(
    withNewest(state, target, jobs),
    events.toSorted((a, b) => a.at - b.at),
  );
};

/** The end of a job as an event, and announced together with those that nobody has taken note of yet. */
export const withEndingOf = (state: State, job: Job, at: number): State => {
  const kind = job.status === 'Failed' ? 'failed' : 'ended';
  // Two profiles of one account tell of the same job.
  if (hasEvent(state, kind, job)) return state;
  const event: JobEvent = {kind, at: Math.max(job.createdAt, job.endedAt ?? at), job};
  const earlier = state.ending?.arns.filter(arn => arn !== job.arn) ?? [];
  const unnotified = state.settings.hasNotifications ? [...state.unnotified, job.arn] : state.unnotified;
  const ending = {arns: [...earlier, job.arn], shownAt: at};
  return {...withEvents(state, [event]), ending, unnotified, notice: undefined};
};

/** Whether there is nothing more to learn about the end of a job. */
const isTold = (state: State, arn: string): boolean => {
  return knownJob(state, arn)?.status !== 'Failed' || state.details.get(arn)?.load.kind !== 'loading';
};

/** Notifies of the jobs that have ended, once their reasons are known or cannot be. */
export const notify = (state: State): Step => {
  const {unnotified} = state;
  if (unnotified.length === 0) return step(state);
  const told = unnotified.filter(arn => isTold(state, arn));
  if (told.length === 0) return step(state);
  const words = endingWords(state, told);
  const next = {...state, unnotified: unnotified.filter(arn => !told.includes(arn))};
  return words
    ? step(next, {kind: 'notify', text: cut(words.text, NOTIFICATION_MAX, state.settings.widthOf)})
    : step(next);
};

/** A notice was in the way of the announcement until now. */
export const withEndingShown = (state: State, at: number): State =>
  state.ending ? {...state, ending: {...state.ending, shownAt: at}} : state;

/** The announcement goes with a key in the list, once it has been visible long enough. A key that is held does not take it away. */
export const withoutSeenEnding = (state: State, message: UserMessage, at: number): State => {
  const {ending, notice, overlays} = state;
  if (!ending || message.kind === 'repaint-asked') return state;
  if (notice) return notice.isRefusal ? withEndingShown(state, at) : state;
  if (overlays.length > 0) return state;
  const isHeld = at - (ending.keyAt ?? Number.NEGATIVE_INFINITY) < REPEAT_MS;
  if (at - ending.shownAt >= SHOWN_MS && !isHeld) return {...state, ending: undefined};
  return {...state, ending: {...ending, keyAt: at}};
};
