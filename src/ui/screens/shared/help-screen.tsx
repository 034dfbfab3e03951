/** The keyboard help. */
import {Text} from 'ink';
import {type HelpLine, helpPage} from '../../../core/screens/shared/help.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {ScreenBody} from '../../parts/screen-body.tsx';
import {withKeys} from '../../parts/with-keys.ts';

/** `line` in `width` columns, with its keys in bold. */
const HelpCell = ({line, width}: {readonly line: HelpLine; readonly width: number}) => {
  const {kind, keys = '', text} = line;
  const before = kind === 'key' ? `  ${keys} ` : ' ';
  return (
    <>
      <Text bold>{before}</Text>
      <Text bold={kind === 'title'}>{text.padEnd(Math.max(0, width - before.length))}</Text>
    </>
  );
};

const titleOf = (filter: string): string =>
  filter === '' ? ' Keyboard help' : ` Keyboard help: keys that match “${filter}”`;

export const HelpScreen = ({state, overlay}: {readonly state: State; readonly overlay: OverlayOf<'help'>}) => {
  const {rows, columnWidth} = helpPage(state, overlay.filter);
  return (
    <>
      <Text bold wrap="truncate">
        {titleOf(overlay.filter)}
      </Text>
      <ScreenBody state={state} scroll={overlay.scroll} count={rows.length}>
        {(from, to) =>
          withKeys(rows.slice(from, to)).map(({key, line: {left, right}}) => (
            <Text key={key} wrap="truncate">
              <HelpCell line={left} width={right ? columnWidth : 0} />
              {right ? <HelpCell line={right} width={0} /> : undefined}
            </Text>
          ))
        }
      </ScreenBody>
    </>
  );
};
