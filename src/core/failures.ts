/** What every failed request does: it is remembered, and tried again where that can help. */
import type {AppError} from './app-error.ts';
import type {ErrorRecord, State} from './state.ts';

const MOST_MS = 5 * 60_000;
const ERRORS_KEPT = 50;

/** The pause before try number `failures` + 1: doubles from `baseMs`, at most five minutes, spread over its upper half by `luck` (0 to 1). */
export const pauseMs = (baseMs: number, failures: number, luck: number): number => {
  const full = Math.min(MOST_MS, baseMs * 2 ** Math.max(0, failures));
  return Math.round(full * (0.5 + luck / 2));
};

/** Keeps the failure among the recent ones, the latest first. One that goes on is kept once, with its latest time. */
export const recorded = (state: State, error: AppError, at: number): State => {
  if (error.kind === 'cancelled') return state;
  const record: ErrorRecord = {at, error};
  const [latest] = state.errors;
  const isSame = latest?.error.what === error.what && latest.error.why === error.why;
  return {...state, errors: [record, ...(isSame ? state.errors.slice(1) : state.errors)].slice(0, ERRORS_KEPT)};
};
