/** What is asked about the model, or about the tags of the job, that the screen shows, once the selection has settled. */
import type {Outcome} from '../../domain/app-error.ts';
import {isModelArn} from '../../domain/model.ts';
import type {TargetId} from '../../domain/target.ts';
import {pauseMs} from '../../retry/backoff.ts';
import {earliest} from '../../retry/earliest.ts';
import type {Asked} from '../../state/acting-state.ts';
import type {Answered, Step} from '../../state/message.ts';
import {isConnected, knownJob, layout, overlayOf, targetOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {chain, inTurn, step, withError} from '../../state/step.ts';
import {asking, withActing, withEntry} from '../acting-step.ts';
import {withModels} from './model-pages.ts';
import {isModelsOnTop, modelsOf, selectedModel, targetOfModel} from './model-state.ts';

/** How long a selection stays before its model is asked about. */
const SETTLE_MS = 200;

/** The model that is shown: on the full screen, in a menu about it, or in the pane. */
const shownModelArn = (state: State): string | undefined => {
  const overlay = overlayOf(state);
  if (overlay?.kind === 'detail' && isModelArn(overlay.arn)) return overlay.arn;
  if (overlay?.kind === 'model-copy') return overlay.arn;
  if (!isModelsOnTop(state) || layout(state).pane.kind === 'none') return undefined;
  return modelsOf(state)?.hasSettled ? selectedModel(state)?.arn : undefined;
};

/** Whose tags are shown: the list's pane does not show those of jobs, as nobody wants a request for each job. */
const shownTagsArn = (state: State): string | undefined => {
  const overlay = overlayOf(state);
  if (overlay?.kind === 'tags') return overlay.of.arn;
  if (overlay?.kind === 'detail' && !overlay.isRaw && knownJob(state, overlay.arn)) return overlay.arn;
  return shownModelArn(state);
};

/** Of a model or a job. */
const targetOfAny = (state: State, arn: string): TargetId =>
  isModelArn(arn) ? targetOfModel(state, arn) : targetOf(state, arn);

const isNeeded = (entry: Asked<unknown> | undefined, at: number): boolean =>
  entry === undefined || (entry.load.kind === 'failed' && (entry.load.retryAt ?? Number.POSITIVE_INFINITY) <= at);

const loading = <T>(entry: Asked<T> | undefined, id: number): Asked<T> => ({
  value: entry?.value,
  load: {kind: 'loading', id},
  failures: entry?.failures,
});

const askModel = (state: State, arn: string): Step => {
  const target = targetOfModel(state, arn);
  if (!isConnected(state, target)) return step(state);
  return asking(state, {target, request: {operation: 'getModel', input: arn}}, (s, id) => {
    const {modelDetails} = s.acting;
    return withActing(s, {modelDetails: withEntry(modelDetails, arn, loading(modelDetails.get(arn), id))});
  });
};

export const askTags = (state: State, arn: string): Step => {
  const target = targetOfAny(state, arn);
  if (!isConnected(state, target)) return step(state);
  return asking(state, {target, request: {operation: 'listTags', input: arn}}, (s, id) => {
    const {tags} = s.acting;
    return withActing(s, {tags: withEntry(tags, arn, loading(tags.get(arn), id))});
  });
};

export const fetchShown = (state: State, at: number): Step => {
  const model = shownModelArn(state);
  const asked =
    model !== undefined && isNeeded(state.acting.modelDetails.get(model), at) ? askModel(state, model) : step(state);
  return chain(asked, s => {
    const arn = shownTagsArn(s);
    return arn !== undefined && isNeeded(s.acting.tags.get(arn), at) ? askTags(s, arn) : step(s);
  });
};

/** Without the entries that nobody sees: these are asked for again when somebody does. */
const shownOnly = <T>(map: ReadonlyMap<string, Asked<T>>, shown: string | undefined): ReadonlyMap<string, Asked<T>> =>
  new Map([...map].filter(([arn, {load}]) => arn === shown || load.kind === 'loading'));

/** Asks once more, and gives up the request that is under way. */
const again = (
  state: State,
  {arn, of}: {readonly arn: string | undefined; readonly of: 'modelDetails' | 'tags'},
): Step => {
  if (arn === undefined || !isConnected(state, targetOfAny(state, arn))) return step(state);
  const load = state.acting[of].get(arn)?.load;
  const given = load?.kind === 'loading' ? step(state, {kind: 'cancel', id: load.id}) : step(state);
  return chain(given, s => (of === 'tags' ? askTags(s, arn) : askModel(s, arn)));
};

/** The person has asked for a refresh: what is shown stays until its answer replaces it. */
export const shownRefreshed = (state: State): Step => {
  const [model, tagged] = [shownModelArn(state), shownTagsArn(state)];
  const {modelDetails, tags} = state.acting;
  const kept = withActing(state, {modelDetails: shownOnly(modelDetails, model), tags: shownOnly(tags, tagged)});
  return inTurn(
    kept,
    s => again(s, {arn: model, of: 'modelDetails'}),
    s => again(s, {arn: tagged, of: 'tags'}),
  );
};

/** The entry whose request has this id. */
const keyOf = (map: ReadonlyMap<string, Asked<unknown>>, id: number): string | undefined => {
  for (const [key, {load}] of map) if (load.kind === 'loading' && load.id === id) return key;
  return undefined;
};

interface Answering {
  readonly state: State;
  readonly jitter: number;
  readonly at: number;
}

/** The entry after an answer. Each failure in a row makes the pause before the next try longer. */
const answeredEntry = <T>(
  before: Asked<T> | undefined,
  outcome: Outcome<T>,
  {state, jitter, at}: Answering,
): Asked<T> => {
  if (outcome.ok) return {value: outcome.value, load: {kind: 'loaded'}};
  const {error} = outcome;
  const failures = (before?.failures ?? 0) + 1;
  const retryAt = error.isTransient ? at + pauseMs(state.settings.refreshMs, failures - 1, jitter) : undefined;
  return {value: before?.value, load: {kind: 'failed', error, retryAt}, failures};
};

/** A model that is gone stays known as it was: it may be the one that the screen is about. */
export const modelAnswered = (
  state: State,
  {id, outcome, jitter}: Answered<'getModel'>,
  at: number,
): Step | undefined => {
  const {modelDetails} = state.acting;
  const arn = keyOf(modelDetails, id);
  if (arn === undefined) return undefined;
  const entry = answeredEntry(modelDetails.get(arn), outcome, {state, jitter, at});
  const next = withActing(state, {modelDetails: withEntry(modelDetails, arn, entry)});
  return step(outcome.ok || outcome.error.kind === 'not-found' ? next : withError(next, outcome.error, at));
};

/** Tags that may not be read are one quiet line: many policies lack the action. */
export const tagsAnswered = (
  state: State,
  {id, outcome, jitter}: Answered<'listTags'>,
  at: number,
): Step | undefined => {
  const {tags} = state.acting;
  const arn = keyOf(tags, id);
  if (arn === undefined) return undefined;
  const entry = answeredEntry(tags.get(arn), outcome, {state, jitter, at});
  return step(withActing(state, {tags: withEntry(tags, arn, entry)}));
};

/** If there is no connection, nobody can be asked: it would be due for ever. */
const retryAtOf = (state: State, arn: string | undefined, of: 'modelDetails' | 'tags'): number | undefined => {
  const load = arn === undefined ? undefined : state.acting[of].get(arn)?.load;
  if (arn === undefined || load?.kind !== 'failed') return undefined;
  return isConnected(state, targetOfAny(state, arn)) ? load.retryAt : undefined;
};

/** When the selection has settled, or an answer that is shown is retried. */
export const shownDueAt = (state: State): number | undefined => {
  const list = modelsOf(state);
  const settling = list && isModelsOnTop(state) && !list.hasSettled ? list.movedAt + SETTLE_MS : undefined;
  const [model, tagged] = [shownModelArn(state), shownTagsArn(state)];
  return earliest([settling, retryAtOf(state, model, 'modelDetails'), retryAtOf(state, tagged, 'tags')]);
};

export const withSettled = (state: State, at: number): State => {
  const list = modelsOf(state);
  return list && !list.hasSettled && list.movedAt + SETTLE_MS <= at ? withModels(state, {hasSettled: true}) : state;
};
