/** Moving the selection and the window, and scrolling an overlay. */
import {JOBS} from '../jobs/job-list.ts';
import {askAtEnd} from '../list/pages.ts';
import {listStep} from '../list/step.ts';
import {clamp, distanceOf, withMotion} from '../list/window.ts';
import {movedInRows} from '../screens/rows.ts';
import {maxScroll} from '../screens/scroll.ts';
import {actingOf} from '../state/acting.ts';
import type {Motion, Step} from '../state/message.ts';
import {layout, overlayOf} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {step, stepJobs, withTopOverlay} from '../state/step.ts';

const movedInList = (state: State, motion: Motion, at: number): Step => {
  const height = layout(state).listRows;
  return stepJobs(state, (list, nextId) => {
    const next = withMotion(JOBS, list, {motion, height, at});
    return distanceOf(motion, height) > 0 ? askAtEnd(JOBS, next, nextId) : listStep(next, nextId);
  });
};

/** `max`: the scroll that shows the overlay's last line. */
const scrolled = (state: State, motion: Motion, max: number): State => {
  const overlay = overlayOf(state);
  if (!overlay || !('scroll' in overlay)) return state;
  const scroll = clamp(overlay.scroll + distanceOf(motion, layout(state).bodyRows), max);
  return scroll === overlay.scroll ? state : withTopOverlay(state, {...overlay, scroll});
};

/** Moves the selection of the list or of the overlay's rows, or scrolls the overlay. */
export const moved = (state: State, motion: Motion, at: number): Step => {
  const acted = actingOf(state)?.moved(state, motion, at);
  if (acted) return acted;
  const inRows = movedInRows(state, motion);
  if (inRows) return step(inRows);
  const max = maxScroll(state);
  return max === undefined ? movedInList(state, motion, at) : step(scrolled(state, motion, max));
};
