/** The names of many jobs as one text, searched as a whole: 100,000 strings in as many places of the memory take ten times as long. */
import type {Job} from './job.ts';

interface Names {
  /** The names, a line each. */
  readonly text: string;
  /** Where each begins, and one more for the end. */
  readonly starts: Int32Array;
}

const known = new WeakMap<readonly Job[], Names>();

const namesOf = (jobs: readonly Job[]): Names => {
  const found = known.get(jobs);
  if (found) return found;
  const starts = new Int32Array(jobs.length + 1);
  let end = 0;
  for (let i = 0; i < jobs.length; i++) {
    starts[i] = end;
    end += (jobs[i]?.name.length ?? 0) + 1;
  }
  starts[jobs.length] = end;
  const names = {text: `${jobs.map(job => job.name).join('\n')}\n`, starts};
  known.set(jobs, names);
  return names;
};

/** The places of the jobs whose name holds `wanted`, ascending. `wanted` has no line break, as no name has one. */
export const placesOf = (jobs: readonly Job[], wanted: string): Int32Array => {
  const {text, starts} = namesOf(jobs);
  const places = new Int32Array(jobs.length);
  let count = 0;
  let place = 0;
  for (let at = text.indexOf(wanted); at >= 0 && place < jobs.length; at = text.indexOf(wanted, starts[place])) {
    while ((starts[place + 1] ?? 0) <= at) place++;
    places[count++] = place++;
  }
  return places.subarray(0, count);
};
