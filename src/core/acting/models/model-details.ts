/** What is asked about the model, or about the tags of the job, that the screen shows, once the selection has settled. */
import type {AppError} from '../../domain/app-error.ts';
import {isModelArn} from '../../domain/model.ts';
import {pauseMs} from '../../retry/backoff.ts';
import type {Asked} from '../../state/acting-state.ts';
import type {Answered, Step} from '../../state/message.ts';
import {isConnected, knownJob, layout, overlayOf, targetOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {chain, step, withError} from '../../state/step.ts';
import {asking, withActing, withEntry} from '../acting-step.ts';
import {withModels} from './model-pages.ts';
import {isModelsOnTop, modelsOf, selectedModel, targetOfModel} from './model-state.ts';

/** How long a selection stays before its model is asked about. */
const SETTLE_MS = 200;

/** The model that is shown: on the full screen, in a menu about it, or in the pane. */
export const shownModelArn = (state: State): string | undefined => {
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

const isNeeded = (entry: Asked<unknown> | undefined, at: number): boolean =>
  entry === undefined || (entry.load.kind === 'failed' && (entry.load.retryAt ?? Number.POSITIVE_INFINITY) <= at);

const loading = <T>(entry: Asked<T> | undefined, id: number): Asked<T> => ({
  value: entry?.value,
  load: {kind: 'loading', id},
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
  const target = isModelArn(arn) ? targetOfModel(state, arn) : targetOf(state, arn);
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

/** The entry whose request has this id. */
const keyOf = (map: ReadonlyMap<string, Asked<unknown>>, id: number): string | undefined => {
  for (const [key, {load}] of map) if (load.kind === 'loading' && load.id === id) return key;
  return undefined;
};

const failed = <T>(before: Asked<T> | undefined, error: AppError, retryAt: number): Asked<T> => ({
  value: before?.value,
  load: {kind: 'failed', error, retryAt: error.isTransient ? retryAt : undefined},
});

/** A model that is gone stays known as it was: it may be the one that the screen is about. */
export const modelAnswered = (
  state: State,
  {id, outcome, jitter}: Answered<'getModel'>,
  at: number,
): Step | undefined => {
  const {modelDetails} = state.acting;
  const arn = keyOf(modelDetails, id);
  if (arn === undefined) return undefined;
  const entry = outcome.ok
    ? ({value: outcome.value, load: {kind: 'loaded'}} as const)
    : failed(modelDetails.get(arn), outcome.error, at + pauseMs(state.settings.refreshMs, 0, jitter));
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
  const entry = outcome.ok
    ? ({value: outcome.value, load: {kind: 'loaded'}} as const)
    : failed(tags.get(arn), outcome.error, at + pauseMs(state.settings.refreshMs, 0, jitter));
  return step(withActing(state, {tags: withEntry(tags, arn, entry)}));
};

const retryAtOf = (entry: Asked<unknown> | undefined): number | undefined =>
  entry?.load.kind === 'failed' ? entry.load.retryAt : undefined;

/** When the selection has settled, or an answer that is shown is retried. */
export const shownDueAt = (state: State): number | undefined => {
  const list = modelsOf(state);
  const settling = list && isModelsOnTop(state) && !list.hasSettled ? list.movedAt + SETTLE_MS : undefined;
  const [model, tagged] = [shownModelArn(state), shownTagsArn(state)];
  const times = [
    settling,
    model === undefined ? undefined : retryAtOf(state.acting.modelDetails.get(model)),
    tagged === undefined ? undefined : retryAtOf(state.acting.tags.get(tagged)),
  ].filter(time => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
};

export const withSettled = (state: State, at: number): State => {
  const list = modelsOf(state);
  return list && !list.hasSettled && list.movedAt + SETTLE_MS <= at ? withModels(state, {hasSettled: true}) : state;
};
