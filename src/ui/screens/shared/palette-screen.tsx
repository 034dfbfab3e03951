/** The palette: commands by name, each with its keys, and with its reason if it cannot be done now. */
import {Text} from 'ink';
import {keepInView} from '../../../core/list/window.ts';
import {paletteIndex, paletteItems} from '../../../core/screens/shared/palette.ts';
import type {PaletteCommand} from '../../../core/state/palette-command.ts';
import {layout} from '../../../core/state/select.ts';
import type {State} from '../../../core/state/state.ts';
import {fill} from '../../../core/text/wrap.ts';
import {ScreenRule} from '../../parts/screen-rule.tsx';

/** Columns of the keys. */
const KEYS_WIDTH = 14;

const textOf = ({title, reason}: PaletteCommand): string => (reason === undefined ? title : `${title} (${reason})`);

export const PaletteScreen = ({state}: {readonly state: State}) => {
  const {columns, bodyRows} = layout(state);
  const {widthOf} = state.settings;
  const items = paletteItems(state);
  const selected = paletteIndex(state, items);
  const first = keepInView(selected - bodyRows + 1, selected, {height: bodyRows, count: items.length});
  const shown = items.slice(first, first + bodyRows);
  const blanks = Array.from({length: bodyRows - Math.max(1, shown.length)}, (_, i) => `blank ${i}`);
  return (
    <>
      <Text bold wrap="truncate">
        {' Commands'}
      </Text>
      <ScreenRule state={state} text={shown.length < items.length ? `${selected + 1} of ${items.length}` : undefined} />
      {items.length === 0 ? <Text> No command matches.</Text> : undefined}
      {shown.map((item, i) => {
        const isSelected = first + i === selected;
        const keys = fill(item.keys, KEYS_WIDTH, widthOf);
        const text = fill(textOf(item), columns - KEYS_WIDTH - 3, widthOf);
        return (
          <Text key={item.id} wrap="truncate" inverse={isSelected} dimColor={!isSelected && item.reason !== undefined}>
            {`${isSelected ? '>' : ' '} `}
            <Text bold>{keys}</Text>
            {text}
          </Text>
        );
      })}
      {blanks.map(key => (
        <Text key={key}> </Text>
      ))}
    </>
  );
};
