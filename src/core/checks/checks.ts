/** All checks of a model's files, and what they find together. Their verdicts are advice: only AWS decides. */
import type {Check, CheckReport, CheckResult} from './check.ts';
import {CONFIG_CHECKS} from './config-checks.ts';
import type {ModelFiles} from './model-files.ts';
import {WEIGHT_CHECKS} from './weight-checks.ts';

export const CHECKS: readonly Check[] = [...WEIGHT_CHECKS, ...CONFIG_CHECKS];

const verdictOf = (checks: readonly CheckResult[]): CheckReport['verdict'] => {
  if (checks.some(({result}) => result === 'fail')) return 'fail';
  return checks.some(({result}) => result === 'warn') ? 'warn' : 'pass';
};

export const checkFiles = (model: ModelFiles): CheckReport => {
  const checks = CHECKS.map(({id, what, source, run}) => ({id, what, source, ...run(model)}));
  return {verdict: verdictOf(checks), checks};
};
