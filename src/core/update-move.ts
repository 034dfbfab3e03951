/** Moving the selection and the window, and scrolling what lies over the list. */
import {JOBS} from './job-list.ts';
import {askAtEnd} from './list/pages.ts';
import {listStep} from './list/step.ts';
import {clamp, distanceOf, withMotion} from './list/window.ts';
import type {Motion, Step} from './message.ts';
import {layout, overlayOf} from './select.ts';
import type {State} from './state.ts';
import {stepJobs, withTopOverlay} from './step.ts';

export const moved = (state: State, motion: Motion, at: number): Step => {
  const height = layout(state).listRows;
  return stepJobs(state, (list, nextId) => {
    const next = withMotion(JOBS, list, {motion, height, at});
    return distanceOf(motion, height) > 0 ? askAtEnd(JOBS, next, nextId) : listStep(next, nextId);
  });
};

/** Scrolls the overlay by `motion`, which shows `lines` lines in all. */
export const scrolled = (state: State, motion: Motion, lines: number): State => {
  const overlay = overlayOf(state);
  if (!overlay || !('scroll' in overlay)) return state;
  const height = layout(state).bodyRows;
  const scroll = clamp(overlay.scroll + distanceOf(motion, height), lines - height);
  return scroll === overlay.scroll ? state : withTopOverlay(state, {...overlay, scroll});
};
