/** The pages of the models: asked for when the screen opens, on demand, and again once they may have changed. */
import type {JobEvent} from '../../domain/job-events.ts';
import type {Model} from '../../domain/model.ts';
import {DEFAULT_MODEL_QUERY, type ModelQuery, modelRequestOf} from '../../domain/model-query.ts';
import {PAGE_SIZE} from '../../domain/query.ts';
import {LATE_MS, withLate, withPlaceOf} from '../../list/behind.ts';
import {emptyList} from '../../list/list.ts';
import {pageReceived, targetLoading} from '../../list/page-answers.ts';
import {ask, askAll, fetchAhead, retryPage} from '../../list/pages.ts';
import type {ListEffect} from '../../list/step.ts';
import {chainList, listStep} from '../../list/step.ts';
import {framed} from '../../list/window.ts';
import {MODELS, type ModelList, type ModelListStep} from '../../models/model-list.ts';
import {earliest} from '../../retry/earliest.ts';
import type {Answered, Effect, Step} from '../../state/message.ts';
import {isConnected, layout, overlayOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {inTurn, step, withError} from '../../state/step.ts';
import {withActing} from '../acting-step.ts';
import {isModelsOpen, modelsOf} from './model-state.ts';

type Fetch = Extract<ListEffect<ModelQuery>, {kind: 'fetch'}>;

/** A list this old is asked for again when somebody looks at it. */
const FRESH_MS = 60_000;

/** A page that replaces rows of the same query is as long as they are, as far as AWS allows it: none disappears. */
const pageSizeOf = ({slices}: ModelList, {query, target, token}: Fetch): number => {
  const feed = slices.get(target)?.feed;
  const loaded = token === undefined && feed?.query === query ? feed.items.length : 0;
  return Math.min(PAGE_SIZE.max, Math.max(query.pageSize, loaded));
};

const modelEffect = (list: ModelList, effect: ListEffect<ModelQuery>): Effect => {
  if (effect.kind === 'cancel') return effect;
  const {id, target, query, token} = effect;
  const input = {...modelRequestOf(query, token), pageSize: pageSizeOf(list, effect)};
  return {kind: 'request', id, target, request: {operation: 'listModels', input}};
};

/** A step of the list of models as a step of the state. */
export const stepModels = (state: State, next: (list: ModelList, nextId: number) => ModelListStep): Step => {
  const before = modelsOf(state);
  if (!before) return step(state);
  const {list, nextId, effects} = next(before, state.nextId);
  if (list === before && effects.length === 0) return step(state);
  return step({...withActing(state, {models: list}), nextId}, ...effects.map(effect => modelEffect(list, effect)));
};

export const withModels = (state: State, change: Partial<ModelList>): State => {
  const list = modelsOf(state);
  return list ? withActing(state, {models: {...list, ...change}}) : state;
};

/** The import of this run that has completed last. */
const latestImport = ({events}: State): JobEvent | undefined =>
  events.findLast(({kind, job}) => kind === 'ended' && job.status === 'Completed');

const hasNewModel = (state: State): boolean => latestImport(state) !== state.acting.modelsKnow;

/** Asks every connection from the start. Rows stay until the answers replace them; without a change, the window stays, too. */
export const askModels = (state: State, at: number, change?: Partial<ModelQuery>): Step => {
  const list = modelsOf(state) ?? emptyList(DEFAULT_MODEL_QUERY, state.connections.keys(), at);
  const asked = withActing(state, {models: list, modelsAskedAt: at, modelsKnow: latestImport(state)});
  return stepModels(asked, (l, id) => {
    const next = ask(l, id, {query: change ? {...l.query, ...change} : l.query, at});
    return change ? next : {...next, list: {...next.list, top: l.top}};
  });
};

/** The pages that have failed once more, as somebody looks at them again. */
const failedAgain = (state: State): Step =>
  inTurn(
    state,
    ...[...(modelsOf(state)?.slices.keys() ?? [])].map(
      target => (s: State) => stepModels(s, (list, id) => retryPage(list, id, {target, isEarly: true})),
    ),
  );

/** What is missing, failed or old is asked for; what is there stays. */
export const modelsNeeded = (state: State, at: number): Step =>
  modelsOf(state) && at - state.acting.modelsAskedAt < FRESH_MS && !hasNewModel(state)
    ? failedAgain(state)
    : askModels(state, at);

/** The list is visible and whole, nothing is on its way, and nobody has paused: it can be asked for again without anybody noticing. */
const canRefresh = (state: State): boolean =>
  !state.isPaused &&
  overlayOf(state)?.kind === 'models' &&
  [...(modelsOf(state)?.slices.values() ?? [])].every(
    ({load, feed}) => load.kind === 'idle' && feed.isLoaded && feed.nextToken === undefined,
  );

/** When the visible models are next asked for again; undefined if they are not. */
export const modelsPollAt = (state: State): number | undefined =>
  modelsOf(state) && canRefresh(state) ? state.acting.modelsAskedAt + FRESH_MS : undefined;

/** Once a minute while they are visible, and as soon as an import has completed. */
export const modelsPolled = (state: State, at: number): Step => {
  const due = modelsPollAt(state);
  return due !== undefined && (due <= at || hasNewModel(state)) ? askModels(state, at) : step(state);
};

/** The person has asked for a refresh. */
export const modelsRefreshed = (state: State, at: number): Step =>
  modelsOf(state) && isModelsOpen(state) ? askModels(state, at) : step(state);

const height = (state: State): number => layout(state).listRows;

/** As connections answer one after another, a selection at the top stays there. */
const atTop = (before: ModelList, list: ModelList, isFirst: boolean): ModelList =>
  isFirst && list.slices.size > 1 && before.top === undefined && MODELS.rowsOf(before).indexOf(before.selected) === 0
    ? {...list, selected: undefined}
    : list;

/** The answer to a page; undefined if it was asked for by nobody, or for another purpose. */
export const modelsListed = (
  state: State,
  {id, target, outcome, jitter}: Answered<'listModels'>,
  at: number,
): Step | undefined => {
  const before = modelsOf(state);
  const slice = before && targetLoading(before, id) === target ? before.slices.get(target) : undefined;
  if (!before || slice?.load.kind !== 'loading') return undefined;
  const page = outcome.ok ? ({ok: true, value: {items: outcome.value.models, ...outcome.value}} as const) : outcome;
  const {isFirst} = slice.load;
  const list = pageReceived<Model, ModelQuery, 'name'>(MODELS, before, {
    target,
    retryMs: state.settings.refreshMs,
    outcome: page,
    jitter,
    at,
  });
  const placed = outcome.ok
    ? withPlaceOf(MODELS, atTop(before, list, isFirst), {target, isFirst, height: height(state), before})
    : list;
  const next = withActing(state, {models: placed, ...(outcome.ok ? {modelsUpdatedAt: at} : {})});
  return step(outcome.ok ? next : withError(next, outcome.error, at));
};

/** Keeps a selection while there are rows, and fetches what comes near the window. */
export const modelsSettled = (state: State, at: number): Step => {
  const list = modelsOf(state);
  if (!list || !isModelsOpen(state)) return step(state);
  return stepModels(state, (l, id) =>
    chainList(listStep(framed(MODELS, l, {height: height(state), at}), id), (kept, nextId) =>
      fetchAhead(MODELS, kept, {nextId, height: height(state)}),
    ),
  );
};

export const allModelsAsked = (state: State): Step => stepModels(state, askAll);

/** When a page that failed is retried, or one of several connections is late; undefined if nothing is to be done. */
export const modelsDueAt = (state: State): number | undefined => {
  const times: number[] = [];
  for (const [target, {load, isBehind}] of modelsOf(state)?.slices ?? []) {
    if (load.kind === 'failed' && load.retryAt !== undefined && isConnected(state, target)) times.push(load.retryAt);
    const sent = load.kind === 'loading' && !load.isFirst && !isBehind ? state.inFlight.get(load.id) : undefined;
    if (sent && state.connections.size > 1) times.push(sent.at + LATE_MS);
  }
  return earliest(times);
};

export const modelsDue = (state: State, at: number): Step => {
  const targets = [...(modelsOf(state)?.slices.keys() ?? [])];
  return inTurn(
    state,
    ...targets.map(target => (s: State) => {
      const load = modelsOf(s)?.slices.get(target)?.load;
      if (load?.kind === 'failed' && (load.retryAt ?? Number.POSITIVE_INFINITY) <= at) {
        return stepModels(s, (list, id) => retryPage(list, id, {target}));
      }
      const sent = load?.kind === 'loading' ? s.inFlight.get(load.id) : undefined;
      return sent && sent.at + LATE_MS <= at
        ? stepModels(s, (list, id) => listStep(withLate(list, target), id))
        : step(s);
    }),
  );
};
