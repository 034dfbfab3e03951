/** The exit codes, all in one table. */

/** A signal's code is 128 plus its number, as shells report it. `usage` also stands for a missing terminal. */
export const EXIT_CODES = {
  ok: 0,
  usage: 2,
  fault: 70,
  SIGHUP: 129,
  SIGINT: 130,
  SIGQUIT: 131,
  SIGUSR1: 138,
  SIGUSR2: 140,
  SIGALRM: 142,
  SIGTERM: 143,
} as const;

/** The signals on which the terminal is given back. */
export const ENDING_SIGNALS = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGALRM', 'SIGTERM'] as const;
export type EndingSignal = (typeof ENDING_SIGNALS)[number];
