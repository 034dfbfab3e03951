/** How many lines an overlay has: what scrolling must know and only the overlay's own text can tell. */
import {detailLines, rawLines} from '../core/detail-lines.ts';
import {errorLines} from '../core/error-lines.ts';
import {layout, overlayOf} from '../core/select.ts';
import type {State} from '../core/state.ts';
import {helpPage} from './help-layout.ts';

/** Undefined where nothing that scrolls lies over the list. */
export const overlayLines = (state: State): number | undefined => {
  const overlay = overlayOf(state);
  switch (overlay?.kind) {
    case 'help':
      return helpPage(state.size.columns, layout(state).bodyRows, overlay.filter).rows.length;
    case 'errors':
      return errorLines(state).length;
    case 'detail':
      return (overlay.isRaw ? rawLines(state, overlay.arn) : detailLines(state, overlay.arn, state.size.columns))
        .length;
    default:
      return undefined;
  }
};
