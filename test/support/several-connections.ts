/** Several connections in memory, for tests of commands: an AWS for each region or profile, and ways in which one of them fails. */
// What is loaded only for several connections is there before a test moves the clock by hand.
import '../../src/cli/commands/list/list-several.ts';
import '../../src/cli/commands/shared/connections.ts';
import '../../src/cli/commands/shared/several-items.ts';
import {type AppError, failure, type Outcome} from '../../src/core/domain/app-error.ts';
import type {Job} from '../../src/core/domain/job.ts';
import type {Target} from '../../src/core/domain/target.ts';
import {createNamedAws, type FakeAws, oops} from './fake-aws.ts';
import {jobAt} from './jobs.ts';
import {createTestHost, type TestHost, type TestHostOptions} from './plain-host.ts';

export const REGIONS = ['us-east-1', 'eu-central-1', 'us-west-2'] as const;
export type Region = (typeof REGIONS)[number];
export type World = Readonly<Record<Region, FakeAws>>;

/** The flags that choose them: dev/us-east-1, dev/eu-central-1 and dev/us-west-2. */
export const FLAGS = ['--profile', 'dev', '--region', REGIONS.join(',')];

/** The job `job-N` in a region. */
export const jobIn = (region: string, n: number, more: Partial<Job> = {}): Job => {
  const job = jobAt(n, more);
  return {...job, arn: job.arn.replace('us-east-1', region), name: `job-${n}`};
};

export const worldOf = (jobs: Partial<Record<Region, readonly Job[]>> = {}): World => {
  const entries = REGIONS.map(region => {
    const aws = createNamedAws(...(jobs[region] ?? []));
    aws.connect = async () => ({ok: true, value: {region, profile: 'dev'}});
    return [region, aws] as const;
  });
  return Object.fromEntries(entries) as World;
};

export const hostOf = (world: World, more: Partial<TestHostOptions> = {}): TestHost =>
  createTestHost({gateway: (target: Target) => world[(target.region ?? 'us-east-1') as Region], ...more});

/** Two profiles, each with an AWS of its own. */
export const hostOfProfiles = (profiles: Readonly<Record<string, FakeAws>>, more: Partial<TestHostOptions> = {}) =>
  createTestHost({
    gateway: target => {
      const aws = profiles[(target.kind === 'aws' && target.profile) || ''];
      if (!aws) throw new Error(`no profile ${JSON.stringify(target)}`);
      return aws;
    },
    ...more,
  });

export const DENIED = oops({kind: 'access', why: 'Access denied', next: 'Ask your administrator', isTransient: false});
export const EXPIRED = oops({kind: 'credentials', why: 'Sign-in expired', next: 'Sign in again', isTransient: false});
export const THROTTLED = oops({kind: 'throttled', why: 'Too many requests', next: 'Wait'});

const CANCELLED = oops({kind: 'network', why: 'Cancelled', isTransient: false});

/** An answer that never comes: the request ends only when it is cancelled. */
export const noAnswer = (signal: AbortSignal): Promise<Outcome<never>> =>
  new Promise(resolve => {
    signal.addEventListener('abort', () => resolve(failure(CANCELLED)));
  });

/** From now on, each request to this AWS has this answer. */
export const failing = (aws: FakeAws, answer: AppError | typeof noAnswer): void => {
  const answered = (signal: AbortSignal) =>
    typeof answer === 'function' ? answer(signal) : Promise.resolve(failure(answer));
  aws.listJobs = (request, signal) => {
    aws.lists.push(request);
    return answered(signal);
  };
  aws.getJob = (identifier, signal) => {
    aws.gets.push(identifier);
    return answered(signal);
  };
};
