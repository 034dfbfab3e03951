/** The ARNs that can have tags: TaggableResourcesArn of the service model, which is not only for import jobs and models. */
import type {TextRule} from './constraint.ts';

const PREFIX = 'arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:';
const PART = '[a-z0-9-]{1,63}';
const WITH_SHORT_ID = [
  ...['provisioned-model', 'model-invocation-job', 'model-evaluation-job', 'evaluation-job', 'model-import-job'],
  ...['imported-model', 'async-invoke', 'provisioned-model-v2', 'provisioned-model-reservation', 'prompt-router'],
  'custom-model-deployment',
].join('|');

const RESOURCES = [
  `(:(fine-tuning-job|model-customization-job|custom-model)/${PART}[.]{1}${PART}(${PART}[.]){0,2}${PART}([:]${PART}){0,2}(/[a-z0-9]{12})$)`,
  '(:guardrail/[a-z0-9]+$)',
  '(:automated-reasoning-policy/[a-zA-Z0-9]+(:[a-zA-Z0-9]+)?$)',
  '(:(inference-profile|application-inference-profile)/[a-zA-Z0-9-:.]+$)',
  `(:(${WITH_SHORT_ID})/[a-z0-9]{12}$)`,
].join('|');

const WRITTEN = [
  '.*(^[a-zA-Z0-9][a-zA-Z0-9\\-]*$)',
  `(^${PREFIX}[0-9]{12}:custom-model/(imported)/[a-z0-9]{12}$)`,
  `(^${PREFIX}([0-9]{12}|)(${RESOURCES})).*`,
].join('|');

/** The pattern also matches a plain name, if it is long enough. */
export const RESOURCE_ARN: TextRule = {
  min: 20,
  max: 1011,
  pattern: new RegExp(`^(?:${WRITTEN})$`),
  written: WRITTEN,
};
