/** Several AWS accounts in memory, one for each profile and region, whose answers come as late as a test wants. */
import {success} from '../../src/core/domain/app-error.ts';
import type {CreateJobRequest} from '../../src/core/domain/import-input.ts';
import type {Job} from '../../src/core/domain/job.ts';
import type {Model} from '../../src/core/domain/model.ts';
import type {Gateway} from '../../src/core/domain/ports.ts';
import {awsSettings, type Target} from '../../src/core/domain/target.ts';
import type {State} from '../../src/core/state/state.ts';
import {createFakeAws, type FakeAws} from './fake-aws.ts';
import {jobAt} from './jobs.ts';
import {modelAt} from './models.ts';
import {createProgram, type Program, type ProgramOptions} from './program.ts';

export const OWN_REGION = 'us-east-1';

export const aws = (profile?: string, region?: string): Target => ({kind: 'aws', profile, region});

/** Which account a profile is in. */
const ACCOUNTS = ['dev', 'prod', 'test', 'default'];
export const accountNumber = (profile = 'default'): string => String(ACCOUNTS.indexOf(profile) + 1).repeat(12);

/** Job `n` of an account. Its name begins with profile and region. */
export const jobOf = (place: {profile?: string; region?: string}, n: number, more: Partial<Job> = {}): Job => {
  const {profile = 'default', region = OWN_REGION} = place;
  return jobAt(n, {
    arn: `arn:aws:bedrock:${region}:${accountNumber(profile)}:model-import-job/${String(n).padStart(12, '0')}`,
    name: `${profile}-${region}-${n}`,
    ...more,
  });
};

/** Model `n` of an account, imported by job `n`. */
export const modelOf = (place: {profile?: string; region?: string}, n: number): Model => {
  const job = jobOf(place, n);
  return {...modelAt(n), arn: job.arn.replace('model-import-job', 'imported-model'), name: job.name};
};

export interface Account extends FakeAws {
  readonly target: Target;
  /** Requests that were aborted before they were answered. */
  aborted: number;
  isClosed: boolean;
}

export interface Accounts {
  readonly program: Program;
  /** Every gateway that was opened, in order. */
  readonly opened: readonly Account[];
  /** The latest gateway of a profile. */
  of(profile: string | undefined, region?: string): Account;
  /** How long answers take from now on (ms); Infinity: they never come. */
  slowness: number;
}

interface Options extends Partial<Omit<ProgramOptions, 'gateway'>> {
  readonly jobs?: (place: {profile: string; region: string}) => readonly Job[];
  readonly models?: (place: {profile: string; region: string}) => readonly Model[];
}

const threeJobs = (place: {profile: string; region: string}): readonly Job[] => [3, 2, 1].map(n => jobOf(place, n));

/** Starts the program on `targets` (by default profile dev). An aborted request is answered all the same, as late as the others. */
export const startAccounts = async ({
  jobs = threeJobs,
  models = () => [],
  ...options
}: Options = {}): Promise<Accounts> => {
  const opened: Account[] = [];
  const late = <A extends readonly unknown[], T>(account: Account, ask: (...args: A) => Promise<T>) => {
    return (...args: A): Promise<T> =>
      new Promise(resolve => {
        const signal = args.find(arg => arg instanceof AbortSignal);
        signal?.addEventListener('abort', () => {
          account.aborted += 1;
        });
        const answer = ask(...args);
        if (accounts.slowness === 0) resolve(answer);
        else if (Number.isFinite(accounts.slowness)) program.clock.after(accounts.slowness, () => resolve(answer));
      });
  };
  const open = (target: Target): Gateway => {
    const {profile = 'default', region = OWN_REGION} = awsSettings(target);
    const account: Account = Object.assign(createFakeAws(jobs({profile, region})), {
      target,
      aborted: 0,
      isClosed: false,
    });
    account.models = [...models({profile, region})];
    const {getModel} = account;
    account.getModel = late(account, async (identifier, signal) => {
      const outcome = await getModel(identifier, signal);
      const jobArn = identifier.replace('imported-model', 'model-import-job');
      return outcome.ok ? success({...outcome.value, jobArn, raw: identifier}) : outcome;
    });
    account.listModels = late(account, account.listModels);
    account.createJob = late(account, async (request: CreateJobRequest) => {
      account.created.push(request);
      return success({arn: jobOf({profile, region}, 99).arn});
    });
    account.listTags = late(account, async arn => success([{key: 'of', value: arn}]));
    for (const operation of ['tag', 'untag', 'deleteModel'] as const) {
      Object.assign(account, {
        [operation]: late(account, account[operation] as (...all: unknown[]) => Promise<unknown>),
      });
    }
    account.connect = late(account, async (_: AbortSignal) => success({region, profile}));
    account.listJobs = late(account, account.listJobs);
    account.getJob = late(account, account.getJob);
    account.close = () => {
      account.isClosed = true;
    };
    opened.push(account);
    return account;
  };
  const program = createProgram({
    targets: [aws('dev')],
    profiles: ['default', 'dev', 'prod', 'test'],
    ...options,
    gateway: open,
  });
  const accounts: Accounts = {
    program,
    opened,
    slowness: 0,
    of: (profile, region) => {
      const found = opened.findLast(
        ({target}) => awsSettings(target).profile === profile && awsSettings(target).region === region,
      );
      if (!found) throw new Error(`nobody has connected to ${profile}/${region}`);
      return found;
    },
  };
  await program.say({kind: 'started'});
  return accounts;
};

/** The names of all connections' targets, in order. */
export const placesOf = (state: State): readonly string[] =>
  [...state.connections.values()].map(({target}) => `${awsSettings(target).profile ?? '-'}/${target.region ?? '-'}`);
