/** Every failure at every request: what the person sees, what stays, and how it passes. docs/failure-matrix.md is what was seen. */
import {expect, it} from 'vitest';
import {FAULT_KINDS} from '../../src/simulator/faults/spec.ts';
import {FAULT_CASES} from './cases.ts';
import {testCases} from './requests.ts';

it('no fault of the simulator is left out', () => {
  expect([...new Set(FAULT_CASES.flatMap(each => each.fault ?? []))].sort()).toEqual(
    FAULT_KINDS.map(({name}) => name).sort(),
  );
});

testCases(FAULT_CASES);
