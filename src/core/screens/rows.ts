/** The rows of overlays that list something, and the job that the screen is about. */
import type {Job} from '../domain/job.ts';
import {clamp, distanceOf, keepInView, type Motion} from '../list/window.ts';
import {actingOf} from '../state/acting.ts';
import {layout, overlayOf, selectedJob} from '../state/select.ts';
import type {Overlay, RowCursor, State} from '../state/state.ts';
import {withTopOverlay} from '../state/step.ts';
import {attemptRows} from './attempts/attempts.ts';
import {choiceRows} from './choose/choices.ts';
import {connectionRows} from './connections/connections.ts';
import {belowConnections} from './connections/trouble.ts';
import {copyRows} from './copy/copy-menu.ts';
import {eventRows} from './events/events.ts';
import {belowReasonJobs, belowReasons} from './reasons/below.ts';
import {reasonJobRows} from './reasons/reason-jobs.ts';
import {reasonRows} from './reasons/reasons.ts';

export interface OverlayRow {
  /** Identifies the row while others come and go. */
  readonly key: string;
  /** The job that the row is about, if it is about one. */
  readonly arn?: string | undefined;
}

type RowsOverlay = Extract<Overlay, RowCursor>;

type RowTable = {
  readonly [K in RowsOverlay['kind']]: (
    state: State,
    overlay: Extract<RowsOverlay, {kind: K}>,
  ) => readonly OverlayRow[];
};

const NO_ROWS: readonly OverlayRow[] = [];
const actingRows = (state: State, overlay: Overlay): readonly OverlayRow[] =>
  actingOf(state)?.rowsOf(state, overlay) ?? NO_ROWS;

/** The rows of each overlay that lists some. */
const ROWS: RowTable = {
  connections: connectionRows,
  events: eventRows,
  attempts: attemptRows,
  reasons: reasonRows,
  'reason-jobs': reasonJobRows,
  copy: copyRows,
  choose: choiceRows,
  tags: actingRows,
  'model-copy': actingRows,
};

/** The number of lines that something else takes below the rows. */
const BELOW: Readonly<Record<RowsOverlay['kind'], (state: State) => number>> = {
  connections: belowConnections,
  events: () => 0,
  attempts: () => 0,
  reasons: belowReasons,
  'reason-jobs': belowReasonJobs,
  copy: () => 0,
  choose: () => 0,
  tags: () => 0,
  'model-copy': () => 0,
};

const isRows = (overlay: Overlay | undefined): overlay is RowsOverlay =>
  overlay !== undefined && Object.hasOwn(ROWS, overlay.kind);

/** The rows of the overlay; undefined if it does not list any. */
const rowsIn = (state: State, overlay: Overlay | undefined): readonly OverlayRow[] | undefined => {
  if (!isRows(overlay)) return undefined;
  const rows = ROWS[overlay.kind] as (state: State, overlay: RowsOverlay) => readonly OverlayRow[];
  return rows(state, overlay);
};

/** The rows of the top overlay; undefined if it does not list any. */
export const overlayRows = (state: State): readonly OverlayRow[] | undefined => rowsIn(state, overlayOf(state));

/** Below the rule there is a line with the headings. */
const heightOf = (state: State): number => {
  const overlay = overlayOf(state);
  const below = isRows(overlay) ? BELOW[overlay.kind](state) : 0;
  return Math.max(1, layout(state).bodyRows - 1 - below);
};

const indexIn = (rows: readonly OverlayRow[], {selected}: RowCursor): number =>
  Math.max(
    0,
    rows.findIndex(({key}) => key === selected),
  );

interface RowWindow {
  readonly first: number;
  readonly selected: number;
  /** How many rows are visible. */
  readonly height: number;
}

/** What is visible of the rows of an overlay; the selected one always is. */
export const rowWindow = (state: State, rows: readonly OverlayRow[], cursor: RowCursor): RowWindow => {
  const height = heightOf(state);
  const selected = indexIn(rows, cursor);
  return {first: keepInView(cursor.top, selected, {height, count: rows.length}), selected, height};
};

/** Moves the selection of the top overlay; undefined if it does not list any rows. */
export const movedInRows = (state: State, motion: Motion): State | undefined => {
  const overlay = overlayOf(state);
  const rows = rowsIn(state, overlay);
  if (!isRows(overlay) || !rows) return undefined;
  const {first, selected, height} = rowWindow(state, rows, overlay);
  const by = distanceOf(motion, height);
  const isByPages = motion.kind === 'pages' || motion.kind === 'half-pages';
  const index = clamp(selected + by, rows.length - 1);
  const top = isByPages ? clamp(first + by, rows.length - height) : first;
  const key = rows[index]?.key;
  const next = {...overlay, selected: key, top: keepInView(top, index, {height, count: rows.length})};
  return key === overlay.selected && next.top === overlay.top ? state : withTopOverlay(state, next);
};

/** The attempts in the window, if they are what the screen shows. */
export const visibleAttempts = (state: State): readonly Job[] | undefined => {
  const overlay = overlayOf(state);
  if (overlay?.kind !== 'attempts') return undefined;
  const rows = attemptRows(state, overlay);
  const {first, height} = rowWindow(state, rows, overlay);
  return rows.slice(first, first + height).map(({job}) => job);
};

/** The ARN that an overlay is about; undefined if it is about no job. */
const arnIn = (state: State, overlay: Overlay): string | undefined => {
  if (overlay.kind === 'detail') return overlay.arn;
  const rows = rowsIn(state, overlay);
  return rows && isRows(overlay) ? rows[indexIn(rows, overlay)]?.arn : undefined;
};

/** The ARN of the job that the screen is about: of the detail, of the selected row of an overlay, else of the selected job. */
export const currentArn = (state: State): string | undefined => {
  for (const overlay of state.overlays.toReversed()) {
    if (overlay.kind === 'detail' || isRows(overlay)) return arnIn(state, overlay);
    // It is about models.
    if (overlay.kind === 'models') return undefined;
  }
  return selectedJob(state)?.arn;
};

/** The selected row of the top overlay; undefined if it does not list any. */
export const selectedRow = (state: State): OverlayRow | undefined => {
  const overlay = overlayOf(state);
  const rows = rowsIn(state, overlay);
  return rows && isRows(overlay) ? rows[indexIn(rows, overlay)] : undefined;
};
