/** What checks of a model's files have found. */

/** From good to bad, `not-checked` last: nothing can be said. */
export const RESULTS = ['pass', 'warn', 'fail', 'not-checked'] as const;
type Result = (typeof RESULTS)[number];

export interface Finding {
  readonly result: Result;
  /** A clause, or several with semicolons. */
  readonly why: string;
}

/** Where a rule comes from. Limits of AWS move, so each has its date. */
export interface Source {
  readonly text: string;
  /** As in 2025-11. */
  readonly date: string;
}

export interface CheckResult extends Finding {
  /** Stable: scripts name it. */
  readonly id: string;
  /** What is checked, a fragment. */
  readonly what: string;
  readonly source: Source;
}

export interface CheckReport {
  readonly verdict: 'pass' | 'warn' | 'fail';
  readonly checks: readonly CheckResult[];
}
