/** A check, and what it found. */
import type {ModelFiles} from './model-files.ts';

/** From good to bad, `not-checked` last: nothing can be said. */
export const RESULTS = ['pass', 'warn', 'fail', 'not-checked'] as const;
export type Result = (typeof RESULTS)[number];

export interface Finding {
  readonly result: Result;
  /** A sentence. */
  readonly why: string;
}

/** Where a rule comes from. Limits of AWS move, so each has its date. */
export interface Source {
  readonly text: string;
  /** As in 2025-11. */
  readonly date: string;
}

export interface Check {
  /** Stable: scripts name it. */
  readonly id: string;
  /** What is checked, a fragment. */
  readonly what: string;
  readonly source: Source;
  run(model: ModelFiles): Finding;
}

export interface CheckResult extends Finding {
  readonly id: string;
  readonly what: string;
  readonly source: Source;
}

export interface CheckReport {
  readonly verdict: 'pass' | 'warn' | 'fail';
  readonly checks: readonly CheckResult[];
}

export const pass = (why: string): Finding => ({result: 'pass', why});
export const warn = (why: string): Finding => ({result: 'warn', why});
export const fail = (why: string): Finding => ({result: 'fail', why});
export const notChecked = (why: string): Finding => ({result: 'not-checked', why});
