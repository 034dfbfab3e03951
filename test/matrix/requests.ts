/** Tests for some cases at every request, and of what the document says about them. */
import {describe, expect, it} from 'vitest';
import type {Case} from './cases.ts';
import {CALLS, type Cell, runCell} from './cell.ts';
import {DOCUMENT, matrixPage, requestSections} from './page.ts';

export const testCases = (cases: readonly Case[]): void => {
  /** What was seen, by case and call. */
  const cells = new Map<string, Cell>();

  describe.each(cases)('$name', each => {
    it.each(CALLS)('$name', async call => {
      cells.set(`${each.name}/${call.name}`, await runCell(each, call));
    });
  });

  it('is what the document says', async () => {
    expect(cells.size).toBe(cases.length * CALLS.length);
    await expect(matrixPage(requestSections(cells))).toMatchFileSnapshot(DOCUMENT);
  });
};
