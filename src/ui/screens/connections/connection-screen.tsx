/** One connection over the whole screen. */
import {Text} from 'ink';
import {connectionLines, connectionRow} from '../../../core/screens/connections/connection.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {ScreenBody} from '../../parts/screen-body.tsx';
import {withKeys} from '../../parts/with-keys.ts';

export const ConnectionScreen = ({
  state,
  overlay,
}: {
  readonly state: State;
  readonly overlay: OverlayOf<'connection'>;
}) => {
  const lines = connectionLines(state, overlay);
  return (
    <>
      <Text bold wrap="truncate">
        {` Connection ${connectionRow(state, overlay.target)?.name ?? ''}`}
      </Text>
      <ScreenBody state={state} scroll={overlay.scroll} count={lines.length}>
        {(from, to) =>
          withKeys(lines.slice(from, to)).map(({key, line}) => <Text key={key} wrap="truncate">{` ${line}`}</Text>)
        }
      </ScreenBody>
    </>
  );
};
