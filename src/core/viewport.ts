/** Sizes, computed once from the window: what is shown, how high, how wide; and the arithmetic that keeps a row in view. */

export const LEAST = {columns: 40, rows: 10} as const;
/**
 * `min`: the ARN of a KMS key in us-east-1 (75), its label, and the columns around them; `wanted`: the same in eu-central-1, the
 * longest of the regions with model import, before the list gets columns to spare.
 */
const SIDE_PANE = {min: 88, wanted: 90, max: 100, share: 0.38} as const;
/** The list keeps what it has without a pane beside it: the columns of times, and the reason if only failed jobs are listed. */
const LIST_MIN = {any: 70, failedOnly: 97} as const;
const BELOW_PANE_FROM = 20;
/** Header, query line, rule and footer; the list's headings are its own. */
const FRAME_ROWS = 4;
const GUTTER = 2;
const GAP = 2;

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

export const layoutOf = ({columns, rows}: Size, isFailedOnly: boolean): Layout => {
  const isTooSmall = columns < LEAST.columns || rows < LEAST.rows;
  const bodyRows = Math.max(1, rows - FRAME_ROWS);
  const listMin = isFailedOnly ? LIST_MIN.failedOnly : LIST_MIN.any;
  const spare = columns - GAP - listMin;
  const most = Math.min(SIDE_PANE.max, Math.max(SIDE_PANE.wanted, Math.round(columns * SIDE_PANE.share)));
  if (spare >= SIDE_PANE.min) {
    const width = Math.min(most, spare);
    const besideWidth = columns - width - GAP;
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

export type ColumnKey = 'status' | 'name' | 'model' | 'created' | 'took' | 'why';

export interface Column {
  readonly key: ColumnKey;
  readonly title: string;
  readonly width: number;
  readonly isRight?: boolean;
}

const NAME_MOST = 63;
/** More than a list without a pane beside it ever has, so that the column does not go again as the window grows. */
const REASON_FROM = 123;

/** How the flexible width is shared between the job's name, its model and, where there is room, why it failed. */
const flexible = (width: number, isFailedOnly: boolean): readonly Column[] => {
  const name = (w: number): Column => ({key: 'name', title: 'JOB', width: w});
  const model = (w: number): Column => ({key: 'model', title: 'MODEL', width: w});
  const why = (w: number): Column => ({key: 'why', title: 'WHY', width: w});
  if (isFailedOnly && width >= 60) {
    const first = Math.min(NAME_MOST, Math.max(26, Math.round(width * 0.4)));
    return [name(first), why(width - first - GAP)];
  }
  if (width >= REASON_FROM) {
    const first = Math.min(NAME_MOST, Math.round(width * 0.34));
    const second = Math.min(NAME_MOST, Math.round(width * 0.26));
    return [name(first), model(second), why(width - first - second - 2 * GAP)];
  }
  if (width >= 60) {
    const first = Math.round((width - GAP) * 0.56);
    return [name(first), model(width - first - GAP)];
  }
  return [name(width)];
};

/** The list's columns for a width; `isFailedOnly`: no row has a model, so the reason takes that place. */
export const columnsOf = (listWidth: number, isFailedOnly: boolean): readonly Column[] => {
  const status: Column = {key: 'status', title: 'STATUS', width: 10};
  const tail: Column[] = [];
  if (listWidth >= 70) tail.push({key: 'created', title: 'CREATED', width: 11});
  if (listWidth >= 46) tail.push({key: 'took', title: 'TOOK', width: 7, isRight: true});
  const fixed = [status, ...tail].reduce((sum, column) => sum + column.width + GAP, GUTTER + 1);
  return [status, ...flexible(listWidth - fixed, isFailedOnly), ...tail];
};
