/** What can be copied of a model. */
import {MODEL_COPIES, modelCopyRows, modelCopyText} from '../../core/acting/models/model-copies.ts';
import {knownModel} from '../../core/acting/models/model-state.ts';
import {GUTTER} from '../../core/list/columns.ts';
import {copyHeading} from '../../core/screens/copy/copy-menu.ts';
import type {ModelCopyId} from '../../core/state/action.ts';
import {layout} from '../../core/state/select.ts';
import type {OverlayOf, State} from '../../core/state/state.ts';
import {fill, fillMiddle} from '../../core/text/wrap.ts';
import {useKeymap} from '../parts/keymap-context.ts';
import {RowsScreen} from '../parts/rows-screen.tsx';
import {JobRow} from '../screens/jobs/job-row.tsx';

const WIDTH = {key: 3, label: 11} as const;
const GAP = '  ';

const rowText = (state: State, id: ModelCopyId, arn: string): string => {
  const {columns, widthOf} = {columns: layout(state).columns, widthOf: state.settings.widthOf};
  const found = modelCopyText(state, id, arn);
  const text = found.ok ? found.value : `(${found.reason})`;
  const room = columns - GUTTER - WIDTH.key - WIDTH.label - 2 * GAP.length - 1;
  const shown = /^[^ {]*$/.test(text) ? fillMiddle(text, room, widthOf) : fill(text, room, widthOf);
  return `${GAP}${MODEL_COPIES[id].label.padEnd(WIDTH.label)}${GAP}${shown} `;
};

export const ModelCopyMenu = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'model-copy'>}) => {
  const {keyOf} = useKeymap();
  return (
    <RowsScreen
      state={state}
      cursor={overlay}
      title={`Copy: ${knownModel(state, overlay.arn)?.name ?? overlay.arn}`}
      heading={copyHeading}
      rows={modelCopyRows()}
      empty=""
    >
      {({key}, isSelected) => (
        <JobRow
          key={key}
          isSelected={isSelected}
          isMarked={false}
          isNew={false}
          color={undefined}
          isFirstBold
          first={keyOf('model-copy', `model-copy-${key}`).padEnd(WIDTH.key)}
          rest={rowText(state, key, overlay.arn)}
        />
      )}
    </RowsScreen>
  );
};
