/** Every failure at every request: what the person sees, what stays, and how it passes. docs/failure-matrix.md is what was seen. */
import {describe, expect, it, vi} from 'vitest';
import {FAULT_KINDS} from '../../src/simulator/faults/spec.ts';
import {CASES} from './cases.ts';
import {CALLS, type Cell, runCell} from './cell.ts';
import {DOCUMENT, matrixPage, requestSections} from './page.ts';

vi.mock('../../src/bedrock/transport/transport.ts', async original => {
  const {createTransport, ...rest} = await original<typeof import('../../src/bedrock/transport/transport.ts')>();
  const {withTrouble} = await import('./trouble.ts');
  type Sources = Parameters<typeof createTransport>[0];
  return {...rest, createTransport: async (sources: Sources) => withTrouble(await createTransport(sources))};
});

/** What was seen, by case and call. */
const cells = new Map<string, Cell>();

it('no fault of the simulator is left out', () => {
  expect([...new Set(CASES.flatMap(each => each.fault ?? []))].sort()).toEqual(
    FAULT_KINDS.map(({name}) => name).sort(),
  );
});

describe.each(CASES)('$name', each => {
  it.each(CALLS)('$name', async call => {
    cells.set(`${each.name}/${call.name}`, await runCell(each, call));
  });
});

it('is what the document says', async () => {
  await expect(matrixPage(requestSections(cells))).toMatchFileSnapshot(DOCUMENT);
});
