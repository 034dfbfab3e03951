/** The request errors in full. */
import {Text} from 'ink';
import {errorLines} from '../../../core/screens/shared/errors.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {ScreenBody} from '../../parts/screen-body.tsx';
import {useTheme} from '../../parts/theme.ts';
import {withKeys} from '../../parts/with-keys.ts';

export const ErrorsScreen = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'errors'>}) => {
  const theme = useTheme();
  const lines = errorLines(state);
  return (
    <>
      <Text bold> Request errors</Text>
      <ScreenBody state={state} scroll={overlay.scroll} count={lines.length}>
        {(from, to) =>
          withKeys(lines.slice(from, to)).map(({key, line}) => (
            <Text
              key={key}
              bold={line.kind !== 'text'}
              color={line.kind === 'title' ? theme.failure : undefined}
              wrap="truncate"
            >
              {` ${line.text}`}
            </Text>
          ))
        }
      </ScreenBody>
    </>
  );
};
