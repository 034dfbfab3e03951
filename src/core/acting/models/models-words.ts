/** The models screen in words: the filters in force, how complete the list is, what has failed, and why there are no rows. */
import {connectionName} from '../../connections/connection-name.ts';
import type {AppError} from '../../domain/app-error.ts';
import {reasonSentences} from '../../domain/error-text.ts';
import {hasModelFilters, modelNameProblem} from '../../domain/model-query.ts';
import type {TargetId} from '../../domain/target.ts';
import type {Verbosity} from '../../jobs/query-fields.ts';
import {isAnswered, isComplete, isFailing} from '../../list/list.ts';
import {MODELS, type ModelList} from '../../models/model-list.ts';
import {MODEL_FIELD_IDS, MODEL_QUERY_FIELDS} from '../../models/query-fields.ts';
import {announcement, failureWords} from '../../screens/shared/rule.ts';
import {waitedSuffix} from '../../screens/shared/waiting.ts';
import {mainConnection, overlayOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {countOf, plural, sentence, timeOf} from '../../text/format.ts';
import {cut} from '../../text/wrap.ts';
import {modelsOf} from './model-state.ts';

const DOT = ' · ';
/** AWS's own quota for an account and region, unless it was raised. Nobody is asked for the one in force. */
export const DEFAULT_QUOTA = 3;

const loadedCount = (list: ModelList): number => {
  const [slice] = list.slices.values();
  return slice && list.slices.size === 1 ? slice.feed.items.length : MODELS.mergedOf(list).items.length;
};

export const hasMore = ({slices}: ModelList): boolean =>
  [...slices.values()].some(({feed}) => feed.nextToken !== undefined);

const loadingId = ({slices}: ModelList): number | undefined => {
  for (const {load} of slices.values()) if (load.kind === 'loading') return load.id;
  return undefined;
};

const filterTexts = (list: ModelList, verbosity: Verbosity): readonly string[] => {
  const {query, sort, narrow} = list;
  const isTerse = verbosity === 'terse';
  const order = query.order === 'Ascending' ? 'oldest first' : 'newest first';
  const problem = modelNameProblem(narrow);
  return [
    ...MODEL_FIELD_IDS.map(id => MODEL_QUERY_FIELDS[id].inLine?.(query, verbosity)),
    sort ? `by name, ${sort.isReversed ? 'Z–A' : 'A–Z'}` : isTerse && query.order === 'Descending' ? undefined : order,
    narrow === ''
      ? undefined
      : problem === undefined || isTerse
        ? `loaded models with “${narrow}”`
        : `loaded models with “${narrow}” only (${problem})`,
  ].filter(text => text !== undefined);
};

/** The quota counts for one account and region, so it is told only if the number of its models is known. If there are more, it was raised. */
const quotaText = (list: ModelList): readonly string[] => {
  const isCounted = list.slices.size === 1 && isComplete(list) && !hasModelFilters(list.query) && list.narrow === '';
  return isCounted && loadedCount(list) <= DEFAULT_QUOTA ? [`default quota ${DEFAULT_QUOTA}`] : [];
};

const completeness = (state: State, list: ModelList, verbosity: Verbosity): string => {
  const id = loadingId(list);
  if (!isAnswered(list)) return id === undefined ? 'not loaded' : `asking AWS …${waitedSuffix(state, id)}`;
  const [shown, loaded] = [MODELS.rowsOf(list).count, loadedCount(list)];
  const count = shown === loaded ? plural(shown, 'model') : `${countOf(shown)} of ${countOf(loaded)} loaded`;
  if (list.isLoadingAll) return `loading all: ${countOf(loaded)} so far`;
  const failing = [...list.slices.values()].filter(isFailing).length;
  const missing = failing > 0 && list.slices.size > 1 ? [`${plural(failing, 'connection')} missing`] : [];
  const end =
    id !== undefined
      ? `loading …${waitedSuffix(state, id)}`
      : hasMore(list)
        ? 'more on AWS'
        : verbosity === 'full'
          ? 'end of list'
          : 'end';
  if (verbosity === 'terse') return [countOf(shown), end].join(DOT);
  return [count, end, ...missing, ...(verbosity === 'full' ? quotaText(list) : [])].join(DOT);
};

interface TwoSides {
  readonly left: string;
  readonly right: string;
}

const WORDINGS: readonly (readonly [left: Verbosity, right: Verbosity])[] = [
  ['full', 'full'],
  ['full', 'short'],
  ['short', 'short'],
  ['terse', 'short'],
  ['terse', 'terse'],
];

/** The query line in `width` columns. */
export const modelQueryLine = (state: State, width: number): TwoSides => {
  const list = modelsOf(state);
  if (!list) return {left: '', right: ''};
  const {widthOf} = state.settings;
  const sides = WORDINGS.map(([left, right]) => ({
    left: filterTexts(list, left).join(DOT),
    right: completeness(state, list, right),
  }));
  const fitting = sides.find(({left, right}) => widthOf(left) + 2 + widthOf(right) <= width);
  if (fitting) return fitting;
  const right = cut(completeness(state, list, 'terse'), width, widthOf);
  return {left: cut(filterTexts(list, 'terse').join(DOT), Math.max(0, width - widthOf(right) - 2), widthOf), right};
};

interface Failure {
  readonly target: TargetId;
  readonly error: AppError;
  readonly retryAt: number | undefined;
}

/** Of several connections, one that cannot be used is never asked. */
const modelsFailures = (state: State): readonly Failure[] =>
  [...(modelsOf(state)?.slices ?? [])].flatMap(([target, {load}]) => {
    const link = state.connections.get(target)?.link;
    if (load.kind === 'failed') return [{target, error: load.error, retryAt: load.retryAt}];
    return link?.kind === 'unusable' && state.connections.size > 1
      ? [{target, error: link.error, retryAt: link.retryAt}]
      : [];
  });

/** What the rule says: an announcement, or what has failed while there are rows. */
export const modelsRule = (state: State) => {
  const announced = announcement(state);
  if (announced) return announced;
  const [failure] = modelsFailures(state);
  const list = modelsOf(state);
  if (!failure || !list || MODELS.rowsOf(list).count === 0) return undefined;
  const connection = state.connections.get(failure.target);
  const subject = connection && state.connections.size > 1 ? connectionName(connection) : failure.error.what;
  return failureWords(failure.error, subject, failure.retryAt);
};

interface NoModels {
  readonly title: string;
  readonly lines: readonly string[];
  readonly isFailure?: boolean;
}

const ASKING: NoModels = {title: 'Asking AWS for the imported models …', lines: []};

/** The keys that import, clear, retry, and send a search to AWS. */
interface NoModelsKeys {
  readonly importing: string;
  readonly clearing: string;
  readonly retrying: string;
  readonly searching: string;
}

const failedScreen = ({error, retryAt}: Failure, keys: NoModelsKeys): NoModels => {
  const retry = retryAt === undefined ? `${keys.retrying} retries` : `next try ${timeOf(retryAt)}`;
  return {title: error.what, lines: [...reasonSentences(error), retry], isFailure: true};
};

const narrowedAway = (state: State, {narrow}: ModelList, keys: NoModelsKeys): NoModels => {
  const canAsk = overlayOf(state)?.kind === 'model-search' && modelNameProblem(narrow) === undefined;
  const lines = [...(canAsk ? [`${keys.searching} searches on AWS`] : []), `${keys.clearing} clears the search`];
  return {title: `No loaded model has “${narrow}” in its name`, lines};
};

/** Those that work have none. */
const noneSoFar = (state: State, failures: readonly Failure[], keys: NoModelsKeys): NoModels => {
  const lines = failures.map(({target, error}) => {
    const connection = state.connections.get(target);
    return `${connection ? connectionName(connection) : ''}: ${sentence(error.why)}`;
  });
  return {title: 'No imported models so far', lines: [...lines, `${keys.retrying} retries`]};
};

/** Why there are no rows. */
export const noModels = (state: State, keys: NoModelsKeys): NoModels => {
  const list = modelsOf(state);
  const failures = modelsFailures(state);
  const [failure] = failures;
  if (failure && failures.length === list?.slices.size) return failedScreen(failure, keys);
  if (!list || !isAnswered(list)) return ASKING;
  if (list.narrow !== '' && loadedCount(list) > 0) return narrowedAway(state, list, keys);
  if (failure) return noneSoFar(state, failures, keys);
  if (hasMore(list)) return {title: 'No models so far; AWS has more pages', lines: []};
  if (hasModelFilters(list.query)) {
    return {title: 'No models match these filters', lines: [`${keys.clearing} clears the filters`]};
  }
  const {link} = mainConnection(state);
  const where = list.slices.size === 1 && link.kind === 'connected' ? ` in ${link.resolved.region}` : '';
  return {
    title: `No imported models${where} yet`,
    lines: [
      'Each import that completes makes one.',
      ...(state.settings.isReadOnly ? [] : [`${keys.importing} imports a model`]),
    ],
  };
};

/** While the screen of models, or what belongs to it, is on top. */
export const modelsHeader = (state: State): {readonly title: string; readonly updated: string} | undefined => {
  const [first] = state.overlays;
  if (first?.kind !== 'models') return undefined;
  const at = state.acting.modelsUpdatedAt;
  return {title: 'Bedrock models', updated: at === undefined ? '' : `updated ${timeOf(at)}`};
};
