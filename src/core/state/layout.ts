/** Sizes, computed once from the window: how high and wide everything is, and which rows keep the selected one in view. */

/** A smaller window shows only that it is too small. */
export const MIN_SIZE = {columns: 40, rows: 10} as const;
/**
 * `min` has room for the ARN of a KMS key in us-east-1 (75 columns), its label and the gaps; `wanted` for one in eu-central-1, the
 * region with the longest name. The list gets spare columns only after that.
 */
const SIDE_PANE = {min: 88, wanted: 90, max: 100, share: 0.38} as const;
const BELOW_PANE_FROM = 20;
/** Header, query line, rule and footer. The list's headings are not counted. */
const FRAME_ROWS = 4;
/** Between the list and a pane beside it. */
const PANE_GAP = 2;

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

type Pane =
  | {readonly kind: 'none'}
  | {readonly kind: 'below'; readonly width: number; readonly rows: number}
  | {readonly kind: 'side'; readonly width: number; readonly rows: number};

export interface Layout {
  /** Of the whole window. */
  readonly columns: number;
  readonly rows: number;
  readonly isTooSmall: boolean;
  /** Columns of the list, and how many jobs it shows at once. */
  readonly listWidth: number;
  readonly listRows: number;
  readonly pane: Pane;
  /** Rows between the rule under the query line and the footer. A full-screen overlay fills them. */
  readonly bodyRows: number;
}

export interface Frame {
  /** The least that the list keeps with a pane beside it. */
  readonly minListWidth: number;
  /** Lines between the query line and the rule. */
  readonly extraRows: number;
}

export const layoutOf = ({columns, rows}: Size, {minListWidth, extraRows}: Frame): Layout => {
  const isTooSmall = columns < MIN_SIZE.columns || rows < MIN_SIZE.rows;
  const bodyRows = Math.max(1, rows - FRAME_ROWS);
  const listBody = Math.max(1, bodyRows - extraRows);
  const spare = columns - PANE_GAP - minListWidth;
  const widest = Math.min(SIDE_PANE.max, Math.max(SIDE_PANE.wanted, Math.round(columns * SIDE_PANE.share)));
  if (spare >= SIDE_PANE.min) {
    const width = Math.min(widest, spare);
    const besideWidth = columns - width - PANE_GAP;
    return {
      columns,
      rows,
      isTooSmall,
      listWidth: besideWidth,
      listRows: listBody - 1,
      pane: {kind: 'side', width, rows: listBody},
      bodyRows,
    };
  }
  if (rows >= BELOW_PANE_FROM) {
    const third = Math.floor(rows / 3);
    const listRows = listBody - 1 - third;
    const pane: Pane = {kind: 'below', width: columns, rows: third - 1};
    return {columns, rows, isTooSmall, listWidth: columns, listRows, pane, bodyRows};
  }
  const listRows = Math.max(1, listBody - 1);
  return {columns, rows, isTooSmall, listWidth: columns, listRows, pane: {kind: 'none'}, bodyRows};
};
