/** Asks before the program ends while an import is under way. */
import {Box, Text} from 'ink';
import {quitWords} from '../../core/acting/imports/quit-words.ts';
import {layout} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {wrapTo} from '../../core/text/wrap.ts';
import {ScreenRule} from '../parts/screen-rule.tsx';
import {withKeys} from '../parts/with-keys.ts';

export const QuitScreen = ({state}: {readonly state: State}) => {
  const {columns, bodyRows} = layout(state);
  const {title, text} = quitWords(state);
  const lines = wrapTo(text, {width: columns - 2, rows: bodyRows}, state.settings.widthOf);
  return (
    <>
      <Text bold wrap="truncate">{` ${title}`}</Text>
      <ScreenRule state={state} />
      <Box flexDirection="column" height={bodyRows} width={columns} overflow="hidden">
        {withKeys(lines).map(({key, line}) => (
          <Text key={key} wrap="truncate">{` ${line}`}</Text>
        ))}
      </Box>
    </>
  );
};
