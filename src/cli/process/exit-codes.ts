/** The exit codes of all commands. */
import type {AppError} from '../../core/domain/app-error.ts';

/** A signal's code is 128 plus its number, as shells report it. */
export const EXIT_CODES = {
  ok: 0,
  failedJob: 1,
  usage: 2,
  credentials: 3,
  access: 4,
  notFound: 5,
  throttled: 6,
  network: 7,
  service: 8,
  fault: 70,
  output: 74,
  timeout: 124,
  SIGHUP: 129,
  SIGINT: 130,
  SIGQUIT: 131,
  SIGUSR1: 138,
  SIGUSR2: 140,
  SIGALRM: 142,
  SIGTERM: 143,
} as const;

/** The signals that end every command with a code of their own. */
export const ENDING_SIGNALS = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGALRM', 'SIGTERM'] as const;

/** What each code means, for the help and the documents. */
export const EXIT_MEANINGS: readonly (readonly [codes: string, meaning: string])[] = [
  ['0', 'success: everything was printed, every job completed, you quit, or the reader closed the pipe (| head -1)'],
  ['1', 'wait, import --wait: a job failed, or did not end as --for asked; check: a check failed'],
  [
    '2',
    'usage: a wrong flag or value (also one that AWS rejects: a name that is taken, a quota, another import that is running), a change without --yes or with --read-only, no usable terminal for the UI, or a file, port or program that cannot be used',
  ],
  ['3', 'no usable AWS credentials or region: not found, rejected, or expired'],
  ['4', 'access denied: AWS knows the caller but refuses the request'],
  ['5', 'not found: no such job or model'],
  ['6', 'throttled for longer than --retry-for'],
  ['7', 'network: no answer (DNS, connection, proxy, TLS, timeout) for longer than --retry-for'],
  ['8', 'service: AWS failed, or its answer was not what the API promises'],
  ['70', 'internal error; please report it'],
  ['74', 'output: could not be written, for example because the disk is full'],
  ['124', 'wait, import: --timeout passed before the jobs ended, or before an import could start'],
  ['137', 'before Node 22.15: the program had to kill itself (SIGKILL) because a file or name server did not answer'],
  [
    '128 + N',
    'ended by signal N, for example 129 SIGHUP, 130 SIGINT (ctrl-c), 143 SIGTERM; in the UI ctrl-c quits with 0',
  ],
];

const CODE_OF_KIND: Readonly<Record<AppError['kind'], number>> = {
  credentials: EXIT_CODES.credentials,
  region: EXIT_CODES.credentials,
  access: EXIT_CODES.access,
  throttled: EXIT_CODES.throttled,
  network: EXIT_CODES.network,
  service: EXIT_CODES.service,
  invalid: EXIT_CODES.usage,
  'not-found': EXIT_CODES.notFound,
  'name-taken': EXIT_CODES.usage,
  'import-running': EXIT_CODES.usage,
  'role-refused': EXIT_CODES.usage,
  conflict: EXIT_CODES.usage,
  quota: EXIT_CODES.usage,
  'read-only': EXIT_CODES.usage,
  answer: EXIT_CODES.service,
  cancelled: EXIT_CODES.SIGINT,
  fault: EXIT_CODES.fault,
};

export const exitCodeOf = ({kind}: Pick<AppError, 'kind'>): number => CODE_OF_KIND[kind];
