/** The screen of the tags of one job or model: its rows, and what its keys open. */
import {isModelArn} from '../../domain/model.ts';
import {isReserved, type Tag} from '../../domain/tag.ts';
import {currentArn, selectedRow} from '../../screens/rows.ts';
import type {Subject} from '../../state/acting-state.ts';
import type {Step} from '../../state/message.ts';
import {knownJob, targetOf, topOverlay} from '../../state/select.ts';
import type {OverlayOf, State} from '../../state/state.ts';
import {pushed, step} from '../../state/step.ts';
import {tagFormOpened, untagFormOpened} from '../forms/tag-forms.ts';
import {currentModelArn, knownModel, targetOfModel} from '../models/model-state.ts';
import {inKeyOrder} from './tag-order.ts';

/** The model or the job that the screen is about. */
export const currentSubject = (state: State): Subject | undefined => {
  const arn = currentModelArn(state) ?? currentArn(state);
  if (arn === undefined) return undefined;
  if (!isModelArn(arn)) {
    const name = knownJob(state, arn)?.name;
    return name === undefined ? undefined : {kind: 'job', arn, name, target: targetOf(state, arn)};
  }
  const name = knownModel(state, arn)?.name;
  return name === undefined ? undefined : {kind: 'model', arn, name, target: targetOfModel(state, arn)};
};

export const tagsOverlay = (state: State): OverlayOf<'tags'> | undefined => topOverlay(state, 'tags');

export const tagsOpened = (state: State): State => {
  const of = currentSubject(state);
  return of && !tagsOverlay(state) ? pushed(state, {kind: 'tags', of, top: 0}) : state;
};

export const tagsOf = (state: State, {of}: OverlayOf<'tags'>): readonly Tag[] | undefined =>
  state.acting.tags.get(of.arn)?.value;

interface TagRow {
  readonly key: string;
  readonly tag: Tag;
}

export const tagRows = (state: State, overlay: OverlayOf<'tags'>): readonly TagRow[] =>
  inKeyOrder(tagsOf(state, overlay) ?? []).map(tag => ({key: tag.key, tag}));

export const selectedTag = (state: State): Tag | undefined => {
  const overlay = tagsOverlay(state);
  const key = selectedRow(state)?.key;
  return overlay && tagRows(state, overlay).find(row => row.key === key)?.tag;
};

export const noTag = (state: State): string | undefined => {
  const tag = selectedTag(state);
  if (!tag) return 'no tag selected';
  return isReserved(tag) ? 'tags that begin with aws: are set by AWS' : undefined;
};

export const tagAddOpened = (state: State): Step => {
  const of = tagsOverlay(state)?.of;
  return step(of ? tagFormOpened(state, of) : state);
};

export const tagEditOpened = (state: State): Step => {
  const [of, tag] = [tagsOverlay(state)?.of, selectedTag(state)];
  return step(of && tag ? tagFormOpened(state, of, tag) : state);
};

export const untagOpened = (state: State): Step => {
  const [of, tag] = [tagsOverlay(state)?.of, selectedTag(state)];
  return step(of && tag ? untagFormOpened(state, of, tag) : state);
};
