/** Every key, and the recent failures in full: two screens of text. */
import {Text} from 'ink';
import {errorLines} from '../core/error-lines.ts';
import type {OverlayOf, State} from '../core/state.ts';
import {helpLines} from '../keys/reference.ts';
import {placed} from './placed.ts';
import {ScreenBody} from './screen-body.tsx';
import {useTheme} from './theme.ts';

export const HelpScreen = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'help'>}) => {
  const lines = helpLines(state.size.columns);
  return (
    <>
      <Text bold> Keys</Text>
      <ScreenBody state={state} scroll={overlay.scroll} count={lines.length}>
        {(from, to) =>
          placed(lines.slice(from, to)).map(({place, line}) => (
            <Text key={place} bold={line.kind === 'title'} wrap="truncate">
              {line.kind === 'key' ? <Text bold>{`   ${line.keys} `}</Text> : ' '}
              {line.text}
            </Text>
          ))
        }
      </ScreenBody>
    </>
  );
};

export const ErrorsScreen = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'errors'>}) => {
  const theme = useTheme();
  const lines = errorLines(state);
  return (
    <>
      <Text bold> Recent failures</Text>
      <ScreenBody state={state} scroll={overlay.scroll} count={lines.length}>
        {(from, to) =>
          placed(lines.slice(from, to)).map(({place, line}) => (
            <Text key={place} color={line.isTitle ? theme.failure : undefined} wrap="truncate">
              {` ${line.text}`}
            </Text>
          ))
        }
      </ScreenBody>
    </>
  );
};
