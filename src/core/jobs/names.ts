/** What job names tell. */
import type {Job} from '../domain/job.ts';

const FAMILY =
  /(?:llama|mistral|mixtral|qwen|gpt-oss|flan-t5|starcoder)[\w.]*(?:-(?:coder|vl|vision|[\dx.]+b|a\d+b|xl))*/i;

/** The model family in the name of the model or the job. */
export const familyOf = ({modelName, name}: Pick<Job, 'name' | 'modelName'>): string | undefined =>
  (FAMILY.exec(name) ?? FAMILY.exec(modelName ?? ''))?.[0].toLowerCase();
