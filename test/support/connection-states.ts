/** Connections with every kind of trouble, as the connections screen has to show them. */
import {type AppError, failure, success} from '../../src/core/domain/app-error.ts';
import type {Gateway} from '../../src/core/domain/ports.ts';
import {awsSettings, type Target, targetKey} from '../../src/core/domain/target.ts';
import {aws, jobOf} from './accounts.ts';
import {createFakeAws, oops} from './fake-aws.ts';

const EXPIRED = oops({
  kind: 'credentials',
  why: 'The SSO session of profile prod has expired',
  next: 'Run `aws sso login --profile prod`, then retry',
  isTransient: false,
});
const NO_CREDENTIALS = oops({
  kind: 'credentials',
  what: 'No AWS credentials found',
  why: 'Profile test has neither keys nor a role',
  next: 'Run `aws configure --profile test`, then retry',
  isTransient: false,
});
const DENIED = oops({
  kind: 'access',
  why: 'User: arn:aws:sts::333333333333:assumed-role/Developer/somebody@example.com is not authorized to perform: bedrock:ListModelImportJobs because no identity-based policy allows the bedrock:ListModelImportJobs action',
  next: 'Ask for a policy that allows bedrock:ListModelImportJobs, or choose another profile',
  isTransient: false,
});
const THROTTLED = oops({kind: 'throttled', why: 'AWS throttles this account: Rate exceeded', next: 'Wait'});
const UNREACHABLE = oops({
  kind: 'network',
  why: 'bedrock.eu-central-1.amazonaws.com could not be reached (ENOTFOUND)',
  next: 'Check the network, the proxy and the region',
});

/** The targets of 20 connections; tests take as many as they need from the start. */
export const TARGETS: readonly Target[] = [
  aws('dev', 'us-east-1'),
  aws('prod', 'us-east-1'),
  aws('prod', 'eu-central-1'),
  aws('a-profile-whose-name-was-made-by-a-tool/AdministratorAccess', 'us-west-2'),
  aws('test', 'us-east-1'),
  aws('dev', 'eu-central-1'),
  ...Array.from({length: 14}, (_, i) => aws(`team-${i + 1}`, 'us-east-1')),
];

type Trouble = AppError | 'hangs' | 'connecting';

const TROUBLES: Readonly<Record<number, Trouble>> = {
  1: EXPIRED,
  2: DENIED,
  3: 'hangs',
  4: NO_CREDENTIALS,
  5: UNREACHABLE,
  7: THROTTLED,
  9: 'connecting',
};

const never = <T>(): Promise<T> => new Promise(() => {});

/** The gateway to one of the targets: some fail, each in its own way. */
export const troubledGateway = (target: Target): Gateway => {
  const place = TARGETS.findIndex(one => targetKey(one) === targetKey(target));
  const {profile = 'default', region = 'us-east-1'} = awsSettings(target);
  const running = place === 0 ? [jobOf({profile, region}, 200, {status: 'InProgress', endedAt: undefined})] : [];
  const count = place === 0 ? 120 : 3 + place;
  const jobs = Array.from({length: count}, (_, i) => jobOf({profile, region}, i + 20));
  const fake = createFakeAws([...jobs, ...running]);
  fake.connect = async () => success({region, profile});
  const trouble = TROUBLES[place];
  if (trouble === undefined) return fake;
  if (trouble === 'connecting') return {...fake, connect: never, listJobs: never};
  if (trouble === 'hangs') return {...fake, listJobs: never};
  const listJobs = async () => failure<never>(trouble);
  if (trouble.kind === 'credentials') return {...fake, connect: listJobs, listJobs: never};
  return {...fake, listJobs};
};

/** The id of the target at a place. */
export const idOf = (place: number): string => targetKey(TARGETS[place] ?? aws());
