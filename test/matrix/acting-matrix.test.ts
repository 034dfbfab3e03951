/** Failures of what models, tags, deletions and imports need. docs/failure-matrix.md is what was seen. */
import {describe, expect, it} from 'vitest';
import {ACTING_FAULTS, type ActingCell, runActing} from './acting.ts';
import {ACTING_CALLS} from './acting-calls.ts';
import {actingSections, DOCUMENT, matrixPage} from './page.ts';

/** What was seen, by fault and call. */
const cells = new Map<string, ActingCell>();

describe.each(ACTING_FAULTS)('$name', fault => {
  it.each(ACTING_CALLS)('$name', async call => {
    cells.set(`${fault.name}/${call.name}`, await runActing(fault, call));
  });
});

it('is what the document says', async () => {
  expect(cells.size).toBe(ACTING_FAULTS.length * ACTING_CALLS.length);
  await expect(matrixPage(actingSections(cells))).toMatchFileSnapshot(DOCUMENT);
});
