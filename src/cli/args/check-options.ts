/** The flags of the check command, read as options: those of a check of a directory, or of files in S3. */
import {s3UriProblem} from '../../core/domain/import-input.ts';
import {IMPORT_REGIONS} from '../../core/domain/import-regions.ts';
import type {RetryLimits} from '../../core/retry/retry.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import {
  CONNECTION_FLAGS,
  type ConnectionOptions,
  connectionProblem,
  DEBUG_FLAG,
  readConnection,
} from '../flags/connection-flags.ts';
import type {Flag, Given} from '../flags/flags.ts';
import {formatFlag, parseFormat, QUIET_FLAG} from '../flags/output-flags.ts';
import {readRetryFor, retryForFlag, SHORT_RETRY, SHORT_RETRY_TEXT} from '../flags/retry-flag.ts';
import {type ValueReader, valueReader} from '../flags/value-reader.ts';

const FORMATS = ['table', 'json'] as const;

interface CheckOutput {
  readonly kind: 'check';
  readonly format: (typeof FORMATS)[number];
}

export interface DirectoryCheckOptions extends CheckOutput {
  readonly directory: string;
  /** Where the model would be imported. */
  readonly region?: string | undefined;
}

export interface S3CheckOptions extends CheckOutput, ConnectionOptions {
  readonly s3Uri: string;
  readonly isQuiet: boolean;
  readonly retryLimits: RetryLimits;
}

export type CheckOptions = DirectoryCheckOptions | S3CheckOptions;

/** The model is imported in one region, which is also the one that is asked. */
const ownFlag = (flag: Flag): Flag =>
  flag.name === 'region'
    ? {
        ...flag,
        choices: IMPORT_REGIONS,
        isList: false,
        text: 'Where the model would be imported, for example us-east-1: some architectures are not imported everywhere.',
      }
    : flag;

const S3_ONLY: readonly string[] = ['profile', 'endpoint-url', 'demo', 'fault', 'retry-for', 'debug'];

export const CHECK_FLAGS: readonly Flag[] = [
  ...CONNECTION_FLAGS.map(ownFlag),
  formatFlag(FORMATS, 'table'),
  QUIET_FLAG,
  retryForFlag(SHORT_RETRY_TEXT),
  DEBUG_FLAG,
];

/** The scheme may be in upper case, as in some of AWS's own examples. */
const S3_SCHEME = /^s3:\/\//i;

const parseS3Uri = (text: string): Parsed<string> => {
  const uri = text.replace(S3_SCHEME, 's3://');
  const problem = s3UriProblem(uri);
  return problem === undefined ? good(uri) : bad(`“${text}”: ${problem}`);
};

const readDirectoryCheck = (given: Given, flags: ValueReader): Parsed<DirectoryCheckOptions> => {
  const {target} = readConnection(flags);
  const stray = S3_ONLY.find(name => given.values.has(name));
  const format = flags.read('output', parseFormat(FORMATS), 'table');
  const problem =
    flags.problem() ?? (stray && `--${stray} needs an S3 URI: a directory of this machine is checked without AWS`);
  const [directory = ''] = given.positionals;
  return problem === undefined ? good({kind: 'check', directory, region: target.region, format}) : bad(problem);
};

const readS3Check = (given: Given, flags: ValueReader): Parsed<S3CheckOptions> => {
  const uri = parseS3Uri(given.positionals[0] ?? '');
  const options = {
    kind: 'check',
    ...readConnection(flags),
    service: 's3',
    format: flags.read('output', parseFormat(FORMATS), 'table'),
    isQuiet: flags.isOn('quiet'),
    retryLimits: readRetryFor(flags, SHORT_RETRY),
  } as const;
  const problem = flags.problem() ?? connectionProblem(given);
  if (problem !== undefined) return bad(problem);
  return uri.ok ? good({...options, s3Uri: uri.value}) : uri;
};

export const readCheckOptions = (given: Given): Parsed<CheckOptions> => {
  const flags = valueReader(given);
  if (readConnection(flags).targets.length > 1) return bad('a model is checked for one place: give one --region');
  return S3_SCHEME.test(given.positionals[0] ?? '') ? readS3Check(given, flags) : readDirectoryCheck(given, flags);
};
