/** The columns of models on the screen. */
import {GAP, type ScreenColumn, type Sharing, type ShownColumn, shownColumns} from '../list/columns.ts';
import {ageOf} from '../text/format.ts';
import {MODEL_COLUMNS, type ModelColumn, type ModelRow} from './columns.ts';

const columnOf = (id: string): ModelColumn => {
  const column = MODEL_COLUMNS.find(each => each.id === id);
  if (!column) throw new Error(`no column ${id}`);
  return column;
};

/** Whether the models on the screen differ in their profile or region. */
interface Places {
  readonly hasProfiles: boolean;
  readonly hasRegions: boolean;
}

/** As long as the longest name of a region. */
const PLACE_WIDTH = 14;

const screenColumns = ({hasProfiles, hasRegions}: Places): readonly ScreenColumn<ModelRow>[] => [
  columnOf('modelName'),
  ...(hasProfiles ? [{...columnOf('profile'), width: PLACE_WIDTH, from: 94}] : []),
  ...(hasRegions ? [{...columnOf('region'), width: PLACE_WIDTH, from: 74}] : []),
  {...columnOf('modelArchitecture'), width: 14, from: 56},
  {...columnOf('instructSupported'), width: 8, from: 90},
  {...columnOf('creationTime'), text: ({model}, now) => ageOf(model.createdAt, now), width: 11, from: 40},
];

/** A name has at most 63 characters. More room than that looks torn apart. */
const NAME_MAX = 63;

const share: Sharing = room => ({modelName: Math.max(8, Math.min(NAME_MAX + GAP, room))});

export const modelScreenColumns = (listWidth: number, places: Places): readonly ShownColumn<ModelRow>[] =>
  shownColumns(screenColumns(places), listWidth, share);
