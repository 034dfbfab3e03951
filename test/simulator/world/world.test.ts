/** The simulated account: its history, and its jobs as time passes. */
import {describe, expect, it} from 'vitest';
import {type JobRecord, modifiedAt} from '../../../src/simulator/world/job-record.ts';
import {advance, createWorld, type WorldOptions} from '../../../src/simulator/world/world.ts';
import {createClock, MINUTE, NOON, SECOND} from '../simulated.ts';

const world = (options: Partial<WorldOptions> = {}) => createWorld({now: () => NOON, jobs: 0, ...options});

/** The jobs as text, to compare two worlds. */
const textOf = (jobs: readonly JobRecord[]) => JSON.stringify(jobs);

const overlaps = (jobs: readonly JobRecord[]): JobRecord[] =>
  jobs.filter((job, i) => {
    const next = jobs[i + 1];
    return next !== undefined && next.createdAt <= job.endsAt;
  });

/** What holds for each job of an account; as values, because ten thousand jobs would be tens of thousands of expectations. */
const isPlausible = (job: JobRecord) => {
  const minutes = (job.endsAt - job.createdAt) / MINUTE;
  return {
    name: /^[a-zA-Z0-9][a-zA-Z0-9+.-]{0,62}$/.test(job.name),
    model: /^[0-9a-zA-Z]+([_-][0-9a-zA-Z]+)*$/.test(job.modelName),
    arn: /^arn:aws:bedrock:us-east-1:111122223333:model-import-job\/[a-z0-9]{12}$/.test(job.arn),
    source: /^s3:\/\/[a-z0-9][-.a-z0-9]{1,61}[a-z0-9](\/[-!_*'().a-z0-9A-Z]+)*\/$/.test(job.s3Uri),
    minutes: minutes >= 3 && minutes <= 45,
    reason: (job.failureMessage === undefined) === (job.status === 'Completed'),
  };
};

describe('the history', () => {
  it('is the same for the same seed, and different for another seed', () => {
    expect(textOf(world({jobs: 300}).jobs)).toBe(textOf(world({jobs: 300}).jobs));
    expect(textOf(world({jobs: 300, seed: 2}).jobs)).not.toBe(textOf(world({jobs: 300}).jobs));
  });

  it.each([140, 1000, 10_000])('has %i jobs that could be real', count => {
    const {jobs} = world({jobs: count});
    expect(jobs).toHaveLength(count);
    expect(new Set(jobs.map(job => job.name)).size).toBe(count);
    expect(new Set(jobs.map(job => job.id)).size).toBe(count);
    expect(overlaps(jobs)).toEqual([]);
    expect(jobs.at(-1)?.endsAt).toBeLessThan(NOON);
    const strange = jobs.flatMap(job =>
      Object.entries(isPlausible(job)).flatMap(([what, isSo]) => (isSo ? [] : {what, job})),
    );
    expect(strange).toEqual([]);
    const failed = jobs.filter(job => job.status === 'Failed').length / count;
    expect(failed).toBeGreaterThan(0.06);
    expect(failed).toBeLessThan(0.19);
  });

  it('varies: long reasons, VPCs, keys, tags, names from the console, few jobs on weekends', () => {
    const {jobs, tags} = world({jobs: 1000});
    const reasons = jobs.flatMap(job => job.failureMessage ?? []);
    expect(new Set(reasons.map(reason => reason.slice(0, 12))).size).toBeGreaterThan(8);
    expect(reasons.every(reason => reason.endsWith(' (simulated)') && reason.length <= 2048)).toBe(true);
    expect(reasons.filter(reason => reason.length >= 300 && reason.length <= 900).length).toBeGreaterThan(10);
    const share = (isSo: (job: JobRecord) => boolean) => jobs.filter(isSo).length / jobs.length;
    expect(share(job => job.vpcConfig !== undefined)).toBeGreaterThan(0.05);
    expect(share(job => job.kmsKeyArn !== undefined)).toBeGreaterThan(0.05);
    expect(share(job => tags.has(job.arn))).toBeGreaterThan(0.2);
    expect(share(job => /^importJob-\d{8}T\d{6}$/.test(job.name))).toBeGreaterThan(0.02);
    expect(share(job => [0, 6].includes(new Date(job.createdAt).getUTCDay()))).toBeLessThan(0.1);
    expect(share(job => job.createdAt % SECOND !== 0)).toBeGreaterThan(0.9);
  });

  it('leaves room for one model under the quota', () => {
    expect(world({jobs: 140}).models).toHaveLength(2);
    expect(world({jobs: 140, modelQuota: 30}).models).toHaveLength(29);
    expect(world({jobs: 140, modelQuota: 0}).models).toHaveLength(0);
    const all = world({jobs: 140, modelQuota: Number.POSITIVE_INFINITY});
    expect(all.models).toHaveLength(all.jobsByStatus.Completed.length);
  });

  it('can have 100,000 jobs', () => {
    const {jobs} = world({jobs: 100_000});
    expect(new Set(jobs.map(job => job.name)).size).toBe(100_000);
    expect(overlaps(jobs)).toEqual([]);
  });
});

describe('a job', () => {
  it('is touched while it runs, ends at its time, and is modified a moment later', () => {
    const clock = createClock();
    const simulated = world({now: clock.now});
    const job = simulated.start({name: 'touched', endsAt: NOON + 10 * MINUTE});
    const modified = [0, 30, 60, 120, 300].map(seconds => modifiedAt(job, NOON + seconds * SECOND) - NOON);
    expect(modified).toEqual([0, 0, 42_640, 42_640, 288_640]);
    advance(simulated, NOON + 10 * MINUTE - 1);
    expect(job.status).toBe('InProgress');
    advance(simulated, NOON + 10 * MINUTE);
    expect(job.status).toBe('Completed');
    expect(modifiedAt(job, job.endsAt + 10)).toBe(job.endsAt);
    expect(modifiedAt(job, job.endsAt + SECOND) - job.endsAt).toBeGreaterThanOrEqual(160);
    expect(modifiedAt(job, job.endsAt + SECOND) - job.endsAt).toBeLessThanOrEqual(210);
  });

  it.each([1, 60])('takes 12 to 20 minutes divided by the pace %i', pace => {
    const job = world({pace}).start({});
    expect(((job.endsAt - job.createdAt) * pace) / MINUTE).toBeGreaterThanOrEqual(12 - 0.1);
    expect(((job.endsAt - job.createdAt) * pace) / MINUTE).toBeLessThanOrEqual(20 + 0.1);
  });

  it('leaves a model when it completes; beyond the quota, the oldest model is deleted', () => {
    const simulated = world({modelQuota: 2});
    for (const name of ['one', 'two', 'three']) simulated.finish(simulated.start({name}).arn, 'Completed');
    expect(simulated.models.map(job => job.modelName)).toEqual(['two', 'three']);
  });

  it('can be ended by hand once, with a given or an invented reason', () => {
    const simulated = world();
    const explained = simulated.finish(simulated.start({}).arn, 'Failed', 'because');
    const unexplained = simulated.finish(simulated.start({}).arn, 'Failed');
    expect(explained).toMatchObject({status: 'Failed', failureMessage: 'because', endsAt: NOON});
    expect(unexplained.failureMessage).toMatch(/\(simulated\)$/);
    expect(simulated.models).toEqual([]);
    expect(() => simulated.finish(explained.arn, 'Completed')).toThrow('No import job is running');
  });

  it('that started in the past is listed in order of creation', () => {
    const simulated = world();
    const late = simulated.start({});
    const early = simulated.start({createdAt: NOON - MINUTE, endsAt: NOON - SECOND, ending: 'Failed'});
    advance(simulated, NOON);
    expect(simulated.jobs).toEqual([early, late]);
    expect(early.status).toBe('Failed');
  });

  it('stays ended when the clock is turned back', () => {
    const clock = createClock();
    const simulated = world({now: clock.now});
    const job = simulated.start({endsAt: NOON + SECOND});
    advance(simulated, NOON + 2 * SECOND);
    advance(simulated, NOON - MINUTE);
    expect(job.status).toBe('Completed');
    expect(simulated.now).toBe(NOON + 2 * SECOND);
  });
});

describe('the jobs that run at the start', () => {
  it.each([0, 1, 50])('are %i, created before now, after the history', running => {
    const {jobsByStatus, jobs} = world({jobs: 20, running});
    expect(jobsByStatus.InProgress).toHaveLength(running);
    expect(jobs.slice(0, 20).every(job => job.status !== 'InProgress')).toBe(true);
    expect(jobsByStatus.InProgress.every(job => job.createdAt < NOON && job.endsAt > NOON)).toBe(true);
  });

  it('end at the given times', () => {
    const together = world({running: 3, runningEndsIn: 5 * SECOND});
    advance(together, NOON + 5 * SECOND);
    expect(together.jobsByStatus.InProgress).toHaveLength(0);
    const apart = world({running: 3, runningEndsIn: [SECOND, 2 * SECOND, Number.POSITIVE_INFINITY]});
    advance(apart, NOON + 2 * SECOND);
    expect(apart.jobsByStatus.InProgress).toHaveLength(1);
    advance(apart, NOON + 1000 * MINUTE);
    expect(apart.jobsByStatus.InProgress).toHaveLength(1);
  });
});

describe('the demo', () => {
  const demo = (steps: readonly number[]) => {
    const simulated = world({jobs: 140, script: 'demo'});
    for (const step of steps) advance(simulated, NOON + step);
    return simulated;
  };

  it('begins with one import that has run for 11 minutes and completes after 40 seconds', () => {
    const simulated = demo([]);
    const [job, ...others] = simulated.jobsByStatus.InProgress;
    expect(others).toEqual([]);
    expect(Math.floor((NOON - (job?.createdAt ?? 0)) / MINUTE)).toBe(11);
    advance(simulated, NOON + 40 * SECOND);
    expect(job?.status).toBe('Completed');
    expect(simulated.models.at(-1)).toBe(job);
  });

  it('continues with one import after another, 15 seconds apart; the second one fails', () => {
    const simulated = demo([60 * MINUTE]);
    const lived = simulated.jobs.slice(140);
    expect(lived.length).toBeGreaterThan(40);
    expect(lived[1]?.status).toBe('Failed');
    expect(new Set(simulated.jobs.map(job => job.name)).size).toBe(simulated.jobs.length);
    expect(overlaps(simulated.jobs)).toEqual([]);
    lived.slice(1).forEach((job, i) => {
      expect(job.createdAt - (lived[i]?.endsAt ?? 0)).toBe(15 * SECOND);
    });
    const failed = lived.filter(job => job.status === 'Failed').length / lived.length;
    expect(failed).toBeGreaterThan(0.05);
    expect(failed).toBeLessThan(0.5);
    expect(simulated.models.length).toBeLessThanOrEqual(3);
  });

  it('is the same however often it advances', () => {
    const often = Array.from({length: 1000}, (_, i) => i * SECOND);
    expect(textOf(demo(often).jobs)).toBe(textOf(demo([999 * SECOND]).jobs));
  });

  it('waits for an import that was started by hand', () => {
    const clock = createClock();
    const simulated = createWorld({now: clock.now, jobs: 5, script: 'demo'});
    clock.pass(41 * SECOND);
    const mine = simulated.start({name: 'mine'});
    clock.pass(30 * SECOND);
    advance(simulated, clock.at);
    expect(simulated.jobsByStatus.InProgress).toEqual([mine]);
    clock.pass(2 * MINUTE);
    advance(simulated, clock.at);
    expect(mine.status).toBe('Completed');
    expect(simulated.jobs.at(-1)).not.toBe(mine);
  });
});
