/** The palette: the commands of the screen under it, as far as their names match what is typed, the best matches first. */
import {clamp} from '../../list/window.ts';
import type {PaletteCommand} from '../../state/palette-command.ts';
import {openOverlay} from '../../state/select.ts';
import type {State} from '../../state/state.ts';

/** The state as it is without the palette. */
export const withoutPalette = (state: State): State => ({
  ...state,
  overlays: state.overlays.filter(({kind}) => kind !== 'palette'),
});

/** 5 and more, the more the letters are scattered over the name; undefined if they do not stand in it in their order. */
const scatteredRank = (wanted: string, name: string): number | undefined => {
  let at = name.indexOf(wanted.charAt(0));
  const first = at;
  for (let i = 1; i < wanted.length && at >= 0; i++) at = name.indexOf(wanted.charAt(i), at + 1);
  return at < 0 ? undefined : 5 + (at - first);
};

/**
 * How well a command matches, from 0 for the best; undefined if it does not. The least is that the letters stand in its title in
 * their order. For some sixty titles that is enough.
 */
const rankOf = (wanted: string, {id, title}: PaletteCommand): number | undefined => {
  if (id === wanted) return 0;
  if (id.startsWith(wanted)) return 1;
  const name = title.toLowerCase();
  const at = name.indexOf(wanted);
  if (at === 0) return 2;
  if (at > 0) return /\W/.test(name.charAt(at - 1)) ? 3 : 4;
  return scatteredRank(wanted, name);
};

/** What the palette shows. */
export const paletteItems = (state: State): readonly PaletteCommand[] => {
  const wanted = openOverlay(state, 'palette')?.text.trim().toLowerCase() ?? '';
  const items = state.settings.commands?.(withoutPalette(state)) ?? [];
  if (wanted === '') return items;
  return items
    .flatMap(item => {
      const rank = rankOf(wanted, item);
      return rank === undefined ? [] : [{item, rank}];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({item}) => item);
};

/** The index of the selected one. */
export const paletteIndex = (state: State, items: readonly PaletteCommand[]): number =>
  clamp(openOverlay(state, 'palette')?.index ?? 0, items.length - 1);
