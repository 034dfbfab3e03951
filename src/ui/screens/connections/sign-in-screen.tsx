/** Asks before the terminal is given to the command that signs in. */
import {Text} from 'ink';
import {signInLines} from '../../../core/screens/connections/sign-in.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {ScreenBody} from '../../parts/screen-body.tsx';
import {withKeys} from '../../parts/with-keys.ts';

export const SignInScreen = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'sign-in'>}) => {
  const lines = signInLines(state, overlay);
  return (
    <>
      <Text bold wrap="truncate">
        {' Sign in'}
      </Text>
      <ScreenBody state={state} scroll={overlay.scroll} count={lines.length}>
        {(from, to) =>
          withKeys(lines.slice(from, to)).map(({key, line}) => <Text key={key} wrap="truncate">{` ${line}`}</Text>)
        }
      </ScreenBody>
    </>
  );
};
