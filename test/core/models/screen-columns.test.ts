/** The columns of models at every width that the screen gives their list. */
import {describe, expect, it} from 'vitest';
import {headingText, rowText} from '../../../src/core/list/row-text.ts';
import {modelScreenColumns} from '../../../src/core/models/screen-columns.ts';
import {layout} from '../../../src/core/state/select.ts';
import {NOON} from '../../support/jobs.ts';
import {awsWith, modelAt} from '../../support/models.ts';
import {createProgram} from '../../support/program.ts';
import {changed} from '../../support/state.ts';

const PLACES = [false, true].flatMap(hasProfiles => [false, true].map(hasRegions => ({hasProfiles, hasRegions})));
const WIDTHS = Array.from({length: 161}, (_, i) => i + 40);
const NAME = 'an-embarrassingly-long-name-of-a-model-that-nobody-would-type-6';

/** How wide the list is in a window of this width, with and without the filter that widens the list of jobs. */
const listWidths = (columns: number): readonly number[] =>
  [undefined, 'Failed'].map(status => {
    const {state} = createProgram({gateway: awsWith(), size: {columns, rows: 36}});
    const query = {...state().screens.jobs.query, status};
    return layout(changed(state(), {list: {query}})).listWidth;
  });

describe.each(PLACES)('profiles $hasProfiles, regions $hasRegions', places => {
  it.each(WIDTHS)('%i columns', columns => {
    for (const listWidth of listWidths(columns)) {
      const shown = modelScreenColumns(listWidth, places);
      const measure = {columns: shown, width: listWidth, now: NOON, widthOf: (text: string) => text.length};
      const model = modelAt(1, {name: NAME, architecture: 'an-architecture-of-many-letters'});
      const {first, rest} = rowText({model, profile: 'a-profile-of-some-length', region: 'ap-southeast-2'}, measure);
      // Two columns stand before the row.
      expect(2 + first.length + rest.length).toBeLessThanOrEqual(listWidth);
      expect(2 + headingText(shown).trimEnd().length).toBeLessThanOrEqual(listWidth);
      const ids = shown.map(({id}) => id);
      expect(ids).toContain('modelName');
      expect(ids).toContain('creationTime');
      expect(shown.find(({id}) => id === 'modelName')?.width).toBeGreaterThanOrEqual(20);
    }
  });

  it('a wider window never takes a column away, unless the pane moves to the side', () => {
    let before = {listWidth: 0, ids: [] as readonly string[]};
    for (const columns of WIDTHS) {
      const [listWidth = 0] = listWidths(columns);
      const ids = modelScreenColumns(listWidth, places).map(({id}) => id);
      if (listWidth >= before.listWidth) expect(ids).toEqual(expect.arrayContaining([...before.ids]));
      before = {listWidth, ids};
    }
  });
});
