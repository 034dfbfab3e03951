/** Opening models: the screen, the detail, the next one, and the ways between a model and its job. */
import {isModelArn} from '../../domain/model.ts';
import {withMotion} from '../../list/window.ts';
import {MODELS} from '../../models/model-list.ts';
import type {Step} from '../../state/message.ts';
import {knownJob, layout, overlayOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {pushed, step, withTopOverlay} from '../../state/step.ts';
import {modelsNeeded, withModels} from './model-pages.ts';
import {currentModelArn, modelRows, modelsOf, selectedModel} from './model-state.ts';

/** The screens that are open over the list of jobs close, as with the other numbers. */
export const modelsOpened = (state: State, at: number): Step => {
  const opened = overlayOf(state)?.kind === 'models' ? state : {...state, overlays: [{kind: 'models'} as const]};
  return modelsNeeded(opened, at);
};

const NO_FIND = {text: '', isTyping: false, match: 0} as const;

const detailPushed = (state: State, arn: string, isRaw: boolean): State => {
  const overlay = overlayOf(state);
  if (overlay?.kind === 'detail' && overlay.arn === arn) return state;
  return pushed(state, {kind: 'detail', arn, scroll: 0, isRaw, isWrapped: true, left: 0, find: NO_FIND});
};

export const modelOpened = (state: State, isRaw: boolean): Step => {
  const arn = currentModelArn(state);
  return step(arn === undefined ? state : detailPushed(state, arn, isRaw));
};

/** The detail of the row after or before, which becomes the selected one. */
export const modelNeighbourOpened = (state: State, by: 1 | -1, at: number): Step => {
  const overlay = overlayOf(state);
  const list = modelsOf(state);
  if (overlay?.kind !== 'detail' || !list) return step(state);
  const moved = withMotion(
    MODELS,
    {...list, selected: overlay.arn},
    {
      motion: {kind: 'rows', by},
      height: layout(state).listRows,
      at,
    },
  );
  const next = withModels(state, {...moved, hasSettled: true});
  const arn = selectedModel(next)?.arn ?? overlay.arn;
  return step(withTopOverlay(next, {...overlay, arn, scroll: 0, left: 0, find: NO_FIND}));
};

/** Why there is no next or previous model. */
export const noNeighbour = (state: State, by: 1 | -1): string | undefined => {
  const rows = modelRows(state);
  const index = rows?.indexOf(currentModelArn(state)) ?? -1;
  if (!rows || index < 0) return 'the model is not in the list';
  if (by > 0) return index < rows.count - 1 ? undefined : 'this is the last model loaded';
  return index > 0 ? undefined : 'this is the first model';
};

const jobArnOf = (state: State): string | undefined => {
  const arn = currentModelArn(state);
  return arn === undefined ? undefined : state.acting.modelDetails.get(arn)?.value?.jobArn;
};

export const noJobOfModel = (state: State): string | undefined => {
  if (jobArnOf(state) !== undefined) return undefined;
  const entry = state.acting.modelDetails.get(currentModelArn(state) ?? '');
  if (entry?.load.kind === 'failed') return 'the job of this model is not known';
  return entry?.value ? 'AWS does not say which job imported this model' : 'asking AWS …';
};

/** The detail of the ARN. If it is already open below others, the way leads back to it. */
const detailReached = (state: State, arn: string | undefined): Step => {
  if (arn === undefined) return step(state);
  const below = state.overlays.findIndex(overlay => overlay.kind === 'detail' && overlay.arn === arn);
  return step(below >= 0 ? {...state, overlays: state.overlays.slice(0, below + 1)} : detailPushed(state, arn, false));
};

export const modelJobOpened = (state: State): Step => detailReached(state, jobArnOf(state));

const modelArnOfJob = (state: State): string | undefined => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'detail' ? knownJob(state, overlay.arn)?.modelArn : undefined;
};

export const noModelOfJob = (state: State): string | undefined => {
  const overlay = overlayOf(state);
  const job = overlay?.kind === 'detail' ? knownJob(state, overlay.arn) : undefined;
  if (!job) return 'no job selected';
  if (job.modelArn !== undefined && isModelArn(job.modelArn)) return undefined;
  return job.status === 'Failed' ? 'a failed job has no model' : 'the job has no model yet';
};

export const jobModelOpened = (state: State): Step => detailReached(state, modelArnOfJob(state));
