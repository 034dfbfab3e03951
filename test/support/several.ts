/** The program with several connections, each with an AWS in memory of its own. */
import type {Job} from '../../src/core/domain/job.ts';
import type {AwsTarget, Target} from '../../src/core/domain/target.ts';
import {createNamedAws, type FakeAws} from './fake-aws.ts';
import {jobAt} from './jobs.ts';
import {createProgram, type Program, type ProgramOptions} from './program.ts';

export const ACCOUNTS = {dev: '111122223333', prod: '444455556666'} as const;
type Profile = keyof typeof ACCOUNTS;

/** For example dev/us-east-1. */
export type Place = `${Profile}/${string}`;

const partsOf = (place: Place): readonly [profile: Profile, region: string] => {
  const [profile, region = ''] = place.split('/');
  return [profile as Profile, region];
};

/** Job `n` at a place; the same `n` of another place was created at the same time. */
export const jobIn = (place: Place, n: number, more: Partial<Job> = {}): Job => {
  const [profile, region] = partsOf(place);
  const job = jobAt(n, more);
  return {...job, arn: job.arn.replace('us-east-1', region).replace(ACCOUNTS.dev, ACCOUNTS[profile])};
};

export const targetAt = (place: Place): AwsTarget => {
  const [profile, region] = partsOf(place);
  return {kind: 'aws', profile, region};
};

const placeOf = (target: Target): Place =>
  target.kind === 'demo' ? 'dev/us-east-1' : `${target.profile as Profile}/${target.region}`;

interface Several<P extends Place> {
  readonly program: Program;
  readonly aws: Readonly<Record<P, FakeAws>>;
}

interface SeveralOptions<P extends Place> extends Partial<ProgramOptions> {
  /** Before the start. */
  readonly prepare?: (aws: Several<P>['aws']) => void;
}

/** An AWS for each place, and what makes the program use them. */
export const severalAws = <P extends Place>(jobs: Readonly<Record<P, readonly Job[]>>) => {
  const places = Object.keys(jobs) as Place[] as P[];
  const made = places.map(place => {
    const [profile, region] = partsOf(place);
    const one = createNamedAws(...jobs[place]);
    one.connect = async () => ({ok: true, value: {region, profile}});
    return [place, one] as const;
  });
  const aws = Object.fromEntries(made) as Record<P, FakeAws>;
  return {aws, gateway: (target: Target) => aws[placeOf(target) as P], targets: places.map(targetAt)};
};

/** The program with these jobs at these places, started. */
export const startSeveral = async <P extends Place>(
  jobs: Readonly<Record<P, readonly Job[]>>,
  {prepare = () => {}, ...more}: SeveralOptions<P> = {},
): Promise<Several<P>> => {
  const {aws, gateway, targets} = severalAws(jobs);
  prepare(aws);
  const program = createProgram({gateway, targets, ...more});
  await program.say({kind: 'started'});
  // Each connection sends its first request in a turn of its own.
  await program.clock.advance(10);
  return {program, aws};
};
