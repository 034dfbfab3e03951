/** The exit codes, all in one table, for every command alike. */
import type {AppError} from '../core/app-error.ts';

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
export type EndingSignal = (typeof ENDING_SIGNALS)[number];

/** What each code says, for the help and the documents. The codes of signals are one row. */
export const EXIT_MEANINGS: readonly (readonly [codes: string, meaning: string])[] = [
  [
    '0',
    'done: what was asked for was printed, every job completed, you quit, or the reader of a pipe had enough (| head -1)',
  ],
  ['1', 'wait: a job failed, or ended otherwise than --for asked'],
  [
    '2',
    'bad usage: a wrong flag or value, also one that AWS refuses as such; no terminal that the UI could use; a file, port or program that cannot be used',
  ],
  ['3', 'no usable credentials or region: none found, refused, or expired'],
  ['4', 'access denied: AWS knows the caller and says no'],
  ['5', 'not found: there is no such job'],
  ['6', 'throttled, and longer than --patience'],
  ['7', 'network: no answer (DNS, connection, proxy, TLS, time limit), and longer than --patience'],
  ['8', 'service: AWS failed, or the answer was not what its API promises'],
  ['70', "a fault of the program's own; please report it"],
  ['74', 'the output could not be written, for example because the disk is full'],
  ['124', 'wait: the time of --timeout is over'],
  [
    '129, 130, 131, 138, 140, 142, 143',
    'ended by SIGHUP, SIGINT (ctrl-c), SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGTERM; in the UI ctrl-c quits with 0',
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
  answer: EXIT_CODES.service,
  cancelled: EXIT_CODES.SIGINT,
  fault: EXIT_CODES.fault,
};

export const exitCodeOf = ({kind}: Pick<AppError, 'kind'>): number => CODE_OF_KIND[kind];
