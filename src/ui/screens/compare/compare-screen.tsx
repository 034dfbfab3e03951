/** Two jobs field by field. */
import {Text} from 'ink';
import {compareLines} from '../../../core/screens/compare/compare.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {ScreenBody} from '../../parts/screen-body.tsx';
import {withKeys} from '../../parts/with-keys.ts';

export const CompareScreen = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'compare'>}) => {
  const lines = compareLines(state, overlay);
  return (
    <>
      <Text bold wrap="truncate">
        {overlay.isAll ? ' Comparison: all fields' : ' Comparison: what differs'}
      </Text>
      <ScreenBody state={state} scroll={overlay.scroll} count={lines.length}>
        {(from, to) =>
          withKeys(lines.slice(from, to)).map(({key, line: {label, left, right, isTitle = false}}) => (
            <Text key={key} wrap="truncate">
              <Text dimColor>{` ${label}`}</Text>
              <Text bold={isTitle}>{right === undefined ? left : `${left}  ${right}`}</Text>
            </Text>
          ))
        }
      </ScreenBody>
    </>
  );
};
