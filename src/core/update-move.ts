/** Moving the selection and the window, and scrolling an overlay. */
import type {Motion, Step} from './message.ts';
import {maxScroll} from './scroll.ts';
import {layout, overlayOf, rowsOf, visibleRows} from './select.ts';
import type {State} from './state.ts';
import {step, withTopOverlay} from './step.ts';
import {askAtEnd} from './update-pages.ts';

const clamp = (n: number, max: number): number => Math.min(Math.max(0, n), Math.max(0, max));

/** How far a motion goes in a window of `height` rows; the ends are beyond any list. */
const distance = (motion: Motion, height: number): number => {
  switch (motion.kind) {
    case 'rows':
      return motion.by;
    case 'pages':
      return motion.by * Math.max(1, height - 1);
    case 'half-pages':
      return motion.by * Math.max(1, Math.floor(height / 2));
    case 'first':
      return Number.NEGATIVE_INFINITY;
    case 'last':
      return Number.POSITIVE_INFINITY;
  }
};

/** A selection at `index`; the window moves along with a motion by pages, and otherwise only as far as it must. */
export const selectedAt = (state: State, index: number, at: number): State => {
  const arn = rowsOf(state).at(index)?.arn;
  return arn === undefined || arn === state.selected
    ? state
    : {...state, selected: arn, selectedAt: at, movedAt: at, hasRested: false};
};

const movedInList = (state: State, motion: Motion, at: number): Step => {
  const rows = rowsOf(state);
  const height = layout(state).listRows;
  const last = rows.count - 1;
  const by = distance(motion, height);
  const {first} = visibleRows(state);
  const target = clamp(rows.indexOf(state.selected) + by, last);
  const isByPages = motion.kind === 'pages' || motion.kind === 'half-pages';
  const top = isByPages ? rows.at(clamp(first + by, last - height + 1))?.arn : state.top;
  const next = selectedAt({...state, top}, target, at);
  return by > 0 ? askAtEnd(next) : step(next);
};

/** `max`: the scroll that shows the overlay's last line. */
const scrolled = (state: State, motion: Motion, max: number): State => {
  const overlay = overlayOf(state);
  if (!overlay || !('scroll' in overlay)) return state;
  const scroll = clamp(overlay.scroll + distance(motion, layout(state).bodyRows), max);
  return scroll === overlay.scroll ? state : withTopOverlay(state, {...overlay, scroll});
};

/** Moves the selection, or scrolls the overlay if there is one that scrolls. */
export const moved = (state: State, motion: Motion, at: number): Step => {
  const max = maxScroll(state);
  return max === undefined ? movedInList(state, motion, at) : step(scrolled(state, motion, max));
};
