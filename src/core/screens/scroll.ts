/** How far the overlay can scroll: the number of its lines follows from the state. */
import {actingOf} from '../state/acting.ts';
import {layout, overlayOf} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {compareLines} from './compare/compare.ts';
import {connectionLines} from './connections/connection.ts';
import {signInLines} from './connections/sign-in.ts';
import {copiedLines} from './copy/copied.ts';
import {detailView} from './jobs/detail-view.ts';
import {errorLines} from './shared/errors.ts';
import {helpPage} from './shared/help.ts';

/** How many lines the overlay has; undefined if there is none that scrolls. */
const lineCount = (state: State): number | undefined => {
  const overlay = overlayOf(state);
  switch (overlay?.kind) {
    case 'help':
      return helpPage(state, overlay.filter).rows.length;
    case 'errors':
      return errorLines(state).length;
    case 'detail':
      return detailView(state, overlay).rows.length;
    case 'compare':
      return compareLines(state, overlay).length;
    case 'copied':
      return copiedLines(state, overlay).length;
    case 'connection':
      return connectionLines(state, overlay).length;
    case 'sign-in':
      return signInLines(state, overlay).length;
    case 'review':
      return actingOf(state)?.lineCount(state, overlay);
    case 'models':
    case 'model-search':
    case 'model-copy':
    case 'tags':
    case 'form':
    case 'quit':
    case 'connections':
    case 'palette':
    case 'search':
    case 'filters':
    case 'events':
    case 'reasons':
    case 'reason-jobs':
    case 'attempts':
    case 'copy':
    case 'choose':
    case undefined:
      return undefined;
  }
};

/** The scroll that shows the last line at the bottom; 0 if everything fits, undefined if no overlay scrolls. */
export const maxScroll = (state: State): number | undefined => {
  const count = lineCount(state);
  return count === undefined ? undefined : Math.max(0, count - layout(state).bodyRows);
};
