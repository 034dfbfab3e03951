/** The full-screen detail and its JSON as lines and as rows of the screen: wrapped, or cut at the sides. */
import {LABEL_WIDTH, type Tone} from '../../jobs/detail-fields.ts';
import {memoizeLast} from '../../list/memoize.ts';
import {layout} from '../../state/select.ts';
import type {OverlayOf, State} from '../../state/state.ts';
import {type Match, matchesIn} from '../../text/find.ts';
import {columnsOf, type Segment, segmentsOf} from '../../text/segments.ts';
import type {WidthOf} from '../../text/wrap.ts';
import {detailParts, rawText} from './detail.ts';

type Detail = OverlayOf<'detail'>;

/** A whole line, before it is broken into rows. */
export interface ViewLine {
  readonly label: string;
  readonly text: string;
  readonly tone?: Tone;
}

/** A row of the screen. */
export interface ViewRow extends Segment {
  readonly line: number;
  /** The line's label stands in its first row. */
  readonly isFirst: boolean;
  /** Columns before the text. */
  readonly indent: number;
}

export interface View {
  readonly lines: readonly ViewLine[];
  readonly rows: readonly ViewRow[];
}

/** A row on either side of the text is free. */
const SIDES = 2;
/** How much further the rows of a JSON line are indented from the second one on. */
const HANG = 2;
/** The least room for the text of a deeply indented line. */
const TEXT_MIN = 20;

const indentOf = (text: string): number => text.length - text.trimStart().length;

const jsonRows = (text: string, line: number, width: number, widthOf: WidthOf): readonly ViewRow[] => {
  const own = Math.min(indentOf(text), Math.max(0, width - HANG - TEXT_MIN));
  const body = text.slice(indentOf(text));
  const at = text.length - body.length;
  return segmentsOf(body, width - own - HANG, widthOf).map(({from, to}, i) => ({
    line,
    from: at + from,
    to: at + to,
    isFirst: i === 0,
    indent: own + (i === 0 ? 0 : HANG),
  }));
};

const rawView = memoizeLast((raw: string, width: number, isWrapped: boolean, widthOf: WidthOf): View => {
  const lines = raw.split('\n').map(text => ({label: '', text}));
  const rows = lines.flatMap(({text}, line): readonly ViewRow[] =>
    isWrapped
      ? jsonRows(text, line, width - SIDES, widthOf)
      : [{line, from: 0, to: text.length, isFirst: true, indent: 0}],
  );
  return {lines, rows};
});

const fieldRows = (lines: readonly ViewLine[], first: number, width: number, widthOf: WidthOf): readonly ViewRow[] =>
  lines.flatMap(({text}, i) =>
    segmentsOf(text, width, widthOf).map((segment, row) => ({
      ...segment,
      line: first + i,
      isFirst: row === 0,
      indent: 0,
    })),
  );

const fieldsView = (state: State, {arn, isWrapped}: Detail): View => {
  const {reason, others, kept} = detailParts(state, arn);
  const {widthOf} = state.settings;
  const width = layout(state).columns - SIDES - LABEL_WIDTH;
  if (!isWrapped) {
    const lines = [...reason, ...others];
    return {lines, rows: lines.map(({text}, line) => ({line, from: 0, to: text.length, isFirst: true, indent: 0}))};
  }
  const above = fieldRows(reason, 0, width, widthOf);
  // The rows that a reason keeps from the start, so that nothing moves when it arrives.
  const blanks = Array.from({length: Math.max(0, kept - above.length)}, () => ({label: '', text: ''}));
  const lines = [...reason, ...blanks, ...others];
  return {lines, rows: [...above, ...fieldRows(lines.slice(reason.length), reason.length, width, widthOf)]};
};

/** What the overlay shows, at the width of the window. */
export const detailView = (state: State, overlay: Detail): View =>
  overlay.isRaw
    ? rawView(rawText(state, overlay.arn), layout(state).columns, overlay.isWrapped, state.settings.widthOf)
    : fieldsView(state, overlay);

/** Columns for the text of a row. */
export const textWidthOf = (state: State, {isRaw}: Detail): number =>
  layout(state).columns - SIDES - (isRaw ? 0 : LABEL_WIDTH);

const matchesFrom = memoizeLast((key: string, text: string): readonly Match[] => matchesIn(key.split('\n'), text));

/** Where the find text stands. */
export const detailMatches = (state: State, overlay: Detail): readonly Match[] => {
  const {text} = overlay.find;
  if (text === '') return [];
  const {lines} = detailView(state, overlay);
  return matchesFrom(lines.map(line => line.text).join('\n'), text);
};

/** The row in which a match begins. */
export const rowOfMatch = ({rows}: View, {line, from}: Match): number =>
  Math.max(
    0,
    rows.findLastIndex(row => row.line === line && row.from <= from),
  );

/** What the rule says of the find text; undefined if there is none. */
export const findText = (state: State, overlay: Detail): string | undefined => {
  const {text, match, turned} = overlay.find;
  if (text === '') return undefined;
  const count = detailMatches(state, overlay).length;
  if (count === 0) return `no match for “${text}”`;
  const around = turned === undefined ? '' : turned > 0 ? ', from the top again' : ', from the end again';
  return `match ${Math.min(match, count - 1) + 1} of ${count}${around}`;
};

/** The part of a row that is visible, and on which sides something is hidden. */
export const visiblePart = (state: State, overlay: Detail, row: ViewRow, text: string) => {
  if (overlay.isWrapped) return {...row, hidesLeft: false, hidesRight: false};
  const width = textWidthOf(state, overlay);
  const {from, to} = columnsOf(text, {left: overlay.left, width}, state.settings.widthOf);
  return {...row, from, to, hidesLeft: from > 0, hidesRight: to < text.length};
};
