/** All checks of a model's files, and what they find together. Their verdicts are advice: only AWS decides. */
import type {Check, CheckReport, CheckResult, Finding} from './check.ts';
import {CONFIG_CHECKS} from './config-checks.ts';
import type {ModelFiles} from './model-files.ts';
import {WEIGHT_CHECKS} from './weight-checks.ts';

export const CHECKS: readonly Check[] = [...WEIGHT_CHECKS, ...CONFIG_CHECKS];

const verdictOf = (checks: readonly CheckResult[]): CheckReport['verdict'] => {
  if (checks.some(({result}) => result === 'fail')) return 'fail';
  return checks.some(({result}) => result === 'warn') ? 'warn' : 'pass';
};

/** Names in the files are data, and may be as long as the files. */
const WHY_MAX = 500;

const shortened = (finding: Finding): Finding =>
  finding.why.length <= WHY_MAX
    ? finding
    : {...finding, why: `${finding.why.slice(0, WHY_MAX - 1).replace(/[\uD800-\uDBFF]$/, '')}…`};

export const checkFiles = (model: ModelFiles): CheckReport => {
  const checks = CHECKS.map(({id, what, source, run}) => ({id, what, source, ...shortened(run(model))}));
  return {verdict: verdictOf(checks), checks};
};
