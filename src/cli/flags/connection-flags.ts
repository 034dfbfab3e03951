/** The flags that choose the targets of requests. The terminal UI and every command that sends requests have them. */
import type {Environment, Service} from '../../bedrock/settings.ts';
import {IMPORT_REGIONS, IMPORT_REGIONS_TEXT} from '../../core/domain/import-regions.ts';
import {type AwsSettings, DEMO, type Target} from '../../core/domain/target.ts';
import {good, type Parsed} from '../../core/text/parsed.ts';
import type {Flag, Given} from './flags.ts';
import {type Choice, namesIn, PROFILE_JOINT, parseProfiles, parseRegions, targetsOf} from './targets.ts';
import {parseEndpointUrl, type ValueReader} from './value-reader.ts';

export interface ConnectionOptions {
  /** The first of the targets, and the only one unless several were chosen. */
  readonly target: Target;
  /** One for each connection. */
  readonly targets: readonly Target[];
  /** What the flags say of them. */
  readonly choice: Choice;
  /** The specs of the demo's faults; absent if no flag asks for any. Only the parser of all commands has checked them. */
  readonly faults?: readonly string[] | undefined;
  /** Nothing may be changed on AWS. The demo has its own world, in which everything may. */
  readonly isReadOnly?: boolean | undefined;
  /** The service that --endpoint-url is for, if not Bedrock. */
  readonly service?: Service | undefined;
  /** The file of --debug. */
  readonly debugFile?: string | undefined;
}

const CONNECTION = 'Connection';

interface AwsFlag {
  readonly flag: Flag;
  readonly parse: (text: string) => Parsed<string | readonly string[]>;
}

/** One flag for each setting of a target on AWS: a setting without one does not compile. */
const AWS_FLAGS = {
  profile: {
    flag: {
      name: 'profile',
      value: 'NAME',
      source: 'profiles',
      isList: true,
      isRepeatable: true,
      joint: PROFILE_JOINT,
      group: CONNECTION,
      text: 'Use this AWS profile. Several, separated by commas or in several flags, are used together.',
    },
    parse: parseProfiles,
  },
  region: {
    flag: {
      name: 'region',
      value: 'REGION',
      choices: [...IMPORT_REGIONS, 'all'],
      isList: true,
      isRepeatable: true,
      group: CONNECTION,
      text: `Use this AWS region, for example us-east-1. Several, separated by commas or in several flags, are used together: every profile in every region. “all” is every region with model import: ${IMPORT_REGIONS_TEXT}.`,
    },
    parse: parseRegions,
  },
  endpointUrl: {
    flag: {
      name: 'endpoint-url',
      value: 'URL',
      group: CONNECTION,
      text: 'Send requests to this URL instead of AWS, for example a VPC endpoint or a simulator.',
    },
    parse: parseEndpointUrl,
  },
} as const satisfies {readonly [K in keyof AwsSettings]-?: AwsFlag};

export const CONNECTION_FLAGS: readonly Flag[] = [
  ...Object.values(AWS_FLAGS).map(({flag}) => flag),
  {
    name: 'demo',
    group: CONNECTION,
    text: 'Run on simulated jobs. Nothing is sent to AWS, and no credentials are used.',
  },
  {
    name: 'fault',
    value: 'SPEC',
    isRepeatable: true,
    group: CONNECTION,
    text: 'With --demo: make requests fail on purpose, for example throttle:times=3. `simulator --help` lists all faults.',
  },
  {
    name: 'read-only',
    group: CONNECTION,
    text: 'Change nothing on AWS: importing, deleting and tagging are refused. The demo allows everything.',
  },
];

export const DEBUG_FLAG: Flag = {
  name: 'debug',
  value: 'FILE',
  source: 'files',
  group: 'Bug reports',
  text: 'Append a log of every request to this file, for a bug report. Credentials are left out.',
};

const parseFile = (text: string): Parsed<string> =>
  text.trim() === '' ? {ok: false, reason: 'needs the name of a file'} : {ok: true, value: text};

/** Reads the flags of AWS with --demo as well, so that a wrong value is reported. */
const readChoice = (flags: ValueReader): Choice => ({
  profiles: flags.read('profile', AWS_FLAGS.profile.parse, []),
  regions: flags.read('region', AWS_FLAGS.region.parse, []),
  endpointUrl: flags.read('endpoint-url', AWS_FLAGS.endpointUrl.parse, undefined),
  isDemo: flags.isOn('demo'),
});

export const readConnection = (flags: ValueReader): ConnectionOptions => {
  const choice = readChoice(flags);
  const targets = targetsOf(choice);
  return {
    target: targets[0] ?? DEMO,
    targets,
    choice,
    faults: flags.read('fault', text => good(text.split(',')), undefined),
    isReadOnly: flags.isOn('read-only') || undefined,
    debugFile: flags.read('debug', parseFile, undefined),
  };
};

/** The options with the targets as the files and the environment allow them, or a clause that says why they do not. */
export const withCheckedTargets = async <O extends ConnectionOptions>(
  options: O,
  environment: Environment,
): Promise<Parsed<O>> => {
  const {profiles, regions} = options.choice;
  if (namesIn(profiles).length < 2 && regions.length < 2) return good(options);
  const {checkedTargets} = await import('./checked-targets.ts');
  const targets = await checkedTargets(options.choice, environment);
  return targets.ok ? good({...options, targets: targets.value, target: targets.value[0] ?? options.target}) : targets;
};

/** Which of these flags cannot be used together, and why; undefined if they all can. */
export const connectionProblem = ({values}: Given): string | undefined => {
  if (values.has('fault') && !values.has('demo'))
    return '--fault needs --demo: only simulated requests can be made to fail';
  const other = values.has('demo') ? ['profile', 'endpoint-url'].find(name => values.has(name)) : undefined;
  return other && `--demo cannot be used with --${other}: the demo runs on its own simulator and never asks AWS`;
};
