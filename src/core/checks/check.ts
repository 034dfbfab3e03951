/** A check, and the forms of what it can find. */
import type {CheckReport, CheckResult, Finding, Source} from '../domain/check-report.ts';
import type {ModelFiles} from './model-files.ts';

export type {CheckReport, CheckResult, Finding, Source};

export interface Check {
  /** Stable: scripts name it. */
  readonly id: string;
  /** What is checked, a fragment. */
  readonly what: string;
  readonly source: Source;
  run(model: ModelFiles): Finding;
}

export const pass = (why: string): Finding => ({result: 'pass', why});
export const warn = (why: string): Finding => ({result: 'warn', why});
export const fail = (why: string): Finding => ({result: 'fail', why});
export const notChecked = (why: string): Finding => ({result: 'not-checked', why});
