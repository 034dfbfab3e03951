/** The window over a list's rows: what is visible, which row is selected, and how both move. */
import type {Item, ListQuery} from './item.ts';
import type {List} from './list.ts';
import type {Gap} from './merge.ts';
import type {ListKind, Rows} from './rows.ts';

/** `half-pages` are half a window; the ends are the first and the last loaded row. */
export type Motion =
  | {readonly kind: 'rows'; readonly by: number}
  | {readonly kind: 'pages'; readonly by: number}
  | {readonly kind: 'half-pages'; readonly by: number}
  | {readonly kind: 'first'}
  | {readonly kind: 'last'};

export interface VisibleRows<T> {
  readonly first: number;
  readonly items: readonly T[];
  /** Of all rows. */
  readonly count: number;
  /** The gaps in the window, which take a line each. */
  readonly gaps: readonly Gap[];
}

/** The first visible row after `first`, moved as little as shows row `selected`, and never beyond the last row. */
export const keepInView = (
  first: number,
  selected: number,
  {height, count}: {readonly height: number; readonly count: number},
): number => {
  const max = Math.max(0, count - height);
  const shown = selected < 0 ? first : Math.min(Math.max(first, selected - height + 1), selected);
  return Math.min(Math.max(0, shown), max);
};

/** Whether the line of a gap stands among the rows from `first` to before `end`, or after the last row of all. */
const isGapIn = ({before}: Gap, {first, end, count}: {first: number; end: number; count: number}): boolean =>
  (before > first || before === 0) && (before < end || (before === end && end === count));

/** The first visible row, and how many lines are left for rows once every gap between them has its line. */
const placed = <T>(rows: Rows<T>, list: Pick<List<Item, ListQuery>, 'top' | 'selected'>, height: number) => {
  const {count, gaps} = rows;
  const [top, selected] = [Math.max(0, rows.indexOf(list.top)), rows.indexOf(list.selected)];
  let room = height;
  let first = keepInView(top, selected, {height, count});
  const hasRoom = (): boolean => {
    const end = Math.min(count, first + room);
    return room + gaps.filter(gap => isGapIn(gap, {first, end, count})).length <= height;
  };
  while (room > 1 && !hasRoom()) {
    room -= 1;
    first = keepInView(top, selected, {height: room, count});
  }
  return {first, room};
};

const itemsFrom = <T>(rows: Rows<T>, first: number, end: number): readonly T[] => {
  const items: T[] = [];
  for (let index = first; index < end; index++) {
    const item = rows.at(index);
    if (item !== undefined) items.push(item);
  }
  return items;
};

const windowOn = <T>(rows: Rows<T>, list: Pick<List<Item, ListQuery>, 'top' | 'selected'>, height: number) => {
  const {count} = rows;
  const {first, room} = placed(rows, list, height);
  const shown = Math.max(0, Math.min(room, count - first));
  const gaps = rows.gaps
    .filter(({before}) => (before > first || before === 0) && before <= first + shown)
    .slice(0, Math.max(0, height - shown));
  return {first, items: itemsFrom(rows, first, first + shown), count, gaps};
};

interface KnownWindow {
  readonly top: string | undefined;
  readonly selected: string | undefined;
  readonly height: number;
  readonly visible: VisibleRows<unknown>;
}

/** The last window on the same rows: one message asks for it several times. */
const known = new WeakMap<Rows<unknown>, KnownWindow>();

/** The rows in a window of `height` lines; the selected one is always among them. */
export const visibleRows = <T extends Item, Q extends ListQuery, S extends string>(
  {rowsOf}: ListKind<T, Q, S>,
  list: List<T, Q, S>,
  height: number,
): VisibleRows<T> => {
  const rows = rowsOf(list);
  const {top, selected} = list;
  const last = known.get(rows);
  // What is known of these rows has their items.
  if (last && last.top === top && last.selected === selected && last.height === height)
    return last.visible as VisibleRows<T>;
  const visible = windowOn(rows, list, height);
  known.set(rows, {top, selected, height, visible});
  return visible;
};

export const clamp = (n: number, max: number): number => Math.min(Math.max(0, n), Math.max(0, max));

/** How many rows a motion goes in a window of `height` rows. The ends are infinitely far away. */
export const distanceOf = (motion: Motion, height: number): number => {
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

/** The list with the row at `index` selected. */
const withSelection = <T extends Item, Q extends ListQuery, S extends string>(
  {rowsOf}: ListKind<T, Q, S>,
  list: List<T, Q, S>,
  {index, at}: {readonly index: number; readonly at: number},
): List<T, Q, S> => {
  const arn = rowsOf(list).at(index)?.arn;
  return arn === undefined || arn === list.selected
    ? list
    : {...list, selected: arn, selectedAt: at, movedAt: at, hasSettled: false};
};

/** Moves the selection. The window moves along with a motion by pages, and otherwise only as far as it must. */
export const withMotion = <T extends Item, Q extends ListQuery, S extends string>(
  kind: ListKind<T, Q, S>,
  list: List<T, Q, S>,
  {motion, height, at}: {readonly motion: Motion; readonly height: number; readonly at: number},
): List<T, Q, S> => {
  const rows = kind.rowsOf(list);
  const last = rows.count - 1;
  const by = distanceOf(motion, height);
  const {first} = visibleRows(kind, list, height);
  const index = clamp(rows.indexOf(list.selected) + by, last);
  const isByPages = motion.kind === 'pages' || motion.kind === 'half-pages';
  const top = isByPages ? rows.at(clamp(first + by, last - height + 1))?.arn : list.top;
  return withSelection(kind, {...list, top}, {index, at});
};

/** Keeps a selection while there are rows, and the window around it. */
export const framed = <T extends Item, Q extends ListQuery, S extends string>(
  kind: ListKind<T, Q, S>,
  list: List<T, Q, S>,
  {height, at}: {readonly height: number; readonly at: number},
): List<T, Q, S> => {
  const rows = kind.rowsOf(list);
  if (rows.count === 0) return list;
  const index = Math.max(0, rows.indexOf(list.top));
  const selected = rows.indexOf(list.selected) < 0 ? withSelection(kind, list, {index, at}) : list;
  const window = visibleRows(kind, selected, height);
  const top = window.first === 0 ? undefined : window.items[0]?.arn;
  const newAbove = top === undefined ? 0 : selected.newAbove;
  if (top === selected.top && newAbove === selected.newAbove) return selected;
  const next = {...selected, top, newAbove};
  return top === selected.top ? next : {...next, movedAt: at, hasSettled: false};
};

/** The list with highlighted rows. */
export const withHighlights = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  arns: readonly string[],
  until: number,
): List<T, Q, S> => {
  if (arns.length === 0) return list;
  const highlights = new Map(list.highlights);
  for (const arn of arns) highlights.set(arn, until);
  return {...list, highlights};
};
