/**
 * The commands that people use most, and what a command is. The program's start reads only these; all-commands.ts has them all.
 */
import type {Parsed} from '../../core/text/parsed.ts';
import type {Flag, Given} from '../flags/flags.ts';
import {MAX_JOBS} from '../flags/job-operand.ts';
import {PROGRAM} from '../process/about.ts';
import type {ActingOptions, CheckOptions} from './acting-options.ts';
import {type CompletionOptions, readCompletionOptions, SHELLS} from './completion-options.ts';
import {GET_FLAGS, type GetOptions, readGetOptions} from './get-options.ts';
import {LIST_FLAGS, type ListOptions, readListOptions} from './list-options.ts';
import {REPORT_FLAGS, type ReportOptions, readReportOptions} from './report-options.ts';
import type {SimulatorOptions} from './simulator-options.ts';
import {readTuiOptions, TUI_FLAGS, type TuiOptions} from './tui-options.ts';
import {readWaitOptions, WAIT_FLAGS, type WaitOptions} from './wait-options.ts';
import {readWatchOptions, WATCH_FLAGS, type WatchOptions} from './watch-options.ts';

/** The arguments of a command besides its flags. */
export interface Operand {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** In the help, what follows the first one, if that is something else. Completion knows only the first one then. */
  readonly rest?: string;
  readonly text: string;
  /** It stands after `--`, so that its own flags are left alone. */
  readonly isAfterDashes?: true;
  /** For completion: all its values, if they can be listed. */
  readonly choices?: readonly string[];
  /** For completion: what AWS is asked for, if the values cannot be listed. */
  readonly source?: 'jobs' | 'running-jobs-first' | 'models';
}

export type CommandOptions =
  | TuiOptions
  | ListOptions
  | GetOptions
  | WaitOptions
  | WatchOptions
  | ReportOptions
  | ActingOptions
  | CheckOptions
  | SimulatorOptions
  | CompletionOptions;

export interface CliCommand {
  /** The empty name is the terminal UI, which starts if no command is given. */
  readonly name: string;
  /** One clause, for the list of commands. */
  readonly brief: string;
  readonly summary: string;
  readonly operand?: Operand;
  readonly flags: readonly Flag[];
  readonly examples: readonly string[];
  readonly read: (given: Given, now: number) => Parsed<CommandOptions>;
}

/** Jobs of the demo, so that the examples can be tried. */
const FAILED_JOB = 'qwen2.5-vl-7b-invoices-v7';
const RUNNING_JOB = 'qwen2.5-vl-7b-invoices-v9';

export const EVERYWHERE: readonly Flag[] = [
  {name: 'help', short: 'h', group: 'General', text: 'Show this help.'},
  {name: 'version', short: 'V', group: 'General', text: 'Show the version.'},
];

export const TUI: CliCommand = {
  name: '',
  brief: 'the terminal UI',
  summary: 'A terminal UI for Amazon Bedrock model import jobs: list, find, inspect and watch them.',
  flags: [...TUI_FLAGS, ...EVERYWHERE],
  examples: [
    PROGRAM,
    `${PROGRAM} --demo`,
    `${PROGRAM} --profile research --region us-west-2`,
    `${PROGRAM} --status Failed --after 7d`,
    `${PROGRAM} --name llama-3 --order Ascending --page-size 500`,
  ],
  read: readTuiOptions,
};

export const LIST: CliCommand = {
  name: 'list',
  brief: 'print import jobs as a table, JSON, CSV and more',
  summary:
    'Prints import jobs, page by page as they arrive: as a table, or as JSON in the shape of ListModelImportJobs. If stdout is not a terminal and no command is given, list runs.',
  flags: [...LIST_FLAGS, ...EVERYWHERE],
  examples: [
    `${PROGRAM} list --demo --limit 5`,
    `${PROGRAM} list --status Failed --after 7d --with-failures`,
    `${PROGRAM} list --output csv --columns jobName,status > jobs.csv`,
    `${PROGRAM} list --query 'modelImportJobSummaries[0].jobArn'`,
    `${PROGRAM} list --name llama-3 --output ids | xargs ${PROGRAM} get`,
  ],
  read: readListOptions,
};

const GET: CliCommand = {
  name: 'get',
  brief: 'print jobs with all their fields',
  summary: 'Prints import jobs with all the fields of GetModelImportJob.',
  operand: {
    name: 'JOB',
    min: 1,
    max: MAX_JOBS,
    text: 'The name or ARN of a job. Each job takes one request.',
    source: 'jobs',
  },
  flags: [...GET_FLAGS, ...EVERYWHERE],
  examples: [
    `${PROGRAM} get ${FAILED_JOB} --demo`,
    `${PROGRAM} get ${FAILED_JOB} --output json`,
    `${PROGRAM} get ${FAILED_JOB} --query failureMessage --output tsv`,
  ],
  read: readGetOptions,
};

const WAIT: CliCommand = {
  name: 'wait',
  brief: 'wait until jobs have ended; the exit code says how',
  summary:
    'Waits until all jobs have ended, then prints how they ended. The exit code is 0 if all of them completed, and 1 if one did not. With --any, the first job to end decides; with --any and --for, the first to end with that status. Throttling and lost connections are retried.',
  operand: {
    name: 'JOB',
    min: 1,
    max: MAX_JOBS,
    text: 'The name or ARN of a job.',
    source: 'running-jobs-first',
  },
  flags: [...WAIT_FLAGS, ...EVERYWHERE],
  examples: [
    `${PROGRAM} wait ${RUNNING_JOB} --demo --refresh 1`,
    `${PROGRAM} wait ${RUNNING_JOB} --timeout 2h --query '[0].importedModelArn'`,
    `${PROGRAM} wait job-a job-b --for Completed`,
    `${PROGRAM} wait job-a job-b --any`,
  ],
  read: readWaitOptions,
};

const WATCH: CliCommand = {
  name: 'watch',
  brief: 'print an event when a job is created, ends or fails',
  summary:
    'Prints an event for each job that is created, ends or fails from now on. Runs until ctrl-c or a signal stops it. If AWS cannot be reached, it says so and keeps trying.',
  flags: [...WATCH_FLAGS, ...EVERYWHERE],
  examples: [
    `${PROGRAM} watch`,
    `${PROGRAM} watch --status Failed --output ndjson`,
    `${PROGRAM} watch --since 24h --name llama-3`,
    `${PROGRAM} watch --exec './notify --channel imports'`,
    `${PROGRAM} watch --limit 1 --shell --exec 'echo "$BEDROCK_IMPORTS_JOB_NAME"'`,
  ],
  read: readWatchOptions,
};

const REPORT: CliCommand = {
  name: 'report',
  brief: 'say why imports failed, and how many did',
  summary:
    'Prints the failures of a period grouped by reason, and success rates and durations by week and by model family. Takes one list of the period, and one request for each failed job, three at a time. With ctrl-c it prints what it has read so far.',
  flags: [...REPORT_FLAGS, ...EVERYWHERE],
  examples: [
    `${PROGRAM} report --demo`,
    `${PROGRAM} report --after 90d --name llama-3`,
    `${PROGRAM} report --after 7d --output markdown > report.md`,
    `${PROGRAM} report --output json`,
  ],
  read: readReportOptions,
};

const COMPLETION: CliCommand = {
  name: 'completion',
  brief: 'print a completion script for bash, zsh or fish',
  summary:
    'Prints a script with which a shell completes commands, flags, values and job names. Job names come from AWS, with the profile and region that are already on the line: one request for each tab. If there is no answer within 1.5 seconds, no names are offered.',
  operand: {name: 'SHELL', min: 1, max: 1, choices: SHELLS, text: 'The shell: bash, zsh or fish.'},
  flags: EVERYWHERE,
  examples: [
    `${PROGRAM} completion bash`,
    `${PROGRAM} completion zsh > ~/.zfunc/_${PROGRAM}`,
    `${PROGRAM} completion fish | source`,
  ],
  read: readCompletionOptions,
};

export const CORE_COMMANDS: readonly CliCommand[] = [TUI, LIST, GET, WAIT, WATCH, REPORT, COMPLETION];

/** The program's name, followed by the command's own. */
export const callOf = ({name}: Pick<CliCommand, 'name'>): string => (name === '' ? PROGRAM : `${PROGRAM} ${name}`);
