/** The flags that choose the target of requests. The terminal UI and every command that sends requests have them. */
import {IMPORT_REGIONS} from '../../core/domain/import-regions.ts';
import {parseRegion} from '../../core/domain/region-name.ts';
import {type AwsSettings, DEMO, type Target} from '../../core/domain/target.ts';
import type {Parsed} from '../../core/text/parsed.ts';
import type {Fault} from '../../simulator/faults/fault-kind.ts';
import {parseFaults} from './fault-flag.ts';
import type {Flag, Given} from './flags.ts';
import {parseEndpointUrl, parseProfile, type ValueReader} from './value-reader.ts';

export interface ConnectionOptions {
  readonly target: Target;
  /** The faults of the demo's simulator; absent if no flag asks for any. */
  readonly faults?: readonly Fault[] | undefined;
  /** The file of --debug. */
  readonly debugFile?: string | undefined;
}

const CONNECTION = 'Connection';

interface AwsFlag {
  readonly flag: Flag;
  readonly parse: (text: string) => Parsed<string>;
}

/** One flag for each setting of a target on AWS: a setting without one does not compile. */
const AWS_FLAGS: {readonly [K in keyof AwsSettings]-?: AwsFlag} = {
  profile: {
    flag: {name: 'profile', value: 'NAME', source: 'profiles', group: CONNECTION, text: 'Use this AWS profile.'},
    parse: parseProfile,
  },
  region: {
    flag: {
      name: 'region',
      value: 'REGION',
      choices: IMPORT_REGIONS,
      group: CONNECTION,
      text: 'Use this AWS region, for example us-east-1.',
    },
    parse: parseRegion,
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
};

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
const readTarget = (flags: ValueReader): Target => {
  const settings: AwsSettings = Object.fromEntries(
    Object.entries(AWS_FLAGS).map(([id, {flag, parse}]) => [id, flags.read(flag.name, parse, undefined)]),
  );
  return flags.isOn('demo') ? DEMO : {kind: 'aws', ...settings};
};

export const readConnection = (flags: ValueReader): ConnectionOptions => ({
  target: readTarget(flags),
  faults: flags.read('fault', parseFaults, undefined),
  debugFile: flags.read('debug', parseFile, undefined),
});

/** Which of these flags cannot be used together, and why; undefined if they all can. */
export const connectionProblem = ({values}: Given): string | undefined => {
  if (values.has('fault') && !values.has('demo'))
    return '--fault needs --demo: only simulated requests can be made to fail';
  const other = values.has('demo')
    ? Object.values(AWS_FLAGS).find(({flag}) => values.has(flag.name))?.flag.name
    : undefined;
  return other && `--demo cannot be used with --${other}: the demo runs on its own simulator and never asks AWS`;
};
