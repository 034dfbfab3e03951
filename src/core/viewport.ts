/** Sizes, computed once from the window: what is shown, how high, how wide; and the arithmetic that keeps a row in view. */

/** A smaller window shows only that it is too small. */
export const MIN_SIZE = {columns: 40, rows: 10} as const;
/**
 * `min`: the ARN of a KMS key in us-east-1 (75), its label, and the columns around them; `wanted`: the same in eu-central-1, the
 * longest of the regions with model import, before the list gets columns to spare.
 */
const SIDE_PANE = {min: 88, wanted: 90, max: 100, share: 0.38} as const;
const BELOW_PANE_FROM = 20;
/** Header, query line, rule and footer; the list's headings are its own. */
const FRAME_ROWS = 4;
/** Between the list and a pane beside it. */
const PANE_GAP = 2;

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export type Pane =
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
  /** Rows between the rule under the query line and the footer: what a full-screen overlay fills. */
  readonly bodyRows: number;
}

/** `minListWidth`: what the list keeps with a pane beside it. */
export const layoutOf = ({columns, rows}: Size, minListWidth: number): Layout => {
  const isTooSmall = columns < MIN_SIZE.columns || rows < MIN_SIZE.rows;
  const bodyRows = Math.max(1, rows - FRAME_ROWS);
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
      listRows: bodyRows - 1,
      pane: {kind: 'side', width, rows: bodyRows},
      bodyRows,
    };
  }
  if (rows >= BELOW_PANE_FROM) {
    const third = Math.floor(rows / 3);
    const listRows = bodyRows - 1 - third;
    const pane: Pane = {kind: 'below', width: columns, rows: third - 1};
    return {columns, rows, isTooSmall, listWidth: columns, listRows, pane, bodyRows};
  }
  const listRows = Math.max(1, bodyRows - 1);
  return {columns, rows, isTooSmall, listWidth: columns, listRows, pane: {kind: 'none'}, bodyRows};
};
