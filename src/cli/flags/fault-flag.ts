/** Reads the faults of --fault, which the simulator and the demo have. Loaded only if the flag may be given. */
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

/** What is wrong with the faults of a demo, naming the flag; undefined if nothing. */
export const faultProblem = (specs: readonly string[]): string | undefined => {
  if (specs.length === 0) return undefined;
  const faults = parseFaults(specs.join(','));
  return faults.ok ? undefined : `--fault: ${faults.reason}`;
};
