/** Every failure at every request: what the person sees, what stays, and how it passes. docs/failure-matrix.md is what was seen. */
import {expect, it} from 'vitest';
import {FAULT_KINDS} from '../../src/simulator/faults/spec.ts';
import {FAULT_CASES} from './cases.ts';
import {testCases} from './requests.ts';

/** Those that only imports meet, which the screens do not start. */
const OF_IMPORTS: readonly string[] = ['repeat'];

it('no fault of the simulator is left out', () => {
  const names = FAULT_KINDS.map(({name}) => name).filter(name => !OF_IMPORTS.includes(name));
  expect([...new Set(FAULT_CASES.flatMap(each => each.fault ?? []))].sort()).toEqual(names.sort());
});

testCases(FAULT_CASES);
