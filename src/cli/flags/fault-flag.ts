/** --fault, which the simulator and the demo have. */
import type {Parsed} from '../../core/text/parsed.ts';
import type {Fault} from '../../simulator/faults/fault-kind.ts';
import {parseFault} from '../../simulator/faults/spec.ts';

/** Reads specs that are separated by commas. */
export const parseFaults = (text: string): Parsed<readonly Fault[]> => {
  const faults: Fault[] = [];
  for (const spec of text.split(',')) {
    const fault = parseFault(spec);
    if (!fault.ok) return fault;
    faults.push(fault.value);
  }
  return {ok: true, value: faults};
};
