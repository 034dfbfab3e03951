/** What keys do within the full-screen detail: find, wrap, scroll sideways, and go to the next job. */
import {JOBS} from '../jobs/job-list.ts';
import {memoizeLast} from '../list/memoize.ts';
import {withMotion} from '../list/window.ts';
import {detailMatches, detailView, rowOfMatch, textWidthOf, type View} from '../screens/jobs/detail-view.ts';
import {type OverlayRow, overlayRows, selectedRow} from '../screens/rows.ts';
import type {Step} from '../state/message.ts';
import {jobsOf, layout, overlayOf, rowsOf} from '../state/select.ts';
import type {OverlayOf, State} from '../state/state.ts';
import {step, withJobList, withTopOverlay} from '../state/step.ts';
import type {WidthOf} from '../text/wrap.ts';

type Detail = OverlayOf<'detail'>;

export const NO_FIND: Detail['find'] = {text: '', isTyping: false, match: 0};

const withDetail = (state: State, change: (overlay: Detail) => Detail): State => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'detail' ? withTopOverlay(state, change(overlay)) : state;
};

/** The overlay with the match in view, downwards and sideways. */
const showing = (state: State, overlay: Detail): Detail => {
  const match = detailMatches(state, overlay)[overlay.find.match];
  if (!match) return overlay;
  const view = detailView(state, overlay);
  const row = rowOfMatch(view, match);
  const {bodyRows} = layout(state);
  const isVisible = row >= overlay.scroll && row < overlay.scroll + bodyRows;
  const scroll = isVisible
    ? overlay.scroll
    : Math.max(0, Math.min(row - Math.floor(bodyRows / 3), view.rows.length - bodyRows));
  if (overlay.isWrapped) return {...overlay, scroll};
  const width = textWidthOf(state, overlay);
  const {widthOf} = state.settings;
  const {text = ''} = view.lines[match.line] ?? {};
  const [from, to] = [widthOf(text.slice(0, match.from)), widthOf(text.slice(0, match.to))];
  const isBeside = from >= overlay.left && to <= overlay.left + width;
  return {...overlay, scroll, left: isBeside ? overlay.left : Math.max(0, to - Math.ceil(width * 0.6))};
};

export const findOpened = (state: State): State =>
  withDetail(state, overlay => ({...overlay, find: {...overlay.find, isTyping: true}}));

/** The first match at or after the top of the window. */
export const findEdited = (state: State, text: string): State =>
  withDetail(state, overlay => {
    const edited = {...overlay, find: {text, isTyping: true, match: 0}};
    const view = detailView(state, edited);
    const matches = detailMatches(state, edited);
    const below = matches.findIndex(match => rowOfMatch(view, match) >= edited.scroll);
    return showing(state, {...edited, find: {...edited.find, match: Math.max(0, below)}});
  });

export const findKept = (state: State): State =>
  withDetail(state, overlay => ({...overlay, find: {...overlay.find, isTyping: false}}));

/** To the next or previous match; after the last comes the first. */
export const matchMoved = (state: State, by: 1 | -1): State =>
  withDetail(state, overlay => {
    const count = detailMatches(state, overlay).length;
    if (count === 0) return overlay;
    const next = overlay.find.match + by;
    const turned = next < 0 || next >= count ? by : undefined;
    return showing(state, {...overlay, find: {...overlay.find, match: (next + count) % count, turned}});
  });

/** The same place stays in view as far as possible: the first line of the window. */
export const wrapToggled = (state: State): State =>
  withDetail(state, overlay => {
    const line = detailView(state, overlay).rows[overlay.scroll]?.line ?? 0;
    const toggled = {...overlay, isWrapped: !overlay.isWrapped, left: 0};
    const scroll = Math.max(
      0,
      detailView(state, toggled).rows.findIndex(row => row.line === line),
    );
    return {...toggled, scroll};
  });

/** The columns of the longest line. Made once for each view, because measuring takes time. */
const longestOf = memoizeLast(({lines}: View, widthOf: WidthOf): number =>
  lines.reduce((longest, {text}) => Math.max(longest, widthOf(text)), 0),
);

/** By half of the text's width. */
export const scrolledSideways = (state: State, by: 1 | -1): State =>
  withDetail(state, overlay => {
    const width = textWidthOf(state, overlay);
    const longest = longestOf(detailView(state, overlay), state.settings.widthOf);
    const left = overlay.left + by * Math.floor(width / 2);
    return {...overlay, left: Math.min(Math.max(0, left), Math.max(0, longest - Math.floor(width / 2)))};
  });

/** Forgets the find text; true if there was none. */
export const withoutFind = (state: State, overlay: Detail): State | undefined =>
  overlay.find.text === '' && !overlay.find.isTyping ? undefined : withTopOverlay(state, {...overlay, find: NO_FIND});

/** A job, and its row if it is in the rows of an overlay. */
interface Neighbour {
  readonly arn: string;
  readonly key?: string;
}

/** From the selected row if it is about the job, because several events can be about one. */
const neighbourIn = (
  rows: readonly OverlayRow[],
  {arn, by, selected}: {readonly arn: string; readonly by: 1 | -1; readonly selected: OverlayRow | undefined},
): Neighbour | undefined => {
  const from = selected?.arn === arn ? rows.indexOf(selected) : rows.findIndex(row => row.arn === arn);
  if (from < 0) return undefined;
  const ahead = by > 0 ? rows.slice(from + 1) : rows.slice(0, from).toReversed();
  const next = ahead.find(row => row.arn !== undefined && row.arn !== arn);
  return next?.arn === undefined ? undefined : {arn: next.arn, key: next.key};
};

/** The job after or before `arn`, where the detail was opened: in the rows under it, else in the list. */
const neighbourOf = (state: State, arn: string, by: 1 | -1): Neighbour | undefined => {
  const under: State = {...state, overlays: state.overlays.slice(0, -1)};
  const rows = overlayRows(under);
  if (rows) return neighbourIn(rows, {arn, by, selected: selectedRow(under)});
  const list = rowsOf(state);
  const index = list.indexOf(arn);
  const next = index < 0 ? undefined : list.at(index + by);
  return next && {arn: next.arn};
};

/** The selection below the detail follows it. */
const withSelectionAt = (state: State, {arn, key}: Neighbour, at: number): State => {
  const under = state.overlays.at(-2);
  if (under && 'top' in under) {
    const selected = {...under, selected: key};
    return {...state, overlays: [...state.overlays.slice(0, -2), selected, ...state.overlays.slice(-1)]};
  }
  const list = {...jobsOf(state), selected: arn};
  const height = layout(state).listRows;
  const moved = withMotion(JOBS, list, {motion: {kind: 'rows', by: 0}, height, at});
  return withJobList(state, {...moved, selectedAt: at, movedAt: at, hasSettled: false});
};

const NOTICE_MS = 6_000;

/** The detail of the next or previous job; the find text is kept and looked for in it. */
export const neighbourOpened = (state: State, by: 1 | -1, at: number): Step => {
  const overlay = overlayOf(state);
  if (overlay?.kind !== 'detail') return step(state);
  const neighbour = neighbourOf(state, overlay.arn, by);
  if (!neighbour) {
    const text = by > 0 ? 'no job after this one' : 'no job before this one';
    return step({...state, notice: {text, until: at + NOTICE_MS, isRefusal: true}});
  }
  const moved = withSelectionAt(state, neighbour, at);
  const opened = {...overlay, arn: neighbour.arn, scroll: 0, left: 0, find: {...overlay.find, match: 0}};
  return step(withTopOverlay(moved, showing(moved, opened)));
};
