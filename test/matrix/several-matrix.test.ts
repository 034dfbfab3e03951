/** Failures at one of three connections: the line that names it, and how it heals. docs/failure-matrix.md is what was seen. */
import {describe, expect, it} from 'vitest';
import {ANSWERS, FAULT_CASES} from './cases.ts';
import {DOCUMENT, matrixPage, severalSections} from './page.ts';
import {MOMENTS, runSeveral, type SeveralCell} from './several.ts';

const CASES = [...FAULT_CASES, ...ANSWERS];

/** What was seen, by case and moment. */
const cells = new Map<string, SeveralCell>();

describe.each(CASES)('$name', each => {
  it.each(MOMENTS)('%s', async moment => {
    cells.set(`${each.name}/${moment}`, await runSeveral(each, moment));
  });
});

it('is what the document says', async () => {
  expect(cells.size).toBe(CASES.length * MOMENTS.length);
  await expect(matrixPage(severalSections(CASES, cells))).toMatchFileSnapshot(DOCUMENT);
});
