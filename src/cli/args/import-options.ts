/** The flags of the import command, read as options. */
import {parseDuration} from '../../core/domain/duration.ts';
import {type ImportField, type ImportInput, importProblems, NO_INPUT} from '../../core/domain/import-input.ts';
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
import {
  FLAG_OF,
  type GivenInput,
  IMPORT_INPUT_FLAGS,
  readImportInput,
  readRequestToken,
} from '../flags/import-flags.ts';
import {parseJob} from '../flags/job-operand.ts';
import {formatFlag, QUIET_FLAG} from '../flags/output-flags.ts';
import {readRefreshMs, refreshFlag} from '../flags/refresh-flag.ts';
import {readRetryFor, retryForFlag, SHORT_RETRY, SHORT_RETRY_TEXT} from '../flags/retry-flag.ts';
import {mustBe, valueReader} from '../flags/value-reader.ts';

const IMPORT_FORMATS = ['text', 'json'] as const;

export interface ImportOptions extends ConnectionOptions {
  readonly kind: 'import';
  readonly given: GivenInput;
  /** The job whose values fill in what is not given. */
  readonly from?: string | undefined;
  readonly clientRequestToken?: string | undefined;
  /** Print the equivalent aws command, and change nothing. */
  readonly isDryRun: boolean;
  /** Check the files first, and start nothing if one of the checks fails. */
  readonly checksFiles: boolean;
  readonly waitsForSlot: boolean;
  /** Wait for the end of the new job. */
  readonly waits: boolean;
  readonly timeoutMs?: number | undefined;
  readonly refreshMs: number;
  readonly format: (typeof IMPORT_FORMATS)[number];
  readonly isQuiet: boolean;
  readonly retryLimits: RetryLimits;
}

const WAITING = 'Waiting';

export const IMPORT_FLAGS: readonly Flag[] = [
  ...IMPORT_INPUT_FLAGS,
  {
    name: 'from',
    value: 'JOB',
    source: 'jobs',
    group: 'What is imported',
    text: 'Take every value that is not given from this job, its tags included; the new job gets the next free name.',
  },
  {
    name: 'dry-run',
    group: 'What is imported',
    text: 'Print the equivalent aws command to stdout, and start nothing.',
  },
  {
    name: 'check',
    group: 'What is imported',
    text: 'Check the files in S3 first, as the command check does. If a check fails, start nothing, with exit code 1.',
  },
  {
    name: 'wait-for-slot',
    group: WAITING,
    text: 'If another import is running, wait for it to end: AWS runs one at a time for each account and region.',
  },
  {
    name: 'wait',
    group: WAITING,
    text: 'Wait until the new job has ended, as the command wait does: exit code 0 if it completed, 1 if it failed.',
  },
  {
    name: 'timeout',
    value: 'TIME',
    group: WAITING,
    text: 'Stop waiting after this long, with exit code 124: 90s, 20m, 2h (default: no limit).',
  },
  refreshFlag(WAITING, 'requests'),
  formatFlag(IMPORT_FORMATS, 'text'),
  QUIET_FLAG,
  retryForFlag(`${SHORT_RETRY_TEXT}; if it is given, also for a role that AWS does not know yet`),
  ...CONNECTION_FLAGS,
  DEBUG_FLAG,
];

/** The input of an import, or a sentence about each flag that is missing or wrong. */
export const importInput = (given: GivenInput, defaults: ImportInput = NO_INPUT): Parsed<ImportInput> => {
  const input = {...defaults, ...given};
  const problems = Object.entries(importProblems(input)) as readonly (readonly [ImportField, string])[];
  if (problems.length === 0) return good(input);
  return bad(problems.map(([field, problem]) => `${FLAG_OF[field]}: ${problem}`).join('; '));
};

const parseFormat = (text: string): Parsed<ImportOptions['format']> => {
  const found = IMPORT_FORMATS.find(name => name === text.trim().toLowerCase());
  return found ? good(found) : mustBe(IMPORT_FORMATS, text);
};

const pointless = ({waits, waitsForSlot, timeoutMs, targets}: ImportOptions, {values}: Given): string | undefined => {
  if (targets.length > 1) return 'an import goes to one place: give one --profile and one --region';
  if (values.has('s3-uri') && values.has('model-data-source')) {
    return '--s3-uri and --model-data-source say the same; give one of them';
  }
  const isWaiting = waits || waitsForSlot;
  return timeoutMs !== undefined && !isWaiting ? '--timeout needs --wait or --wait-for-slot' : undefined;
};

export const readImportOptions = (given: Given): Parsed<ImportOptions> => {
  const flags = valueReader(given);
  const options: ImportOptions = {
    kind: 'import',
    ...readConnection(flags),
    given: readImportInput(flags),
    from: flags.read('from', parseJob, undefined),
    clientRequestToken: readRequestToken(flags),
    isDryRun: flags.isOn('dry-run'),
    checksFiles: flags.isOn('check'),
    waitsForSlot: flags.isOn('wait-for-slot'),
    waits: flags.isOn('wait'),
    timeoutMs: flags.read('timeout', parseDuration, undefined),
    refreshMs: readRefreshMs(flags),
    format: flags.read('output', parseFormat, 'text'),
    isQuiet: flags.isOn('quiet'),
    retryLimits: readRetryFor(flags, SHORT_RETRY),
  };
  const problem = flags.problem() ?? connectionProblem(given) ?? pointless(options, given);
  if (problem !== undefined) return bad(problem);
  // With --from, what is missing is known only once that job has been read.
  const input = options.from === undefined ? importInput(options.given) : undefined;
  return input && !input.ok ? input : good(options);
};
