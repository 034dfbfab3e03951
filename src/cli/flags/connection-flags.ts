/** The flags that choose the target of requests. The terminal UI and every command that sends requests have them. */
import {IMPORT_REGIONS} from '../../core/domain/import-regions.ts';
import {DEMO, type Target} from '../../core/domain/target.ts';
import type {Parsed} from '../../core/text/parsed.ts';
import type {Fault} from '../../simulator/faults/fault-kind.ts';
import {parseFaults} from './fault-flag.ts';
import type {Flag, Given} from './flags.ts';
import {parseEndpointUrl, parseProfile, parseRegion, type ValueReader} from './value-reader.ts';

export interface ConnectionOptions {
  readonly target: Target;
  /** The faults of the demo's simulator; absent if no flag asks for any. */
  readonly faults?: readonly Fault[] | undefined;
  /** The file of --debug. */
  readonly debugFile?: string | undefined;
}

const CONNECTION = 'Connection';

export const CONNECTION_FLAGS: readonly Flag[] = [
  {name: 'profile', value: 'NAME', source: 'profiles', group: CONNECTION, text: 'Use this AWS profile.'},
  {
    name: 'region',
    value: 'REGION',
    choices: IMPORT_REGIONS,
    group: CONNECTION,
    text: 'Use this AWS region, for example us-east-1.',
  },
  {
    name: 'endpoint-url',
    value: 'URL',
    group: CONNECTION,
    text: 'Send requests to this URL instead of AWS, for example a VPC endpoint or a simulator.',
  },
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
  const aws: Target = {
    kind: 'aws',
    profile: flags.read('profile', parseProfile, undefined),
    region: flags.read('region', parseRegion, undefined),
    endpointUrl: flags.read('endpoint-url', parseEndpointUrl, undefined),
  };
  return flags.isOn('demo') ? DEMO : aws;
};

export const readConnection = (flags: ValueReader): ConnectionOptions => ({
  target: readTarget(flags),
  faults: flags.read('fault', parseFaults, undefined),
  debugFile: flags.read('debug', parseFile, undefined),
});

const TOUCHES_AWS = ['profile', 'region', 'endpoint-url'] as const;

/** Which of these flags cannot be used together, and why; undefined if they all can. */
export const connectionProblem = ({values}: Given): string | undefined => {
  if (values.has('fault') && !values.has('demo'))
    return '--fault needs --demo: only simulated requests can be made to fail';
  const other = values.has('demo') ? TOUCHES_AWS.find(name => values.has(name)) : undefined;
  return other && `--demo cannot be used with --${other}: the demo runs on its own simulator and never asks AWS`;
};
