/** A model that was deleted: it goes at once from all that is known, and the row after it is selected. */
import {withoutItem} from '../../list/feed.ts';
import {withSlices} from '../../list/list.ts';
import {MODELS, type ModelList} from '../../models/model-list.ts';
import type {Step} from '../../state/message.ts';
import type {State} from '../../state/state.ts';
import {step} from '../../state/step.ts';
import {withActing} from '../acting-step.ts';
import {askModels} from './model-pages.ts';
import {modelsOf} from './model-state.ts';

const withoutKey = <T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> =>
  new Map([...map].filter(([each]) => each !== key));

const withoutRow = (list: ModelList, arn: string): ModelList => {
  const rows = MODELS.rowsOf(list);
  const index = rows.indexOf(arn);
  const next = (rows.at(index + 1) ?? rows.at(index - 1))?.arn;
  const {selected, top} = list;
  return {
    ...withSlices(list, ({feed}) => ({feed: withoutItem(MODELS, feed, arn)})),
    selected: selected === arn ? next : selected,
    top: top === arn ? next : top,
  };
};

/** Whatever is open about it closes. A list that is on its way may still have it, so it is asked for again. */
export const modelRemoved = (state: State, arn: string, at: number): Step => {
  const isAbout = (overlay: State['overlays'][number]): boolean =>
    ('arn' in overlay && overlay.arn === arn) ||
    ('of' in overlay && typeof overlay.of === 'object' && overlay.of.arn === arn);
  const {modelDetails, tags} = state.acting;
  const list = modelsOf(state);
  const next = withActing(
    {...state, overlays: state.overlays.filter(overlay => !isAbout(overlay))},
    {
      models: list && withoutRow(list, arn),
      modelDetails: withoutKey(modelDetails, arn),
      tags: withoutKey(tags, arn),
    },
  );
  const isOnItsWay = [...(list?.slices.values() ?? [])].some(({load}) => load.kind === 'loading' && load.isFirst);
  return isOnItsWay ? askModels(next, at) : step(next);
};
