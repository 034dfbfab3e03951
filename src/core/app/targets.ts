/** Changing the targets: those that stay lose nothing, and those that are left leave nothing behind. */
import {newConnection} from '../connections/connection.ts';
import {type Target, type TargetId, targetKey} from '../domain/target.ts';
import type {JobList, JobSlice} from '../jobs/job-list.ts';
import {emptySlice} from '../list/list.ts';
import {askFirstPage} from '../list/pages.ts';
import {type Reading, withTargets as withReadTargets} from '../reasons/reading.ts';
import {type Submission, withoutModels} from '../state/acting-state.ts';
import {isOfConnections} from '../state/job-owner.ts';
import type {Effect, Step} from '../state/message.ts';
import {withoutNeeding} from '../state/overlays.ts';
import {jobsOf, screenOf} from '../state/select.ts';
import type {Overlay, State} from '../state/state.ts';
import {chain, inTurn, step, stepJobs, withJobs} from '../state/step.ts';
import {connect} from './connect.ts';
import {withoutProcess} from './credential-process.ts';
import {NOTICE_MS} from './received.ts';

type Targets = ReadonlyMap<TargetId, Target>;

/** Says that an import that was under way has gone with its connection. */
const withLeftImport = (state: State, before: Submission | undefined, at: number): State => {
  if (!before || state.acting.submission || before.phase.kind === 'review' || before.phase.kind === 'failed')
    return state;
  const text = `${before.input.jobName} is no longer followed: its connection was left`;
  return {...state, notice: {text, until: at + NOTICE_MS}};
};

/** The connections in the order of the targets, with a new one for each that is new; and the same for the slices of the list. */
const withTargets = (state: State, targets: Targets, at: number): State => {
  const list = jobsOf(state);
  const sliceOf = (id: TargetId): JobSlice => list.slices.get(id) ?? emptySlice(list.query, at);
  const slices = new Map([...targets.keys()].map(id => [id, sliceOf(id)]));
  const connections = new Map(
    [...targets].map(([id, target]) => [id, state.connections.get(id) ?? newConnection(target, at)]),
  );
  // Nobody has asked for all pages of an account that has just come in by itself.
  const hasMore = [...targets.keys()].some(id => list.slices.get(id)?.feed.nextToken !== undefined);
  const jobs = withJobs(state, {slices, isLoadingAll: list.isLoadingAll && hasMore});
  const acting = withoutModels(state.acting, target => targets.has(target));
  return withLeftImport({...jobs, connections, acting}, state.acting.submission, at);
};

/** The list without anything that points to jobs of others. */
const ownList = (list: JobList, isOwn: (arn: string) => boolean): Partial<JobList> => ({
  selected: list.selected !== undefined && isOwn(list.selected) ? list.selected : undefined,
  top: list.top !== undefined && isOwn(list.top) ? list.top : undefined,
  highlights: new Map([...list.highlights].filter(([arn]) => isOwn(arn))),
  newAbove: 0,
});

/** Whether an overlay can stay. One that lists rows loses those of others by itself. */
const isOwnOverlay = (state: State, overlay: Overlay, isOwn: (arn: string) => boolean): boolean => {
  switch (overlay.kind) {
    case 'detail':
    case 'model-copy':
      return isOwn(overlay.arn);
    case 'compare':
      return overlay.arns.every(isOwn);
    case 'copy':
    case 'copied':
      return overlay.arn === undefined || isOwn(overlay.arn);
    case 'attempts':
    case 'tags':
      return isOwn(overlay.of.arn);
    case 'form':
      return overlay.of === undefined || isOwn(overlay.of.arn);
    case 'model-search':
      return false;
    case 'review':
    case 'quit':
      return state.acting.submission !== undefined;
    case 'connection':
      return state.connections.has(overlay.target);
    case 'reasons':
    case 'reason-jobs':
      return state.reading !== undefined;
    default:
      return true;
  }
};

/** What has been read of the connections that stay; undefined if none of them does. */
const ownReading = ({connections, clock}: State, reading: Reading): Reading | undefined =>
  [...reading.parts.keys()].some(target => connections.has(target))
    ? withReadTargets(reading, [...connections.keys()], clock)
    : undefined;

/** The attempts that connections have found, without those that are left. */
const withOwnParts = ({connections}: State, overlay: Overlay): Overlay =>
  overlay.kind === 'attempts'
    ? {...overlay, parts: new Map([...overlay.parts].filter(([target]) => connections.has(target)))}
    : overlay;

/** The overlay with its cursor on the first row, if it was on a row of another account's job. The keys of such rows end with its ARN. */
const withOwnCursor = (overlay: Overlay, isOwn: (arn: string) => boolean): Overlay => {
  if (!('selected' in overlay) || overlay.selected === undefined) return overlay;
  const arn = /arn:.*$/.exec(overlay.selected)?.[0];
  return arn === undefined || isOwn(arn) ? overlay : {...overlay, selected: undefined, top: 0};
};

/** What is known of single jobs, without those that belong to none of the connections. `cancelled`: nobody waits for these answers. */
const withoutOthers = (state: State, cancelled: ReadonlySet<number>): State => {
  const isOwn = (arn: string): boolean => isOfConnections(state, arn);
  const isAnswered = (id: number): boolean => !cancelled.has(id);
  const details = [...state.details].filter(
    ([arn, {load}]) => isOwn(arn) && (load.kind !== 'loading' || isAnswered(load.id)),
  );
  const ending = state.ending?.arns.filter(isOwn) ?? [];
  const reading = state.reading && ownReading(state, state.reading);
  const known: State = {
    ...withJobs(state, ownList(jobsOf(state), isOwn)),
    details: new Map(details),
    events: state.events.filter(({job}) => isOwn(job.arn)),
    ending: state.ending && ending.length > 0 ? {...state.ending, arns: ending} : undefined,
    unnotified: state.unnotified.filter(isOwn),
    marks: state.marks.filter(isOwn),
    searchedFrom: undefined,
    reading,
  };
  const overlays = known.overlays.filter(overlay => isOwnOverlay(known, overlay, isOwn));
  return {...known, overlays: overlays.map(overlay => withOwnCursor(withOwnParts(known, overlay), isOwn))};
};

/** Cancels every request to the targets that are left, and closes their gateways. */
const leave = (state: State, left: ReadonlySet<TargetId>, change: (state: State) => State): Step => {
  if (left.size === 0) return step(change(state));
  const ids = [...state.inFlight].filter(([, {target}]) => left.has(target)).map(([id]) => id);
  const cancels = ids.map((id): Effect => ({kind: 'cancel', id}));
  const closing = [...left].map((target): Effect => ({kind: 'close-gateway', target}));
  const idle = [...left].reduce(withoutProcess, withoutNeeding(state, 'connection'));
  return step(withoutOthers(change(idle), new Set(ids)), ...cancels, ...closing);
};

/** From the setup screen the way leads back to it until there is a connection. */
const enter = (state: State, target: Target, {at, isOverdue}: {at: number; isOverdue: boolean}): Step => {
  const id = targetKey(target);
  return inTurn(
    state,
    s => step(s, {kind: 'open-gateway', target}),
    s => connect(s, id, {since: at, isOverdue, failures: 0}),
    s => stepJobs(s, (list, nextId) => askFirstPage(list, nextId, id)),
  );
};

const isSameOrder = (targets: Targets, state: State): boolean => {
  const ids = [...targets.keys()];
  const present = [...state.connections.keys()];
  return ids.length === present.length && ids.every((id, i) => id === present[i]);
};

/** The program works on exactly these targets from now on, in this order. */
export const targetsChosen = (state: State, chosen: readonly Target[], at: number): Step => {
  const targets = new Map(chosen.map(target => [targetKey(target), target]));
  if (targets.size === 0 || isSameOrder(targets, state)) return step(state);
  const left = new Set([...state.connections.keys()].filter(id => !targets.has(id)));
  const added = [...targets.values()].filter(target => !state.connections.has(targetKey(target)));
  const isOverdue = screenOf(state) === 'setup';
  const moved = leave(state, left, s => withTargets(s, targets, at));
  return added.reduce((step, target) => chain(step, s => enter(s, target, {at, isOverdue})), moved);
};
