/** Estimates held against the truth of the simulator: each of its last jobs, from those that had ended before it began. */
import {estimateOf, historyOf, leftOf} from '../../src/core/jobs/estimate.ts';
import {createWorld} from '../../src/simulator/world/world.ts';
import {NOON} from './jobs.ts';

export interface Measured {
  /** The share of jobs whose duration was within the range. */
  readonly coverage: number;
  /** The median width of the ranges, as a share of the median duration. */
  readonly width: number;
  readonly count: number;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** `shares`: after which shares of its true duration each job is estimated; a result for each of them. */
export const measureEstimates = (
  seed: number,
  {jobs = 1000, count = 200, shares = [0]}: {jobs?: number; count?: number; shares?: readonly number[]} = {},
): readonly Measured[] => {
  const world = createWorld({now: () => NOON, seed, jobs});
  const all = world.jobs.map(({arn, name, modelName, createdAt, endsAt, ending}) => ({
    arn,
    name,
    modelName,
    createdAt,
    endedAt: endsAt,
    status: ending as string,
  }));
  const tried = all.filter(({status}) => status === 'Completed').slice(-count);
  const estimated = tried.map(job => {
    const before = all.filter(({endedAt}) => endedAt <= job.createdAt);
    return {truth: job.endedAt - job.createdAt, estimate: estimateOf(historyOf(before, false), job)};
  });
  return shares.map(share => {
    const results = estimated.map(({truth, estimate}) => {
      const left = leftOf(estimate, truth * share);
      const remaining = truth * (1 - share);
      const isWithin = left.kind === 'range' && left.min <= remaining && remaining <= left.max;
      return {truth, isWithin, width: left.kind === 'range' ? left.max - left.min : 0};
    });
    return {
      coverage: results.filter(({isWithin}) => isWithin).length / results.length,
      width: median(results.map(({width}) => width)) / median(results.map(({truth}) => truth)),
      count: results.length,
    };
  });
};
