/** Sizes: every window is filled exactly, and the selected row is in it. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {jobColumns, minListWidth} from '../../../src/core/jobs/columns.ts';
import {keepInView} from '../../../src/core/list/window.ts';
import {layoutOf, MIN_SIZE} from '../../../src/core/state/layout.ts';

/** Header, query line, the rule and the footer; then the list's headings. */
const FRAME_ROWS = 4;
const HEADING_ROWS = 1;
/** The rule between the list and a pane below it; the gap to a pane beside it. */
const BETWEEN = {below: 1, side: 2};

const KMS_KEY = 'key/d6a21573-50cb-4b2e-abf0-49f8c2a7cf7b';
const KMS_ARN = `arn:aws:kms:us-east-1:111122223333:${KMS_KEY}`;
const LONGEST_KMS_ARN = `arn:aws:kms:eu-central-1:111122223333:${KMS_KEY}`;

const frame = (minListWidth: number) => ({minListWidth, extraRows: 0});

const range = (from: number, to: number) => Array.from({length: to - from + 1}, (_, i) => from + i);
const SIZES = range(40, 300).flatMap(columns => range(10, 100).map(rows => ({columns, rows})));

describe('the layout', () => {
  it('fills every window from 40x10 to 300x100 exactly', () => {
    const odd = SIZES.filter(size => {
      const {listRows, listWidth, pane, bodyRows, isTooSmall} = layoutOf(size, frame(70));
      const below = pane.kind === 'below' ? BETWEEN.below + pane.rows : 0;
      const beside = pane.kind === 'side' ? BETWEEN.side + pane.width : 0;
      const isFilled =
        FRAME_ROWS + HEADING_ROWS + listRows + below === size.rows &&
        listWidth + beside === size.columns &&
        FRAME_ROWS + bodyRows === size.rows &&
        (pane.kind !== 'side' || pane.rows === bodyRows) &&
        (pane.kind !== 'below' || pane.width === size.columns);
      return !isFilled || isTooSmall || listRows < 1;
    });
    expect(odd).toEqual([]);
  });

  it('puts the pane beside the list if an ARN and the list’s own columns fit, below it with a third of the rows at most, or nowhere', () => {
    for (const size of SIZES) {
      for (const isFailedOnly of [true, false]) {
        const {pane, listWidth} = layoutOf(size, frame(minListWidth(isFailedOnly)));
        if (pane.kind === 'below') expect(pane.rows + BETWEEN.below).toBeLessThanOrEqual(size.rows / 3);
        if (pane.kind !== 'side') {
          expect(pane.kind).toBe(size.rows >= 20 ? 'below' : 'none');
          continue;
        }
        // Three columns around the text and ten for the label.
        expect(pane.width - 12).toBeGreaterThanOrEqual(KMS_ARN.length);
        // The list gets spare columns only after the pane has everything that it needs.
        if (listWidth > (isFailedOnly ? 97 : 70))
          expect(pane.width - 12).toBeGreaterThanOrEqual(LONGEST_KMS_ARN.length);
        const keys = jobColumns(listWidth, isFailedOnly).map(({short}) => short);
        expect(keys).toEqual(expect.arrayContaining(['created', 'took', ...(isFailedOnly ? ['failure'] : [])]));
      }
    }
    expect(layoutOf({columns: 130, rows: 36}, frame(70)).pane.kind).toBe('below');
    expect(layoutOf({columns: 160, rows: 50}, frame(70)).pane.kind).toBe('side');
  });

  it('never takes a column away as the window grows, except the model and the time left, which are also in the pane', () => {
    for (const isFailedOnly of [true, false]) {
      let before: readonly string[] = [];
      for (let columns = 40; columns <= 300; columns++) {
        const {listWidth} = layoutOf({columns, rows: 50}, frame(minListWidth(isFailedOnly)));
        const keys = jobColumns(listWidth, isFailedOnly).map(({short}) => short);
        const lost = before.filter(key => key !== 'model' && key !== 'left' && !keys.some(other => other === key));
        expect(lost, `${columns} columns`).toEqual([]);
        before = keys;
      }
    }
  });

  it.each([
    [{columns: MIN_SIZE.columns, rows: MIN_SIZE.rows}, false],
    [{columns: 39, rows: 100}, true],
    [{columns: 300, rows: 9}, true],
    [{columns: 1, rows: 1}, true],
  ])('of %o is too small: %s', (size, isTooSmall) => {
    expect(layoutOf(size, frame(70)).isTooSmall).toBe(isTooSmall);
    expect(layoutOf(size, frame(70)).listRows).toBeGreaterThanOrEqual(1);
  });
});

describe('keepInView', () => {
  it.each([
    ['nothing moves if the row is in view', 5, 7, 5],
    ['up, no further than it must', 5, 3, 3],
    ['down, no further than it must', 5, 17, 8],
    ['the last row of the window is still in it', 5, 14, 5],
    ['not past the end', 95, 95, 90],
    ['no selection leaves the window', 5, -1, 5],
    ['no selection past the end', 200, -1, 90],
  ])('%s', (_, first, selected, expected) => {
    expect(keepInView(first, selected, {height: 10, count: 100})).toBe(expected);
  });

  it('always shows the selected row, and never leaves rows empty at the end', () => {
    const given = fc
      .record({count: fc.integer({min: 1, max: 500}), height: fc.integer({min: 1, max: 100})})
      .chain(({count, height}) =>
        fc.tuple(fc.constant({count, height}), fc.integer({min: -10, max: 600}), fc.integer({min: 0, max: count - 1})),
      );
    fc.assert(
      fc.property(given, ([{count, height}, first, selected]) => {
        const from = keepInView(first, selected, {height, count});
        expect(from).toBeGreaterThanOrEqual(0);
        expect(from).toBeLessThanOrEqual(Math.max(0, count - height));
        expect(selected).toBeGreaterThanOrEqual(from);
        expect(selected).toBeLessThan(from + height);
        expect(keepInView(from, selected, {height, count})).toBe(from);
      }),
    );
  });
});
