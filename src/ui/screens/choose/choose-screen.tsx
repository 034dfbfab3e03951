/** Choosing profiles or regions: the rows that match the text, with signs for the marked ones. */
import {
  choiceHeading,
  choiceRemark,
  choiceRows,
  choiceText,
  nameWidth,
  noChoices,
} from '../../../core/screens/choose/choices.ts';
import {layout} from '../../../core/state/select.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {RowsScreen} from '../../parts/rows-screen.tsx';
import {JobRow} from '../jobs/job-row.tsx';

export const ChooseScreen = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'choose'>}) => {
  const {columns: width} = layout(state);
  const name = nameWidth(state, overlay, width);
  return (
    <RowsScreen
      state={state}
      cursor={overlay}
      title={overlay.of === 'profiles' ? 'Profiles' : 'Regions'}
      remark={choiceRemark(state, overlay)}
      heading={choiceHeading(overlay)}
      rows={choiceRows(state, overlay)}
      empty={noChoices(state, overlay)}
    >
      {(row, isSelected) => (
        <JobRow
          key={row.key}
          isSelected={isSelected}
          isMarked={row.isMarked}
          isNew={false}
          color={undefined}
          {...choiceText(state, row, {width, name})}
        />
      )}
    </RowsScreen>
  );
};
