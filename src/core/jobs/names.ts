/** What the names of jobs and models tell: which jobs are attempts at the same import, and which model they import. */
import type {Job} from '../domain/job.ts';

type Named = Pick<Job, 'name' | 'modelName'>;

/** The console names jobs after the time: importJob-20240713T121942. */
const CONSOLE_NAME = /^importJob-\d/i;
export const isConsoleName = (name: string): boolean => CONSOLE_NAME.test(name);

/** The end of a name that changes from one attempt to the next: versions, numbers, dates, and words such as retry. */
const ATTEMPT = /(?:[-_.+](?:v?\d+|\d+T\d+|r\d+|rc\d*|re?try\d*|rerun\d*|attempt\d*|run\d*|again|final|new|fixed))+$/i;

/** The name without what changes from one attempt to the next. Jobs that the console has named go by their model. */
export const stemOf = ({name, modelName}: Named): string => {
  if (!isConsoleName(name)) return name.replace(ATTEMPT, '') || name;
  return modelName === undefined ? name : modelName.replace(ATTEMPT, '') || modelName;
};

// A family word, words such as a version or a variant, and the size: llama-3.1-8b, mixtral-8x7b, qwen3-30b-a3b, flan-t5-xl.
// The short words phi and t5 also stand within others, such as dolphin and report5.
const WORDS =
  '(?:code-?)?(?:llama|mistral|mixtral|ministral|qwen|gpt-?oss|flan-?t5|starcoder|gpt-?bigcode|deepseek|gemma|falcon|(?<![a-z])(?:t5|phi)(?![a-z]))';
const VARIANT = '(?:-(?:\\d[\\d.]*|t5|coder|code|vl|math|vision|instruct|chat|base))*?';
const SIZE =
  '-(?:\\d+(?:\\.\\d+)?(?:x\\d+(?:\\.\\d+)?)?b(?:-a\\d+b)?(?:-(?:vision|instruct|chat|base))?|small|base|large|xl|xxl)\\b';
const SIZED = new RegExp(`${WORDS}[\\d.]*${VARIANT}${SIZE}`, 'i');
const UNSIZED = new RegExp(`${WORDS}[\\d.]*`, 'i');

const familyIn = (text: string): string | undefined => (SIZED.exec(text) ?? UNSIZED.exec(text))?.[0].toLowerCase();

/** The model family and its size, as far as the name of the job or of its model tells: llama-3-8b. Undefined if neither does. */
export const familyOf = ({name, modelName}: Named): string | undefined => familyIn(name) ?? familyIn(modelName ?? '');

/** Model names have hyphens for dots: equal for two spellings of one family or stem. */
export const nameKey = (text: string): string => text.toLowerCase().replace(/[._+]/g, '-');
