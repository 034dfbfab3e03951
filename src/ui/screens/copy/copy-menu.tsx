/** The copy menu, and the screen that shows in full what was copied. */
import {Text} from 'ink';
import {copiedLines, copiedTitle} from '../../../core/screens/copy/copied.ts';
import {copyHeading, copyRows, copyRowText} from '../../../core/screens/copy/copy-menu.ts';
import {knownJob, layout} from '../../../core/state/select.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {useKeymap} from '../../parts/keymap-context.ts';
import {RowsScreen} from '../../parts/rows-screen.tsx';
import {ScreenBody} from '../../parts/screen-body.tsx';
import {withKeys} from '../../parts/with-keys.ts';
import {JobRow} from '../jobs/job-row.tsx';

export const CopyMenu = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'copy'>}) => {
  const keymap = useKeymap();
  const {columns: width} = layout(state);
  const name = overlay.arn === undefined ? undefined : knownJob(state, overlay.arn)?.name;
  return (
    <RowsScreen
      state={state}
      cursor={overlay}
      title={name === undefined ? 'Copy' : `Copy: ${name}`}
      heading={copyHeading}
      rows={copyRows(state, overlay)}
      empty=""
    >
      {(row, isSelected) => (
        <JobRow
          key={row.key}
          isSelected={isSelected}
          isMarked={false}
          isNew={false}
          color={undefined}
          isFirstBold
          {...copyRowText(state, row, {key: keymap.keyOf('copy', `copy-${row.key}`), width})}
        />
      )}
    </RowsScreen>
  );
};

export const CopiedScreen = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'copied'>}) => {
  const lines = copiedLines(state, overlay);
  return (
    <>
      <Text bold wrap="truncate">{` ${copiedTitle(overlay)}`}</Text>
      <ScreenBody state={state} scroll={overlay.scroll} count={lines.length}>
        {(from, to) =>
          withKeys(lines.slice(from, to)).map(({key, line}) => <Text key={key} wrap="truncate">{` ${line}`}</Text>)
        }
      </ScreenBody>
    </>
  );
};
